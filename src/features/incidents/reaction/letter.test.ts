import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { join } from '../../../../test/support/joined.ts'
import { allTagged, docxText, readPdf } from '../../../../test/support/documents.ts'
import { allowNames, makeMeasure, rightLetter } from '../../../../test/support/measures.ts'
import { faults } from '../../../../test/support/sender.ts'
import { reportFor, takeUp } from '../../../../test/support/stories.ts'
import { openWorld, type World } from '../../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

test('a letter without an address is asked for the address, and loses nothing; then it is saved as PDF and DOCX', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const at = `/meldingen/${id}/maatregelen/brief`
  const measure = await makeMeasure(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  const shut = await clerk.post(at, rightLetter(measure))
  assert.match(shut.text, /Van een melding van deze functie mag nu niet worden bewaard wie het deed/)
  await allowNames(world, true)
  const missing = await clerk.post(at, rightLetter(measure, { straat: '', postcode: ' ', plaats: '' }))
  assert.equal(missing.status, 422)
  assert.match(missing.text, /Vul de straat en het huisnummer in.*Vul de postcode in.*Vul de plaats in/)
  assert.match(missing.html, /Jan Ångström/)
  assert.match(missing.text, /honkbalknuppel/)

  const named = await clerk.post(at, rightLetter(measure, { feiten: 'Member vertelde ons dat u dreigde.' }))
  assert.match(named.text, /In de brief staat de naam van wie het meldde/)

  const made = await clerk.post(at, rightLetter(measure))
  assert.equal(made.status, 303)
  assert.match((await clerk.get(made.location)).text, /Kade 1.*1234 AB Waterstad.*honkbalknuppel/)
  const pdf = await readPdf((await clerk.bytes(`${made.location}/pdf`)).body)
  assert.deepEqual(
    allTagged(pdf.structure, 'H1').map(it => it.text.trim()),
    ['U mag tijdelijk niet in ons gebouw komen'],
  )
  const docx = await docxText((await clerk.bytes(`${made.location}/docx`)).body)
  for (const text of [pdf.text, docx]) {
    assert.match(text, /Jan Ångström/)
    assert.match(text.replaceAll(/\s+/g, ' '), /mag u niet komen in: Stadhuis, Raadhuisplein 1/)
    assert.doesNotMatch(text, /Noem in de brief/)
    assert.match(text.replaceAll(/\s+/g, ' '), /Van vrijdag 24 april 2026 tot en met zondag 24 mei 2026/)
    assert.match(text.replaceAll(/\s+/g, ' '), /Een paspoort aanvragen kan op afspraak/)
    assert.doesNotMatch(text, /\bmember\b|raadslid|M-2026/i)
    assert.doesNotMatch(text, /\{\w+\}/)
  }
  await allowNames(world, false)
})

test('a letter names nobody who reported, was hit or helped, also in another case of the incident', async () => {
  const one = await world.report('member')
  const two = await reportFor(world, 'alderman', 'otherMember', 'Woorden over de ander.')
  for (const id of [one, two]) await takeUp(world, 'clerk', id)
  await join(world, { one, two })
  await allowNames(world, true)
  const measure = await makeMeasure(world, 'clerk', one)
  const clerk = await world.signIn('clerk')
  for (const feiten of ['Op 22 april bedreigde u ook Naam otherMember.', 'Naam alderman zag wat u deed.']) {
    const refused = await clerk.post(`/meldingen/${one}/maatregelen/brief`, rightLetter(measure, { feiten }))
    assert.equal(refused.status, 422, feiten)
    assert.match(refused.text, /staat de naam van wie het meldde/)
  }
  await allowNames(world, false)
})

test('a letter that needs no measure belongs to none of another case', async () => {
  const [one, two] = [await world.report('member'), await world.report('member')]
  for (const id of [one, two]) await takeUp(world, 'clerk', id)
  await allowNames(world, true)
  const elsewhere = await makeMeasure(world, 'clerk', two)
  const clerk = await world.signIn('clerk')
  for (const measure of [elsewhere, randomUUID()]) {
    const letter = rightLetter(measure, { soort: 'data_notice' })
    const refused = await clerk.post(`/meldingen/${one}/maatregelen/brief`, letter)
    assert.equal(refused.status, 422)
    assert.match(refused.html, /honkbalknuppel/)
  }
  await allowNames(world, false)
})

test('the letter of a ban says for which building, on what it rests and what can be done against it, and no hint of ours', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  await allowNames(world, true)
  const measure = await makeMeasure(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  const at = `/meldingen/${id}/maatregelen`
  const send = (more: Record<string, string>) => clerk.post(`${at}/brief`, rightLetter(measure, more))
  const missing = await send({ waar: ' ', grondslag: '' })
  assert.equal(missing.status, 422)
  assert.match(missing.text, /Schrijf voor welk gebouw.*Kies waar de toegangsontzegging op rust/)
  assert.match(missing.html, /Jan Ångström/)
  for (const [grondslag, own, other] of [
    ['house_right', /op grond van ons huisrecht.*klacht indienen/s, /zes weken/],
    ['by_law', /is een besluit.*zes weken.*bezwaar/s, /huisrecht/],
  ] as const) {
    const { text } = await clerk.get((await send({ grondslag })).location)
    assert.match(text, /mag u niet komen in: Stadhuis, Raadhuisplein 1/)
    assert.match(text, own)
    assert.doesNotMatch(text, other)
    assert.doesNotMatch(text, /Noem in de brief|hieronder staan/)
  }
  assert.match((await send({ soort: 'warning' })).text, /Deze brief hoort niet bij deze maatregel/)
  assert.match((await send({ soort: 'lifting' })).text, /Deze maatregel is niet opgeheven/)
  const lifted = { entry: randomUUID(), uitkomst: 'lifted', waarom: 'Hij hield zich aan de afspraken.' }
  assert.equal((await clerk.post(`${at}/${measure}/beoordelen`, lifted)).status, 303)
  assert.equal((await send({ soort: 'lifting' })).status, 303)
  await allowNames(world, false)
})

test('where it may not be kept who did it, there is no form for a letter that could never be sent', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const page = await (await world.signIn('clerk')).get(`/meldingen/${id}/maatregelen/brief`)
  assert.match(page.text, /Een brief kan hier nu niet.*De privacyfunctionaris beslist/s)
  assert.doesNotMatch(page.html, /name="straat"/)
})
