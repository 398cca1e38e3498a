import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../support/chromium.ts'
import { serve, type TestServer } from '../support/server.ts'
import { phone, signIn, visit } from '../support/visit.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let server: TestServer
let browser: Browser
before(async () => {
  world = await openWorld()
  server = await serve(world)
  browser = await launchChromium()
})
after(async () => {
  await browser.close()
  await server.stop()
  await world.close()
})

test('the report page is light: at most five requests and 60 kB over the wire, for a browser that has nothing yet', async () => {
  const { page, context, end } = await visit(browser, { origin: server.origin, viewport: phone, scripting: true })
  await signIn(page, 'member')
  const network = await context.newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.clearBrowserCache')
  await network.send('Network.setCacheDisabled', { cacheDisabled: true })
  let requests = 0
  let bytes = 0
  network.on('Network.responseReceived', () => void (requests += 1))
  network.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength))
  await page.goto('/melden/snel', { waitUntil: 'networkidle' })
  assert.ok(requests <= 5, `${requests} requests`)
  assert.ok(bytes <= 60_000, `${bytes} bytes`)
  await end()
})

/** Presses Tab until this field or button has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, label: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) === label) return
  }
  assert.fail(`Tab never reaches ${label}`)
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const it = document.activeElement
    if (it instanceof HTMLInputElement || it instanceof HTMLTextAreaElement) return it.labels?.[0]?.innerText ?? ''
    return it instanceof HTMLElement ? it.innerText.trim() : ''
  })

for (const scripting of [false, true])
  test(`a report is made with the keyboard alone, ${scripting ? 'with' : 'without'} scripting`, async () => {
    const { page, end } = await visit(browser, { origin: server.origin, viewport: phone, scripting })
    await signIn(page, 'member', '/melden/snel')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Naar de inhoud')
    await page.keyboard.press('Enter')
    await tabTo(page, 'Ja')
    await page.keyboard.press('ArrowDown')
    assert.ok(await page.getByLabel('Dat weet ik niet zeker').isChecked())
    await tabTo(page, 'Meld dit nu')
    await page.keyboard.press('Enter')

    // Refused: the focus is brought to the summary, and each error leads to its field.
    await page.getByRole('alert').waitFor()
    if (scripting) assert.match(await focused(page), /^Er ging iets mis/)
    await tabTo(page, 'Schrijf kort op wat er is gebeurd. Eén zin is genoeg.')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#what$/)
    if ((await focused(page)) !== 'Wat is er gebeurd?') await tabTo(page, 'Wat is er gebeurd?')
    await page.keyboard.type('Er stond iemand bij mijn huis.')
    await tabTo(page, 'Alleen via Weerbaar. Ik kijk zelf of er een antwoord is.')
    await page.keyboard.press('Space')
    await tabTo(page, 'Meld dit nu')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Uw melding is ontvangen' }).waitFor()
    await end()
  })

test('what was written is not left behind without a warning, and a second press sends nothing', async () => {
  const { page, end } = await visit(browser, { origin: server.origin, viewport: phone, scripting: true })
  await signIn(page, 'member', '/melden/snel')
  await page.getByLabel('Wat is er gebeurd?').fill('Er stond iemand bij mijn huis.')
  const warned = page.waitForEvent('dialog')
  const leaving = page.goto('/meldingen').catch(() => undefined)
  const dialog = await warned
  assert.equal(dialog.type(), 'beforeunload')
  await dialog.dismiss()
  await leaving
  assert.equal(await page.getByLabel('Wat is er gebeurd?').inputValue(), 'Er stond iemand bij mijn huis.')

  await page.locator('label').getByText('Ja', { exact: true }).click()
  await page.getByLabel('Hoe kunnen wij u bereiken?').fill('06 00 00 00 00')
  const before = await reports()
  await page.getByRole('button', { name: 'Meld dit nu' }).dblclick()
  await page.getByRole('heading', { name: 'Uw melding is ontvangen' }).waitFor()
  assert.equal(await reports(), before + 1)
  await end()
})

test('who chooses a file that is too large reads so at once, and who sends files reads that it takes a while', async () => {
  const { page, end } = await visit(browser, { origin: server.origin, viewport: phone, scripting: true })
  await signIn(page, 'member', '/melden/snel')
  const files = page.locator('input[type="file"]')
  await files.evaluate((field: HTMLInputElement) => {
    const chosen = new DataTransfer()
    chosen.items.add(new File([new Uint8Array(50 * 1024 * 1024 + 1)], 'film.mp4'))
    field.files = chosen.files
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await page.getByText('film.mp4: Dit bestand is groter dan 50 MB.').waitFor()
  await files.setInputFiles({ name: 'brief.txt', mimeType: 'text/plain', buffer: Buffer.from('Wij weten het.') })
  assert.equal(await page.getByText('groter dan 50 MB').count(), 0)
  assert.equal(await page.getByText('Bezig met versturen').count(), 0)

  // What the page says while it waits for the answer, kept for when it is gone.
  await page.evaluate(() =>
    addEventListener('pagehide', () => sessionStorage.setItem('said', document.querySelector('main')?.innerText ?? '')),
  )
  await page.getByRole('button', { name: 'Meld dit nu' }).click()
  await page.getByRole('alert').waitFor()
  await page.getByText('brief.txt').first().waitFor()
  const said = await page.evaluate(() => sessionStorage.getItem('said'))
  assert.match(said ?? '', /Bezig met versturen… Sluit deze pagina niet\./)
  await end()
})

async function reports(): Promise<number> {
  const { rowCount } = await world.owner.query("select from incident_case where state <> 'draft'")
  return rowCount ?? 0
}

for (const scripting of [false, true])
  test(`"Snel weg" leads away at once, ${scripting ? 'and out of the history, with' : 'without'} scripting`, async () => {
    const { page, context } = await visit(browser, { origin: server.origin, viewport: phone, scripting })
    await context.route('https://www.buienradar.nl/**', route =>
      route.fulfill({ contentType: 'text/html', body: '<title>Weer</title>' }),
    )
    await signIn(page, 'member')
    await page.goto('/melden/snel')
    await page.getByLabel('Wat is er gebeurd?').fill('Er stond iemand bij mijn huis.')
    await page.getByRole('link', { name: 'Snel weg' }).click()
    await page.waitForURL('https://www.buienradar.nl/**')
    await page.goBack().catch(() => undefined)
    if (scripting) assert.doesNotMatch(page.url(), /melden\/snel/)
    await context.close()
  })
