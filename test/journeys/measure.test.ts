import assert from 'node:assert/strict'
import { allowNames } from '../support/measures.ts'
import { docxText, readPdf, allTagged } from '../support/documents.ts'
import { everyLetter, everyName } from '../support/odd-input.ts'
import { desk, phone } from '../support/visit.ts'
import { reportByPhone } from './opening.ts'
import { openStage, withScriptingOnly } from './stage.ts'

const journey = openStage(async world => void (await allowNames(world, true)), withScriptingOnly)

const day = 24
const facts = `Op 22 april riep hij aan de balie dat hij terugkomt met een honkbalknuppel. ${everyLetter}`

journey('a ban: refused for lack of facts, made, told to who must know, looked at again and ended', async stage => {
  const { world, enter, step, inspect, pass } = stage
  let clerk = await enter('clerk', desk)
  // Somebody of another unit sits at the reception, and knows nothing of the case.
  const atReception = () => enter('officer', phone)
  let at = ''

  await step('the council member reports it on a phone, and the clerk finds no measure yet', async () => {
    const story = 'Bij de balie schreeuwde Jan dat hij mij met een knuppel zou opwachten. Ik woon Zilverlindelaan 12.'
    at = (await reportByPhone(stage, 'member', story)).at
    await clerk.page.goto(at)
    await clerk.press('Pak deze melding op')
    await clerk.follow('Maatregelen')
    await clerk.reads('Geen maatregel kan ook een goed besluit zijn.')
    await inspect(clerk, 'measures-none')
  })

  await step('without facts, without end, and resting on a complaint it is refused, and the form is kept', async () => {
    await clerk.follow('Nieuwe maatregel')
    await clerk.choose('Tijdelijke toegangsontzegging')
    await clerk.tick('Klachten')
    await clerk.fill('Welke stappen waren er eerder?', 'Op 10 april een waarschuwing.')
    await clerk.fill('Voor wie is de maatregel?', everyName)
    await clerk.pick('Wie besluit dit?', 'Burgemeester, commissaris of dijkgraaf')
    await clerk.fill('Naam van wie besluit', 'A. de Vries')
    await clerk.choose('Ja, in een gesprek')
    await clerk.fill('Hoe, en wat zei de persoon?', 'Hij zei dat hij boos was over een brief.')
    await clerk.fill('Wanneer begint de maatregel?', '2026-04-24')
    await clerk.fill('Welke diensten blijven mogelijk', 'Een paspoort aanvragen kan op afspraak.')
    await clerk.press('Leg de maatregel vast')
    await clerk.alerted(/Zonder feiten kan een maatregel niet/)
    await clerk.alerted(/Een maatregel zonder einde kan niet/)
    await clerk.alerted(/Dit mag iedereen doen/)
    await clerk.holds('Voor wie is de maatregel?', everyName)
    await inspect(clerk, 'measure-refused')
  })

  await step('days out of order come back too; with facts and days it is made', async () => {
    await clerk.tick('Bedreiging of chantage')
    await clerk.fill('Wat is er gebeurd?', facts)
    await clerk.fill('Wanneer was het laatste feit?', '2026-04-22')
    await clerk.fill('Tot en met welke dag geldt de maatregel?', '2026-04-20')
    await clerk.fill('Wanneer kijkt u of het nog nodig is?', '2026-05-08')
    await clerk.press('Leg de maatregel vast')
    await clerk.alerted('Het einde ligt voor het begin')
    await clerk.holds('Wat is er gebeurd?', facts)
    await clerk.fill('Tot en met welke dag geldt de maatregel?', '2026-05-24')
    await clerk.press('Leg de maatregel vast')
    await clerk.reads('De maatregel is vastgelegd.')
    await inspect(clerk, 'measures-one')
  })

  await step('a letter without an address is not made, nor one that names who reported', async () => {
    await clerk.follow('Bekijk deze maatregel')
    await inspect(clerk, 'measure')
    await clerk.follow('Maak een brief bij deze maatregel')
    await clerk.pick('Welke brief?', 'Toegangsontzegging')
    await clerk.fill('Waar gaat de brief over?', `Naam member meldde dat u dreigde. ${everyLetter}`)
    await clerk.fill('Wie ondertekent, met functie?', 'A. de Vries, burgemeester')
    await clerk.press('Maak de brief')
    await clerk.alerted('Vul de straat en het huisnummer in')
    await clerk.alerted('Vul de postcode in')
    await inspect(clerk, 'letter-errors')
    await clerk.fill('Straat en huisnummer', 'Kade 1')
    await clerk.fill('Postcode', '1234 AB')
    await clerk.fill('Plaats', 'Waterstad')
    await clerk.press('Maak de brief')
    await clerk.alerted(/Schrijf voor welk gebouw/)
    await clerk.fill(/^Voor welke gebouwen/, 'het stadhuis, Raadhuisplein 1')
    await clerk.pick('Waar rust de toegangsontzegging op?', 'Het huisrecht: wij bepalen wie in ons gebouw mag zijn')
    await clerk.press('Maak de brief')
    await clerk.alerted(/staat de naam van wie het meldde/)
    await clerk.holds('Straat en huisnummer', 'Kade 1')
    await clerk.fill('Waar gaat de brief over?', facts)
    await clerk.press('Maak de brief')
    await clerk.reads('Dit is een modelbrief')
    await inspect(clerk, 'letter')
  })

  await step('the letter as PDF and DOCX says all of it, and neither who reported nor where she lives', async () => {
    const handler = await world.signIn('clerk')
    const letter = new URL(clerk.page.url()).pathname
    const pdf = await readPdf((await handler.bytes(`${letter}/pdf`)).body)
    const docx = await docxText((await handler.bytes(`${letter}/docx`)).body)
    for (const text of [pdf.text, docx]) {
      assert.ok(flat(text).includes(flat(facts)), 'the facts, to the letter')
      assert.ok(flat(text).includes(everyName), 'the name, to the letter')
      assert.match(flat(text), /magunietkomenin:hetstadhuis,Raadhuisplein1/)
      assert.match(flat(text), /Kade1/)
      assert.doesNotMatch(text, /Naam member|Zilverlinde|knuppel zou opwachten/)
    }
    assert.equal(pdf.language, 'nl-NL')
    assert.equal(allTagged(pdf.structure, 'H1').length, 1)
  })

  await step('who sits at the reception is told by name; an address of nobody comes back', async () => {
    await clerk.page.goto(`${at}/maatregelen`)
    await clerk.follow('Bekijk deze maatregel')
    await clerk.follow('Wie moet dit weten?')
    await clerk.fill('Wie wordt er geweigerd?', 'Jan, lange man met grijze jas')
    await clerk.fill('Waar?', 'Stadhuis, alle ingangen')
    await clerk.fill('Wat moet iemand doen als deze persoon komt?', 'Laat hem niet binnen. Ga niet in gesprek.')
    await clerk.fill('Wie moet er gebeld worden?', 'Beveiliging, 014 0000000')
    await clerk.fill('Welke collega moet dit weten?', 'Naam niemand')
    await clerk.press('Laat het deze collega weten')
    await clerk.alerted(/Wij vinden geen collega met deze naam/)
    await clerk.holds('Waar?', 'Stadhuis, alle ingangen')
    await inspect(clerk, 'tell-errors')
    await clerk.fill('Welke collega moet dit weten?', 'officer@waterstad.example')
    await clerk.press('Laat het deze collega weten')
    await clerk.reads('Weet het sinds')
    await inspect(clerk, 'told')
  })

  await step('the reception reads what is needed for the door, and no more', async () => {
    const reception = await atReception()
    await reception.follow('Bekijk wat u moet weten')
    await reception.reads('Jan, lange man met grijze jas')
    await reception.reads('Laat hem niet binnen.')
    await reception.misses(/honkbalknuppel|Zilverlinde|Naam member|M-2026|waarschuwing/)
    await inspect(reception, 'reception')
    assert.equal((await reception.page.goto(at))?.status(), 404)
    assert.equal((await reception.page.goto(`${at}/maatregelen`))?.status(), 404)
  })

  await step('two weeks later the clerk looks at it again, and makes it shorter', async () => {
    await pass(14 * day)
    clerk = await enter('clerk', desk, `${at}/taken`)
    await clerk.reads(/[Mm]aatregel/)
    await inspect(clerk, 'measure-review-task')
    await clerk.page.goto(`${at}/maatregelen`)
    await clerk.follow('Bekijk deze maatregel')
    await clerk.follow('Beoordeel de maatregel')
    await clerk.choose('De maatregel duurt korter')
    await clerk.fill('Waarom?', 'Hij bood zijn excuses aan.')
    await clerk.fill('Tot en met welke dag duurt de maatregel?', '2026-06-30')
    await clerk.press('Leg de beoordeling vast')
    await clerk.page.getByRole('alert').waitFor()
    await clerk.holds('Waarom?', 'Hij bood zijn excuses aan.')
    await inspect(clerk, 'review-errors')
    await clerk.fill('Wanneer kijkt u opnieuw?', '2026-05-12')
    await clerk.fill('Tot en met welke dag duurt de maatregel?', '2026-05-14')
    await clerk.press('Leg de beoordeling vast')
    await clerk.reads('De maatregel duurt korter.')
    await inspect(clerk, 'measure-reviewed')
  })

  await step('after its last day it has ended by itself, and the reception finds nothing of it any more', async () => {
    await pass(7 * day)
    clerk = await enter('clerk', desk, `${at}/maatregelen`)
    await clerk.reads('Afgelopen')
    const reception = await atReception()
    await reception.misses('moet kennen')
    await reception.page.goto('/maatregelen-in-mijn-gebouw')
    await reception.reads('Er is nu geen maatregel die u moet kennen')
    await reception.misses('Jan')
    await inspect(reception, 'reception-after')
  })
})

/** Without spaces and ends of lines, and letters with their signs in one: where a line breaks is for the page to say. */
const flat = (text: string) => text.normalize('NFC').replaceAll(/\s+/gu, '')
