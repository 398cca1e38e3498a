import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { beginAs, codeNow, setUp } from '../../test/support/factors.ts'
import { idOf } from '../../test/support/people.ts'
import { writeDown } from '../../test/support/rights.ts'
import { testMasterKeys } from '../../test/support/seed.ts'
import { faults } from '../../test/support/sender.ts'
import { takeUp } from '../../test/support/stories.ts'
import { arrange } from '../../test/support/through-provider.ts'
import { modelAnswers } from '../../test/support/protocol-answers.ts'
import { answer, atHome, begin, publishSmall } from '../../test/support/scanning.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { createKeyRing, personalKeyName, providerKeyName } from '../platform/keys.ts'
import { masterKeyId, newKey, unwrapKey } from '../platform/vault.ts'
import { asOwner } from './owner.ts'
import { beginRotation, continueRotation, rotateMaster, rotatePersonal } from './rotation.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const inOneGo: Parameters<typeof continueRotation>[0] = work => asOwner(world.database.ownerUrl, work)
/** As a process that is killed before it commits. */
async function killAfter(work: Promise<unknown>): Promise<never> {
  await work
  throw new Error('killed before it was committed')
}
const broken: typeof inOneGo = work => inOneGo(tx => killAfter(work(tx)))
const here = idOf('waterstad')
const versions = async () =>
  (
    await world.owner.query<{ version: number }>(
      `select version from organisation_key where organisation_id = $1 order by version`,
      [here],
    )
  ).rows.map(it => it.version)

test('while the key of an organisation is rotated, every report is read, written, searched and made at each moment', async () => {
  const id = await world.report('member', { what: 'Dit blijft leesbaar: waterlelie.' })
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  const state = { running: true }
  let rounds = 0
  const made: string[] = []
  const living = async () => {
    while (state.running) {
      const page = await clerk.get(`/meldingen/${id}`)
      assert.match(page.text, /waterlelie/)
      const said = await clerk.post(`/meldingen/${id}/bericht`, { entry: randomUUID(), bericht: `Ronde ${rounds}.` })
      assert.equal(said.status, 303)
      made.push(await world.report('otherMember', { what: 'Ook een waterlelie.' }))
      assert.match((await clerk.post('/zoeken/woorden', { woorden: 'waterlelies' })).text, /Deze woorden staan in/)
      rounds += 1
    }
  }
  const all = [living(), living()]
  for (let turn = 0; turn < 4; turn++) {
    await beginRotation(inOneGo, testMasterKeys, here, world.clock.now())
    while (await continueRotation(inOneGo, testMasterKeys, here));
  }
  state.running = false
  await Promise.all(all)
  assert.ok(rounds > 0)
  assert.deepEqual(await versions(), [5])
  for (const one of [id, ...made]) assert.match((await clerk.get(`/meldingen/${one}`)).text, /waterlelie/)
})

test('a rotation that is broken off after any step leaves everything readable, and the next run ends it', async () => {
  const id = await world.report('member', { what: 'Nog steeds: waterhoen.' })
  const clerk = await world.signIn('clerk')
  const reads = async () => assert.match((await clerk.get(`/meldingen/${id}`)).text, /waterhoen/)
  const before = (await versions()).at(-1) ?? 0
  await beginRotation(inOneGo, testMasterKeys, here, world.clock.now())
  await reads()
  // Begun once more, as by who did not know that it had been broken off.
  await beginRotation(inOneGo, testMasterKeys, here, world.clock.now())
  await reads()
  await assert.rejects(continueRotation(broken, testMasterKeys, here), /killed/)
  await reads()
  while (await continueRotation(inOneGo, testMasterKeys, here)) await reads()
  assert.deepEqual(await versions(), [before + 2])
  await reads()
})

test('a request about own data is read after the key of the organisation was rotated', async () => {
  const officer = await world.signIn('privacyOfficer')
  const request = await writeDown(officer, { vraag: 'Weet u iets van een zonnebloem?' })
  await beginRotation(inOneGo, testMasterKeys, here, world.clock.now())
  while (await continueRotation(inOneGo, testMasterKeys, here));
  const { rows } = await world.owner.query<{ version: number }>('select key_version as version from rights_key')
  assert.deepEqual(
    rows.map(it => it.version),
    await versions(),
  )
  assert.match((await officer.get(request)).text, /zonnebloem/)
})

