import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import fc from 'fast-check'
import { keepRecord, refusedWith, sendRecord } from '../../../../test/support/records.ts'
import { aPicture } from '../../../../test/support/stories.ts'
import type { CaseRecord } from '../records/record.ts'
import { totalsOf } from './damages.tsx'

const story = openStory()
const member = story.visitor('member')
const clerk = story.visitor('clerk')

const path = 'schade/posten'
const window = { wat: 'Ruit van de voordeur', van: 'person', bedrag: '1.250,50', voor: 'organisation', stand: 'open' }

test('damage is kept to the cent, with a comma or a point, with its receipt; that of the employer stands apart', async () => {
  const id = await story.taken('vandalism_arson_explosive')
  assert.equal((await clerk.upload(`/meldingen/${id}/bewijs`, {}, [aPicture])).status, 303)
  const [receipt = ''] = await story.piecesOf(id)
  const item = await keepRecord(clerk, id, path, { ...window, bon: receipt, weg: 'criminal' })
  await keepRecord(clerk, id, path, { ...window, wat: 'Camera', bedrag: '99.95' })
  await keepRecord(clerk, id, path, { ...window, wat: 'Bewaking van het huis', van: 'employer', bedrag: '3000' })
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Schade.{0,20}3 posten lopen nog/u)

  const won = { ...window, record: item, bon: receipt, weg: 'criminal', stand: 'awarded', terug: '1000.5' }
  await keepRecord(clerk, id, path, won)
  const seen = await clerk.get(`/meldingen/${id}/schade`)
  assert.match(seen.text, /Van de getroffene of het gezin\s*€ 1\.350,45\s*€ 1\.000,50\s*€ 349,95/u)
  assert.match(seen.text, /Van de organisatie zelf\s*€ 3\.000,00\s*€ 0,00\s*€ 3\.000,00/u)
  assert.ok(seen.html.includes(`/meldingen/${id}/bewijs/${receipt}`))
  assert.match((await clerk.get(`/meldingen/${id}/vastgelegd/${item}`)).html, /value="1000,50"/)

  const own = await member.get(`/meldingen/${id}/schade`)
  assert.match(own.text, /Ruit van de voordeur/)
  assert.match(own.text, /Voegen in de strafzaak/)
})

test('who changes a record that somebody else changed meanwhile is told so, loses nothing, and decides', async () => {
  const id = await story.taken('vandalism_arson_explosive')
  const item = await keepRecord(clerk, id, path, { ...window, version: '0' })
  const form = await clerk.get(`/meldingen/${id}/vastgelegd/${item}`)
  assert.match(form.html, /name="version" value="1"/)
  await keepRecord(clerk, id, path, { ...window, record: item, version: '1', stand: 'claimed' })

  const late = { ...window, record: item, version: '1', wat: 'Ruit van de serre' }
  const told = await sendRecord(clerk, id, path, late)
  assert.equal(told.status, 422)
  assert.match(told.text, /Iemand anders heeft dit gewijzigd terwijl u bezig was/)
  assert.match(told.html, /Ruit van de serre/)
  assert.match(told.html, /name="version" value="2"/)
  // A field that is wrong besides does not let the newer version pass unseen.
  const wrong = await sendRecord(clerk, id, path, { ...late, version: '2', wat: '' })
  assert.match(wrong.html, /name="version" value="2"/)
  await keepRecord(clerk, id, path, { ...late, version: '2' })
  assert.match((await clerk.get(`/meldingen/${id}/schade`)).text, /Ruit van de serre/)
})

test('an amount that is none, and more back than there was, is said at the field, and nothing is lost', async () => {
  const id = await story.taken('vandalism_arson_explosive')
  const wrongs = [
    [{ bedrag: '' }, /Vul het bedrag in/],
    [{ bedrag: 'honderd' }, /Vul een bedrag in zoals 1250 of 1250,50/],
    [{ bedrag: '1.234' }, /niet duidelijk welk bedrag/],
    [{ bedrag: '-12' }, /niet onder nul/],
    [{ bedrag: '12', terug: '12,01' }, /niet meer terug zijn dan/],
    [{ dag: '2039-01-01' }, /Deze dag moet nog komen/],
    [{ bon: '00000000-0000-4000-8000-000000000000' }, /Kies een van deze antwoorden/],
    [{ wat: '' }, /Vul in wat er kapot of weg is/],
    [{ stand: 'weg' }, /Kies hoe het staat/],
  ] as const
  await refusedWith(clerk, id, path, window, wrongs, /name="voor" value="organisation" checked/)
  assert.match((await clerk.get(`/meldingen/${id}/schade`)).text, /Hier staat nog niets/)
})

test('the totals are the sum of the items, to the cent, whatever they are', () => {
  const items = fc.array(fc.record({ van: fc.constantFrom('person', 'employer'), cents: fc.nat(9_999_999_999) }))
  fc.assert(
    fc.property(items, all => {
      const records = all.map(({ van, cents }, n) => record(String(n), { van, bedrag: String(cents), terug: '' }))
      const total = totalsOf(records).reduce((sum, it) => sum + it.damage, 0)
      assert.equal(
        BigInt(total),
        all.reduce((sum, it) => sum + BigInt(it.cents), 0n),
      )
    }),
  )
})

const record = (id: string, values: Record<string, string>): CaseRecord => ({
  id,
  kind: 'damage',
  state: 'open',
  version: 1,
  author: '',
  at: new Date(0),
  values,
})
