import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { idOf } from '../support/people.ts'
import { fridayNight } from '../support/seed.ts'
import { serve, type TestServer } from '../support/server.ts'
import { threateningMail, screenshot } from '../support/evidence.ts'
import { desk, look, phone, signIn, visit } from '../support/visit.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let server: TestServer
let browser: Browser
before(async () => {
  world = await openWorld()
  await world.owner.query(
    `insert into duty_shift (id, organisation_id, line, weekday, starts, ends, person_id)
     values ($1, $2, 'political', 5, '18:00', '08:00', $3)`,
    [randomUUID(), idOf('waterstad'), idOf('dutyOfficer')],
  )
  server = await serve(world)
  browser = await launchChromium()
})
after(async () => {
  await browser.close()
  await server.stop()
  await world.close()
})

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor()
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()
// By its words, as people do: they lie over the button itself.
const choose = async (page: Page, name: string) => {
  await page.locator('label.utrecht-form-label--radio').getByText(name, { exact: true }).click()
  assert.ok(await page.getByRole('radio', { name, exact: true }).isChecked())
}
const reads = async (page: Page, words: string | RegExp) => page.getByRole('main').getByText(words).first().waitFor()

for (const scripting of [false, true]) {
  const how = scripting ? 'with scripting' : 'without scripting'
  test(`Friday night: a threat is reported on a phone, taken up, answered, closed and opened again, ${how}`, async () => {
    const options = { origin: server.origin, scripting }
    const reporter = await visit(browser, { ...options, viewport: phone })
    const handler = await visit(browser, { ...options, viewport: desk })
    const shot = (page: Page, name: string) => look(page, `${scripting ? 'on' : 'off'}-${name}`)
    let reference = ''
    world.clock.set(fridayNight)
    await world.runJobs()
    world.mails.length = 0

    await step('the council member reports it in one form, with the mail itself and a screenshot', async () => {
      const { page } = reporter
      await signIn(page, 'member')
      await shot(page, '01-home-reporter')
      await follow(page, 'Snel melden')
      await heading(page, 'Snel melden')
      await reads(page, /Uw melding gaat naar Naam clerk\. Nu heeft Naam dutyOfficer dienst, tot morgen, 08:00/)
      await shot(page, '02-form')
      await choose(page, 'Ja')
      await page.getByLabel('Wat is er gebeurd?').fill('Na de vergadering kreeg ik deze mail.\nZe weten waar ik woon.')
      await page.getByLabel('Hoe kunnen wij u bereiken?').fill('06 00 00 00 00, na tien uur')
      await page.getByLabel('Bewijs').setInputFiles([threateningMail, await screenshot()])
      await press(page, 'Meld dit nu')
      await heading(page, 'Uw melding is ontvangen')
      await reads(page, /Nu heeft Naam dutyOfficer dienst/)
      reference = /M-2026-\d{6}/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
      assert.match(reference, /^M-/)
      await shot(page, '03-receipt')
    })

    await step('clerk and duty officer get a mail that says nothing', async () => {
      await world.runJobs()
      assert.deepEqual(new Set(world.mails.map(it => it.subject)), new Set(['Er is een melding die op u wacht']))
      assert.equal(world.mails.length, 2)
      assert.ok(world.mails.every(it => !it.text.includes(reference) && !it.text.includes('woon')))
    })

    await step('the clerk takes it up and sets the kind', async () => {
      const { page } = handler
      await signIn(page, 'clerk')
      await shot(page, '04-home-clerk')
      await follow(page, 'Werklijst')
      await heading(page, /voor nu/)
      await shot(page, '05-worklist')
      await follow(page, reference)
      await heading(page, `Melding ${reference}`)
      await reads(page, 'Besluit over de reactie')
      await shot(page, '06-case-reported')
      await press(page, 'Pak deze melding op')
      await follow(page, 'Bepaal de soort')
      await heading(page, 'Bepaal de soort')
      await choose(page, 'Bedreiging')
      await shot(page, '07-category')
      await press(page, 'Bewaar de soort')
      await heading(page, `Melding ${reference}`)
    })

    await step('the clerk writes to the reporter, and a note that the reporter does not see', async () => {
      const { page } = handler
      await page.getByLabel('Nieuw bericht').fill('Ik bel u over tien minuten.')
      await press(page, 'Stuur bericht')
      await reads(page, 'Ik bel u over tien minuten.')
      await page.getByLabel('Nieuwe notitie').fill('Wijkagent is ingelicht.')
      await press(page, 'Bewaar notitie')
      await reads(page, 'Wijkagent is ingelicht.')
      await shot(page, '08-case-written')
    })

    await step('the mail opens as text, its attachment apart, and the picture blurred until asked', async () => {
      const { page } = handler
      await follow(page, 'dreiging.eml')
      await reads(page, 'Wij weten waar je kinderen naar school gaan.')
      await shot(page, '09-mail')
      await follow(page, 'foto van uw huis.png')
      await heading(page, 'foto van uw huis.png')
      await page.goBack()
      await follow(page, /^Melding M-/)
      await follow(page, 'scherm.png')
      await isShown(page, 'Het beeld, vervaagd')
      await shot(page, '10-picture-blurred')
      await follow(page, 'Toon het beeld scherp')
      await isShown(page, 'Het beeld, opnieuw gemaakt')
      await shot(page, '11-picture-sharp')
      await follow(page, /^Melding M-/)
    })

    await step('the clerk records the decision and the talk, and closes with what the reporter hears', async () => {
      const { page } = handler
      await follow(page, 'Leg het besluit vast')
      await choose(page, 'Aangifte bij de politie')
      await page.getByLabel('Wat hoort de melder over het besluit?').fill('Wij doen samen met u aangifte.')
      await shot(page, '12-decision')
      await press(page, 'Leg het besluit vast')
      await follow(page, 'Leg het gesprek vast')
      await choose(page, 'Het gesprek is gevoerd')
      await shot(page, '13-talk')
      await press(page, 'Leg het gesprek vast')
      await follow(page, 'Sluit de melding af')
      await choose(page, 'Er is aangifte gedaan')
      await shot(page, '14-closing')
      await press(page, 'Zet een voorsteltekst klaar')
      await reads(page, 'Dit is een voorstel')
      const feedback = page.getByLabel('Wat hoort de melder?')
      assert.match(await feedback.inputValue(), /^Er is aangifte gedaan\. De politie/)
      await shot(page, '15-closing-proposal')
      await feedback.fill(`${await feedback.inputValue()} Dank voor uw moed.`)
      await press(page, 'Sluit af en laat het de melder weten')
      await reads(page, 'Afgesloten')
      await shot(page, '16-case-closed')
    })

    await step('the reporter reads it, sees who looked, answers and asks to open it again', async () => {
      const { page } = reporter
      await follow(page, 'Naar uw melding')
      await heading(page, `Melding ${reference}`)
      await reads(page, 'Ik bel u over tien minuten.')
      await reads(page, /Dank voor uw moed\./)
      assert.equal(await page.getByText('Wijkagent').count(), 0)
      await shot(page, '17-case-reporter')
      await follow(page, 'Wie heeft in mijn melding gekeken?')
      await reads(page, 'Naam clerk')
      await reads(page, 'heeft bewijs bekeken')
      await shot(page, '18-looks')
      await page.goBack()
      await page.getByLabel('Nieuw bericht').fill('Dank u wel.')
      await press(page, 'Stuur bericht')
      await reads(page, 'Dank u wel.')
      await page.getByLabel(/is er iets nieuws/).fill('Er kwam een tweede mail.')
      await press(page, 'Vraag om te heropenen')
      await reads(page, /U heeft gevraagd om deze melding te heropenen/)
    })

    await step('the clerk opens it again, and the reporter sees each step with its date', async () => {
      const { page } = handler
      await page.reload()
      await press(page, 'Heropen de melding')
      await reads(page, 'Er kwam een tweede mail.')
      await reporter.page.reload()
      for (const step of ['Gemeld', 'Opgepakt', 'Besluit over de reactie vastgelegd', 'De melding is heropend'])
        await reads(reporter.page, new RegExp(step))
      await shot(reporter.page, '19-case-reopened')
      await follow(reporter.page, 'Mijn meldingen')
      await shot(reporter.page, '20-own-reports')
    })

    await reporter.end()
    await handler.end()
    assert.deepEqual(
      world.lines.filter(it => it.includes('"level":"error"')),
      [],
    )
  })
}

const minute = 60_000

/** So that a story that breaks off says where, and does not go on. */
async function step(what: string, work: () => Promise<void>): Promise<void> {
  try {
    world.clock.advance(minute)
    await work()
  } catch (error) {
    throw new Error(`This did not happen: ${what}`, { cause: error })
  }
}

/** Checks that the picture was loaded, and not only its place. */
async function isShown(page: Page, alternative: string): Promise<void> {
  const picture = page.getByRole('img', { name: alternative })
  await picture.waitFor()
  await picture.evaluate(async it => (it instanceof HTMLImageElement ? it.decode() : undefined))
}
