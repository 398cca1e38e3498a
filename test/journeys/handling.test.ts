import assert from 'node:assert/strict'
import { screenshot, threateningMail } from '../support/evidence.ts'
import { referenceOf, takeUp } from '../support/stories.ts'
import { desk, phone } from '../support/visit.ts'
import { openStage } from './stage.ts'

const journey = openStage()

journey('a series: sixty mails more stand with the same report, and its clocks start anew', async stage => {
  const { world, enter, step, shot, pass, mailsTo } = stage
  const id = await world.report('member')
  const at = `/meldingen/${id}`

  await step('the clerk decides about the first mail', async () => {
    await takeUp(world, 'clerk', id)
    const clerk = await enter('clerk', desk, at)
    await clerk.follow('Bepaal de soort')
    await clerk.choose('Bedreiging')
    await clerk.press('Bewaar de soort')
    await clerk.follow('Leg het besluit vast')
    await clerk.choose('Waarschuwingsbrief')
    await clerk.fill('Wat hoort de melder over het besluit?', 'De afzender krijgt een brief.')
    await clerk.press('Leg het besluit vast')
    await clerk.reads('Het besluit is vastgelegd.')
    await mailsTo()
  })

  await step('two days later the member adds what came since then, with the mails themselves', async () => {
    await pass(48)
    const member = await enter('member', phone, at)
    await member.follow('Er is weer iets gebeurd')
    await member.heading('Meld een nieuw voorval')
    await member.fill('Wat is er nu gebeurd?', 'Zestig mails in één nacht. Hij noemt mijn dochter.')
    await member.choose('Ja', 'Is dit een nieuwe bedreiging?')
    await member.pick('Hoe of waar gebeurde het?', 'E-mail')
    await member.fill('Om hoeveel berichten of voorvallen gaat het?', '60')
    await member.attach('Bewijs', [
      threateningMail,
      { ...threateningMail, name: 'nog een.eml' },
      { ...threateningMail, name: 'de laatste.eml' },
      await screenshot(),
    ])
    await shot(member, 'series-form')
    await member.press('Voeg dit toe')
    await member.reads('Het nieuwe voorval staat bij de melding.')
    await member.reads(/60 berichten of voorvallen · E-mail/)
    await member.reads('de laatste.eml')
    await shot(member, 'series-member')
    assert.deepEqual(await mailsTo('clerk'), [['Er is een melding die op u wacht']])
  })

  await step('the clerk finds it in the work list, with a day for a new decision', async () => {
    const clerk = await enter('clerk', desk, '/werklijst')
    await clerk.page.goto(at)
    await clerk.reads('Zestig mails in één nacht. Hij noemt mijn dochter.')
    await clerk.reads('misschien een nieuwe bedreiging')
    assert.match(await clerk.page.getByRole('main').innerText(), /Besluit over de reactie\s+\S?\s*nog 23 uur/)
    await clerk.page.getByRole('link', { name: 'Leg het besluit vast' }).waitFor()
    await shot(clerk, 'series-clerk')
  })
})

journey('what is no incident ends with a reason, and opens again when there is more', async stage => {
  const { world, enter, step, shot, mailsTo } = stage
  const id = await world.report('member', { what: 'Een inwoner belt mij elke dag over de hondenbelasting.' })
  const at = `/meldingen/${id}`
  await takeUp(world, 'clerk', id)
  await mailsTo()

  await step('the clerk ends it, which needs a reason in words', async () => {
    const clerk = await enter('clerk', desk, at)
    await clerk.unfold('Meer')
    await clerk.follow('Dit is geen incident')
    await clerk.heading('Dit is geen incident')
    await clerk.press('Rond af als geen incident')
    await clerk.page.getByRole('alert').waitFor()
    await clerk.choose('Een klacht')
    await clerk.press('Zet een voorsteltekst klaar')
    await clerk.reads('Dit is een voorstel')
    await clerk.fill('Wat hoort de melder?', 'Dit is een klacht over beleid. De afdeling belastingen belt hem terug.')
    await shot(clerk, 'no-incident-form')
    await clerk.press('Rond af als geen incident')
    await clerk.reads('De melding is afgerond als geen incident.')
    assert.deepEqual(await mailsTo('member'), [['Er is een antwoord voor u']])
  })

  await step('the member reads why, disagrees and says what is new', async () => {
    const member = await enter('member', phone, at)
    await member.reads('Dit is een klacht over beleid. De afdeling belastingen belt hem terug.')
    await shot(member, 'no-incident-member')
    await member.fill(
      'Bent u het er niet mee eens, of is er iets nieuws?',
      'Vanochtend noemde hij de school van mijn kind.',
    )
    await member.press('Vraag om te heropenen')
    await member.reads('Uw vraag om te heropenen is verstuurd.')
  })

  await step('the clerk opens it again, and every step stays on record', async () => {
    const clerk = await enter('clerk', desk, at)
    await clerk.reads('Vanochtend noemde hij de school van mijn kind.')
    await clerk.press('Heropen de melding')
    await clerk.reads('De melding is heropend.')
    await clerk.page.getByRole('link', { name: 'Bepaal de soort' }).waitFor()
    const member = await enter('member', phone, at)
    await member.reads('Naam clerk behandelt uw melding.')
    for (const step of ['Geen incident', 'De melding is heropend']) await member.reads(new RegExp(`^${step}`))
    await shot(member, 'no-incident-reopened')
  })
})

journey('a report is handed over: the next one knows what to do, and the one before finds it no more', async stage => {
  const { world, enter, step, shot, mailsTo } = stage
  const id = await world.report('member')
  const at = `/meldingen/${id}`
  const reference = await referenceOf(world, id)
  await takeUp(world, 'clerk', id)
  await mailsTo()

  await step('the clerk gives it away with a note for the next', async () => {
    const clerk = await enter('clerk', desk, at)
    await clerk.unfold('Meer')
    await clerk.follow('Draag over of voeg een behandelaar toe')
    await clerk.press('Draag over')
    await clerk.page.getByRole('alert').waitFor()
    await clerk.pick('Aan wie?', 'Naam dutyOfficer')
    await clerk.choose('Overdragen, en zelf niet meer meekijken')
    await clerk.fill('Wat moet de volgende weten?', 'Zij wil niet op haar mobiel gebeld worden.')
    await shot(clerk, 'hand-over')
    await clerk.press('Draag over')
    await clerk.heading('De melding is overgedragen')
    assert.equal((await clerk.page.goto(at))?.status(), 404)
    await clerk.page.goto('/werklijst')
    await clerk.heading(/voor nu$|^U bent bij$/)
    await clerk.misses(reference)
    assert.deepEqual(await mailsTo('dutyOfficer', 'member'), [
      ['Er is een melding aan u overgedragen'],
      ['Iemand anders behandelt nu uw melding'],
    ])
  })

  await step('the next one finds it in the work list, with the note and the tasks', async () => {
    const next = await enter('dutyOfficer', desk, '/werklijst')
    await next.follow(reference)
    await next.reads('Zij wil niet op haar mobiel gebeld worden.')
    await next.reads('Besluit over de reactie')
    await shot(next, 'handed-over')
  })

  await step('the member reads who has it now, and nothing of the note', async () => {
    const member = await enter('member', phone, at)
    await member.reads('Naam dutyOfficer behandelt uw melding.')
    await member.reads(/^Overgedragen/)
    await member.misses('mobiel')
  })
})
