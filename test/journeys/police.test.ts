import assert from 'node:assert/strict'
import { allTagged, docxText, readPdf } from '../support/documents.ts'
import { makeMeasure } from '../support/measures.ts'
import { everyName } from '../support/odd-input.ts'
import { desk, phone } from '../support/visit.ts'
import { reportByPhone } from './opening.ts'
import { openStage } from './stage.ts'

const journey = openStage()

journey('a threat, from a quick report on a phone to the police and the verdict', async stage => {
  const { world, enter, step, inspect, pass } = stage
  let clerk = await enter('clerk', desk)
  let at = ''
  const office = 'Gemeente Waterstad, de griffie'

  await step('the council member reports it on a phone, and reads who has it and what comes next', async () => {
    const story = 'Hij stond bij mij aan de Zilverlindelaan 12 en riep: jij gaat eraan.'
    const { reporter, at: address } = await reportByPhone(stage, 'member', story)
    await reporter.reads(/Binnen 24 uur besluit/)
    await inspect(reporter, 'threat-receipt')
    at = address
  })

  await step('the clerk takes it up, and decides to go to the police', async () => {
    await clerk.page.goto(at)
    await clerk.press('Pak deze melding op')
    await clerk.follow('Bepaal de soort')
    await clerk.choose('Bedreiging')
    await clerk.press('Bewaar de soort')
    await clerk.follow('Leg het besluit vast')
    await clerk.choose('Aangifte bij de politie')
    await clerk.fill('Wat hoort de melder over het besluit?', 'Wij doen aangifte.')
    await clerk.press('Leg het besluit vast')
    await clerk.reads('Het besluit is vastgelegd.')
  })

  await step(
    'the report to the police is drawn up; without an office and with a day to come it comes back',
    async () => {
      await clerk.follow('Aangifte bij de politie')
      await clerk.follow('Stel de aangifte op')
      await clerk.choose('Ergens anders')
      await clerk.fill('Getuigen', everyName)
      await clerk.fill('Sinds welke dag is dit bekend?', '2026-05-01')
      await clerk.press('Bewaar het concept')
      await clerk.alerted('Vul het adres van het kantoor in')
      await clerk.alerted(/Deze dag moet nog komen/)
      await clerk.holds('Getuigen', everyName)
      await inspect(clerk, 'police-errors')
      await clerk.fill('Adres van het kantoor', office)
      await clerk.fill('Sinds welke dag is dit bekend?', '2026-04-24')
      await clerk.press('Bewaar het concept')
      await clerk.reads('Zilverlindelaan 12')
      await clerk.reads('Het document laat dit weg.')
      await inspect(clerk, 'police-report')
    },
  )

  await step('as PDF and DOCX it says all but where she lives', async () => {
    const handler = await world.signIn('clerk')
    const pdf = await readPdf((await handler.bytes(`${at}/aangifte/pdf`)).body)
    const docx = await docxText((await handler.bytes(`${at}/aangifte/docx`)).body)
    for (const text of [pdf.text, docx]) {
      assert.match(text, /jij gaat eraan/)
      assert.ok(text.normalize('NFC').replaceAll(/\s+/gu, '').includes(everyName))
      assert.doesNotMatch(text, /Zilverlinde/)
    }
    assert.equal(pdf.language, 'nl-NL')
    assert.equal(allTagged(pdf.structure, 'H1').length, 1)
  })

  await step('until there is a verdict he may not come into the building', async () => {
    await makeMeasure(world, 'clerk', at.split('/').at(-1) ?? '', { eindigt: '2026-10-01' })
  })

  await step('the member draws up an own report, with the request to prosecute', async () => {
    const member = await enter('member', phone, `${at}/aangifte`)
    await member.follow('Stel de aangifte op')
    await member.choose('Ergens anders')
    await member.fill('Adres van het kantoor', office)
    await inspect(member, 'police-own-form')
    await member.press('Bewaar het concept')
    await member.reads('Uw concept')
    await inspect(member, 'police-own')
  })

  await step(
    'months later it is known what became of it, step by step; a hearing of before the report is refused',
    async () => {
      const tell = async (
        link: string,
        day: string,
        answer?: string,
        words?: readonly [field: string, words: string],
      ) => {
        await clerk.page.getByRole('link', { name: link, exact: true }).click()
        if (answer) await clerk.choose(answer)
        await clerk.fill('Op welke dag?', day)
        if (words) await clerk.fill(...words)
        await clerk.press('Leg dit vast')
      }
      await tell('Aangifte is gedaan', '2026-04-24', 'De organisatie', ['Nummer van de aangifte', 'PL0600-2026-1'])
      await clerk.reads('Het is bewaard.')
      await pass(60 * 24)
      clerk = await enter('clerk', desk, `${at}/aangifte`)
      await tell('VPT-code', '2026-04-24', 'Ja')
      await clerk.reads('Het is bewaard.')
      await tell('Beslissing over vervolging', '2026-06-01', 'Er komt een zitting')
      await clerk.reads('Het is bewaard.')
      await tell('Uitspraak', '2026-04-01', 'Vrijspraak')
      await clerk.page.getByRole('alert').waitFor()
      await inspect(clerk, 'police-step-errors')
      await clerk.fill('Op welke dag?', '2026-06-20')
      await clerk.press('Leg dit vast')
      await clerk.reads('Het is bewaard.')
      await inspect(clerk, 'police-chain')
    },
  )

  await step(
    'the member reads on her phone what became of it, and the clerk is asked to look at the measures',
    async () => {
      const member = await enter('member', phone, at)
      await member.follow('Aangifte bij de politie')
      await member.reads('PL0600-2026-1')
      await member.reads('Uitspraak: vrijspraak')
      const chain = await member.page.getByRole('main').innerText()
      assert.match(chain, /Aangifte is gedaan[^]*VPT-code[^]*Beslissing over vervolging[^]*Uitspraak/)
      await inspect(member, 'police-verdict')
      await clerk.page.goto(`${at}/taken`)
      await clerk.reads('Lopende maatregelen opnieuw bekijken')
      await inspect(clerk, 'police-tasks')
    },
  )
})
