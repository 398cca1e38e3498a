import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { makeMeasure } from '../../../../test/support/measures.ts'
import { keepRecord } from '../../../../test/support/records.ts'
import { referenceOf, takeUp } from '../../../../test/support/stories.ts'
import { openWorld, type Visitor, type World } from '../../../../test/support/world.ts'

let world: World
let clerk: Visitor
before(async () => {
  world = await openWorld()
  clerk = await world.signIn('clerk')
})
after(() => world.close())

async function caseOf(): Promise<string> {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  return id
}

const draw = (id: string, known_on: string) =>
  clerk.post(`/meldingen/${id}/aangifte/opstellen`, {
    what: 'Hij riep dat hij mij zou weten te vinden.',
    at_home: 'nee',
    known_on,
    domicile: 'Gemeente Waterstad, de griffie, Raadhuisplein 1, 9999 XX Waterstad',
  })

test('an offence is not known before it happened, and what was filled in stays', async () => {
  const id = await caseOf()
  await world.owner.query(`update incident_case set happened_at = '2026-04-20T10:00:00Z' where id = $1`, [id])
  const early = await draw(id, '2026-04-19')
  assert.equal(early.status, 422)
  assert.match(early.text, /Deze dag ligt voor de dag waarop het gebeurde: maandag 20 april 2026.*weten te vinden/su)
  assert.equal((await draw(id, '2026-04-20')).status, 303)
})

test('the report begins with the damage, the measures and the earlier report that the case knows, each for who may', async () => {
  const earlier = await caseOf()
  const id = await caseOf()
  const at = `/meldingen/${id}`
  const item = { wat: 'Kapotte ruit', van: 'person', bedrag: '1.250,50', voor: 'organisation', stand: 'open' }
  await keepRecord(clerk, id, 'schade/posten', { ...item, weg: 'criminal' })
  await keepRecord(clerk, id, 'schade/posten', { ...item, wat: 'Extra bewaking', van: 'employer', bedrag: '300' })
  for (const code of ['talk', 'access_denial']) {
    const decision = { entry: randomUUID(), code, text: 'Zo reageren wij.' }
    assert.equal((await clerk.post(`${at}/besluit`, decision)).status, 303)
  }
  await makeMeasure(world, 'clerk', id)
  const link = { kenmerk: await referenceOf(world, earlier), doel: 'procedure', uitleg: 'Hetzelfde account.' }
  assert.equal((await clerk.post(`${at}/maatregelen/eerdere-melding`, link)).status, 303)

  const byClerk = (await clerk.get(`${at}/aangifte/opstellen`)).html
  const byMember = (await (await world.signIn('member')).get(`${at}/aangifte/opstellen`)).html
  for (const html of [byClerk, byMember]) {
    assert.ok(/Kapotte ruit: €\s1\.250,50 \(van de getroffene of het gezin\)/u.test(html))
    assert.ok(/24 april 2026: Gesprek waarin de grens wordt gesteld/.test(html))
    assert.equal(html.match(/24 april 2026: Tijdelijke toegangsontzegging/gu)?.length, 1)
    assert.ok(!html.includes('Tijdelijk geen toegang'), 'the decision and its measure are one thing')
    assert.ok(/name="join" value="ja" checked/.test(html))
  }
  assert.ok(byClerk.includes('Extra bewaking') && byClerk.includes(`Eerdere melding ${link.kenmerk}`))
  assert.ok(!byMember.includes('Extra bewaking') && !byMember.includes('Eerdere melding'))
})
