import { appendFileSync } from 'node:fs'
import type { TestEvent } from 'node:test/reporters'
import type { Outcome } from './promises.ts'

/** A reporter that prints nothing: it keeps what each test came to, for who tells it by promise. At once, as a run may be ended. */
export default async function* outcomes(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const into = process.env['TEST_OUTCOMES']
  for await (const event of events)
    if (into !== undefined && (event.type === 'test:pass' || event.type === 'test:fail') && event.data.nesting === 0) {
      const { name, file = '', skip, todo } = event.data
      // Node calls a test that was skipped, or is still to be written, passed too.
      const why = skip ?? todo
      const outcome: Outcome = {
        name,
        file,
        passed: event.type === 'test:pass',
        ...(why !== undefined && why !== false && { skipped: String(why) }),
      }
      appendFileSync(into, `${JSON.stringify(outcome)}\n`)
      yield ''
    }
}
