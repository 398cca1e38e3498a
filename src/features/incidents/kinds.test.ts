import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { faults } from '../../../test/support/sender.ts'
import { takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
let id: string
before(async () => {
  world = await openWorld()
  id = await world.report('member')
  await takeUp(world, 'clerk', id)
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

test('a case has several kinds with one main; what is changed stays to be read', async () => {
  const clerk = await world.signIn('clerk')
  const set = (category: string, ook = '') => clerk.post(`/meldingen/${id}/soort`, { category, ook })
  assert.equal((await set('threat', 'doxing\nstalking')).status, 303)
  const seen = await (await world.signIn('member')).get(`/meldingen/${id}`)
  assert.match(seen.text, /Soort Bedreiging Ook Persoonlijke gegevens verspreiden \(doxing\), Stalking/)
  const form = await clerk.get(`/meldingen/${id}/soort`)
  for (const chosen of ['threat', 'doxing', 'stalking'])
    assert.match(form.html, new RegExp(`value="${chosen}"[^>]* checked`), chosen)
  // The main one changes places with another; what nobody knows is left out.
  assert.equal((await set('stalking', 'threat\nstalking\nonzin')).status, 303)
  const { rows } = await world.owner.query<{ category: string; main: boolean; ended: boolean }>(
    'select category, main, ended_at is not null as ended from case_category where case_id = $1 order by category, main, set_at, ended',
    [id],
  )
  assert.deepEqual(rows.map(it => `${it.category}${it.main ? ' main' : ''}${it.ended ? ' ended' : ''}`).toSorted(), [
    'doxing ended',
    'stalking ended',
    'stalking main',
    'threat',
    'threat main ended',
  ])
  assert.match(
    (await clerk.get(`/meldingen/${id}`)).text,
    /Soort bepaald door u: Bedreiging.*Soort bepaald door u: Stalking|Stalking.*Soort bepaald door u: Bedreiging/,
  )
  assert.match((await set('onzin')).text, /Kies wat er vooral is gebeurd/)
})

test('what the member hears of a decision is proposed, and never contradicts it', async () => {
  const clerk = await world.signIn('clerk')
  const decide = (form: Record<string, string>) =>
    clerk.post(`/meldingen/${id}/besluit`, { entry: randomUUID(), ...form })
  assert.match((await decide({ code: 'warning_letter', text: '' })).text, /Leg uit waarom dit het besluit is/)
  const proposed = await decide({ code: 'warning_letter', text: '', voorstel: 'ja' })
  assert.match(proposed.text, /Dit is een voorstel/)
  const letter = /<textarea[^>]*>([^<]*)/.exec(proposed.html)?.[1] ?? ''
  assert.match(letter, /Degene die dit deed krijgt een brief/)
  const other = await decide({ code: 'police_report', text: letter })
  assert.match(other.html, /<textarea[^>]*>Er komt aangifte bij de politie/)
  assert.equal((await decide({ code: 'warning_letter', text: letter })).status, 303)
})
