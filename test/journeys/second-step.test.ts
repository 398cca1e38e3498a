import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { codeNow, secretOn } from '../support/factors.ts'
import { idOf } from '../support/people.ts'
import { faults } from '../support/sender.ts'
import { serve, type TestServer } from '../support/server.ts'
import { desk, look, signIn, visit, type Visit } from '../support/visit.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let server: TestServer
let browser: Browser
before(async () => {
  world = await openWorld()
  server = await serve(world, { secondFactors: true })
  browser = await launchChromium()
})
after(async () => {
  await browser.close()
  await server.stop()
  assert.deepEqual(faults(world), [])
  await world.close()
})

/** A device that makes and keeps passkeys, whose owner is recognised or not. */
async function withAuthenticator({ context, page }: Visit, isUserVerified = true) {
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  })
  return {
    verify: (verified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: verified }),
  }
}

test('a clerk sets up an app without scripting, by the key that stands under the picture, and signs in with it', async () => {
  const { page, end } = await visit(browser, { origin: server.origin, viewport: desk, scripting: false })
  await signIn(page, 'clerk', '/werklijst')
  await page.waitForURL('**/account/tweede-stap')
  await look(page, 'second-step-begin')
  await page.getByRole('button', { name: 'Stel een app in' }).click()
  await look(page, 'second-step-app')
  const secret = secretOn(await page.content())
  await page.getByLabel('Code van zes cijfers').fill(codeNow(world, secret))
  await page.getByRole('button', { name: 'Klaar, controleer de code' }).click()
  await page.getByRole('button', { name: 'Maak herstelcodes' }).click()
  await look(page, 'second-step-codes')
  assert.equal(await page.locator('.weerbaar-codes li').count(), 10)
  await page.getByRole('link', { name: 'Ik heb ze bewaard, ga verder' }).click()
  await page.getByRole('link', { name: 'Werklijst', exact: true }).first().click()
  await page.waitForURL('**/werklijst')
  await page.getByRole('button', { name: 'Uitloggen' }).click()

  world.clock.advance(30_000)
  await signIn(page, 'clerk', '/werklijst')
  await page.getByLabel('Code').fill(codeNow(world, secret))
  await page.getByRole('button', { name: 'Ga verder' }).click()
  await page.waitForURL('**/werklijst')
  await page.goto('/inloggen/passkey')
  await page.goto('/account/passkeys/nieuw')
  await page.getByText('Hiervoor is JavaScript nodig').waitFor()
  await end()
})

test('a manager makes a passkey instead, and with it alone is all the way in', async () => {
  const visitor = await visit(browser, { origin: server.origin, viewport: desk, scripting: true })
  const { page, end } = visitor
  const device = await withAuthenticator(visitor)
  await signIn(page, 'manager', '/')
  await page.getByRole('link', { name: 'Voeg een passkey toe' }).click()
  await page.getByRole('button', { name: 'Maak een passkey' }).click()
  await page.getByText('Uw passkey is toegevoegd.').waitFor()
  await look(page, 'second-step-passkey')
  assert.equal((await page.goto('/werklijst'))?.url(), `${server.origin}/werklijst`)
  await page.getByRole('button', { name: 'Uitloggen' }).click()

  await page.goto('/werklijst')
  await page.getByRole('link', { name: 'Log in met een passkey' }).click()
  await look(page, 'sign-in-passkey')
  await page.getByRole('button', { name: 'Gebruik uw passkey' }).click()
  await page.waitForURL('**/werklijst')

  // Whoever holds the device and is not its owner, gets nowhere.
  await page.getByRole('button', { name: 'Uitloggen' }).click()
  await device.verify(false)
  await page.goto('/inloggen/passkey')
  await page.getByRole('button', { name: 'Gebruik uw passkey' }).click()
  await page.getByText('Het lukte niet met de passkey, of u stopte zelf.').waitFor()
  await end()
})

test('what a passkey signed is good once, and only for what was asked', async () => {
  const visitor = await visit(browser, { origin: server.origin, viewport: desk, scripting: true })
  const { page, end } = visitor
  await withAuthenticator(visitor)
  await signIn(page, 'secretary', '/account/passkeys/nieuw')
  await page.goto('/account/passkeys/nieuw')
  await page.getByRole('button', { name: 'Maak een passkey' }).click()
  await page.getByText('Uw passkey is toegevoegd.').waitFor()
  await page.goto('/account/apparaten')
  await page.getByRole('button', { name: 'Uitloggen' }).click()
  await page.goto('/inloggen/passkey')
  const sent = page.waitForRequest(it => it.method() === 'POST' && it.url().endsWith('/inloggen/passkey'))
  await page.getByRole('button', { name: 'Gebruik uw passkey' }).click()
  const form = Object.fromEntries(new URLSearchParams((await sent).postData() ?? ''))
  await page.waitForURL(url => url.pathname === '/')
  const counted = 'select counter, used_at from passkey where person_id = $1'
  const { rows } = await world.owner.query<{ counter: string; used_at: Date | null }>(counted, [idOf('secretary')])
  assert.ok(Number(rows[0]?.counter) > 0 && rows[0]?.used_at)
  for (const answer of [form['antwoord'] ?? '', '', '{}', '{"id":"x"}', 'null'])
    assert.equal((await world.visitor.post('/inloggen/passkey', { antwoord: answer })).status, 422)
  await end()
})
