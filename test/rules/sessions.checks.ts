import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Checks } from '../support/checks.ts'
import { testPassword } from '../support/seed.ts'
import { idOf } from '../support/people.ts'
import type { Visitor, World } from '../support/world.ts'

const status = async (visitor: Visitor, path: string) => (await visitor.get(path)).status
const minutes = (n: number) => n * 60_000

const emailOf = (key: string) => `${key.toLowerCase()}@waterstad.example`

/** Asks for a new password, and gives the address that was mailed. */
async function askLink(world: World, key: string): Promise<string> {
  await world.visitor.post('/wachtwoord-vergeten', { email: emailOf(key) })
  await world.runJobs()
  const own = world.mails.filter(it => it.to === emailOf(key))
  return own.flatMap(it => /\/wachtwoord\/[\w-]+/.exec(it.text)?.[0] ?? []).at(-1) ?? ''
}

const choose = async (world: World, link: string) => {
  const password = `${randomUUID()} is lang genoeg`
  return (await world.visitor.post(link, { wachtwoord: password, nogmaals: password })).status
}

export const sessionChecks: Checks = {
  'a one-time link works once, makes every other one worthless, and ends every session': async world => {
    const open = await world.signIn('alderman')
    const [first, second] = [await askLink(world, 'alderman'), await askLink(world, 'alderman')]
    assert.notEqual(first, second)
    assert.equal(await status(open, '/meldingen'), 200)
    assert.equal(await choose(world, second.replace('/wachtwoord/', '/uitnodiging/')), 410)
    assert.equal(await choose(world, second), 303)
    assert.equal(await status(open, '/meldingen'), 303)
    assert.deepEqual([await choose(world, second), await choose(world, first)], [410, 410])
  },

  'a one-time link that is used twice at the same moment works once': async world => {
    const link = await askLink(world, 'auditor')
    const answers = await Promise.all([choose(world, link), choose(world, link)])
    assert.deepEqual(
      answers.toSorted((a, b) => a - b),
      [303, 410],
    )
  },

  'a one-time link to a new password works for an hour': async world => {
    const link = await askLink(world, 'secretary')
    world.clock.advance(minutes(59))
    assert.equal((await world.visitor.get(link)).status, 200)
    world.clock.advance(minutes(2))
    assert.deepEqual([(await world.visitor.get(link)).status, await choose(world, link)], [410, 410])
  },

  'a changed password ends every other session': async world => {
    const [here, elsewhere] = [await world.signIn('officer'), await world.signIn('officer')]
    const password = `${randomUUID()} is lang genoeg`
    const form = { huidig: testPassword, wachtwoord: password, nogmaals: password }
    assert.equal((await here.post('/account/wachtwoord', form)).status, 303)
    assert.deepEqual([await status(here, '/meldingen'), await status(elsewhere, '/meldingen')], [200, 303])
  },

  'a session is never for an organisation where somebody has no role': async world => {
    const visitor = await world.signIn('integrityDeputy')
    assert.equal((await visitor.post('/account/organisatie', { organisatie: idOf('elders') })).status, 422)
    const sessions = 'session where person_id = $1'
    await world.owner.query(`select app.choose_organisation(token_hash, $2, $3) from ${sessions}`, [
      idOf('integrityDeputy'),
      idOf('elders'),
      world.clock.now(),
    ])
    const { rows } = await world.owner.query<{ organisation_id: string }>(
      `select distinct organisation_id from ${sessions}`,
      [idOf('integrityDeputy')],
    )
    assert.deepEqual(rows, [{ organisation_id: idOf('waterstad') }])
  },

  'a session ends after half an hour of silence, and after twelve hours in any case': async world => {
    const idle = await world.signIn('member')
    world.clock.advance(minutes(29))
    assert.equal(await status(idle, '/meldingen'), 200)
    world.clock.advance(minutes(31))
    assert.equal(await status(idle, '/meldingen'), 303)
    const busy = await world.signIn('member')
    for (let passed = 0; passed < 12 * 60 - 20; passed += 20) {
      assert.equal(await status(busy, '/meldingen'), 200, `after ${passed} minutes`)
      world.clock.advance(minutes(20))
    }
    world.clock.advance(minutes(5))
    assert.equal(await status(busy, '/meldingen'), 200)
    world.clock.advance(minutes(16))
    assert.equal(await status(busy, '/meldingen'), 303)
  },

  'who signs in gets a new session, and signing out ends it for the server too': async world => {
    const form = { email: 'mayor@waterstad.example', wachtwoord: testPassword, naar: '/' }
    const tokens: string[] = []
    for (let time = 0; time < 2; time++) {
      const answer = await world.visitor.post('/inloggen', form)
      tokens.push(/weerbaar=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '')
    }
    assert.equal(new Set(tokens).size, 2)
    const ask = async (method: string, path: string, cookie: string) =>
      (
        await world.app.request(`http://localhost:8080${path}`, {
          method,
          headers: {
            cookie: `weerbaar=${cookie}`,
            host: 'localhost:8080',
            'sec-fetch-site': 'same-origin',
            ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
          },
        })
      ).status
    const [token = ''] = tokens
    assert.equal(await ask('GET', '/meldingen', token), 200)
    assert.equal(await ask('POST', '/uitloggen', token), 303)
    assert.equal(await ask('GET', '/meldingen', token), 303)
    assert.equal(await ask('GET', '/meldingen', tokens[1] ?? ''), 200)
  },
}
