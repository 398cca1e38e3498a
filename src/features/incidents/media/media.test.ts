import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStory } from '../../../../test/support/follow-up-stories.ts'
import { keepRecord, refusedWith } from '../../../../test/support/records.ts'

const story = openStory()
const member = story.visitor('member')
const clerk = story.visitor('clerk')

test('one line is agreed and one speaks; the person hit reads it, and a second line is refused', async () => {
  const id = await story.taken('threat')
  const line = { lijn: 'Wij doen aangifte en zeggen verder niets.', spreekt: 'De burgemeester', dag: '2026-04-20' }
  const tomorrow = [[{ dag: '2039-01-01' }, /Deze dag moet nog komen/]] as const
  await refusedWith(clerk, id, 'communicatie/lijn', line, tomorrow, /verder niets/)
  const kept = await keepRecord(clerk, id, 'communicatie/lijn', line)
  assert.match((await member.get(`/meldingen/${id}/communicatie`)).text, /zeggen verder niets.*De burgemeester/su)
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Woordvoering is afgesproken/)
  await refusedWith(clerk, id, 'communicatie/lijn', line, [[{}, /Dit is al vastgelegd/]], /verder niets/)
  await keepRecord(clerk, id, 'communicatie/lijn', { ...line, record: kept, spreekt: 'De voorzitter' })
  assert.match((await member.get(`/meldingen/${id}/communicatie`)).text, /De voorzitter/)
})

test('a consultation is kept with who were there and what was decided, for those who handle the case only', async () => {
  const id = await story.taken('threat')
  const meeting = { dag: '2026-04-20', wie: 'chair\nclerk\nsecretary', besluiten: 'Wij doen vandaag nog aangifte.' }
  const wrongs = [
    [{ wie: '' }, /Kies wie erbij waren/],
    [{ wie: 'chair\niemand' }, /Kies wie erbij waren/],
    [{ dag: '2039-01-01' }, /Dit overleg moet nog komen/],
    [{ besluiten: '' }, /Schrijf wat er is besloten/],
  ] as const
  await refusedWith(clerk, id, 'communicatie/overleg', meeting, wrongs, /Leg een overleg|Overleg/)
  await keepRecord(clerk, id, 'communicatie/overleg', meeting)
  assert.match(
    (await clerk.get(`/meldingen/${id}/communicatie`)).text,
    /burgemeester.*Griffier\s+Secretaris.*nog aangifte/su,
  )
  assert.doesNotMatch((await member.get(`/meldingen/${id}/communicatie`)).text, /vandaag nog aangifte/)
})
