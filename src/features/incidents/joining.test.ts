import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { aLetter, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

/** A threatening mail to somebody, as the clerk has taken it up. */
async function theMail(who: PersonKey, what: string, more: Record<string, string> = {}): Promise<string> {
  const id = await world.report(who, { what, ...more }, [{ ...aLetter, name: `mail-van-${who}.txt` }])
  await takeUp(world, 'clerk', id)
  await (await world.signIn('clerk')).post(`/meldingen/${id}/soort`, { category: 'threat', kanaal: 'email' })
  return id
}
const incidentOf = async (id: string) =>
  (await world.owner.query<{ incident_id: string }>('select incident_id from incident_case where id = $1', [id]))
    .rows[0]?.incident_id
const fileOf = async (id: string) =>
  (await world.owner.query<{ id: string }>('select id from file where case_id = $1', [id])).rows[0]?.id ?? ''

test('three reports of one mail become one incident: the decision is taken once, nobody reads another, and one goes out again', async () => {
  const [one, two, three] = [
    await theMail('member', 'De mail aan mij.'),
    await theMail('otherMember', 'Ik kreeg hem ook.'),
    await theMail('doubleMember', 'En ik.', { function: 'council_member' }),
  ]
  const clerk = await world.signIn('clerk')
  assert.match((await clerk.get(`/meldingen/${one}`)).text, /Lijkt op M-2026-.*Gaat het om hetzelfde\? Voeg samen/)
  assert.match((await clerk.get(`/meldingen/${one}/samenvoegen`)).text, /Deze meldingen lijken erop/)
  assert.equal((await clerk.post(`/meldingen/${one}/samenvoegen`, { meldingen: `${two}\n${three}` })).status, 303)
  assert.equal(await incidentOf(two), await incidentOf(one))
  assert.equal(await incidentOf(three), await incidentOf(one))
  const page = await clerk.get(`/meldingen/${one}`)
  assert.match(page.text, /Eén incident met 3 meldingen/)
  for (const piece of [/mail-van-member\.txt/, /mail-van-otherMember\.txt/]) assert.match(page.text, piece)
  assert.doesNotMatch(page.text, /Ik kreeg hem ook/)

  await clerk.post(`/meldingen/${one}/besluit`, {
    entry: randomUUID(),
    code: 'police_report',
    text: 'Wij doen voor u allen aangifte.',
  })
  await world.runJobs()
  const other = await (await world.signIn('otherMember')).get(`/meldingen/${two}`)
  assert.match(other.text, /U bent niet de enige/)
  assert.match(other.text, /Wij doen voor u allen aangifte/)
  for (const word of [
    /De mail aan mij/,
    /En ik\./,
    /mail-van-member/,
    /Naam member/,
    /Naam doubleMember/,
    /3 meldingen/,
  ])
    assert.doesNotMatch(other.text, word)
  const { rows } = await world.owner.query(
    "select 1 from task where case_id = any($1) and kind = 'decision' and done_at is null",
    [[one, two, three]],
  )
  assert.equal(rows.length, 0)

  // A piece is for the others when the clerk shares it, and no longer than that.
  const file = await fileOf(one)
  const otherMember = await world.signIn('otherMember')
  assert.equal((await otherMember.get(`/meldingen/${two}/bewijs/${file}`)).status, 404)
  assert.equal((await clerk.post(`/meldingen/${one}/bewijs/${file}/delen`, { delen: 'ja' })).status, 303)
  assert.match((await otherMember.get(`/meldingen/${two}`)).text, /mail-van-member\.txt.*bij een andere melding/s)
  assert.equal((await otherMember.bytes(`/meldingen/${two}/bewijs/${file}/origineel`)).body.toString(), aLetter.content)
  assert.equal((await clerk.post(`/meldingen/${one}/bewijs/${file}/delen`, { delen: 'nee' })).status, 303)
  assert.equal((await otherMember.get(`/meldingen/${two}/bewijs/${file}`)).status, 404)

  assert.equal((await clerk.post(`/meldingen/${one}/losmaken`)).status, 303)
  assert.notEqual(await incidentOf(one), await incidentOf(two))
  for (const [who, id] of [
    ['member', one],
    ['otherMember', two],
    ['doubleMember', three],
  ] as const) {
    const seen = await (await world.signIn(who)).get(`/meldingen/${id}`)
    assert.match(seen.text, /Wij doen voor u allen aangifte/, who)
    assert.match(seen.text, new RegExp(`mail-van-${who}\\.txt`))
    const bytes = await (await world.signIn(who)).bytes(`/meldingen/${id}/bewijs/${await fileOf(id)}/origineel`)
    assert.equal(bytes.body.toString(), aLetter.content, who)
  }
  assert.doesNotMatch((await clerk.get(`/meldingen/${two}`)).text, /mail-van-member\.txt/)
  assert.match(
    (await (await world.signIn('member')).get(`/meldingen/${one}/gekeken`)).text,
    /samengevoegd met andere.*|losgemaakt/,
  )
  // Joined anew: what was undone can be done again.
  const reference =
    (await world.owner.query<{ reference: string }>('select reference from incident_case where id = $1', [one])).rows[0]
      ?.reference ?? ''
  assert.equal((await clerk.post(`/meldingen/${two}/samenvoegen`, { kenmerk: reference })).status, 303)
  assert.equal(await incidentOf(one), await incidentOf(two))
  // What was decided once stands there once.
  for (const [who, id] of [
    ['member', one],
    ['otherMember', two],
  ] as const)
    assert.equal(
      (await (await world.signIn(who)).get(`/meldingen/${id}`)).text.split('Wij doen voor u allen aangifte').length,
      2,
      who,
    )
})

test('nobody who is named in one report gets at anything through another one', async () => {
  const accused = { colleague: 'othermember@waterstad.example', colleague_id: idOf('otherMember') }
  const [one, two] = [
    await theMail('member', 'Hij deed het.', accused),
    await theMail('otherMember', 'Ik kreeg een mail.'),
  ]
  const clerk = await world.signIn('clerk')
  const seen = await clerk.post(`/meldingen/${one}/samenvoegen`, { meldingen: two })
  assert.equal(seen.status, 422)
  assert.match(seen.text, /kunnen niet worden samengevoegd/)
  assert.notEqual(await incidentOf(one), await incidentOf(two))
  // Nor later, when somebody is let into a case of the incident.
  const three = await theMail('doubleMember', 'Nog een.', { function: 'council_member' })
  assert.equal((await clerk.post(`/meldingen/${one}/samenvoegen`, { meldingen: three })).status, 303)
  const witness = { entry: randomUUID(), text: 'Wat zag u?', colleague: 'othermember@waterstad.example' }
  assert.notEqual((await clerk.post(`/meldingen/${three}/getuigen`, witness)).status, 303)
  assert.equal((await (await world.signIn('otherMember')).get(`/meldingen/${three}`)).status, 404)
  world.lines.length = 0
})

test('only who handles every one of them joins cases, and nobody else takes one out', async () => {
  const [one, two] = [await theMail('member', 'Eén.'), await theMail('otherMember', 'Twee.')]
  for (const who of [
    'member',
    'otherMember',
    'politicalCoordinator',
    'mayor',
    'deputyClerk',
    'foreignClerk',
    'administrator',
  ] as const) {
    const visitor = await world.signIn(who)
    assert.equal((await visitor.get(`/meldingen/${one}/samenvoegen`)).status, 404, who)
    assert.equal((await visitor.post(`/meldingen/${one}/samenvoegen`, { meldingen: two })).status, 404, who)
    assert.equal((await visitor.post(`/meldingen/${one}/losmaken`)).status, 404, who)
  }
  const foreign = await world.report('foreignMember')
  const clerk = await world.signIn('clerk')
  assert.equal((await clerk.post(`/meldingen/${one}/samenvoegen`, { meldingen: foreign })).status, 422)
  assert.equal((await clerk.post(`/meldingen/${one}/samenvoegen`, {})).status, 422)
  assert.equal((await clerk.post(`/meldingen/${one}/samenvoegen`, { kenmerk: 'M-2026-999999' })).status, 422)
})
