import type { Hands } from './hands.ts'

/** Goes on with the same answer everywhere, until everything can be checked. */
export async function answerAll(hands: Hands, place: number): Promise<number> {
  let pages = 0
  while (hands.page.url().includes('/vragen/')) {
    pages += 1
    await hands.answerEach(place)
    for (const number of await hands.page.getByRole('spinbutton').all()) await number.fill('1')
    for (const group of await hands.page.getByRole('main').locator('fieldset:has(input[type=checkbox])').all())
      await group.locator('label').first().click()
    const before = hands.page.url()
    await hands.press('Bewaar en ga verder')
    await hands.page.waitForURL(it => it.href !== before)
  }
  return pages
}
