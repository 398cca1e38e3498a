import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPdf } from '../../../test/support/documents.ts'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { publishText, teamScan } from '../../../test/support/risks.ts'
import { answer, askTeam, beginInRound, openRound } from '../../../test/support/scanning.ts'
import type { Who } from '../../../test/support/people.ts'

const story = openStory(world => publishText(world, teamScan))
const lead = story.visitor('staffCoordinator')
const team = ['member', 'otherMember', 'clerk'] as const

const named = { own_1: 'Inkoop', own_2: 'Vergunningen' }

/** What somebody says of both processes. */
const saying = (chance: string, alone: boolean) => ({
  tabel: {
    trust: '2',
    ...Object.fromEntries(
      ['1', '2'].flatMap(row => [
        [`processes_${row}_chance`, row === '1' ? chance : '1'],
        [`processes_${row}_impact`, '4'],
      ]),
    ),
    ...(alone && { processes_1_alone: 'ja' }),
  },
})

async function closedRound(people: readonly Who[], rows: Record<string, string> = named): Promise<string> {
  const round = await openRound(lead, 'small-processes')
  assert.equal((await lead.post(`/rondes/${round}/rijen`, rows)).status, 303)
  await askTeam(lead, round, people, 'security')
  for (const [place, who] of people.entries()) {
    const visitor = await story.world.signIn(who)
    await answer(visitor, await beginInRound(visitor, round), saying(['2', '4', '5'][place] ?? '3', place === 0))
  }
  await lead.post(`/rondes/${round}/sluiten`)
  return round
}

test('who leads a round names the rows before anybody is asked, and after that they stand', async () => {
  const round = await openRound(lead, 'small-processes')
  const asked = { colleague: 'member@waterstad.example', werk: 'security' }
  assert.match((await lead.post(`/rondes/${round}/vragen`, asked)).text, /Noem eerst waarover u antwoorden vraagt/)
  assert.match((await lead.post(`/rondes/${round}/rijen`, { own_1: '' })).text, /Noem er minstens één/)
  assert.equal((await lead.post(`/rondes/${round}/rijen`, named)).status, 303)
  assert.match((await lead.get(`/rondes/${round}`)).text, /Waarover u antwoorden vraagt .* Inkoop Vergunningen/)
  assert.match((await lead.get(`/rondes/${round}/rijen`)).html, /value="Inkoop"/)
  assert.equal((await lead.post(`/rondes/${round}/vragen`, asked)).status, 303)
  assert.equal((await lead.get(`/rondes/${round}/rijen`)).status, 404)
  assert.equal((await lead.post(`/rondes/${round}/rijen`, { own_1: 'Iets anders' })).status, 404)
  for (const who of ['member', 'politicalCoordinator', 'foreignCoordinator'] as const)
    assert.equal((await (await story.world.signIn(who)).get(`/rondes/${round}/rijen`)).status, 404)
  const member = await story.world.signIn('member')
  const id = await beginInRound(member, round)
  assert.equal((await member.get(`/antwoorden/${id}`)).location, `/antwoorden/${id}/vragen/tabel`, 'no list is asked')
  assert.match((await member.get(`/antwoorden/${id}/vragen/tabel`)).text, /Inkoop Kans.*Vergunningen Kans/)
})

test('answers of three are compared for each row and circumstance, a risk is of the mean, and what follows goes to the plan', async () => {
  const round = await closedRound(team)
  const { text } = await lead.get(`/rondes/${round}`)
  assert.match(text, /3 mensen vulden dit in/)
  assert.match(text, /Wat geldt voor dit proces\? Inkoop: Kans Soort werk Gemiddelde Iedereen 3,5 van 5/)
  assert.match(text, /Vergunningen: Kans .* 1\. Bijna nooit: 3 mensen/)
  assert.match(text, /Vergunningen: Eén mens beslist .* Niet aangevinkt: 3 mensen/)
  assert.doesNotMatch(text, /Bijna zeker|: [12] mens/, 'what one or two answered')
  assert.match(text, /Hoe veilig voelt u zich\? .* 2 van 3/)
  assert.match(text, /Ondermijning: Inkoop 4 × 4 = 16 Zeer hoog Ondermijning: Vergunningen 1 × 4 = 4 Laag/)
  const pdf = await readPdf((await lead.bytes(`/rondes/${round}/verslag/pdf`)).body)
  assert.match(pdf.text, /Ondermijning: Inkoop/)
})

test('of two people nothing is shown of a table either, not even what it was about', async () => {
  const round = await closedRound(['member', 'otherMember'])
  const { text } = await lead.get(`/rondes/${round}`)
  assert.match(text, /Er is niets te zien/)
  assert.doesNotMatch(text, /Inkoop|Ondermijning/)
  const { rows } = await story.world.owner.query<{ result: unknown }>('select result from answer_round where id = $1', [
    round,
  ])
  assert.deepEqual(rows[0]?.result, { people: null, works: [], themes: [], questions: [] })
})

test('a process is compared with the same process of the round before, wherever it stood in the list', async () => {
  const round = await closedRound(team, { own_1: 'Subsidies', own_2: 'inkoop ' })
  const { text } = await lead.get(`/rondes/${round}`)
  assert.match(text, /Vergeleken met ronde 2/)
  assert.match(text, /Wat geldt voor dit proces\? inkoop: Kans 3,5 van 5 1 van 5 2,5 lager/)
  assert.match(text, /Wat geldt voor dit proces\? Subsidies: Kans – 3,5 van 5 niet te vergelijken/)
})
