import assert from 'node:assert/strict'
import { publish } from '../../src/cli/commands/questionnaire.ts'
import { asOwner } from '../../src/cli/owner.ts'
import { isInstrument } from '../../src/engines/questionnaires/library.ts'
import type { Who } from './people.ts'
import { smallScan, sound } from './questionnaires.ts'
import type { Visitor, World } from './world.ts'

/** Publishes the small scan, changed as a story needs it, for all organisations. */
export async function publishSmall({ database, clock }: World, change?: (text: string) => string): Promise<void> {
  const text = smallScan(change)
  const it = sound(text)
  assert.ok(isInstrument(it))
  await asOwner(database.ownerUrl, tx => publish(tx, it, text, clock.now()))
}

/** Begins an instrument; the id of the set of answers. */
export async function begin(who: Visitor, instrument: string, form: Record<string, string> = {}): Promise<string> {
  const { status, location, text } = await who.post(`/scans/${instrument}/begin`, { voor: 'zelf', ...form })
  assert.equal(status, 303, text)
  return location?.split('/').at(-1) ?? assert.fail('There is no set')
}

/** Answers page after page, and finishes. */
export async function answer(
  who: Visitor,
  id: string,
  pages: Readonly<Record<string, Record<string, string>>>,
): Promise<void> {
  for (const [page, form] of Object.entries(pages)) {
    const { status, text } = await who.post(`/antwoorden/${id}/vragen/${page}`, form)
    assert.equal(status, 303, text)
  }
  const done = await who.post(`/antwoorden/${id}/controleren`)
  assert.equal(done.location, `/antwoorden/${id}/uitslag`, done.text)
}

export const atHome = (lock: string) => ({
  eerst: { garden: 'no', doors: '2' },
  huis: { lock, words: 'De sleutel ligt onder de mat.' },
})

/** Opens a round of an instrument for a team; its id. */
export async function openRound(lead: Visitor, instrument: string): Promise<string> {
  const { status, location, text } = await lead.post(`/scans/${instrument}/rondes`)
  assert.equal(status, 303, text)
  return location.split('/').at(-1)?.split('?')[0] ?? assert.fail('There is no round')
}

/** Asks council members in a round, by their address. */
export async function askTeam(lead: Visitor, round: string, people: readonly Who[], work: string): Promise<void> {
  for (const key of people) {
    const { status, text } = await lead.post(`/rondes/${round}/vragen`, {
      colleague: `${key}@waterstad.example`,
      werk: work,
    })
    assert.equal(status, 303, text)
  }
}

/** Begins the own answers in a round; the id of the set. */
export async function beginInRound(who: Visitor, round: string): Promise<string> {
  const { status, location, text } = await who.post(`/rondes/${round}/begin`)
  assert.equal(status, 303, text)
  return location.split('/').at(-1) ?? assert.fail('There is no set')
}

/** The small scan with a page for files: one that is needed, and one that is asked of who has a garden. */
export const withFiles =
  (id: string, privacy = 'private', more = '') =>
  (text: string): string =>
    `${text.replace('id: small-scan', `id: ${id}`).replace('privacy: private', `privacy: ${privacy}`)}
  - id: shown
    path: foto
    title: Laat het zien
    questions:
      - kind: files
        id: door
        label: Een foto van de deur
        required: Voeg een foto van de deur toe.
        basis: Eigen uitwerking.
        ${more}
      - kind: files
        id: fence
        label: Een foto van het hek
        when: { garden: ["yes"] }
        basis: Eigen uitwerking.
      - kind: line
        id: note
        label: Wat is te zien?
        max: 20
        basis: Eigen uitwerking.
`

/** Files that a set of answers has in the database, also those that did not arrive yet, and their chunks. */
export async function filesOf({ owner }: World, set: string): Promise<{ files: number; chunks: number }> {
  const { rows } = await owner.query<{ files: number; chunks: number }>(
    `select count(distinct f.id)::int as files, count(c.file_id)::int as chunks
     from answer_file f left join answer_file_chunk c on c.file_id = f.id where f.set_id = $1`,
    [set],
  )
  return rows[0] ?? assert.fail()
}

/** Where the file with this name is opened, as a page says it. */
export const linkTo = ({ html }: { html: string }, name: string): string =>
  new RegExp(`href="([^"]*/bestanden/[0-9a-f-]{36})"[^>]*>${name}<`).exec(html)?.[1] ??
  assert.fail(`There is no link to ${name}`)

/** Who finds nothing of what a council member answered for themself, whatever their role. */
export const nobodyElse = [
  'otherMember',
  'clerk',
  'politicalCoordinator',
  'administrator',
  'privacyOfficer',
  'auditor',
  'foreignMember',
] as const
