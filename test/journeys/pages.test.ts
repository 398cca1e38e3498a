import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { allRoutes } from '../../src/app.ts'
import { launchChromium } from '../support/chromium.ts'
import { keepAxeIn, troublesIn } from '../support/inspect.ts'
import { faults } from '../support/sender.ts'
import { serve, type TestServer } from '../support/server.ts'
import { desk, look, phone, signIn, visit } from '../support/visit.ts'
import { openWorld, type World } from '../support/world.ts'
import { quietScanner } from './templates.scans.ts'
import { furnish, type Looker, type Template } from './templates.ts'

let world: World
let server: TestServer
let browser: Browser
let lookers: readonly Looker[]
before(async () => {
  world = await openWorld(undefined, quietScanner)
  server = await serve(world)
  browser = await launchChromium()
  lookers = await furnish(world)
})
after(async () => {
  await browser.close()
  await server.stop()
  await world.close()
})

test('every page of the product is among those that are looked at', () => {
  const seen = new Set(lookers.flatMap(it => it.sees.map(template => template.route)))
  const pages = allRoutes.filter(it => it.method === 'get' && it.kind === 'page').map(it => it.path)
  assert.deepEqual(
    pages.filter(path => !seen.has(path)),
    [],
  )
})

test('every page fits a phone and a desk, and axe finds nothing on it', { concurrency: 2 }, async t => {
  await Promise.all(lookers.map(it => t.test(`seen by ${it.who}`, () => lookAround(it))))
  assert.deepEqual(faults(world), [])
})

async function lookAround({ who, sees }: Looker): Promise<void> {
  const { page, context, end } = await visit(browser, { origin: server.origin, viewport: desk, scripting: true })
  await keepAxeIn(context)
  if (who !== 'nobody') await signIn(page, who)
  const troubles: string[] = []
  for (const template of sees) troubles.push(...(await lookAt(page, template)))
  assert.deepEqual(troubles, [])
  await end()
}

/** Opens a page once and looks at it at both widths. */
async function lookAt(page: Page, { route, at = route, as, press }: Template): Promise<string[]> {
  await page.setViewportSize(desk)
  const answer = await page.goto(at)
  const name = `${route.replaceAll(/[/:]+/g, '-').slice(1) || 'home'}${as ? `-${as}` : ''}`
  if ((answer?.status() ?? 500) >= 500) return [`${name} is answered with ${answer?.status()}`]
  if (press)
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: press, exact: true }).click()])
  const troubles: string[] = []
  for (const viewport of [desk, phone]) {
    await page.setViewportSize(viewport)
    await look(page, name).catch((error: Error) => troubles.push(error.message))
    for (const found of await troublesIn(page)) troubles.push(`${name} at ${viewport.width}: ${found}`)
  }
  return troubles
}
