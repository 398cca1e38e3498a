import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { aLetter, reportFor, takeUp } from '../../../test/support/stories.ts'
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

test('a member for whom a colleague reported is asked whether it is right, and says so', async () => {
  const id = await reportFor(world, 'otherMember', 'member', 'Ik hoorde dat zij bedreigd werd.')
  await world.runJobs()
  const mail = world.mails.find(
    it => it.to === 'member@waterstad.example' && /Er is iets voor u gemeld/.test(it.subject),
  )
  assert.ok(mail)
  const member = await world.signIn('member')
  assert.match((await member.get('/meldingen')).text, /M-2026-/)
  const page = await member.get(`/meldingen/${id}`)
  assert.match(page.text, /Naam otherMember meldde dit voor u/)
  assert.match(page.text, /Ik hoorde dat zij bedreigd werd/)
  assert.match((await (await world.signIn('clerk')).get(`/meldingen/${id}`)).text, /nog niet gezegd of dit klopt/)
  assert.equal((await member.post(`/meldingen/${id}/klopt`)).status, 303)
  assert.doesNotMatch((await member.get(`/meldingen/${id}`)).text, /Klopt dit\?/)
  assert.doesNotMatch((await (await world.signIn('clerk')).get(`/meldingen/${id}`)).text, /nog niet gezegd/)
  // Who reported it does not say for another that it is right.
  assert.equal((await (await world.signIn('otherMember')).post(`/meldingen/${id}/klopt`)).status, 404)
})

test('a member for whom a colleague reported reads in words what that colleague and the clerk did', async () => {
  const id = await reportFor(world, 'otherMember', 'member', 'Zij vertelde het mij.')
  const clerk = await world.signIn('clerk')
  const reason = { reden: 'police', uitleg: 'De zaak loopt nog.' }
  assert.equal((await clerk.post(`/meldingen/${id}/bewaren`, reason)).status, 303)
  const { text } = await (await world.signIn('member')).get(`/meldingen/${id}/gekeken`)
  assert.match(text, /Naam otherMember Melding verstuurd/)
  assert.match(text, /Naam clerk .*bewaarplicht vastgelegd/i)
  assert.doesNotMatch(text, /\b(?:case|evidence)\.[a-z]/)
})

test('what the member corrects is added to what was reported, and the clerk is asked to read it', async () => {
  const id = await reportFor(world, 'otherMember', 'member', 'Het was dinsdag.')
  const member = await world.signIn('member')
  assert.equal((await member.get(`/meldingen/${id}/verbeteren`)).status, 200)
  assert.equal((await member.post(`/meldingen/${id}/verbeteren`, words(''))).status, 422)
  const form = words('Het was woensdag, en zij waren met zijn tweeën.')
  assert.equal((await member.post(`/meldingen/${id}/verbeteren`, form)).status, 303)
  assert.equal((await member.post(`/meldingen/${id}/verbeteren`, form)).status, 303)
  const seen = await (await world.signIn('clerk')).get(`/meldingen/${id}`)
  assert.match(seen.text, /Het was dinsdag\..*Verbetering Het was woensdag/s)
  assert.ok((await openTasks(id)).includes('correction'))
})

test('a colleague who reported for another finds the own words and the own conversation there, and nothing else', async () => {
  const id = await reportFor(world, 'otherMember', 'member', 'Zij kreeg een brief.')
  const [member, clerk, helper] = [
    await world.signIn('member'),
    await world.signIn('clerk'),
    await world.signIn('otherMember'),
  ]
  await takeUp(world, 'clerk', id)
  await clerk.post(`/meldingen/${id}/soort`, { category: 'doxing' })
  await clerk.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: 'Alleen voor de getroffene.' })
  await member.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: 'Van de getroffene.' })
  await member.upload(`/meldingen/${id}/bewijs`, {}, [{ ...aLetter, name: 'van-de-getroffene.txt' }])
  await clerk.post(`/meldingen/${id}/besluit`, { ...words('Wij doen aangifte.'), code: 'police_report' })
  const before = await helper.get(`/meldingen/${id}`)
  assert.match(before.text, /Zij kreeg een brief/)
  for (const word of [
    /Alleen voor/,
    /Van de getroffene/,
    /van-de-getroffene/,
    /aangifte/i,
    /doxing/i,
    /Naam member/,
    /Besluit/,
  ])
    assert.doesNotMatch(before.text, word)
  for (const path of ['gekeken', 'intrekken', 'verbeteren', 'voorval', 'besluit', 'ontvangst'])
    assert.equal((await helper.get(`/meldingen/${id}/${path}`)).status, 404, path)
  const asked = `/meldingen/${id}/getuigen/${idOf('otherMember')}`
  assert.equal((await clerk.post(asked, { entry: randomUUID(), bericht: 'Heeft u de brief nog?' })).status, 303)
  world.clock.advance(60_000)
  assert.equal(
    (await helper.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: 'Die ligt op mijn kamer.' })).status,
    303,
  )
  assert.equal((await helper.upload(`/meldingen/${id}/bewijs`, {}, [{ ...aLetter, name: 'de-brief.txt' }])).status, 303)
  const later = await helper.get(`/meldingen/${id}`)
  assert.match(later.text, /Heeft u de brief nog\?.*Die ligt op mijn kamer.*de-brief/s)
  assert.doesNotMatch(later.text, /van-de-getroffene/)
  assert.match((await clerk.get(asked)).text, /Die ligt op mijn kamer/)
  assert.doesNotMatch((await member.get(`/meldingen/${id}`)).text, /Die ligt op mijn kamer|Heeft u de brief/)
  assert.match((await helper.get('/meldingen')).text, /M-2026-/)
})

