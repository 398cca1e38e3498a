import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allTagged } from '../../../../test/support/documents.ts'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import { aConcept, docxOf, draw, pdfOf, policeAt, policeStory } from '../../../../test/support/police.ts'
import { aLetter } from '../../../../test/support/stories.ts'

const story = openStory()
const member = story.visitor('member')
const clerk = story.visitor('clerk')
const { caseOf } = policeStory(story, clerk)

const home = 'Zilverlindelaan 12, 1234 AB Waterstad'

test('the home address of whoever was threatened never comes into the document, wherever it was told of', async () => {
  const what = `Hij stond voor mijn huis aan de ${home} en belde 06 12345678.`
  const id = await caseOf({ what, reach: `Bij mijn zus, ${home}` })
  const untouched = [(await pdfOf(clerk, id)).text, await docxOf(clerk, id), (await pdfOf(member, id)).text]
  for (const who of [clerk, member]) {
    const saved = await draw(who, id, {
      what,
      where: home,
      witnesses: `Buurman, ${home}, anna@thuis.example`,
      damage: what,
    })
    assert.equal(saved.status, 303, saved.text.slice(0, 300))
    const page = await who.get(policeAt(id))
    assert.match(page.text, /Dit kan van een woning of privé zijn/)
    assert.match(page.text, /Waar: een adres, “Zilverlindelaan 12”/)
    untouched.push((await pdfOf(who, id)).text, await docxOf(who, id))
  }
  for (const text of untouched) {
    assert.doesNotMatch(text, /Zilverlinde|1234 ?AB|12345678|anna@/)
    assert.match(text, /\[adres bij de politie bekend\]/)
  }
})

test('where the home is the scene, the document says only that', async () => {
  const id = await caseOf({}, 'home_visit')
  assert.equal((await draw(clerk, id, { at_home: 'ja', where: 'In de achtertuin van nummer 12' })).status, 303)
  const { text } = await pdfOf(clerk, id)
  assert.match(text, /woning, adres bij de politie bekend/)
  assert.doesNotMatch(text, /achtertuin/)
})

test('an office that is told of as a home is refused as the address of the office, and nothing is lost', async () => {
  const id = await caseOf({ reach: home })
  const answer = await draw(clerk, id, { domicile: home })
  assert.equal(answer.status, 422)
  assert.match(answer.text, /kan een privéadres of privénummer zijn/)
  assert.match(answer.html, /mij zou weten te vinden/)
  assert.equal((await draw(clerk, id, { domicile: '' })).status, 422)
})

test('what the organisation set as its address is in every report, and then nobody is asked for it', async () => {
  const id = await caseOf()
  const admin = await story.world.signIn('administrator')
  const set = await admin.post('/beheer/teksten/aangifte', { police_domicile: 'Stadhuis van Waterstad\nPostbus 1' })
  assert.equal(set.status, 303, set.text.slice(0, 300))
  assert.doesNotMatch((await clerk.get(policeAt(id, 'opstellen'))).html, /name="domicile"/)
  assert.equal((await draw(clerk, id)).status, 303)
  assert.match((await pdfOf(clerk, id)).text, /Stadhuis van Waterstad/)
  await story.world.owner.query(`delete from organisation_text where text_id = 'police_domicile'`)
})

test('only the version that the person hit signs asks for prosecution, and neither side reads the version of the other', async () => {
  const id = await caseOf({}, 'stalking')
  const own = { what: 'Alleen van mij.', complaint: 'ja', offences: 'stalking' }
  assert.equal((await draw(member, id, own)).status, 303)
  assert.equal((await draw(clerk, id, { what: 'Van de organisatie.', complaint: 'ja' })).status, 303)
  const mine = await pdfOf(member, id)
  const theirs = await pdfOf(clerk, id)
  assert.match(mine.text, /Ik verzoek uitdrukkelijk om vervolging/)
  assert.match(mine.text, /Alleen van mij/)
  assert.doesNotMatch(mine.text, /Van de organisatie\./)
  assert.match(theirs.text, /Er staat geen klacht in/)
  assert.doesNotMatch(theirs.text, /Ik verzoek uitdrukkelijk|Alleen van mij/)
  for (const { text } of [mine, theirs])
    assert.match(text, /VPT-code te registreren en de Eenduidige Landelijke Afspraken/)
})

test('the document is read aloud by its headings, names its evidence, and writes each Latin name as it is', async () => {
  const names = 'Łukasz Żółć, Đặng Ǻsa Ňové, Çağrı İnce, Ærø Þórsdóttir, Œdipe'
  const id = await caseOf()
  assert.equal((await draw(clerk, id, { witnesses: names })).status, 303)
  const pdf = await pdfOf(clerk, id)
  assert.equal(pdf.language, 'nl-NL')
  const headings = allTagged(pdf.structure, 'H4').map(it => it.text.trim())
  assert.deepEqual(headings.slice(0, 7), ['Wie', 'Wat', 'Waar', 'Waarmee', 'Op welke wijze', 'Wanneer', 'Waarom'])
  assert.match(pdf.text, /scherm\.png/)
  assert.match(pdf.text.replaceAll(/\s/gu, ''), /SHA-256:[0-9a-f]{64}/)
  for (const text of [pdf.text, await docxOf(clerk, id)])
    for (const name of names.split(', ')) assert.ok(text.normalize('NFC').includes(name.normalize('NFC')), name)
})

test('a text of two hundred pages is refused clearly and comes back; the longest that is taken comes out whole', async () => {
  const id = await caseOf()
  const tooLong = await draw(clerk, id, { what: 'Lang verhaal. '.repeat(50_000) })
  assert.equal(tooLong.status, 422)
  assert.match(tooLong.text.slice(0, 2000), /Gebruik ten hoogste 20.000 tekens. U heeft er nu 699\.999\./)
  assert.ok(tooLong.html.includes('Lang verhaal. '.repeat(49_999)))
  const long = 'Lang verhaal. '.repeat(1_400)
  const everywhere = Object.fromEntries(
    [
      'what',
      'who',
      'where',
      'with_what',
      'how',
      'when',
      'why',
      'task',
      'witnesses',
      'earlier',
      'warnings',
      'damage',
    ].map(name => [name, `${long}Slot van ${name}.`]),
  )
  assert.equal((await draw(clerk, id, everywhere)).status, 303)
  const { text } = await pdfOf(clerk, id)
  for (const name of Object.keys(everywhere))
    assert.ok(text.replaceAll(/\s+/gu, ' ').includes(`Slot van ${name}.`), name)
})

test('who kept it meanwhile is not overwritten; the same form sent twice is kept once', async () => {
  const id = await caseOf()
  assert.equal((await draw(clerk, id, { what: 'Eerst.' })).status, 303)
  assert.equal((await clerk.post(policeAt(id, 'opstellen'), { ...aConcept, what: 'Eerst.' })).status, 303)
  const late = await clerk.post(policeAt(id, 'opstellen'), { ...aConcept, what: 'Te laat geschreven.' })
  assert.equal(late.status, 422)
  assert.match(late.text, /intussen veranderd.*Te laat geschreven\./s)
  assert.match((await clerk.get(policeAt(id, 'opstellen'))).text, /Eerst\./)
})

test('a document that is fetched stands in the trail', async () => {
  const id = await story.world.report('member', {}, [aLetter])
  await member.bytes(policeAt(id, 'pdf'))
  const trail = await story.world.owner.query(
    `select 1 from audit_entry where case_id = $1 and action = 'case.report_made'`,
    [id],
  )
  assert.equal(trail.rows.length, 1)
})
