import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** For who looks at many pages: axe is on each of them from the start, which takes a tenth of bringing it in by `troublesIn`. */
export const keepAxeIn = (context: BrowserContext): Promise<unknown> => context.addInitScript({ content: axeSource })

/** What axe finds wrong with the page as it is now, a line for each rule. */
export async function troublesIn(page: Page): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axeSource)
  return page.evaluate(violations)
}

/** Runs in the page, where `axe` is the one that was brought in. What is in order is not written out. */
async function violations(): Promise<string[]> {
  const found = await axe.run({ resultTypes: ['violations'] })
  return found.violations.map(({ id, nodes }) => `${id} ${nodes.map(it => it.target.join(' ')).join(', ')}`)
}

const mostTabs = 250

/** Checks that everything on the page that can be followed, pressed or filled in is come to with the tab key alone. */
export async function walkThrough(page: Page): Promise<void> {
  const left = new Set(await page.evaluate(markControls))
  for (let tabs = 0; tabs < mostTabs && left.size > 0; tabs++) {
    await page.keyboard.press('Tab')
    left.delete(await page.evaluate(() => document.activeElement?.getAttribute('data-walk') ?? ''))
  }
  assert.deepEqual([...left], [], 'not come to by keyboard')
}

/** Runs in the page: gives each control a mark. Of the radio buttons of one question one is come to; arrows do the rest. */
function markControls(): string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'main :is(a[href], button, summary, textarea, select, input:not([type=hidden]))',
  )
  const marks = new Set<string>()
  for (const it of controls) {
    // One that nobody is told of is what Enter presses, and nothing more.
    if (!it.checkVisibility() || it.ariaHidden === 'true') continue
    const mark =
      it instanceof HTMLInputElement && it.type === 'radio' ? it.name : `${marks.size} ${it.outerHTML.slice(0, 200)}`
    it.setAttribute('data-walk', mark)
    marks.add(mark)
  }
  return [...marks]
}
