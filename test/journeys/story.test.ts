import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { screenshot, threateningMail } from '../support/evidence.ts'
import { idOf } from '../support/people.ts'
import { desk, phone, signIn } from '../support/visit.ts'
import { openStage } from './stage.ts'

const journey = openStage(async ({ owner }) => {
  await owner.query(
    `insert into duty_shift (id, organisation_id, line, weekday, starts, ends, person_id)
     values ($1, $2, 'political', 5, '18:00', '08:00', $3)`,
    [randomUUID(), idOf('waterstad'), idOf('dutyOfficer')],
  )
})

journey(
  'Friday night: a threat is reported on a phone, taken up, answered, closed and opened again',
  async ({ world, arrive, step, shot, mailsTo }) => {
    const reporter = await arrive(phone)
    const handler = await arrive(desk)
    let reference = ''

    await step('the council member reports it in one form, with the mail itself and a screenshot', async () => {
      await signIn(reporter.page, 'member')
      await shot(reporter, '01-home-reporter')
      await reporter.follow('Snel melden')
      await reporter.heading('Snel melden')
      await reporter.reads(/Uw melding gaat naar Naam clerk\. Nu heeft Naam dutyOfficer dienst, tot morgen, 08:00/)
      await shot(reporter, '02-form')
      await reporter.choose('Ja')
      await reporter.fill('Wat is er gebeurd?', 'Na de vergadering kreeg ik deze mail.\nZe weten waar ik woon.')
      await reporter.fill('Hoe kunnen wij u bereiken?', '06 00 00 00 00, na tien uur')
      await reporter.attach('Bewijs', [threateningMail, await screenshot()])
      await reporter.press('Meld dit nu')
      await reporter.heading('Uw melding is ontvangen')
      await reporter.reads(/Nu heeft Naam dutyOfficer dienst/)
      reference = await reporter.reference()
      await shot(reporter, '03-receipt')
    })

    await step('clerk and duty officer get a mail that says nothing', async () => {
      await world.runJobs()
      assert.equal(world.mails.length, 2)
      assert.ok(world.mails.every(it => !it.text.includes(reference) && !it.text.includes('woon')))
      const waits = ['Er is een melding die op u wacht']
      assert.deepEqual(await mailsTo('clerk', 'dutyOfficer'), [waits, waits])
    })

    await step('the clerk takes it up and sets the kind', async () => {
      await signIn(handler.page, 'clerk')
      await shot(handler, '04-home-clerk')
      await handler.follow('Werklijst')
      await handler.heading(/voor nu/)
      await shot(handler, '05-worklist')
      await handler.follow(reference)
      await handler.heading(`Melding ${reference}`)
      await handler.reads('Besluit over de reactie')
      await shot(handler, '06-case-reported')
      await handler.press('Pak deze melding op')
      await handler.follow('Bepaal de soort')
      await handler.heading('Bepaal de soort')
      await handler.choose('Bedreiging')
      await shot(handler, '07-category')
      await handler.press('Bewaar de soort')
      await handler.heading(`Melding ${reference}`)
    })

    await step('the clerk writes to the reporter, and a note that the reporter does not see', async () => {
      await handler.fill('Nieuw bericht', 'Ik bel u over tien minuten.')
      await handler.press('Stuur bericht')
      await handler.reads('Ik bel u over tien minuten.')
      await handler.fill('Nieuwe notitie', 'Wijkagent is ingelicht.')
      await handler.press('Bewaar notitie')
      await handler.reads('Wijkagent is ingelicht.')
      await shot(handler, '08-case-written')
    })

    await step('the mail opens as text, its attachment apart, and the picture blurred until asked', async () => {
      await handler.follow('dreiging.eml')
      await handler.reads('Wij weten waar je kinderen naar school gaan.')
      await shot(handler, '09-mail')
      await handler.follow('foto van uw huis.png')
      await handler.heading('foto van uw huis.png')
      await handler.page.goBack()
      await handler.follow(/^Melding M-/)
      await handler.follow('scherm.png')
      await isShown(handler.page, 'Het beeld, vervaagd')
      await shot(handler, '10-picture-blurred')
      await handler.follow('Toon het beeld scherp')
      await isShown(handler.page, 'Het beeld, opnieuw gemaakt')
      await shot(handler, '11-picture-sharp')
      await handler.follow(/^Melding M-/)
    })

    await step('the clerk records the decision and the talk, and closes with what the reporter hears', async () => {
      await handler.follow('Leg het besluit vast')
      await handler.choose('Aangifte bij de politie')
      await handler.fill('Wat hoort de melder over het besluit?', 'Wij doen samen met u aangifte.')
      await shot(handler, '12-decision')
      await handler.press('Leg het besluit vast')
      await handler.follow('Leg het gesprek vast')
      await handler.choose('Het gesprek is gevoerd')
      await shot(handler, '13-talk')
      await handler.press('Leg het gesprek vast')
      await handler.follow('Sluit de melding af')
      await handler.choose('Er is aangifte gedaan')
      await shot(handler, '14-closing')
      await handler.press('Zet een voorsteltekst klaar')
      await handler.reads('Dit is een voorstel')
      const feedback = handler.page.getByLabel('Wat hoort de melder?')
      assert.match(await feedback.inputValue(), /^Er is aangifte gedaan\. De politie/)
      await shot(handler, '15-closing-proposal')
      await feedback.fill(`${await feedback.inputValue()} Dank voor uw moed.`)
      await handler.press('Sluit af en laat het de melder weten')
      await handler.reads('Afgesloten')
      await shot(handler, '16-case-closed')
    })

    await step('the reporter reads it, sees who looked, answers and asks to open it again', async () => {
      await reporter.follow('Naar uw melding')
      await reporter.heading(`Melding ${reference}`)
      await reporter.reads('Ik bel u over tien minuten.')
      await reporter.reads(/Dank voor uw moed\./)
      await reporter.misses('Wijkagent')
      await shot(reporter, '17-case-reporter')
      await reporter.follow('Wie heeft in mijn melding gekeken?')
      await reporter.reads('Naam clerk')
      await reporter.reads(/bewijs bekeken/i)
      await shot(reporter, '18-looks')
      await reporter.page.goBack()
      await reporter.fill('Nieuw bericht', 'Dank u wel.')
      await reporter.press('Stuur bericht')
      await reporter.reads('Dank u wel.')
      await reporter.page.getByLabel(/is er iets nieuws/).fill('Er kwam een tweede mail.')
      await reporter.press('Vraag om te heropenen')
      await reporter.reads(/U heeft gevraagd om deze melding te heropenen/)
    })

    await step('the clerk opens it again, and the reporter sees each step with its date', async () => {
      await handler.page.reload()
      await handler.press('Heropen de melding')
      await handler.reads('Er kwam een tweede mail.')
      await reporter.page.reload()
      for (const step of ['Gemeld', 'Opgepakt', 'Besluit over de reactie vastgelegd', 'De melding is heropend'])
        await reporter.reads(new RegExp(step))
      await shot(reporter, '19-case-reopened')
      await reporter.follow('Mijn meldingen')
      await shot(reporter, '20-own-reports')
    })
  },
)

/** Checks that the picture was loaded, and not only its place. */
async function isShown(page: Page, alternative: string): Promise<void> {
  const picture = page.getByRole('img', { name: alternative })
  await picture.waitFor()
  await picture.evaluate(async it => (it instanceof HTMLImageElement ? it.decode() : undefined))
}
