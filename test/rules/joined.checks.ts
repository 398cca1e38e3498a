import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { countOf, directly } from '../support/direct.ts'
import { incidentOf, join, twoCases, type Two } from '../support/joined.ts'
import type { PersonKey } from '../support/people.ts'
import { send } from '../support/stories.ts'
import type { Visitor, World } from '../support/world.ts'

// Two cases in one incident. In the first the coordinator of the line is named; in the second a colleague helps.

const viewers = [
  ...(['member', 'otherMember', 'alderman', 'confidant', 'clerk', 'deputyClerk', 'politicalCoordinator'] as const),
  ...(['dutyOfficer', 'staffCoordinator', 'mayor', 'secretary', 'integrityOfficer', 'manager'] as const),
  ...(['doubleMember', 'administrator', 'auditor', 'privacyOfficer', 'foreignClerk'] as const),
]
type Table = Partial<Record<PersonKey, string>>

const both = 'case1 told1 file1 case2 told2 file2'
const apart: Table = {
  member: 'case1 told1 file1',
  confidant: 'case1 told1 file1',
  otherMember: 'case2 told2 file2',
  alderman: 'case2 told2',
  clerk: both,
  deputyClerk: 'case2 told2 file2',
  politicalCoordinator: 'case2 told2 file2',
}
const joined: Table = {
  member: 'case1 told1 file1 decision1 decision2',
  confidant: 'case1 told1 file1 decision1 decision2',
  otherMember: 'case2 told2 file2 decision1 decision2',
  alderman: 'case2 told2',
  clerk: `${both} decision1 decision2`,
  // Who handles one of them reads the evidence of the other, and nothing else of it.
  deputyClerk: 'file1 case2 told2 file2 decision1 decision2',
}
const shared: Table = { ...joined, otherMember: 'file1 case2 told2 file2 decision1 decision2' }
const splitAgain: Table = {
  member: 'case1 told1 file1 decision1',
  confidant: 'case1 told1 file1 decision1',
  otherMember: 'case2 told2 file2 decision2',
  alderman: 'case2 told2',
  clerk: `${both} decision1 decision2`,
  deputyClerk: 'case2 told2 file2 decision2',
  politicalCoordinator: 'case2 told2 file2 decision2',
}

/** What each viewer finds of the two: rows as the database shows them, whatever a page would do. */
async function findWhat(world: World, { one, two }: Two): Promise<Table> {
  const incidents = [await incidentOf(world, one), await incidentOf(world, two)]
  const queries = [one, two].flatMap((id, index): [string, string][] => [
    [
      `case${index + 1}`,
      `select where exists (select from incident_case where id = '${id}') or app.may_open('${id}') or app.works_on('${id}')`,
    ],
    [`told${index + 1}`, `select from case_report where case_id = '${id}'`],
    [`file${index + 1}`, `select from file_chunk join file on id = file_id where case_id = '${id}'`],
    [`decision${index + 1}`, `select from incident_entry where incident_id = '${incidents[index]}'`],
  ])
  const found: Table = {}
  for (const viewer of viewers) {
    const outcomes = await directly(world, viewer, db => db.attempt(...queries.map(([, text]) => text)))
    const seen = queries.flatMap(([name], index) => (countOf(outcomes[index]) > 0 ? [name] : []))
    if (seen.length > 0) found[viewer] = seen.join(' ')
  }
  return found
}

const inOrder = (table: Table): Table =>
  Object.fromEntries(
    Object.entries(table).map(([who, seen]) => [
      who,
      ['case1', 'told1', 'file1', 'decision1', 'case2', 'told2', 'file2', 'decision2']
        .filter(it => seen.split(' ').includes(it))
        .join(' '),
    ]),
  )

type Visitors = ReadonlyMap<PersonKey, Visitor>

/** The pages of both say the same as the rows, and never what somebody else in the incident wrote. */
async function pagesAgree(visitors: Visitors, { one, two }: Two, table: Table, name: string) {
  for (const [viewer, visitor] of visitors)
    for (const [id, index, theirs] of [
      [one, 1, /Woorden over de ander/],
      [two, 2, /Woorden van de een/],
    ] as const) {
      const answer = await visitor.get(`/meldingen/${id}`)
      const sees = (table[viewer] ?? '').includes(`case${index}`)
      assert.equal(answer.status, sees ? 200 : 404, `${name}: ${viewer} at case ${index}`)
      assert.doesNotMatch(answer.text, theirs, `${name}: ${viewer} at case ${index}`)
    }
}

export const joinedChecks: Checks = {
  'of a joined case everybody finds what is theirs and what is shared, who is named finds nothing, and all of it is undone by splitting':
    async world => {
      const cases = await twoCases(world)
      const clerk = await world.signIn('clerk')
      const visitors = new Map(await Promise.all(viewers.map(async it => [it, await world.signIn(it)] as const)))
      const agrees = async (table: Table, name: string) => {
        assert.deepEqual(await findWhat(world, cases), inOrder(table), name)
        await pagesAgree(visitors, cases, table, name)
      }
      await agrees(apart, 'apart')
      const { rows } = await world.owner.query<{ file: string }>('select id as file from file where case_id = $1', [
        cases.one,
      ])
      await join(world, cases)
      await send(world, 'clerk', cases.one, 'besluit')
      await world.runJobs()
      await agrees(joined, 'joined')
      const share = `/meldingen/${cases.one}/bewijs/${rows[0]?.file}/delen`
      assert.equal((await clerk.post(share, { delen: 'ja' })).status, 303)
      await agrees(shared, 'shared')
      assert.equal((await clerk.post(`/meldingen/${cases.two}/losmaken`)).status, 303)
      await agrees(splitAgain, 'split again')
    },
}
