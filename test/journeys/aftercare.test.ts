import { everyName } from '../support/odd-input.ts'
import { send } from '../support/stories.ts'
import { desk, phone } from '../support/visit.ts'
import { reportByPhone } from './opening.ts'
import { openStage, withScriptingOnly } from './stage.ts'

const journey = openStage(undefined, withScriptingOnly)

journey('aftercare of a family and a witness: held, declined, referred, and one talk still promised', async stage => {
  const { world, enter, step, inspect } = stage
  const clerk = await enter('clerk', desk)
  const inDays = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
  let at = ''

  const talkWith = async (who: string, day: string, how = 'Het gesprek moet nog komen') => {
    await clerk.page.goto(`${at}/nazorg/gesprekken`)
    await clerk.choose(who, 'Met wie?')
    await clerk.fill('Wie voert het gesprek?', 'Maatschappelijk werk')
    await clerk.fill('Op welke dag?', day)
    await clerk.choose(how, 'Hoe staat het?')
    await clerk.press('Bewaar')
  }

  await step('the council member reports that there was somebody at the door, on a phone', async () => {
    at = (await reportByPhone(stage, 'member', 'Een man stond te schreeuwen bij onze deur. Mijn gezin was thuis.')).at
    await clerk.page.goto(at)
    await clerk.press('Pak deze melding op')
    await clerk.follow('Bepaal de soort')
    await clerk.choose('Iemand bij de woning')
    await clerk.press('Bewaar de soort')
    await clerk.follow('Nazorg')
    await inspect(clerk, 'care-empty')
  })

  await step('the clerk adds partner, child and a neighbour who saw it, with every letter of a name', async () => {
    for (const [name, relation] of [
      [everyName, 'Partner'],
      ['Zoë', 'Kind'],
      ['Buurvrouw Łucja', 'Getuige'],
    ] as const) {
      await clerk.page.goto(`${at}/nazorg`)
      await clerk.follow('Voeg iemand toe')
      if (relation === 'Kind') {
        await clerk.choose('Kind')
        await clerk.press('Bewaar')
        await clerk.alerted('Vul een naam in')
      }
      await clerk.fill('Naam', name)
      await clerk.choose(relation)
      await clerk.press('Bewaar')
      await clerk.reads(name)
    }
    await inspect(clerk, 'care-people')
  })

  await step('she promises a talk to the partner and to the member; one in the past cannot be promised', async () => {
    await talkWith(everyName, inDays(-1))
    await clerk.alerted(/Deze dag is al voorbij/)
    await clerk.holds('Wie voert het gesprek?', 'Maatschappelijk werk')
    await inspect(clerk, 'care-talk-errors')
    await clerk.fill('Op welke dag?', inDays(1))
    await clerk.press('Bewaar')
    await clerk.reads('Het is bewaard.')
    await talkWith('De getroffene', inDays(2))
    await clerk.reads('Het is bewaard.')
    await clerk.page.goto(at)
    await clerk.reads('2 gesprekken staan nog open')
  })

  await step('one is held, one declined, one referred to victim support', async () => {
    await clerk.page.goto(`${at}/nazorg`)
    await clerk
      .section(/^Nazorggesprek/, everyName)
      .getByRole('link', { name: /^Wijzig/ })
      .click()
    await clerk.fill('Op welke dag?', inDays(0))
    await clerk.choose('Het gesprek is geweest', 'Hoe staat het?')
    await clerk.press('Bewaar')
    await clerk.reads('Het is bewaard.')
    await talkWith('Zoë', inDays(0), 'Deze persoon wil geen gesprek')
    await clerk.reads('Het is bewaard.')
    await talkWith('Buurvrouw Łucja', inDays(0), 'Doorverwezen naar andere hulp')
    await clerk.reads('Het is bewaard.')
    await clerk.follow('Leg een aanbod vast')
    await clerk.choose('Buurvrouw Łucja', 'Voor wie?')
    await clerk.choose('Slachtofferhulp', 'Welke hulp?')
    await clerk.fill('Aangeboden op', inDays(0))
    await clerk.choose('Ja', 'Wat was het antwoord?')
    await clerk.press('Bewaar')
    await clerk.reads('Het is bewaard.')
    await inspect(clerk, 'care-clerk')
  })

  await step('closing is refused while a promised talk is open, and keeps what was written', async () => {
    for (const act of ['besluit', 'gesprek']) await send(world, 'clerk', at.split('/').at(-1) ?? '', act)
    await clerk.page.goto(at)
    await clerk.follow('Sluit de melding af')
    await clerk.choose('Er is aangifte gedaan')
    await clerk.fill('Wat hoort de melder?', 'Dank dat u dit meldde.')
    await clerk.press('Sluit af en laat het de melder weten')
    await clerk.alerted(/Er staat nog een beloofd gesprek open/)
    await clerk.holds('Wat hoort de melder?', 'Dank dat u dit meldde.')
    await inspect(clerk, 'care-closing-refused')
  })

  await step('with a reason it is closed, and the talk stays promised', async () => {
    await clerk.fill(/beloofd gesprek/, 'Zij wil pas na de zomer praten.')
    await clerk.press('Sluit af en laat het de melder weten')
    await clerk.reads('Afgesloten')
    await clerk.reads('Zij wil pas na de zomer praten.')
    await clerk.reads('1 gesprek staat nog open')
    await inspect(clerk, 'care-closed')
  })

  await step('the member reads on her phone what was arranged, and not why it was closed', async () => {
    const member = await enter('member', phone, at)
    await member.reads('Dank dat u dit meldde.')
    await member.misses('na de zomer')
    await member.follow('Nazorg')
    await member.reads(everyName)
    await member.reads('Doorverwezen naar andere hulp')
    await member.reads('Slachtofferhulp')
    await member.misses('Wijzig')
    await inspect(member, 'care-member')
  })
})