test('the protocol of an organisation is read after its key was rotated', async () => {
  const administrator = await world.signIn('administrator')
  const answers = modelAnswers({ tekst: 'eigen', documentnaam: 'Ons protocol' })
  await administrator.post('/beheer/protocol/nieuw', answers)
  const version = answers['versie'] ?? ''
  const { body } = await administrator.bytes('/protocol/model/protocol.docx')
  const files = [{ name: 'protocol.docx', content: body }]
  assert.equal((await administrator.upload(`/beheer/protocol/${version}/document`, {}, files, 'document')).status, 303)
  await beginRotation(inOneGo, testMasterKeys, here, world.clock.now())
  assert.deepEqual((await administrator.bytes(`/protocol/${version}/document`)).body, body)
  while (await continueRotation(inOneGo, testMasterKeys, here));
  const { rows } = await world.owner.query<{ version: number }>('select key_version as version from protocol_key')
  assert.deepEqual(
    rows.map(it => it.version),
    await versions(),
  )
  assert.deepEqual((await administrator.bytes(`/protocol/${version}/document`)).body, body)
})

/** A new master key, and what a server knows that has it first and the one before as well. */
function twoMasterKeys() {
  const next = newKey()
  const [current, before] = [{ id: masterKeyId(next), key: next }, testMasterKeys.current]
  const find = (id: string) => [current, before].find(it => it.id === id)?.key
  return { next, both: { current, find }, back: { current: before, find } }
}

/** Under which master keys anything is wrapped in this world. */
async function mastersIn(world: World): Promise<string[]> {
  const { rows } = await world.owner.query<{ id: string }>(
    `select master_key_id as id from organisation_key union select master_key_id from authenticator
     union select master_key_id from identity_provider union select master_key_id from answer_key`,
  )
  return rows.map(it => it.id)
}

test('while the master key is rotated, and when that is broken off, everything is read and written at each moment', async () => {
  const own = await openWorld()
  const go: typeof inOneGo = work => asOwner(own.database.ownerUrl, work)
  const killed: typeof inOneGo = work => go(tx => killAfter(work(tx)))
  try {
    const { both, back } = twoMasterKeys()
    const id = await own.report('member', { what: 'Dit blijft leesbaar: waterlelie.' })
    await takeUp(own, 'clerk', id)
    const secret = await setUp(own, 'clerk')
    await arrange(own, 'https://inloggen.example')
    const clerk = await own.signIn('clerk')
    const state = { running: true, rounds: 0 }
    const round = async () => {
      // As a server that was started just now: it remembers no key that it unwrapped before.
      Object.assign(own.house.keys, createKeyRing(both))
      assert.match((await clerk.get(`/meldingen/${id}`)).text, /waterlelie/)
      const message = { entry: randomUUID(), bericht: 'Gelezen.' }
      assert.equal((await clerk.post(`/meldingen/${id}/bericht`, message)).status, 303)
      await own.report('otherMember', { what: 'Ook een waterlelie.' })
      state.rounds++
    }
    const living = async () => {
      while (state.running) await round()
    }
    const signsIn = async () => {
      // A code is taken once, and only so many in a while.
      own.clock.advance(300_000)
      const browser = await beginAs(own, 'clerk', '/')
      assert.equal((await browser.post('/inloggen/tweede-stap', { code: codeNow(own, secret) })).status, 303)
    }
    const everywhere = [here, idOf('elders')]

    const all = Promise.allSettled([living(), living()])
    for (let turn = 0; turn < 3; turn++) {
      const from = state.rounds
      for (const master of [both, back]) {
        for (const organisation of everywhere) await rotateMaster(go, master, organisation)
        while (await rotatePersonal(go, master));
        await signsIn()
      }
      while (state.rounds === from) await round()
    }
    state.running = false
    for (const it of await all) assert.equal(it.status, 'fulfilled')
    assert.deepEqual(await mastersIn(own), [back.current.id])

    // Broken off at each step in turn, and after one that was done.
    await assert.rejects(rotateMaster(killed, both, here), /killed/)
    assert.deepEqual(await mastersIn(own), [back.current.id])
    await rotateMaster(go, both, here)
    await assert.rejects(rotateMaster(killed, both, idOf('elders')), /killed/)
    await assert.rejects(rotatePersonal(killed, both), /killed/)
    assert.deepEqual((await mastersIn(own)).toSorted(), [back.current.id, both.current.id].toSorted())
    await round()
    await signsIn()
    // Run once more, from the beginning.
    for (const organisation of everywhere) await rotateMaster(go, both, organisation)
    while (await rotatePersonal(go, both));
    assert.deepEqual(await mastersIn(own), [both.current.id])
    await round()
    await signsIn()
    assert.deepEqual(faults(own), [])
  } finally {
    await own.close()
  }
})

