import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

/** What somebody does with a page, by the words that stand on it. */
export type Hands = ReturnType<typeof handsOn>

export function handsOn(page: Page) {
  const main = page.getByRole('main')
  // By its words, as people do: they lie over the button itself.
  const put = async (kind: 'radio' | 'checkbox', name: string, question?: string) => {
    const within = question === undefined ? main : main.getByRole('radiogroup', { name: question })
    await within.locator(`label.utrecht-form-label--${kind}`).getByText(name, { exact: true }).click()
    assert.ok(await within.getByRole(kind, { name, exact: true }).isChecked())
  }
  return {
    page,
    heading: (name: string | RegExp) => page.getByRole('heading', { name, level: 1 }).waitFor(),
    reads: (words: string | RegExp) => main.getByText(words).first().waitFor(),
    /** Nothing like it stands on the page that is there now. */
    misses: async (words: string | RegExp) => {
      const text = await main.innerText()
      assert.ok(typeof words === 'string' ? !text.includes(words) : !words.test(text), `${words} stands on the page`)
    },
    /** The reference of the report that the page is about. */
    reference: async () => {
      const found = /M-\d{4}-\d{6}/.exec(await main.innerText())?.[0]
      assert.ok(found !== undefined, 'there is no reference on the page')
      return found
    },
    press: (name: string) => page.getByRole('button', { name, exact: true }).click(),
    follow: (name: string | RegExp) => page.getByRole('link', { name }).first().click(),
    /** Folds open what stands behind these words. */
    unfold: (name: string) => main.locator('summary').getByText(name, { exact: true }).click(),
    fill: (label: string, words: string) => main.getByLabel(label).fill(words),
    pick: (label: string, option: string) => main.getByLabel(label).selectOption({ label: option }),
    /** Chooses one of several, of this question when the page asks more of them. */
    choose: (name: string, question?: string) => put('radio', name, question),
    tick: (name: string) => put('checkbox', name),
    attach: (label: string, files: { name: string; mimeType: string; buffer: Buffer }[]) =>
      main.getByLabel(label).setInputFiles(files),
  }
}
