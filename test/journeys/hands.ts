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
    /** The form came back, and says this at the top. */
    alerted: (words: string | RegExp) => main.getByRole('alert').getByText(words).waitFor(),
    /** What stands in a field is this, to the letter. */
    holds: async (label: string, words: string) => assert.equal(await main.getByLabel(label).inputValue(), words),
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
    fill: (label: string | RegExp, words: string) => main.getByLabel(label).fill(words),
    /** The one of several parts of the page with such a name in which these words stand. */
    section: (name: RegExp, words: string) => main.getByRole('region', { name }).filter({ hasText: words }),
    /** A long text at once: typing it costs seconds. */
    paste: (label: string, words: string) =>
      main.getByLabel(label).evaluate((field, text) => {
        if (!(field instanceof HTMLTextAreaElement)) throw new TypeError('This is no field for a long text')
        field.value = text
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }, words),
    pick: (label: string, option: string) => main.getByLabel(label).selectOption({ label: option }),
    /** Chooses one of several, of this question when the page asks more of them. */
    choose: (name: string, question?: string) => put('radio', name, question),
    tick: (name: string) => put('checkbox', name),
    /** Answers every question of the page that is answered with a choice, by the place of the answer. */
    answerEach: async (place: number) => {
      for (const group of await main.getByRole('radiogroup').all()) {
        const labels = await group.locator('label.utrecht-form-label--radio').all()
        await labels[Math.min(place, labels.length - 1)]?.click()
      }
    },
    attach: (label: string, files: { name: string; mimeType: string; buffer: Buffer }[]) =>
      main.getByLabel(label).setInputFiles(files),
  }
}
