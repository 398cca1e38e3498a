import assert from 'node:assert/strict'
import { takeUp } from '../support/stories.ts'
import { desk, phone } from '../support/visit.ts'
import { openStage } from './stage.ts'

const journey = openStage()

journey('a threat, from the report to the police to the verdict', async stage => {
  const { world, enter, step, shot, pass } = stage
  const id = await world.report('member', {
    what: 'Hij stond bij mij aan de Zilverlindelaan 12 en riep: jij gaat eraan.',
  })
  const at = `/meldingen/${id}`

  await step('the clerk decides to go to the police, and draws the report up', async () => {
    await takeUp(world, 'clerk', id)
    const clerk = await enter('clerk', desk, at)
    await clerk.follow('Bepaal de soort')
    await clerk.choose('Bedreiging')
    await clerk.press('Bewaar de soort')
    await clerk.follow('Leg het besluit vast')
    await clerk.choose('Aangifte bij de politie')
    await clerk.fill('Wat hoort de melder over het besluit?', 'Wij doen aangifte.')
    await clerk.press('Leg het besluit vast')
    await clerk.follow('Aangifte bij de politie')
    await clerk.follow('Stel de aangifte op')
    await clerk.choose('Ergens anders')
    await clerk.fill('Adres van het kantoor', 'Gemeente Waterstad, de griffie')
    await clerk.press('Bewaar het concept')
    await clerk.reads('Zilverlindelaan 12')
    await clerk.reads('Het document laat dit weg.')
    await shot(clerk, 'police-report')
  })

  await step('the member draws up an own report, with the request to prosecute', async () => {
    const member = await enter('member', phone, `${at}/aangifte`)
    await member.follow('Stel de aangifte op')
    await member.choose('Ergens anders')
    await member.fill('Adres van het kantoor', 'Gemeente Waterstad, de griffie')
    await member.press('Bewaar het concept')
    await member.reads('Uw concept')
    await shot(member, 'police-own')
  })

  await step('months later it is known what became of it, and the member reads that', async () => {
    const told = async (link: string, day: string, answer?: string, words?: string) => {
      const clerk = await enter('clerk', desk, `${at}/aangifte`)
      await clerk.page.getByRole('link', { name: link, exact: true }).click()
      if (answer) await clerk.choose(answer)
      await clerk.fill('Op welke dag?', day)
      if (words) await clerk.fill('Nummer van de aangifte', words)
      await clerk.press('Leg dit vast')
      await clerk.reads('Het is bewaard.')
    }
    await told('Aangifte is gedaan', '2026-04-24', 'De organisatie', 'PL0600-2026-1')
    await pass(24 * 60)
    await told('Beslissing over vervolging', '2026-06-01', 'Er komt een zitting')
    await told('Uitspraak', '2026-06-20', 'Vrijspraak')
    const member = await enter('member', phone, `${at}/aangifte`)
    await member.reads('PL0600-2026-1')
    await member.reads('Uitspraak: vrijspraak')
    const clerk = await enter('clerk', desk, `${at}/taken`)
    await clerk.reads('Lopende maatregelen opnieuw bekijken')
    await shot(clerk, 'police-tasks')
    const { rows } = await world.owner.query('select 1 from police_step where case_id = $1', [id])
    assert.equal(rows.length, 3)
  })
})
