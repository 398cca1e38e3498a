import assert from 'node:assert/strict'
import { codeOf, stepOf } from '../../src/platform/totp.ts'
import { openBrowser } from './browser.ts'
import type { PersonKey } from './people.ts'
import { testPassword } from './seed.ts'
import type { World } from './world.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The secret that a page shows to type over, as an app reads it. */
export function secretOn(html: string): Buffer {
  const text =
    /<code class="weerbaar-code weerbaar-qr-key">([A-Z2-7 ]{39})<\/code>/.exec(html)?.[1]?.replaceAll(' ', '') ?? ''
  assert.equal(text.length, 32)
  const bits = Array.from(text, it => alphabet.indexOf(it).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(it => Number.parseInt(it, 2)))
}

/** What an app with this secret shows now. */
export const codeNow = ({ clock }: World, secret: Buffer): string => codeOf(secret, stepOf(clock.now()))

/** A browser of somebody who gave the right password and nothing else yet. */
export async function beginAs(world: World, key: PersonKey, naar = '/') {
  const browser = openBrowser(world)
  const email = `${key.toLowerCase()}@waterstad.example`
  const answer = await browser.post('/inloggen', { email, wachtwoord: testPassword, naar })
  assert.equal(answer.status, 303)
  return browser
}

/** Somebody sets up an authenticator app, by the pages for it. Returns its secret. */
export async function setUp(world: World, key: PersonKey): Promise<Buffer> {
  const visitor = await world.signIn(key, undefined, 1)
  await visitor.post('/account/tweede-stap/app')
  const secret = secretOn((await visitor.get('/account/tweede-stap/app')).html)
  const done = await visitor.post('/account/tweede-stap/app/bevestigen', { code: codeNow(world, secret) })
  assert.equal(done.location, '/account/tweede-stap/codes')
  return secret
}
