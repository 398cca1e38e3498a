import assert from 'node:assert/strict'
import { readPdf } from '../support/documents.ts'
import { desk, phone } from '../support/visit.ts'
import { answerAll } from './answering.ts'
import { openStage } from './stage.ts'

const journey = openStage()

journey(
  'a self-scan on a phone: five minutes, advice at once, stopped and gone on with, kept by nobody else',
  async stage => {
    const { enter, step, inspect } = stage
    const member = await enter('member', phone, '/scans')
    await step('it says for whom it is and who sees it', async () => {
      await inspect(member, 'scans')
      await member.follow('Zelfscan persoonlijke veiligheid')
      await member.reads('Alleen u ziet uw antwoorden')
      await inspect(member, 'scan-begin')
      await member.choose('Ikzelf', 'Wie vult dit in?')
      await member.press('Begin')
    })
    await step('a page without answers comes back and says what is missing', async () => {
      await member.press('Bewaar en ga verder')
      await member.page.getByRole('main').getByRole('alert').waitFor()
      await inspect(member, 'scan-errors')
    })
    await step('it is stopped, and gone on with from the list', async () => {
      await member.answerEach(0)
      await member.press('Bewaar en ga verder')
      await member.reads('Stap 2 van')
      await member.follow('Later verder')
      await member.heading('Scans')
      await member.follow('Ga verder waar u was')
      await member.reads('Stap 2 van')
      await inspect(member, 'scan-questions')
    })
    await step('it is answered to the end, and there is advice', async () => {
      assert.ok((await answerAll(member, 9)) <= 6)
      await member.heading('Klopt dit?')
      await inspect(member, 'scan-check')
      await member.press('Klaar: laat de uitslag zien')
      await member.heading('Uitslag en advies')
      await member.reads('Doe dit nu')
      await member.reads('Vraag een woningcheck aan')
      await inspect(member, 'scan-result')
    })
    await step('what the organisation sees is nothing yet', async () => {
      const coordinator = await enter('politicalCoordinator', desk, '/scans/safety-self-scan/samen')
      await coordinator.reads('Er is nog niets te zien')
      await inspect(coordinator, 'scan-together')
    })
  },
)

journey('a home check with an adviser: shared, walked together, settled, and its answers gone', async stage => {
  const { enter, step, inspect, world } = stage
  const member = await enter('member', phone, '/scans/home-check')
  await step('the member begins and shares it with the adviser', async () => {
    await member.press('Begin')
    await member.answerEach(0)
    await member.follow('Met wie deelt u dit?')
    await member.fill('De adviseur', 'officer@waterstad.example')
    await member.press('Deel mijn antwoorden')
    await member.reads('Heeft nog niet gekeken.')
    await inspect(member, 'scan-sharing')
  })
  const adviser = await enter('officer', desk, '/scans')
  await step('the adviser finds it, and fills it in along', async () => {
    await adviser.follow('Kijk mee en vul samen in')
    await adviser.reads('Dit zijn de antwoorden van Naam member')
    assert.ok((await answerAll(adviser, 2)) >= 8)
    await adviser.reads('Wie u meelaat kijken, beslist zelf wanneer dit klaar is.')
  })
  await step('the member reads the advice, settles it, and only the measures are left', async () => {
    await member.page.goto('/scans')
    await member.follow('Ga verder waar u was')
    await member.press('Klaar: laat de uitslag zien')
    await member.heading('Uitslag en advies')
    await inspect(member, 'home-check-result')
    await member.follow('Het advies is besproken: rond af')
    await inspect(member, 'home-check-settle')
    await member.press('Bewaar de maatregelen en gooi de antwoorden weg')
    await member.heading('Mijn maatregelen')
    await inspect(member, 'own-measures')
    await adviser.page.goto('/scans')
    await adviser.misses('met u gedeeld')
    assert.equal((await world.owner.query(`select from answer_set where questionnaire = 'home-check'`)).rowCount, 0)
  })
  await step('it can be filled in on paper', async () => {
    const visitor = await world.signIn('member')
    const paper = await readPdf((await visitor.bytes('/scans/home-check/papier')).body)
    assert.match(paper.text, /Woningcheck/)
    assert.ok(paper.pages > 2)
  })
})
