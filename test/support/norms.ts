import assert from 'node:assert/strict'
import { publish } from '../../src/cli/commands/questionnaire.ts'
import { asOwner } from '../../src/cli/owner.ts'
import { isInstrument } from '../../src/engines/questionnaires/library.ts'
import { idOf, type Who } from './people.ts'
import { sound } from './questionnaires.ts'
import { begin } from './scanning.ts'
import type { Visitor, World } from './world.ts'

const item = (id: string, comparable: boolean) => `
      - kind: item
        id: ${id}
        number: "${id.length}"
        label: Er is ${id}.
        evidence: Laat het zien.
        required: Kies hoe ver dit is.
        comparable: ${comparable}
        basis: Eigen uitwerking.`

/** The file of a small norm of two themes; `more` are further lines of its scan, such as its province. */
export const smallNorm = ({
  id = 'small-norm',
  version = 1,
  people = ['alarm', 'training'],
  paper = ['policy'],
  comparable = true,
  more = '',
} = {}): string => `id: ${id}
version: ${version}
source: Eigen uitwerking, voor een test.
title: Een kleine norm
facts: []
scan:
  valid: { from: 2026-01-01 }
  why: Om te zien hoe ver u bent.
  audience: Gemeenten.
  minutes: 5
  privacy: organisation
  ${more}
  themes:
    - { id: people, title: Mensen }
    - { id: paper, title: Papier }
  advice:
    - id: begin
      theme: people
      when: { ${people[0]}: [missing] }
      title: Begin hiermee
      text: Regel dit eerst.
      priority: high
      pays: employer
      basis: Eigen uitwerking.
      measure: { key: begin_here, title: Begin }
pages:
  - id: people_page
    path: mensen
    title: Mensen
    theme: people
    questions:${people.map(it => item(it, comparable)).join('')}
  - id: paper_page
    path: papier
    title: Papier
    theme: paper
    questions:${paper.map(it => item(it, comparable)).join('')}
`

/** Publishes it for all organisations. */
export async function publishNorm({ database, clock }: World, ...made: Parameters<typeof smallNorm>): Promise<void> {
  const text = smallNorm(...made)
  const it = sound(text)
  assert.ok(isInstrument(it))
  await asOwner(database.ownerUrl, tx => publish(tx, it, text, clock.now()))
}

/** What is filled in for the small norm: an alarm, a training that is late, and a policy that does not apply. */
export const halfway = {
  mensen: {
    alarm: 'done',
    alarm_shown_by: 'De knop bij de balie.',
    training: 'developing',
    training_owner: 'Teamleider balie',
    training_due: '2026-03-01',
  },
  papier: { policy: 'na', policy_reason: 'Dat maakt de regio.' },
}

/** Fills in pages of a joint answer, as they stand now. */
export async function fillIn(who: Visitor, id: string, pages: Readonly<Record<string, Record<string, string>>>) {
  for (const [page, form] of Object.entries(pages)) {
    const { status, text } = await who.post(`/antwoorden/${id}/vragen/${page}`, {
      ...form,
      gezien: await seenOn(who, id, page),
    })
    assert.equal(status, 303, text)
  }
}

/** What a page says that was seen; nothing where nothing was answered yet. */
export const seenIn = ({ html }: { html: string }): string =>
  (/name="gezien" value(?:="([0-9a-f]*)")?/.exec(html) ?? assert.fail('It does not say what was seen'))[1] ?? ''

export const seenOn = async (who: Visitor, id: string, page: string): Promise<string> =>
  seenIn(await who.get(`/antwoorden/${id}/vragen/${page}`))

/** Begins a joint answer, fills it in and decides on it. */
export async function decide(who: Visitor, instrument: string, pages: Parameters<typeof fillIn>[2]): Promise<string> {
  const id = await begin(who, instrument)
  await fillIn(who, id, pages)
  const done = await who.post(`/antwoorden/${id}/controleren`)
  assert.equal(done.status, 303, done.text)
  return id
}

const long = new Date('2024-01-01T00:00:00Z')

/** Brings a province into the world, with a coordinator and a member: who they are. */
export async function addProvince({ owner }: World, code: string): Promise<{ coordinator: Who; member: Who }> {
  const province = idOf(`province ${code}`)
  await owner.query(
    `insert into organisation (id, code, name, kind, fictitious, take_up_hours, escalate_hours, session_idle_minutes, session_hours, perpetrator_council, created_at)
     values ($1, $2, 'Provincie ' || $2, 'province', true, 4, 24, 30, 12, false, $3)`,
    [province, code, long],
  )
  const add = async (role: string, line: string | null): Promise<Who> => {
    const key: Who = `province ${code} ${role}`
    await owner.query('insert into person (id, name, email, created_at) values ($1, $2, $3, $4)', [
      idOf(key),
      `Naam ${key}`,
      `${role}@${code.toLowerCase()}.example`,
      long,
    ])
    await owner.query(
      `insert into membership (id, organisation_id, person_id, role, function, line, starts)
       values (gen_random_uuid(), $1, $2, $3, 'civil_servant', $4, $5)`,
      [province, idOf(key), role, line, long],
    )
    return key
  }
  return { coordinator: await add('coordinator', 'political'), member: await add('reporter', null) }
}
