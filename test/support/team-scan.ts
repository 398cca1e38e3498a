import { shippedInstruments } from '../../src/engines/questionnaires/library.ts'
import { isAsking } from '../../src/engines/questionnaires/definition.ts'
import { answer } from './scanning.ts'
import type { Visitor } from './world.ts'

/** Answers the self-scan of the information position, which has scales only; `given` says what, by the place of the question. */
export async function answerDataMaturity(who: Visitor, id: string, given: (at: number) => number): Promise<void> {
  const it = shippedInstruments().find(one => one.id === 'data-maturity')
  let at = 0
  const pages = (it?.pages ?? []).map((page): [string, Record<string, string>] => [
    page.path,
    Object.fromEntries(page.questions.filter(isAsking).map(question => [question.id, String(given(at++))])),
  ])
  await answer(who, id, Object.fromEntries(pages))
}
