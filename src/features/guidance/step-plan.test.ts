import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { audienceOf, stepPlan, whomIn } from '../../engines/cases/step-plan.ts'
import { functions } from '../../engines/cases/vocabulary.ts'

const story = openStory()

const chosen = (html: string) => /<option[^>]* selected[^>]*>([^<]+)/u.exec(html)?.[1]

test('somebody reads the plan of their own function first, and can choose that of another', async () => {
  const alderman = await story.world.signIn('alderman')
  const own = await alderman.get('/stappenplan')
  assert.equal(chosen(own.html), 'Wethouder')
  assert.equal(/<option[^>]*>([^<]+)/u.exec(own.html)?.[1], 'Wethouder')
  assert.match(own.text, /De burgemeester of de gemeentesecretaris\./)
  const other = await alderman.get('/stappenplan?functie=raadslid')
  assert.equal(chosen(other.html), 'Raadslid')
  assert.match(other.text, /De griffier of de burgemeester\./)
  assert.equal(chosen((await alderman.get('/stappenplan?functie=keizer')).html), 'Wethouder')
})

test('the page says that it is our own text and not checked, and whom the organisation says to call', async () => {
  const { text } = await (await story.world.signIn('member')).get('/stappenplan')
  assert.match(text, /Eigen uitwerking, gebaseerd op .* niet van het officiële stappenplan\. Nog niet gecontroleerd\./)
  assert.match(text, /Wie kunt u nu bellen\? Alarmnummer: 112/)
})

test('whoever has no role any more still reads it, without numbers of the organisation', async () => {
  const { status, text } = await (await story.world.signIn('formerMember')).get('/stappenplan')
  assert.equal(status, 200)
  assert.doesNotMatch(text, /Wie kunt u nu bellen/)
})

test('every function has one audience, and every step tells each audience where to go', () => {
  for (const { id } of functions) assert.equal(stepPlan.audiences.filter(it => it.functions.includes(id)).length, 1, id)
  for (const step of stepPlan.steps)
    for (const audience of stepPlan.audiences) assert.notEqual(whomIn(step, audience), '', `${step.id} ${audience.id}`)
  assert.equal(audienceOf('something_new').id, 'civil_servant')
})
