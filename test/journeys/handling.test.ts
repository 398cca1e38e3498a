import assert from 'node:assert/strict'
import { screenshot, threateningMail } from '../support/evidence.ts'
import { takeUp } from '../support/stories.ts'
import { desk, phone } from '../support/visit.ts'
import type { World } from '../support/world.ts'
import { openStage } from './stage.ts'

const journey = openStage()

async function referenceOf({ owner }: World, id: string): Promise<string> {
  const { rows } = await owner.query<{ reference: string }>('select reference from incident_case where id = $1', [id])
  return rows[0]?.reference ?? ''
}

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
    assert.match(await clerk.page.getByRole('main').innerText(), /Besluit over de reactie\s+nog 23 uur/)
    await clerk.page.getByRole('link', { name: 'Leg het besluit vast' }).waitFor()
    await shot(clerk, 'series-clerk')
  })
})

journey('the clerk is away: the deputy is the one who reads, takes up and answers', async stage => {
  const { world, enter, step, shot, pass, mailsTo } = stage
  const day = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
  let reference = ''

  await step('the clerk says when', async () => {
    const clerk = await enter('clerk', desk, '/account')
    await clerk.fill('Eerste dag', day(0))
    await clerk.fill('Vanaf hoe laat?', '00:00')
    await clerk.fill('Laatste dag', day(5))
    await clerk.fill('Tot hoe laat?', '23:59')
    await clerk.press('Voeg afwezigheid toe')
    await clerk.reads('Uw afwezigheid is opgeslagen.')
    await mailsTo()
  })

  await step('the member reads that the deputy gets it, and reports', async () => {
    const member = await enter('member', phone, '/melden/snel')
    await member.reads(/Uw melding gaat naar Naam deputyClerk/)
    await member.choose('Ja')
    await member.fill('Wat is er gebeurd?', 'Er werd een steen door de ruit gegooid.')
    await member.fill('Hoe kunnen wij u bereiken?', '06 00 00 00 00')
    await member.press('Meld dit nu')
    await member.heading('Uw melding is ontvangen')
    reference = /M-2026-\d{6}/.exec(await member.page.getByRole('main').innerText())?.[0] ?? ''
    assert.deepEqual(await mailsTo('deputyClerk', 'clerk'), [['Er is een melding die op u wacht'], []])
  })

  await step('the deputy takes it up and answers', async () => {
    const deputy = await enter('deputyClerk', desk, '/werklijst')
    await deputy.follow(reference)
    await deputy.press('Pak deze melding op')
    await deputy.fill('Nieuw bericht', 'Ik vervang de griffier deze week. Ik kom langs.')
    await deputy.press('Stuur bericht')
    await shot(deputy, 'deputy-case')
    assert.deepEqual(await mailsTo('member'), [['Er is een antwoord voor u', 'Uw melding is opgepakt']])
  })

  await step('the member reads who handles it', async () => {
    const member = await enter('member', phone)
    await member.follow(reference)
    await member.reads('Naam deputyClerk behandelt uw melding.')
    await member.reads('Ik vervang de griffier deze week. Ik kom langs.')
    await shot(member, 'deputy-member')
  })

  await step('a week later the clerk is back, and new reports go to the clerk', async () => {
    await pass(7 * 24)
    const member = await enter('member', phone, '/melden/snel')
    await member.reads(/Uw melding gaat naar Naam clerk/)
  })
})

journey('late: the clerk is reminded, deputy and coordinator are asked, and the member reads it as a fact', async stage => {
  const { world, enter, step, shot, pass, mailsTo } = stage
  await world.owner.query('update task set done_at = created_at, done_by = owner_id where done_at is null')
  const id = await world.report('member')
  const at = `/meldingen/${id}`
  const reference = await referenceOf(world, id)
  await takeUp(world, 'clerk', id)
  await mailsTo()

  await step('a day later there is no decision: the clerk gets a mail, and the member reads what should have been', async () => {
    await pass(25)
    assert.deepEqual(await mailsTo('clerk', 'deputyClerk', 'politicalCoordinator'), [['Er staat iets voor u klaar'], [], []])
    const member = await enter('member', phone, at)
    await member.reads('Dit had er al moeten zijn')
    await member.reads(/Besluit over de reactie: uiterlijk .* Dat is nog niet gebeurd\./)
    await member.reads('Te laat: besluit over de reactie')
    await shot(member, 'late-member')
    const clerk = await enter('clerk', desk, '/werklijst')
    await clerk.heading(/te laat/)
    await clerk.reads('Te laat (1)')
    await shot(clerk, 'late-worklist')
  })

  await step('a day after that deputy and coordinator are asked, and no one else', async () => {
    await pass(25)
    assert.deepEqual(await mailsTo('deputyClerk', 'politicalCoordinator', 'mayor', 'staffCoordinator'), [
      ['Er is iets te laat, wilt u kijken?'],
      ['In uw lijn is iets te laat'],
      [],
      [],
    ])
  })

  await step('the coordinator finds it on the line, and gives it to the deputy', async () => {
    const coordinator = await enter('politicalCoordinator', desk, '/lijn')
    await coordinator.follow(/^Te laat/)
    await coordinator.follow(reference)
    await coordinator.reads('U leest mee')
    await shot(coordinator, 'late-coordinator')
    await coordinator.follow('Geef de melding aan iemand anders')
    await coordinator.pick('Aan wie?', 'Naam deputyClerk')
    await coordinator.choose('Overdragen aan deze persoon')
    await coordinator.press('Draag over')
    await coordinator.page.waitForURL(url => !url.pathname.endsWith('/overdragen'))
  })

  await step('the deputy decides, and nothing is late any more', async () => {
    const deputy = await enter('deputyClerk', desk, '/werklijst')
    await deputy.follow(reference)
    await deputy.follow('Bepaal de soort')
    await deputy.choose('Schelden of beledigen')
    await deputy.press('Bewaar de soort')
    await deputy.follow('Leg het besluit vast')
    await deputy.choose('Mondelinge waarschuwing')
    await deputy.fill('Wat hoort de melder over het besluit?', 'Wij spreken de man aan. Excuses voor het wachten.')
    await deputy.press('Leg het besluit vast')
    await deputy.reads('Het besluit is vastgelegd.')
    const member = await enter('member', phone, at)
    await member.reads('Wij spreken de man aan. Excuses voor het wachten.')
    await member.misses('Dit had er al moeten zijn')
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
    assert.deepEqual((await mailsTo('member')).length, 1)
  })

  await step('the member reads why, disagrees and says what is new', async () => {
    const member = await enter('member', phone, at)
    await member.reads('Dit is een klacht over beleid. De afdeling belastingen belt hem terug.')
    await shot(member, 'no-incident-member')
    await member.fill('Bent u het er niet mee eens, of is er iets nieuws?', 'Vanochtend noemde hij de school van mijn kind.')
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
