import assert from 'node:assert/strict'
import { allowNames, fairMeasure, rightLetter, rightTold } from './measures.ts'
import { formsBesides, referenceOf, takeUp } from './stories.ts'
import type { Visitor, World } from './world.ts'

/** A measure with words in each of its fields, and all that goes with it, where names may be kept. */
export async function writeMeasures(world: World, clerk: Visitor, id: string, word: (field: string) => string) {
  await allowNames(world, true)
  const words = (what: string, fields: readonly string[]) =>
    Object.fromEntries(fields.map(field => [field, word(`${what} ${field}`)]))
  const went = async (path: string, form: Record<string, string>) => {
    const answer = await clerk.post(`/meldingen/${id}/maatregelen/${path}`, form)
    assert.equal(answer.status, 303, `${path}: ${answer.text.slice(0, 600)}`)
  }
  const said = ['feiten', 'eerder', 'wie', 'beslist_naam', 'gehoord_hoe', 'diensten', 'politie', 'afwijking']
  const form = fairMeasure(words('maatregel', said))
  const measure = form['entry'] ?? ''
  await went('nieuw', form)
  const told = words('wie-weet-het', ['wie', 'waar', 'doen', 'bellen'])
  // Somebody who is named nowhere in the report.
  await went(`${measure}/wie-weet-het`, rightTold({ ...told, colleague: 'secretary@waterstad.example' }))
  await went(
    'brief',
    rightLetter(measure, words('brief', ['gebouw', 'naam', 'straat', 'plaats', 'feiten', 'ondertekend'])),
  )
  await went('gegevensbericht', { ...formsBesides()['gegevensbericht'], ...words('gegevensbericht', ['uitleg']) })
  const earlier = await world.report('member')
  await takeUp(world, 'clerk', earlier)
  const kenmerk = await referenceOf(world, earlier)
  const link = { ...formsBesides()['eerdere-melding'], kenmerk, ...words('eerdere-melding', ['uitleg']) }
  await went('eerdere-melding', link)
  const review = { ...formsBesides()['beoordelen'], uitkomst: 'stands', opnieuw: '2026-05-20' }
  await went(`${measure}/beoordelen`, { ...review, ...words('beoordelen', ['waarom']) })
  await allowNames(world, false)
}
