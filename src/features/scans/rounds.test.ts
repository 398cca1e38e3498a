import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMembers } from '../../../test/support/councillors.ts'
import { readPdf } from '../../../test/support/documents.ts'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { idOf, type Who } from '../../../test/support/people.ts'
import { answer, atHome, askTeam, beginInRound, openRound, publishSmall } from '../../../test/support/scanning.ts'

const teamScan = (text: string) =>
  text.replace('privacy: private', 'privacy: team').replace('id: small-scan', 'id: team-scan')

let people: Who[] = []
const story = openStory(async world => {
  await publishSmall(world, teamScan)
  people = await addMembers(world, 8)
})
const lead = story.visitor('politicalCoordinator')
const member = story.visitor('member')

/** These people answer in a round: the first so many with a closed door, the others with an open one. */
async function answered(round: string, who: readonly Who[], closed: number): Promise<void> {
  for (const [n, key] of who.entries()) {
    const visitor = await story.world.signIn(key)
    await answer(visitor, await beginInRound(visitor, round), atHome(n < closed ? 'yes' : 'no'))
  }
}

const close = async (round: string) => {
  const { location, text } = await lead.post(`/rondes/${round}/sluiten`)
  assert.equal(location, `/rondes/${round}`, text)
}

test('a team answers from its own work, and sees together how the kinds of work differ', async () => {
  const round = await openRound(lead, 'team-scan')
  const team = people.slice(0, 7)
  await askTeam(lead, round, team.slice(0, 3), 'security')
  await askTeam(lead, round, team.slice(3, 6), 'information')
  await askTeam(lead, round, team.slice(6), 'permits')
  const councillor = await story.world.signIn(people[0] ?? 'member')
  assert.match((await councillor.get('/scans')).text, /U bent gevraagd Een kleine scan, ronde 1/)
  assert.match((await councillor.get('/')).text, /U bent gevraagd Een collega vraagt u/)
  await answered(round, team.slice(0, 2), 2)
  assert.doesNotMatch((await councillor.get('/')).text, /U bent gevraagd/)
  assert.match((await lead.get(`/rondes/${round}`)).text, /Klaar Minder dan 3 mensen/)
  await answered(round, team.slice(2), 1)
  assert.match((await lead.get(`/rondes/${round}`)).text, /Klaar 6 mensen of meer/)
  assert.match((await lead.get(`/rondes/${round}/sluiten`)).text, /Er zijn 6 mensen of meer klaar/)
  await close(round)
  for (const who of [lead, councillor]) {
    const { text } = await who.get(`/rondes/${round}`)
    assert.match(text, /7 mensen vulden dit in/)
    assert.match(text, /Informatie en data 0 van 2 Overige functies 1,5 van 2 Iedereen 1 van 2/)
    assert.match(text, /Begin : U kunt veel doen\. 45 procent, op grond van 1 van 2 vragen/)
    assert.match(text, /Handelingsperspectief Vraag advies/)
    assert.doesNotMatch(text, /sleutel|Vergunningen|Naam councillor[2-8]/)
  }
  assert.equal((await councillor.post(`/rondes/${round}/maatregelen`)).status, 404)
  assert.equal((await lead.post(`/rondes/${round}/maatregelen`)).location, '/plan')
})

test('a mail to who is asked says nothing, and a reminder says the same to everybody, also to who is done', async () => {
  const round = await openRound(lead, 'team-scan')
  const team = people.slice(0, 3)
  await askTeam(lead, round, team, 'security')
  await answered(round, team.slice(0, 1), 1)
  const before = story.world.mails.length
  await story.world.runJobs()
  assert.equal((await lead.post(`/rondes/${round}/herinneren`)).location, `/rondes/${round}?klaar=herinnerd`)
  await story.world.runJobs()
  const mails = story.world.mails.slice(before)
  const reminders = mails.filter(it => it.subject === 'Er staat nog iets voor u klaar')
  assert.deepEqual(reminders.map(it => it.to).toSorted(), team.map(key => `${key}@waterstad.example`).toSorted())
  assert.equal(new Set(reminders.map(it => it.text)).size, 1)
  assert.doesNotMatch(mails.map(it => `${it.subject} ${it.text}`).join(), /\bscan|ronde|coordinator|deur/i)
})

