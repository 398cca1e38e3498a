import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Visitor, World } from './world.ts'

// What is kept in fields beside the words of a case, through the door.

/** A report of the council member that the clerk has taken up, of a certain kind. */
export async function takenUp(world: World, clerk: Visitor, category: string): Promise<string> {
  const id = await world.report('member')
  assert.equal((await clerk.post(`/meldingen/${id}/oppakken`)).status, 303)
  assert.equal((await clerk.post(`/meldingen/${id}/soort`, { category })).status, 303)
  return id
}

/** The forms of all that is kept in records, after the address of a case. */
export const recordForms = [
  'nazorg/mensen',
  'nazorg/gesprekken',
  'nazorg/aanbod',
  'juridische-druk/stappen',
  'juridische-druk/rechtsbijstand',
  'schade/posten',
  'communicatie/lijn',
  'communicatie/overleg',
  'ongepaste-druk/politie',
  'evaluatie/verslagen',
  'evaluatie/lessen',
]

export type Fields = Readonly<Record<string, string>>

/** Sends the form of a record, of one that is there when `record` says so. */
export const sendRecord = (who: Visitor, id: string, path: string, form: Fields) =>
  who.post(`/meldingen/${id}/${path}`, { record: randomUUID(), entry: randomUUID(), ...form })

/** Sends a form that must be right; gives the id of the record. */
export async function keepRecord(who: Visitor, id: string, path: string, form: Fields): Promise<string> {
  const record = form['record'] ?? randomUUID()
  const answer = await sendRecord(who, id, path, { ...form, record })
  assert.equal(answer.status, 303, answer.text.slice(0, 400))
  return record
}

/** Sends a right form with one thing changed at a time: each must come back with its sentence, and with what was written. */
export async function refusedWith(
  who: Visitor,
  id: string,
  path: string,
  right: Fields,
  wrongs: readonly (readonly [Fields, RegExp])[],
  kept: RegExp,
): Promise<void> {
  for (const [wrong, sentence] of wrongs) {
    const seen = await sendRecord(who, id, path, { ...right, ...wrong })
    assert.equal(seen.status, 422, JSON.stringify(wrong))
    assert.match(seen.text, sentence)
    assert.match(seen.html, kept)
  }
}
