import { twoHundredPages } from '../support/odd-input.ts'
import { desk, phone } from '../support/visit.ts'
import { reportByPhone } from './opening.ts'
import { openStage } from './stage.ts'

const journey = openStage()

journey('legal pressure: from the first letter of a lawyer to the costs and the objection', async stage => {
  const { enter, step, inspect } = stage
  const clerk = await enter('clerk', desk)
  let at = ''

  await step('the council member reports a letter that holds her liable, on a phone', async () => {
    const story = 'Een advocaat stelt mij persoonlijk aansprakelijk voor wat ik in de raad zei.'
    const { reporter, at: address } = await reportByPhone(stage, 'member', story)
    await inspect(reporter, 'legal-receipt')
    at = address
  })

  await step('the clerk takes it up, and finds the page for it', async () => {
    await clerk.page.goto(at)
    await clerk.press('Pak deze melding op')
    await clerk.follow('Bepaal de soort')
    await clerk.choose('Juridische intimidatie')
    await clerk.press('Bewaar de soort')
    await clerk.follow('Juridische druk')
    await clerk.reads('Gewoon bezwaar maken of naar de rechter gaan is een recht.')
    await inspect(clerk, 'legal-empty')
  })

  await step('a whole file pasted is too long: that is said, and all of it is still there', async () => {
    await clerk.page.goto(`${at}/juridische-druk`)
    await clerk.follow('Voeg een stap toe')
    await clerk.fill('Op welke dag?', '2026-03-02')
    await clerk.choose('Brief of aansprakelijkstelling')
    await clerk.paste('Wat gebeurde er?', twoHundredPages)
    await clerk.press('Bewaar')
    await clerk.alerted(/Gebruik ten hoogste 20\.000 tekens/)
    await clerk.holds('Wat gebeurde er?', twoHundredPages)
    await clerk.holds('Op welke dag?', '2026-03-02')
    await inspect(clerk, 'legal-too-long')
    await clerk.fill('Wat gebeurde er?', 'Een advocaat stelt haar aansprakelijk voor € 50.000.')
    await clerk.press('Bewaar')
    await clerk.reads('Het is bewaard.')
  })

  await step('a ruling before the letter cannot be; the right day is kept, in its order', async () => {
    await clerk.page.goto(`${at}/juridische-druk/stappen`)
    await clerk.fill('Op welke dag?', '2026-03-01')
    await clerk.choose('Uitspraak of oordeel')
    await clerk.fill('Wat gebeurde er?', 'De rechter wijst de eis af.')
    await clerk.press('Bewaar')
    await clerk.alerted(/“Uitspraak of oordeel” kan niet eerder zijn dan “Brief of aansprakelijkstelling” van/)
    await clerk.holds('Wat gebeurde er?', 'De rechter wijst de eis af.')
    await clerk.fill('Op welke dag?', '2026-04-10')
    await clerk.press('Bewaar')
    await clerk.reads('Het is bewaard.')
  })

  await step('she asks for a lawyer: the conditions are those of the organisation', async () => {
    await clerk.page.goto(`${at}/juridische-druk`)
    await clerk.follow('Leg een vraag om rechtsbijstand vast')
    await clerk.fill('Gevraagd op', '2026-03-03')
    await clerk.fill('Waarvoor?', 'Een advocaat voor de procedure.')
    await clerk.tick('De procedure komt door het werk voor onze organisatie.')
    await clerk.tick('De getroffene heeft niet met opzet iets strafbaars gedaan.')
    await inspect(clerk, 'legal-aid')
    await clerk.press('Bewaar')
    await clerk.reads('Nog geen besluit')
    await clerk.page.goto(at)
    await clerk.reads('Rechtsbijstand is gevraagd')
  })

  await step(
    'the decision, with amounts as people write them; days out of order and words for numbers are refused',
    async () => {
      await clerk.page.goto(`${at}/juridische-druk`)
      await clerk.follow(/^Wijzig vraag om rechtsbijstand/)
      await clerk.choose('Voor een deel', 'Wat is het besluit?')
      await clerk.fill('Besloten op', '2026-03-01')
      await clerk.fill('Waarom is dat het besluit?', 'Tot en met de eerste uitspraak.')
      await clerk.fill('Ten hoogste, in euro’s', '5.000,00')
      await clerk.fill('Kosten tot nu toe, in euro’s', 'twaalf')
      await clerk.press('Bewaar')
      await clerk.alerted('Vul een bedrag in zoals 1250 of 1250,50.')
      await clerk.fill('Kosten tot nu toe, in euro’s', '1.234,56')
      await clerk.press('Bewaar')
      await clerk.alerted('Het besluit kan niet eerder zijn dan de vraag.')
      await clerk.holds('Waarom is dat het besluit?', 'Tot en met de eerste uitspraak.')
      await clerk.fill('Besloten op', '2026-03-05')
      await clerk.press('Bewaar')
      await clerk.reads('€ 1.234,56')
      await clerk.reads('€ 5.000,00')
    },
  )

  await step('more costs, and an objection against the decision: not before it', async () => {
    await clerk.page.goto(`${at}/juridische-druk`)
    await clerk.follow(/^Wijzig vraag om rechtsbijstand/)
    await clerk.fill('Kosten tot nu toe, in euro’s', '1234.57')
    await clerk.choose('Bezwaar gemaakt', 'Is er bezwaar gemaakt?')
    await clerk.fill('Bezwaar gemaakt op', '2026-03-04')
    await clerk.press('Bewaar')
    await clerk.alerted('Bezwaar kan niet eerder zijn dan het besluit.')
    await inspect(clerk, 'legal-aid-errors')
    await clerk.fill('Bezwaar gemaakt op', '2026-03-09')
    await clerk.press('Bewaar')
    await clerk.reads('€ 1.234,57')
    await inspect(clerk, 'legal-clerk')
  })

  await step('she reads on her phone how it stands, and can change nothing', async () => {
    const member = await enter('member', phone, at)
    await member.follow('Juridische druk')
    await member.reads('De rechter wijst de eis af.')
    await member.reads('Voor een deel')
    await member.reads('€ 1.234,57')
    await member.misses('Wijzig')
    // Conditions are sentences: they stand under each other.
    await member.misses('.;')
    await inspect(member, 'legal-member')
  })
})
