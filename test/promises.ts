import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

// What the README promises, and which tests keep each promise: `npm test` says so by promise at its end, and
// `npm test -- --promise "…"` runs the tests of one.

interface Kept {
  /** A file with tests, or with checks that a file with tests beside it runs. */
  file: string
  /** The tests in it that matter; all of them when it is not said. */
  tests?: readonly string[]
}

const all = (...files: string[]): Kept[] => files.map(file => ({ file }))
const some = (file: string, ...tests: string[]): Kept => ({ file, tests })
const markers = 'test/rules/markers.checks.ts'
const incidents = 'src/features/incidents'

export const promises: Readonly<Record<string, readonly Kept[]>> = {
  'every report reaches somebody, and the reporter knows who and when': all(
    `${incidents}/routing.test.ts`,
    `${incidents}/waiting.test.ts`,
  ),
  'nobody sees a case without a right to it: not by a page, not by a row': all(
    'test/rules/routes.checks.ts',
    'test/rules/states.checks.ts',
    'test/rules/rows.checks.ts',
    'test/rules/may-open.checks.ts',
  ),
  'never the colleague who is named': all('test/rules/accused.checks.ts'),
  'no look without a trace, and the reporter reads it': all('test/rules/looks.checks.ts'),
  'no content in e-mail': [
    some(
      markers,
      'no word of anybody stands in a mail',
      'a mail says that something waits, and neither which case, nor of whom, nor what',
    ),
    some(
      'test/rules/injection.checks.ts',
      'no mail has a header, an address or a part that somebody typed, and no word but the name of the organisation',
    ),
  ],
  'no content in clear in the database': [
    some(markers, 'no word of anybody stands in a table', 'no word of anybody stands in the write-ahead log'),
  ],
  'no content in an address or a log': [
    some(
      markers,
      'no word of anybody stands in an address',
      'no word of anybody stands in a log, on a standard stream or in a statement that the server shows',
    ),
  ],
  'nothing that somebody typed becomes more than text: no script, no link that runs, no header': all(
    'test/rules/injection.checks.ts',
  ),
  'every answer tells a browser to stay on TLS, and to run, frame, guess and keep nothing':
    all('test/rules/headers.checks.ts'),
  'who has a role in the work of others gives two factors': all(
    'test/rules/factors.checks.ts',
    'src/features/account/second-step.test.ts',
  ),
  'no change of the trail goes unnoticed': all('src/cli/log.test.ts', 'src/cli/check-log.test.ts'),
  'nothing goes before its day, and what goes is gone': all(
    'src/features/retention/destruction.test.ts',
    'src/cli/backup/destroyed.test.ts',
  ),
  'what is in a backup comes back, and can be read by nobody without its key': all(
    'src/cli/backup/backup.test.ts',
    'src/cli/backup/restore.test.ts',
  ),
  'each of those walls is needed: without it a rule fails by its name': all('test/faults/walls-removed.test.ts'),
  'nothing that was acknowledged is lost, whatever is killed': all('test/faults/kill.test.ts'),
  'bad input gets a clear answer and loses nothing': all(
    `${incidents}/bad-files.test.ts`,
    `${incidents}/bad-form.test.ts`,
    `${incidents}/bad-mails.test.ts`,
    `${incidents}/bad-requests.test.ts`,
    `${incidents}/double-sending.test.ts`,
  ),
  'it works on a phone, by keyboard, with scripting off; axe finds nothing': all(
    'test/journeys/pages.test.ts',
    'test/journeys/reporting.test.ts',
    'test/journeys/handling.test.ts',
  ),
  'the code keeps its floors': all('test/rules/imports.test.ts'),
}

/** What one test came to. */
export interface Outcome {
  name: string
  file: string
  passed: boolean
  /** Why it was not run. */
  skipped?: string
}

/** What the short form leaves out, and who says so: the rest of the promise was looked at. */
const leftToFull = /^only with npm run /u

const importedChecks = /from '(\.\/[\w-]+\.checks\.ts)'/gu

/** The checks that a file with tests runs. */
const checksOf = (file: string): string[] =>
  Array.from(readFileSync(file, 'utf8').matchAll(importedChecks), it => join(dirname(file), it[1] ?? ''))

/**
 * The files to run for a promise, and the tests in them by name.
 * @param testFiles every file with tests
 */
export function testsOf(promise: string, testFiles: readonly string[]): { files: string[]; names: string[] } {
  const kept = promises[promise] ?? []
  const files = kept.flatMap(({ file }) =>
    file.endsWith('.test.ts') ? [file] : testFiles.filter(it => checksOf(it).includes(file)).slice(0, 1),
  )
  const named = kept.flatMap(it => it.tests ?? (it.file.endsWith('.checks.ts') ? sentencesIn(it.file) : []))
  // Without a name every test of the files counts: then nothing may be left out.
  const whole = kept.some(it => it.tests === undefined && it.file.endsWith('.test.ts'))
  return { files: [...new Set(files)], names: whole ? [] : named }
}

/** The sentences of a file with checks: the names of its functions. */
export const sentencesIn = (file: string): string[] =>
  Array.from(
    readFileSync(file, 'utf8').matchAll(/^ {2}(?:'([^'\n]+)'|"([^"\n]+)"):\s*(?:async\b|[a-z]\w*\()/gmu),
    it => it[1] ?? it[2] ?? '',
  )

/** Whether a test is one of those that keep a promise. */
function keeps({ file, tests }: Kept, outcome: Outcome): boolean {
  if (tests) return tests.includes(outcome.name)
  return file.endsWith('.test.ts') ? resolve(file) === outcome.file : sentencesIn(file).includes(outcome.name)
}

/**
 * One line for each promise of which a test ran: kept, broken and by which test, or not looked at and why: a test of it was
 * skipped, other than one that only the long form runs beside others that did run.
 */
export function reportPromises(outcomes: readonly Outcome[]): Told[] {
  return Object.entries(promises).flatMap(([promise, kept]) => {
    const own = outcomes.filter(outcome => kept.some(it => keeps(it, outcome)))
    if (own.length === 0) return []
    const failed = own.filter(it => !it.passed)
    const skipped = own.filter(it => it.passed && it.skipped !== undefined)
    const ran = own.length - skipped.length
    const missed = ran === 0 ? skipped : skipped.filter(it => !leftToFull.test(it.skipped ?? ''))
    const state = failed.length > 0 ? 'broken' : missed.length > 0 ? 'not looked at' : 'kept'
    const count = `${ran} tests${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`
    const why = [
      ...failed.map(it => `\n    ${it.name}`),
      ...skipped.map(it => `\n    ${it.name}: skipped, ${it.skipped}`),
    ]
    const line = `${state === 'kept' ? '✔' : '✖'} ${state}: ${promise} (${count})${why.join('')}`
    return [{ promise, line, state }]
  })
}

interface Told {
  promise: string
  line: string
  state: 'kept' | 'broken' | 'not looked at'
}
