import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { keptLedger, type Destroyed } from './ledger.ts'
import { connected } from './connected.ts'
import { backUp, putBack, restoring } from '../../../test/support/backups.ts'
import { incidentOf, join } from '../../../test/support/joined.ts'
import type { PersonKey } from '../../../test/support/people.ts'
import { emptyDatabase } from '../../../test/support/postgres.ts'
import { aLetter, handleAndClose, send, takeUp } from '../../../test/support/stories.ts'
import { begin } from '../../../test/support/scanning.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { makeTemporaryFolder } from '../../platform/temporary-folder.ts'

// What happened to several people is one incident, with a case for each: it goes as a whole, and until then it stays as a whole.

let world: World
const folder = makeTemporaryFolder()
before(async () => {
  world = await openWorld()
  const term = { soort: 'any', afloop: 'police_report_filed', maanden: '1', grond: 'Eigen besluit' }
  await (await world.signIn('privacyOfficer')).post('/bewaartermijnen/instellen', term)
})
after(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

async function later(days: number) {
  world.clock.advance(days * 24 * 3_600_000)
  await world.runJobs()
}

async function decided(who: PersonKey): Promise<string> {
  const id = await world.report(who, { what: `Brief aan ${who}.` }, [{ ...aLetter, name: `brief-${who}.txt` }])
  await takeUp(world, 'clerk', id)
  for (const act of ['soort', 'besluit']) await send(world, 'clerk', id, act)
  return id
}

async function approve(ids: readonly string[], form: Record<string, string> = {}) {
  const { rows } = await world.owner.query<{ list_id: string }>(
    `select distinct list_id from destruction_item where case_id = any($1) and decision is null`,
    [ids],
  )
  assert.equal(rows.length, 1, 'they stand on one list')
  const answer = await (
    await world.signIn('archivist')
  ).post(`/vernietiging/${rows[0]?.list_id}`, { akkoord: 'ja', ...form })
  assert.equal(answer.status, 303, answer.text)
}

const page = async (who: PersonKey, id: string, there = world) => (await there.signIn(who)).get(`/meldingen/${id}`)

test('of two joined cases one must stay: both stay, and are read as before', async () => {
  const [one, two] = [await decided('member'), await decided('otherMember')]
  await join(world, { one, two })
  for (const id of [one, two]) await handleAndClose(world, 'clerk', id)
  await later(20)
  await approve([one, two], { blijft: two, reden: 'request' })
  await later(31)
  assert.match((await page('member', one)).text, /Brief aan member.*brief-member/su)
  assert.match((await page('otherMember', two)).text, /Brief aan otherMember.*brief-otherMember/su)
})

test('joined cases go together, and nothing of them opens in a backup from before they were joined', async () => {
  const [one, two] = [await decided('member'), await decided('otherMember')]
  const kept = await world.report('member', { what: 'Brief die blijft.' }, [{ ...aLetter, name: 'brief-blijft.txt' }])
  const [incident, emptied] = [await incidentOf(world, one), await incidentOf(world, two)]
  const before = await backUp(world, folder, 'before')
  await join(world, { one, two })
  const keysOf = async (owner: Pick<World['owner'], 'query'>) =>
    (
      await owner.query<{ id: string }>(
        `select case_id as id from weerbaar.case_key where case_id = any($1)
         union all select incident_id from weerbaar.incident_key where incident_id = any($2)`,
        [
          [one, two],
          [incident, emptied],
        ],
      )
    ).rows.map(row => row.id)
  assert.ok(!(await keysOf(world.owner)).includes(emptied), 'the incident that was left has no key any more')
  for (const id of [one, two]) await handleAndClose(world, 'clerk', id)
  await later(20)
  await approve([one, two])
  await later(31)
  assert.deepEqual(await keysOf(world.owner), [])
  for (const [who, id] of [
    ['member', one],
    ['otherMember', two],
  ] as const)
    assert.equal((await page(who, id)).status, 404)

  const destroyed = await connected(world.database.ownerUrl, keptLedger)
  const cases = [
    ['member', one],
    ['otherMember', two],
    ['member', kept],
  ] as const
  const staying = /Brief die blijft.*brief-blijft/su
  await inBackup(before, destroyed, async there => {
    assert.deepEqual(await keysOf(there.owner), [])
    const pages = await Promise.all(cases.map(([who, id]) => page(who, id, there)))
    assert.deepEqual(
      pages.map(it => it.status),
      [404, 404, 200],
    )
    for (const { text } of pages.slice(0, 2)) assert.doesNotMatch(text, /Brief aan|brief-/)
    assert.match(pages[2]?.text ?? '', staying)
    for (const id of [one, two]) assert.equal((await page('clerk', id, there)).status, 404)
  })
  // What was read there came from the destruction: the same backup has all of it.
  await inBackup(before, [], async there => {
    const pages = await Promise.all(cases.map(([who, id]) => page(who, id, there)))
    const words = [/Brief aan member.*brief-member/su, /Brief aan otherMember.*brief-otherMember/su, staying]
    for (const [at, it] of words.entries()) assert.match(pages[at]?.text ?? '', it)
  })
})

/** Puts a backup into an empty database and looks into it through the door. */
async function inBackup(
  paths: Parameters<typeof restoring>[0],
  destroyed: readonly Destroyed[],
  look: (there: World) => Promise<void>,
) {
  const empty = await emptyDatabase()
  await putBack(empty, restoring(paths, { destroyed }))
  const there = await openWorld(empty)
  try {
    await look(there)
  } finally {
    await there.close()
  }
}

test('answers that somebody threw away are not brought back by an older backup', async () => {
  const member = await world.signIn('member')
  const [kept, thrown] = [
    await begin(member, 'safety-self-scan'),
    await begin(member, 'safety-self-scan', { voor: 'thuis' }),
  ]
  const older = await backUp(world, folder, 'answered')
  assert.equal((await member.post(`/antwoorden/${thrown}/weggooien`)).status, 303)
  const destroyed = await connected(world.database.ownerUrl, keptLedger)
  await inBackup(older, destroyed, async there => {
    const again = await there.signIn('member')
    assert.equal((await again.get(`/antwoorden/${kept}`)).status, 303)
    assert.equal((await again.get(`/antwoorden/${thrown}`)).status, 404)
  })
})