test('of two people who finished nothing is shown, not how many they were, and there is no report', async () => {
  const round = await openRound(lead, 'team-scan')
  const team = people.slice(0, 4)
  await askTeam(lead, round, team, 'security')
  await answered(round, team.slice(0, 2), 1)
  const half = await story.world.signIn(team[2] ?? 'member')
  const unfinished = await beginInRound(half, round)
  assert.match(
    (await lead.get(`/rondes/${round}/sluiten`)).text,
    /minder dan 3 mensen klaar\. Sluit u nu, dan laten wij/,
  )
  await close(round)
  const { text } = await lead.get(`/rondes/${round}`)
  assert.match(text, /Er is niets te zien Minder dan 3 mensen waren klaar/)
  assert.doesNotMatch(text, /procent|Vraag advies|Doe de deur op slot/)
  assert.equal((await lead.bytes(`/rondes/${round}/verslag/pdf`)).status, 404)
  assert.equal((await lead.get(`/rondes/${round}/notities`)).status, 404)
  const { rows } = await story.world.owner.query('select result from answer_round where id = $1', [round])
  assert.deepEqual(rows, [{ result: { people: null, works: [], themes: [], questions: [] } }])
  assert.equal((await half.get(`/antwoorden/${unfinished}`)).status, 404, 'what was half done went unread')
})

test('after a round is closed nobody answers in it, is asked in it or closes it again', async () => {
  const round = await openRound(lead, 'team-scan')
  const team = people.slice(0, 4)
  await askTeam(lead, round, team, 'security')
  await answered(round, team.slice(0, 3), 2)
  const own = await story.world.signIn(team[0] ?? 'member')
  const { rows } = await story.world.owner.query<{ id: string }>(
    'select id from answer_set where round_id = $1 and person_id = $2',
    [round, idOf(team[0] ?? 'member')],
  )
  const set = rows[0]?.id ?? ''
  const changed = await own.post(`/antwoorden/${set}/vragen/huis`, { lock: 'no' })
  assert.equal(changed.location, `/antwoorden/${set}/uitslag`, 'what is finished is changed by nobody')
  await close(round)
  const before = (await lead.get(`/rondes/${round}`)).text
  const late = await story.world.signIn(team[3] ?? 'member')
  assert.equal((await late.post(`/rondes/${round}/begin`)).status, 404)
  for (const path of ['sluiten', 'herinneren', 'vragen'])
    assert.equal(
      (await lead.post(`/rondes/${round}/${path}`, { colleague: 'x', werk: 'information' })).status,
      404,
      path,
    )
  assert.equal((await own.post(`/antwoorden/${set}/weggooien`)).status, 303, 'the own answers may go')
  assert.equal((await lead.get(`/rondes/${round}`)).text, before, 'what was counted stays as it is')
})

test('only who was asked, and who leads it, find an open round; the one who leads answers nothing in it', async () => {
  const round = await openRound(lead, 'team-scan')
  await askTeam(lead, round, people.slice(0, 1), 'security')
  for (const who of ['member', 'clerk', 'administrator', 'auditor', 'foreignCoordinator'] as const) {
    const visitor = await story.world.signIn(who)
    assert.equal((await visitor.get(`/rondes/${round}`)).status, 404, who)
    assert.equal((await visitor.post(`/rondes/${round}/begin`)).status, 404, who)
    assert.equal((await visitor.post(`/rondes/${round}/sluiten`)).status, 404, who)
  }
  const colleague = await story.world.signIn('staffCoordinator')
  const seen = await colleague.get(`/rondes/${round}`)
  assert.match(seen.text, /Een collega begeleidt deze ronde/)
  assert.doesNotMatch(seen.text, /councillor/)
  for (const path of ['sluiten', 'herinneren'])
    assert.equal((await colleague.post(`/rondes/${round}/${path}`)).status, 404)
  assert.equal((await lead.post(`/rondes/${round}/begin`)).status, 404)
  const self = await lead.post(`/rondes/${round}/vragen`, {
    colleague: 'politicalCoordinator@waterstad.example',
    werk: 'security',
  })
  assert.equal(self.status, 422)
  assert.equal((await member.post('/scans/team-scan/rondes')).status, 404)
})

test('somebody is asked once, by one name or address that is theirs, and from a kind of work', async () => {
  const round = await openRound(lead, 'team-scan')
  const asks = (form: Record<string, string>) => lead.post(`/rondes/${round}/vragen`, form)
  const nobody = await asks({ colleague: 'Iemand Anders', werk: 'security' })
  assert.match(nobody.text, /Wij vinden geen collega met deze naam/)
  const several = await asks({ colleague: 'councillor', werk: 'security' })
  assert.equal(several.status, 422)
  assert.match(several.text, /Kies hieronder wie u bedoelt/)
  assert.equal(
    (await asks({ colleague: 'councillor', colleague_id: idOf('councillor1'), werk: 'security' })).status,
    303,
  )
  assert.match((await asks({ colleague: 'councillor1@waterstad.example', werk: 'permits' })).text, /al gevraagd/)
  assert.match(
    (await asks({ colleague: 'councillor2@waterstad.example', werk: 'baas' })).text,
    /Kies vanuit welk soort werk/,
  )
  assert.equal((await asks({ colleague: 'foreignMember@elders.example', werk: 'other' })).status, 422)
})

