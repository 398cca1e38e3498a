import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { aLetter, handleAndClose, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const openTasks = async (id: string): Promise<string[]> => {
  const { rows } = await world.owner.query<{ kind: string }>(
    'select kind from task where case_id = $1 and done_at is null order by kind, due_at',
    [id],
  )
  return rows.map(row => row.kind)
}
const stateOf = async (id: string): Promise<string> => {
  const { rows } = await world.owner.query<{ state: string }>('select state from incident_case where id = $1', [id])
  return rows[0]?.state ?? ''
}
const words = (text: string) => ({ entry: randomUUID(), text })

test('a new threat in a series starts the clocks of decision and talk anew', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  await clerk.post(`/meldingen/${id}/soort`, { category: 'threat' })
  await clerk.post(`/meldingen/${id}/besluit`, { ...words('Wij doen aangifte.'), code: 'police_report' })
  await clerk.post(`/meldingen/${id}/gesprek`, { ...words(''), code: 'held' })
  world.clock.advance(48 * 3_600_000)
  const member = await world.signIn('member')
  const event = {
    ...words('Nog achttien mails van dezelfde afzender.'),
    dreiging: 'ja',
    aantal: '18',
    kanaal: 'email',
    dag: '2026-04-25',
    tijd: '21:15',
  }
  const sent = await member.upload(`/meldingen/${id}/voorval`, event, [{ ...aLetter, name: 'mail-2.txt' }])
  assert.equal(sent.status, 303, sent.text.slice(0, 300))
  assert.equal((await member.upload(`/meldingen/${id}/voorval`, event, [])).status, 303)
  const tasks = await openTasks(id)
  assert.equal(tasks.filter(it => it === 'decision').length, 1)
  assert.equal(tasks.filter(it => it === 'support_talk').length, 1)
  const seen = await (await world.signIn('clerk')).get(`/meldingen/${id}`)
  assert.match(
    seen.text,
    /Nieuw voorval Nog achttien mails.*18 berichten of voorvallen · E-mail · op zaterdag 25 april 2026, 21:15/s,
  )
  assert.match(seen.text, /mail-2\.txt/)
})

test('each new event of a series brings its own evidence, also when there were twenty pieces already', async () => {
  const letters = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...aLetter, name: `mail-${from + n}.txt` }))
  const id = await world.report('member', {}, letters(1, 20))
  const member = await world.signIn('member')
  const event = () => ({
    ...words('Weer van dezelfde.'),
    dreiging: 'nee',
    aantal: '3',
    kanaal: 'email',
    dag: '2026-04-24',
  })
  assert.equal((await member.upload(`/meldingen/${id}/bewijs`, {}, letters(21, 1))).status, 422)
  for (const from of [21, 24])
    assert.equal((await member.upload(`/meldingen/${id}/voorval`, event(), letters(from, 3))).status, 303)
  const { rows } = await world.owner.query(`select 1 from file where case_id = $1 and state = 'complete'`, [id])
  assert.equal(rows.length, 26)
  const tooMany = await member.upload(`/meldingen/${id}/bewijs`, {}, letters(27, 36))
  assert.match(tooMany.text, /mail-61\.txt: U kunt hooguit/)
})

test('a new event in a case that was closed is taken up anew, with its own clock', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  await handleAndClose(world, 'clerk', id)
  const member = await world.signIn('member')
  const event = { ...words('Hij stond weer voor de deur.'), dreiging: 'onbekend', aantal: '1' }
  assert.match((await member.get(`/meldingen/${id}/voorval`)).text, /opnieuw opgepakt/)
  assert.equal((await member.upload(`/meldingen/${id}/voorval`, event, [])).status, 303)
  assert.equal(await stateOf(id), 'reported')
  const anew = (await openTasks(id)).filter(kind => !kind.startsWith('follow_up') && kind !== 'aftercare_check')
  assert.deepEqual(anew.toSorted(), ['decision', 'support_talk', 'take_up'])
  world.clock.advance(5 * 3_600_000)
  await world.runJobs()
  const { rows } = await world.owner.query(
    "select 1 from task where case_id = $1 and owner_id = $2 and kind = 'take_up'",
    [id, idOf('deputyClerk')],
  )
  assert.equal(rows.length, 1)
  await takeUp(world, 'deputyClerk', id)
  assert.equal(await stateOf(id), 'in_progress')
})