test('a witness whom the clerk asks reads that question only, and not what another witness says', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  const ask = (colleague: string) => ({
    ...words(`Wat zag u, ${colleague}?`),
    colleague: `${colleague}@waterstad.example`,
  })
  assert.match((await clerk.post(`/meldingen/${id}/getuigen`, { ...ask('niemand') })).text, /Wij vinden geen collega/)
  assert.match(
    (await clerk.post(`/meldingen/${id}/getuigen`, ask('member'))).text,
    /kan in deze melding geen getuige zijn/,
  )
  for (const who of ['othermember', 'doublemember'])
    assert.equal((await clerk.post(`/meldingen/${id}/getuigen`, ask(who))).status, 303)
  const [one, other] = [await world.signIn('otherMember'), await world.signIn('doubleMember')]
  await one.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: 'Ik zag een rode auto.' })
  assert.match((await other.get('/meldingen')).text, /M-2026-/)
  const seen = await other.get(`/meldingen/${id}`)
  assert.match(seen.text, /Wat zag u, doublemember/)
  assert.doesNotMatch(seen.text, /rode auto|Wat zag u, othermember|we weten waar je woont/)
  await world.runJobs()
  assert.ok(
    world.mails.some(it => it.to === 'othermember@waterstad.example' && /Wilt u iets vertellen/.test(it.subject)),
  )
})

test('to a colleague who does not help in a case nothing is written in it', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const at = `/meldingen/${id}/getuigen/${idOf('otherMember')}`
  const seen = await (await world.signIn('clerk')).post(at, { entry: randomUUID(), bericht: 'En hoe laat was dat?' })
  assert.equal(seen.status, 404)
  assert.equal((await (await world.signIn('otherMember')).get(`/meldingen/${id}`)).status, 404)
})

test('a colleague who is named cannot be asked as a witness', async () => {
  const id = await world.report('member', {
    colleague: 'othermember@waterstad.example',
    colleague_id: idOf('otherMember'),
  })
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  const form = { ...words('Wat zag u?'), colleague: 'othermember@waterstad.example' }
  const seen = await clerk.post(`/meldingen/${id}/getuigen`, form)
  assert.equal(seen.status, 422)
  assert.match(seen.text, /kan in deze melding geen getuige zijn/)
  assert.equal((await (await world.signIn('otherMember')).get(`/meldingen/${id}`)).status, 404)
})

test('a member withdraws a report: nothing is done any more, nothing is lost, and it can be opened again', async () => {
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const member = await world.signIn('member')
  assert.equal((await member.get(`/meldingen/${id}/intrekken`)).status, 200)
  const form = words('Ik heb het zelf opgelost.')
  assert.equal((await member.post(`/meldingen/${id}/intrekken`, form)).status, 303)
  assert.equal((await member.post(`/meldingen/${id}/intrekken`, form)).status, 303)
  assert.equal(await stateOf(id), 'withdrawn')
  await world.runJobs()
  assert.deepEqual(await openTasks(id), [])
  const clerk = await world.signIn('clerk')
  assert.match((await clerk.get(`/meldingen/${id}`)).text, /ingetrokken.*Ik heb het zelf opgelost/s)
  assert.equal((await clerk.post(`/meldingen/${id}/intrekken`, words(''))).status, 404)
  assert.equal(
    (await member.post(`/meldingen/${id}/heropening-vragen`, { entry: randomUUID(), reden: 'Toch niet.' })).status,
    303,
  )
  assert.equal((await clerk.post(`/meldingen/${id}/heropenen`)).status, 303)
  assert.equal(await stateOf(id), 'in_progress')
})
