import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { testPassword } from '../support/seed.ts'
import type { Visitor } from '../support/world.ts'

const status = async (visitor: Visitor, path: string) => (await visitor.get(path)).status
const minutes = (n: number) => n * 60_000

export const sessionChecks: Checks = {
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
    world.clock.advance(minutes(21))
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