test('an event that is told wrongly comes back whole, with its errors, and its files are kept', async () => {
  const id = await world.report('member')
  const member = await world.signIn('member')
  const wrong = { entry: randomUUID(), text: 'Morgen gebeurt het.', dag: '2031-01-01', aantal: '0', dreiging: '' }
  const seen = await member.upload(`/meldingen/${id}/voorval`, wrong, [{ ...aLetter, name: 'bewaard.txt' }])
  assert.equal(seen.status, 422)
  assert.match(seen.text, /Vul ten minste 1 in/)
  assert.match(seen.text, /Kies of dit een nieuwe bedreiging is/)
  assert.match(seen.html, /Morgen gebeurt het/)
  assert.match(seen.text, /zijn al bij het bewijs van deze melding bewaard/)
  const future = await member.upload(`/meldingen/${id}/voorval`, { ...wrong, aantal: '1', dreiging: 'nee' }, [])
  assert.match(future.text, /Deze dag moet nog komen/)
  for (const who of ['mayor', 'otherMember', 'foreignClerk', 'politicalCoordinator'] as const)
    assert.equal(
      (
        await (
          await world.signIn(who)
        ).upload(`/meldingen/${id}/voorval`, { ...wrong, aantal: '1', dreiging: 'ja', dag: '' }, [aLetter])
      ).status,
      404,
      who,
    )
})

test('after closing a member is asked once whether reporting helped, and the clerk reads the answer', async () => {
  const id = await world.report('member')
  const member = await world.signIn('member')
  await takeUp(world, 'clerk', id)
  assert.match((await member.post(`/meldingen/${id}/geholpen`, { ...words(''), code: 'helped' })).text, /kan nu niet/i)
  await handleAndClose(world, 'clerk', id)
  assert.match((await member.get(`/meldingen/${id}`)).text, /Heeft melden u geholpen/)
  assert.equal((await member.post(`/meldingen/${id}/geholpen`, words(''))).status, 422)
  assert.equal(
    (await member.post(`/meldingen/${id}/geholpen`, { ...words('Ik voelde mij gehoord.'), code: 'helped' })).status,
    303,
  )
  assert.match((await member.get(`/meldingen/${id}`)).text, /Dank u voor uw antwoord/)
  const clerk = await world.signIn('clerk')
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /Ja, het heeft geholpen Ik voelde mij gehoord/)
  assert.equal((await clerk.post(`/meldingen/${id}/geholpen`, { ...words(''), code: 'not' })).status, 404)
})

test('a member who left reads the own case on, answers in it, and tells of a new event', async () => {
  const id = await world.report('otherMember')
  await takeUp(world, 'clerk', id)
  await handleAndClose(world, 'clerk', id)
  await world.owner.query('update membership set ends = $2 where person_id = $1', [
    idOf('otherMember'),
    world.clock.now(),
  ])
  world.clock.advance(60_000)
  const former = await world.signIn('otherMember')
  assert.equal((await former.get(`/meldingen/${id}`)).status, 200)
  assert.equal(
    (await former.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: 'Dank u wel.' })).status,
    303,
  )
  const event = { ...words('Het begint weer, ook nu ik weg ben.'), dreiging: 'ja', aantal: '1' }
  assert.equal((await former.upload(`/meldingen/${id}/voorval`, event, [aLetter])).status, 303)
  assert.equal(await stateOf(id), 'reported')
  assert.equal((await former.post(`/meldingen/${id}/intrekken`, words(''))).status, 303)
  await world.owner.query('update membership set ends = null where person_id = $1', [idOf('otherMember')])
})
