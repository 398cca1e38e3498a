import assert from 'node:assert/strict'
import type { Who } from '../support/people.ts'
import { desk, phone } from '../support/visit.ts'
import { answerAll } from './answering.ts'
import { openStage, withScriptingOnly } from './stage.ts'

const journey = openStage(undefined, withScriptingOnly)

journey(
  'a team looks at its information position: asked, answered each alone, talked over, and put into the plan',
  async stage => {
    const { enter, step, inspect } = stage
    const lead = await enter('politicalCoordinator', desk, '/scans/data-maturity')
    let round = ''
    const team: readonly (readonly [Who, string])[] = [
      ['member', 'Bestuur en directie'],
      ['otherMember', 'Bestuur en directie'],
      ['doubleMember', 'Bestuur en directie'],
      ['officer', 'Toezicht en handhaving'],
      ['manager', 'Toezicht en handhaving'],
      ['otherManager', 'Toezicht en handhaving'],
    ]
    await step('the coordinator opens a round and asks six people from two kinds of work', async () => {
      await lead.press('Open een ronde')
      await lead.reads('Hoe ver is de ronde?')
      round = lead.page.url()
      for (const [who, work] of team) {
        await lead.fill('Wie wilt u vragen?', `${who.toLowerCase()}@waterstad.example`)
        await lead.pick('Vanuit welk soort werk?', work)
        await lead.press('Vraag deze persoon')
      }
      await lead.reads('6 mensen')
      await inspect(lead, 'round-asked')
    })
    await step('each answers alone, on a phone', async () => {
      for (const [n, [who]] of team.entries()) {
        const one = await enter(who, phone, '/scans')
        await one.reads('U bent gevraagd')
        await one.page.goto(round)
        await one.press('Begin')
        await answerAll(one, n < 3 ? 0 : 4)
        await one.press('Klaar: laat de uitslag zien')
        await one.heading('Uitslag en advies')
      }
    })
    await step('the round is closed, and shows how the kinds of work differ', async () => {
      await lead.page.goto(round)
      await lead.follow('Sluit de ronde')
      await lead.press('Sluit de ronde')
      await lead.reads('6 mensen vulden dit in')
      await lead.reads('Bestuur en directie')
      await inspect(lead, 'workshop')
    })
    await step('what was said is written down, and the advice goes into the plan', async () => {
      await lead.press('Zet in het plan')
      await lead.heading(/Plan/)
      await inspect(lead, 'plan-after-round')
    })
  },
)

journey('an organisation fills in a norm over weeks, decides on it, and everybody sees how far it is', async stage => {
  const { enter, step, inspect } = stage
  const coordinator = await enter('politicalCoordinator', desk, '/scans/resilience-norm')
  await step('the coordinator begins, and fills in item after item', async () => {
    await coordinator.press('Begin')
    await answerAll(coordinator, 0)
    await coordinator.heading('Vaststellen?')
    await inspect(coordinator, 'norm-check')
  })
  await step('it is decided on, and its share is shown with its count', async () => {
    await coordinator.press('Stel dit antwoord vast')
    await coordinator.heading('Uitslag en advies')
    await coordinator.page.goto('/scans/resilience-norm/organisatie')
    await coordinator.reads(/van \d+ uitgevoerd/)
    await inspect(coordinator, 'norm-decided')
  })
  await step('a member of the organisation sees how far it is, and not who does what', async () => {
    const member = await enter('member', phone, '/scans/resilience-norm/organisatie')
    await member.reads(/van \d+ uitgevoerd/)
    await member.misses('Eigenaar')
    assert.ok(member.page.url().endsWith('/organisatie'))
  })
})

journey(
  'an organisation answers the resilience scan, with its processes by circumstance, and gets measures',
  async stage => {
    const { enter, step, inspect } = stage
    const coordinator = await enter('politicalCoordinator', desk, '/scans/resilience-scan')
    await step('every page is answered, the tables of processes too', async () => {
      await coordinator.press('Begin')
      await answerAll(coordinator, 2)
      await coordinator.press('Stel dit antwoord vast')
      await coordinator.heading('Uitslag en advies')
      await inspect(coordinator, 'resilience-result')
    })
    await step('what it advises goes into the plan of the organisation', async () => {
      await coordinator.press('Zet in het plan')
      await coordinator.heading('Plan')
      await inspect(coordinator, 'plan-after-scan')
    })
  },
)
