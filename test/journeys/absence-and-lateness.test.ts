import assert from 'node:assert/strict'
import { referenceOf, takeUp } from '../support/stories.ts'
import { desk, phone } from '../support/visit.ts'
import { openStage } from './stage.ts'

const journey = openStage()

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
    reference = await member.reference()
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

journey(
  'late: the clerk is reminded, deputy and coordinator are asked, and the member reads it as a fact',
  async stage => {
    const { world, enter, step, shot, pass, mailsTo } = stage
    await world.owner.query('update task set done_at = created_at, done_by = owner_id where done_at is null')
    const id = await world.report('member')
    const at = `/meldingen/${id}`
    const reference = await referenceOf(world, id)
    await takeUp(world, 'clerk', id)
    await mailsTo()

    await step(
      'a day later there is no decision: the clerk gets a mail, and the member reads what should have been',
      async () => {
        await pass(25)
        assert.deepEqual(await mailsTo('clerk', 'deputyClerk', 'politicalCoordinator'), [
          ['Er staat iets voor u klaar'],
          [],
          [],
        ])
        const member = await enter('member', phone, at)
        await member.reads('Dit had er al moeten zijn')
        await member.reads(/Besluit over de reactie: uiterlijk .* Dat is nog niet gebeurd\./)
        await member.reads('Te laat: besluit over de reactie')
        await shot(member, 'late-member')
        const clerk = await enter('clerk', desk, '/werklijst')
        await clerk.heading(/te laat/)
        await clerk.reads('Te laat (1)')
        await shot(clerk, 'late-worklist')
      },
    )

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
  },
)
