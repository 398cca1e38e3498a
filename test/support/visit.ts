import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { PersonKey } from './people.ts'
import { testPassword } from './seed.ts'

export const phone = { width: 360, height: 740 }
export const desk = { width: 1280, height: 900 }

interface Options {
  origin: string
  viewport: { width: number; height: number }
  scripting: boolean
}

export interface Visit {
  page: Page
  context: BrowserContext
  /** Checks that nothing was asked of another website and that the browser had nothing to complain about, and closes. */
  end: () => Promise<void>
}

/** Opens a browser window of a person who does not know this website yet. */
export async function visit(browser: Browser, { origin, viewport, scripting }: Options): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport,
    javaScriptEnabled: scripting,
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(5000)
  const complaints: string[] = []
  context.on('request', request => {
    if (!request.url().startsWith(`${origin}/`)) complaints.push(`asked ${request.url()}`)
  })
  context.on('weberror', error => complaints.push(`error ${error.error().message}`))
  context.on('console', message => {
    // The browser says so of every page that is not there, which may be just what the visitor should get.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  const page = await context.newPage()
  return {
    page,
    context,
    end: async () => {
      await context.close()
      assert.deepEqual(complaints, [])
    },
  }
}

/** Signs in through the page for it, as a person does. */
export async function signIn(page: Page, key: PersonKey, path = '/'): Promise<void> {
  await page.goto(path)
  await page.getByLabel('E-mailadres').fill(`${key}@waterstad.example`)
  await page.getByLabel('Wachtwoord').fill(testPassword)
  await page.getByRole('button', { name: 'Inloggen' }).click()
  await page.waitForURL(url => url.pathname !== '/inloggen')
}

const shots = process.env['SHOTS']

/** Checks that the page fits its window, and keeps a picture of it in the folder that SHOTS names, if it does. */
export async function look(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0
  if (shots) {
    mkdirSync(shots, { recursive: true })
    await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
  }
  assert.ok((await widthOf(page)) <= width, `${name} is wider than ${width} pixels`)
}

const widthOf = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)
