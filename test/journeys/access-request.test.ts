import assert from 'node:assert/strict'
import { allTagged, docxText, readPdf } from '../support/documents.ts'
import { everyName, twoHundredPages } from '../support/odd-input.ts'
import { desk, phone } from '../support/visit.ts'
import { reportByPhone } from './opening.ts'
import { openStage, withScriptingOnly } from './stage.ts'

const journey = openStage(undefined, withScriptingOnly)

// Whatever would give away who reported: the name, the words, where and the number of the report.
const givesAway = /Naam member|Naam clerk|honkbalknuppel|Zilverlinde|M-2026-\d+|Wat staat er in uw meldingen/

journey('who made a threat asks what is kept of him, and the answer never says who reported it', async stage => {
  const { world, enter, step, inspect, mailsTo } = stage
  const officer = await enter('privacyOfficer', desk)
  let at = ''

  await step('a council member reports, on a phone', async () => {
    const { reporter } = await reportByPhone(
      stage,
      'member',
      'Johan riep dat hij met een honkbalknuppel naar de Zilverlindelaan komt.',
    )
    await mailsTo()
    await reporter.follow('Naar uw melding')
  })

  await step('his letter is written down; a day that must still come and two hundred pages are refused', async () => {
    await officer.page.goto('/privacy-verzoeken')
    await officer.follow('Leg een verzoek vast')
    await officer.choose('Zien welke gegevens er zijn (inzage)')
    await officer.fill('Wanneer kwam het verzoek binnen?', '2026-04-30')
    await officer.fill('Wie vraagt het?', everyName)
    await officer.fill('Hoe bereikt u deze persoon?', 'Kade 3, Waterstad')
    await officer.paste('Wat vraagt iemand precies?', twoHundredPages)
    await officer.press('Leg vast')
    await officer.alerted(/Gebruik ten hoogste 4\.000 tekens/)
    await officer.holds('Wie vraagt het?', everyName)
    await officer.fill('Wat vraagt iemand precies?', 'Ik wil weten wat er over mij staat.')
    await officer.press('Leg vast')
    await officer.alerted('Deze dag moet nog komen.')
    await inspect(officer, 'access-errors')
    await officer.fill('Wanneer kwam het verzoek binnen?', '2026-04-20')
    await officer.press('Leg vast')
    await officer.reads('Uiterlijk woensdag 20 mei 2026')
    at = new URL(officer.page.url()).pathname
    await inspect(officer, 'access-request')
  })

  await step('the officer knows who he is, and asks the clerk', async () => {
    await officer.follow('Leg vast wie het is')
    await officer.choose('Gezien aan het loket, met een identiteitsbewijs')
    await officer.press('Leg vast')
    await officer.follow('Vraag het aan een behandelaar')
    await officer.pick('Aan wie?', 'Naam clerk')
    await officer.fill('Wat vraagt u?', 'Wat staat er in uw meldingen over Johan?')
    await officer.press('Stuur de vraag')
    await officer.reads('Nog geen antwoord.')
    assert.deepEqual(await mailsTo('clerk'), [['De privacyfunctionaris vraagt u iets']])
  })

  await step('the clerk finds something; an answer with the name of who reported is not sent', async () => {
    const clerk = await enter('clerk', desk)
    await clerk.follow('Bekijk en antwoord')
    await clerk.follow(/^R-2026-/)
    await clerk.choose('Ik heb iets gevonden. Hieronder staat wat deze persoon mag krijgen')
    await clerk.fill('Uw antwoord', 'Naam member meldde op 24 april dat u iemand bedreigde.')
    await clerk.press('Stuur het antwoord')
    await clerk.alerted(/staat de naam van iemand die iets meldde/)
    await clerk.holds('Uw antwoord', 'Naam member meldde op 24 april dat u iemand bedreigde.')
    await inspect(clerk, 'access-names-reporter')
    await clerk.fill('Uw antwoord', 'Op 24 april is gemeld dat u iemand bedreigde. Er is over u niets anders bewaard.')
    await clerk.press('Stuur het antwoord')
    await clerk.page.waitForURL(/klaar=ja/)
  })

  await step('the officer decides with a reason, and gives the answer', async () => {
    await officer.page.goto(at)
    await officer.follow('Neem een besluit')
    await officer.choose('Ja, voor een deel')
    await officer.press('Leg het besluit vast')
    await officer.alerted('Schrijf op waarom u dit besluit.')
    await officer.fill('Waarom', 'Wie het meldde, vertellen wij niet: dat beschermt de rechten van anderen.')
    await officer.press('Leg het besluit vast')
    await officer.reads('Bekijk het antwoord')
    await inspect(officer, 'access-decided')
    await officer.follow('Leg vast dat het antwoord weg is')
    await officer.choose('Per post')
    await officer.press('Leg vast dat het antwoord weg is')
    await officer.reads('Klaar op vrijdag 24 april 2026')
  })

  await step(
    'the answer, on the page, as PDF and as DOCX, says what, why and what he can do, and nobody’s name',
    async () => {
      await officer.follow('Bekijk het antwoord')
      await inspect(officer, 'access-answer')
      await officer.page.setViewportSize(phone)
      await inspect(officer, 'access-answer')
      const visitor = await world.signIn('privacyOfficer')
      const bytes = async (format: string) => (await visitor.bytes(`${at}/pakket.${format}`)).body
      const pdf = await readPdf(await bytes('pdf'))
      const answers = {
        page: await officer.page.getByRole('main').innerText(),
        pdf: pdf.text,
        docx: await docxText(await bytes('docx')),
        json: (await bytes('json')).toString(),
      }
      for (const [where, text] of Object.entries(answers)) {
        const read = text.replaceAll(/\s+/gu, ' ')
        assert.match(read, /Op 24 april is gemeld dat u iemand bedreigde\./, where)
        assert.match(read, /dat beschermt de rechten van anderen/, where)
        assert.match(read, /Autoriteit Persoonsgegevens/, where)
        assert.doesNotMatch(read, givesAway, where)
      }
      assert.equal(pdf.language, 'nl-NL')
      assert.deepEqual(
        allTagged(pdf.structure, 'H2').map(it => it.text.trim()),
        ['Wat u vroeg', 'Waarom', 'Wat er over u is, of wat wij deden', 'Wat u ertegen kunt doen'],
      )
    },
  )
})
