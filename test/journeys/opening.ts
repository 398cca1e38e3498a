import type { PersonKey } from '../support/people.ts'
import { phone } from '../support/visit.ts'
import type { Hands } from './hands.ts'
import type { Journey } from './stage.ts'

/** Somebody reports on a phone, in one form: who stands at the receipt, and the address of the report. */
export async function reportByPhone(
  { enter }: Pick<Journey, 'enter'>,
  who: PersonKey,
  what: string,
): Promise<{ reporter: Hands; at: string }> {
  const reporter = await enter(who, phone)
  await reporter.follow('Snel melden')
  await reporter.choose('Ja')
  await reporter.fill('Wat is er gebeurd?', what)
  await reporter.fill('Hoe kunnen wij u bereiken?', '06 00 00 00 00')
  await reporter.press('Meld dit nu')
  await reporter.heading('Uw melding is ontvangen')
  return { reporter, at: new URL(reporter.page.url()).pathname.replace(/\/ontvangst$/, '') }
}
