import assert from 'node:assert/strict'
import { formsOfRecords } from './stories.ts'
import type { Visitor } from './world.ts'

/** The fields of what is kept beside the words of a case that take any text, by the form that they stand in. */
const freeIn: Readonly<Record<string, readonly string[]>> = {
  'nazorg/mensen': ['naam', 'bereik'],
  'nazorg/gesprekken': ['door', 'afspraak'],
  'nazorg/aanbod': ['afspraak'],
  'juridische-druk/stappen': ['wat'],
  'juridische-druk/rechtsbijstand': ['waarvoor', 'reden'],
  'schade/posten': ['wat', 'uitleg'],
  'communicatie/lijn': ['lijn', 'spreekt', 'niet'],
  'ongepaste-druk/politie': ['naam', 'afspraak'],
  'evaluatie/verslagen': ['met', 'goed', 'anders'],
  'evaluatie/lessen': ['les'],
  'communicatie/overleg': ['anderen', 'besluiten'],
}

/** Keeps a record of every kind, with words in each field that takes them. */
export async function recordsWithWords(who: Visitor, id: string, word: (field: string) => string): Promise<void> {
  for (const [path, fields] of Object.entries(freeIn)) {
    const form = formsOfRecords()[path.split('/').at(-1) ?? '']
    const words = Object.fromEntries(fields.map(field => [field, word(`${path} ${field}`)]))
    const answer = await who.post(`/meldingen/${id}/${path}`, { ...form, ...words })
    assert.equal(answer.status, 303, `${path}: ${answer.text.slice(0, 600)}`)
  }
}