test('what was talked over is read by who was asked and who leads, and stands sealed in the database', async () => {
  const round = await openRound(lead, 'team-scan')
  const team = people.slice(0, 3)
  await askTeam(lead, round, team, 'security')
  await answered(round, team, 1)
  assert.equal((await lead.get(`/rondes/${round}/notities`)).status, 404, 'not before it is closed')
  await close(round)
  const note = 'De sleutel is een afspraak, en geen ding.'
  assert.equal((await lead.post(`/rondes/${round}/notities`, { notitie_home: note })).status, 303)
  assert.match((await lead.get(`/rondes/${round}/notities`)).html, /De sleutel is een afspraak/)
  const asked = await story.world.signIn(team[0] ?? 'member')
  assert.match((await asked.get(`/rondes/${round}`)).text, /Wat er is besproken De sleutel is een afspraak/)
  assert.equal((await asked.post(`/rondes/${round}/notities`, { notitie_home: 'Anders' })).status, 404)
  const colleague = await story.world.signIn('staffCoordinator')
  assert.doesNotMatch((await colleague.get(`/rondes/${round}`)).text, /afspraak/)
  assert.equal((await lead.post(`/rondes/${round}/notities`, { notitie_home: 'x'.repeat(5001) })).status, 422)
  const { rows } = await story.world.owner.query<{ sealed: Buffer }>(
    'select sealed from round_note where round_id = $1',
    [round],
  )
  assert.equal(rows.length, 1)
  assert.doesNotMatch(rows[0]?.sealed.toString('latin1') ?? '', /afspraak/)
  const report = await readPdf((await asked.bytes(`/rondes/${round}/verslag/pdf`)).body)
  assert.match(report.text, /De sleutel is een afspraak/)
  assert.match(report.text, /Handelingsperspectief/)
  assert.doesNotMatch(report.text, /Naam|councillor/)
  assert.equal((await asked.bytes(`/rondes/${round}/verslag/docx`)).status, 200)
  assert.equal((await asked.bytes(`/rondes/${round}/verslag/exe`)).status, 404)
  await lead.post(`/rondes/${round}/notities`, { notitie_home: '' })
  assert.doesNotMatch((await asked.get(`/rondes/${round}`)).text, /Wat er is besproken/)
})

test('a round is compared with the one before of the same organisation, and only what both versions ask alike', async () => {
  const marked = (text: string) =>
    teamScan(text)
      .replace('id: team-scan', 'id: compared-scan')
      .replace('id: lock\n', 'id: lock\n        comparable: true\n')
  await publishSmall(story.world, marked)
  const team = people.slice(0, 3)
  const play = async (closed: number) => {
    const round = await openRound(lead, 'compared-scan')
    await askTeam(lead, round, team, 'security')
    await answered(round, team, closed)
    await close(round)
    return (await lead.get(`/rondes/${round}`)).text
  }
  assert.doesNotMatch(await play(0), /Vergeleken met/)
  assert.match(await play(3), /Vergeleken met ronde 1 .*Zit de deur op slot\? 0 van 2 2 van 2 2 hoger/)
  await publishSmall(story.world, text =>
    marked(text).replace('version: 1', 'version: 2').replace('        comparable: true\n', ''),
  )
  assert.match(await play(3), /Vergeleken met ronde 2 .*Zit de deur op slot\? – 2 van 2 niet te vergelijken/)
})

test('who was asked and what was talked over goes after two years and a month; the counts stay', async () => {
  const round = await openRound(lead, 'team-scan')
  await askTeam(lead, round, people.slice(0, 3), 'security')
  await answered(round, people.slice(0, 3), 1)
  await close(round)
  await lead.post(`/rondes/${round}/notities`, { notitie_home: 'Iets.' })
  story.world.clock.advance(800 * 24 * 3_600_000)
  await story.world.runJobs()
  for (const table of ['round_member', 'round_key', 'round_note'])
    assert.equal(
      (await story.world.owner.query(`select from ${table} where round_id = $1`, [round])).rowCount,
      0,
      table,
    )
  assert.match((await lead.get(`/rondes/${round}`)).text, /3 mensen vulden dit in/)
})