test('the keys of organisations and of authenticator apps come under the new master key, and the one before is of no use then', async () => {
  const { next, both, back } = twoMasterKeys()
  const secret = await setUp(world, 'clerk')
  await arrange(world, 'https://inloggen.example')
  await publishSmall(world)
  const member = await world.signIn('member')
  const answers = await begin(member, 'small-scan')
  await answer(member, answers, atHome('no'))
  const provider = async (keys: typeof both) => {
    const { rows } = await world.owner.query<{ master_key_id: string; wrapped: Buffer }>(
      'select master_key_id, wrapped from identity_provider where organisation_id = $1',
      [here],
    )
    const [{ master_key_id: id, wrapped } = { master_key_id: '', wrapped: Buffer.alloc(0) }] = rows
    return unwrapKey(keys.find(id) ?? newKey(), personalKeyName(providerKeyName(here)), wrapped)
  }
  const sealing = await provider(both)
  assert.equal(await rotateMaster(inOneGo, both, here), 1)
  assert.equal(await rotateMaster(inOneGo, both, here), 0)
  const { rows } = await world.owner.query<{ master_key_id: string }>(
    'select master_key_id from organisation_key where organisation_id = $1',
    [here],
  )
  assert.deepEqual(rows, [{ master_key_id: masterKeyId(next) }])
  await beginRotation(inOneGo, both, here, world.clock.now())
  while (await continueRotation(inOneGo, both, here));
  assert.equal(await rotatePersonal(inOneGo, both), true)
  assert.equal(await rotatePersonal(inOneGo, both), false)
  Object.assign(world.house.keys, createKeyRing({ ...both, find: id => (id === both.current.id ? next : undefined) }))
  assert.match((await member.get(`/antwoorden/${answers}/uitslag`)).text, /Doe de deur op slot/)
  Object.assign(world.house.keys, createKeyRing(both))
  assert.deepEqual(await provider({ ...both, find: id => (id === both.current.id ? next : undefined) }), sealing)
  await rotateMaster(inOneGo, back, here)
  await rotatePersonal(inOneGo, back)
  // A code is taken once, and the one of now confirmed the app.
  world.clock.advance(30_000)
  const clerk = await beginAs(world, 'clerk', '/')
  assert.equal((await clerk.post('/inloggen/tweede-stap', { code: codeNow(world, secret) })).status, 303)
  const id = await world.report('member', { what: 'Weer terug.' })
  assert.match((await (await world.signIn('member')).get(`/meldingen/${id}`)).text, /Weer terug/)
})

test('a key that never opened holds no rotation up, and is told of', async () => {
  const { both, back } = twoMasterKeys()
  const member = await world.signIn('member')
  const [broken, sound] = [await begin(member, 'safety-self-scan'), await begin(member, 'safety-self-scan')]
  await world.owner.query(`update answer_key set wrapped = 'no key' where set_id = $1`, [broken])
  const said: string[] = []
  for (const master of [both, back]) {
    await rotateMaster(inOneGo, master, here)
    await rotateMaster(inOneGo, master, idOf('elders'))
    while (await rotatePersonal(inOneGo, master, line => said.push(line)));
    assert.deepEqual(await mastersIn(world), [master.current.id])
  }
  assert.deepEqual(new Set(said), new Set([`The key of personal:answers:${broken} does not open, and did not before`]))
  assert.equal((await member.get(`/antwoorden/${sound}`)).status, 303)
  await world.owner.query('delete from answer_set where id = $1', [broken])
})

test('while a new master key is coming, answers begun by a server that has it first open everywhere', async () => {
  Object.assign(world.house.keys, createKeyRing(twoMasterKeys().both))
  const member = await world.signIn('member')
  const answers = await begin(member, 'safety-self-scan')
  Object.assign(world.house.keys, createKeyRing(testMasterKeys))
  assert.equal((await member.get(`/antwoorden/${answers}`)).status, 303)
})
