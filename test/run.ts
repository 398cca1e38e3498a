// npm test: the checks one by one, then every test in one run. Arguments narrow it down:
//   npm test -- src/platform/vault.test.ts    these files only, without the checks
//   npm test -- --only rules                  one group of tests only: src, rules, journeys, faults or fuzz
//   npm test -- --full                        the fault tests and the fuzz in full instead of their short form
//   npm test -- --promise "no content in e-mail"   the tests that keep one promise of the README; --promises lists them
// At the end it says of every promise whether it was kept, and what all runs came to.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { makeTestFolder } from './folder.ts'
import { promises, reportPromises, testsOf, type Outcome } from './promises.ts'

interface Check {
  name: string
  command: string
  arguments: string[]
}

const checks: Check[] = [
  { name: 'format', command: 'oxfmt', arguments: ['--check', '.'] },
  { name: 'lint', command: 'oxlint', arguments: [] },
  { name: 'unused code', command: 'knip', arguments: ['--no-progress'] },
  { name: 'types', command: 'tsc', arguments: ['--noEmit'] },
]

// The order in which they run: what fails fastest and explains most comes first.
const groups = {
  src: 'src/**/*.test.{ts,tsx}',
  rules: 'test/rules/**/*.test.{ts,tsx}',
  journeys: 'test/journeys/**/*.test.{ts,tsx}',
  faults: 'test/faults/**/*.test.{ts,tsx}',
  fuzz: 'test/fuzz/**/*.test.{ts,tsx}',
}

// Two runs beside each other, as one alone leaves a core idle for a third of its time. About as long as each other.
const lanes: readonly (readonly (keyof typeof groups)[])[] = [
  ['rules', 'journeys'],
  ['src', 'faults', 'fuzz'],
]

const { values, positionals } = parseArgs({
  options: {
    only: { type: 'string' },
    full: { type: 'boolean', default: false },
    promise: { type: 'string' },
    promises: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})

const everything = positionals.length === 0 && values.only === undefined && values.promise === undefined
if (values.promises) console.log(Object.keys(promises).join('\n'))
else if (values.promise !== undefined) await runPromise(values.promise)
else {
  if (everything) runChecks()
  await runTests(everything ? lanes.map(filesOf) : [positionals.length > 0 ? positionals : chosenFiles()])
}

async function runPromise(promise: string): Promise<void> {
  if (!Object.hasOwn(promises, promise)) {
    console.log(`✖ there is no such promise. There are:\n${Object.keys(promises).join('\n')}`)
    process.exit(1)
  }
  const { files, names } = testsOf(promise, chosenFiles())
  await runTests([files], names)
}

function runChecks(): void {
  report('Node version', performance.now(), process.version)
  for (const check of checks) {
    const start = performance.now()
    const { status, stdout, stderr } = spawnSync(check.command, check.arguments, { encoding: 'utf8' })
    if (status !== 0) fail(check, `${stdout}${stderr}`)
    report(check.name, start)
  }
}

function report(name: string, start: number, remark = ''): void {
  console.log(`✔ ${name} ${remark} (${Math.round(performance.now() - start)} ms)`)
}

function fail(check: Check, output: string): never {
  console.log(output)
  console.log(`✖ ${check.name}: ${check.command} ${check.arguments.join(' ')}`)
  process.exit(1)
}

function filesOf(names: readonly (keyof typeof groups)[]): string[] {
  return names.flatMap(name => globSync(groups[name]).toSorted())
}

function chosenFiles(): string[] {
  const chosen = Object.entries(groups).filter(([name]) => values.only === undefined || values.only === name)
  return chosen.flatMap(([, pattern]) => globSync(pattern).toSorted())
}

/**
 * Runs lists of files, each in one process, so that its files share one database cluster. The first is shown while it runs,
 * what the others say after it.
 * @param names only the tests with these names; all when there are none
 */
async function runTests(lists: readonly (readonly string[])[], names: readonly string[] = []): Promise<void> {
  if (lists.every(files => files.length === 0)) {
    console.log('✖ there are no such tests')
    process.exit(1)
  }
  const start = performance.now()
  const folder = makeTestFolder()
  const kept = join(folder, 'outcomes')
  const runs = lists.map((files, index) => startRun({ files, names, folder, kept, shown: index === 0 }))
  const statuses: (number | null)[] = []
  for (const { status, said } of runs) {
    statuses.push(await status)
    process.stdout.write(await said)
  }
  const outcomes = readOutcomes(kept)
  rmSync(folder, { recursive: true, force: true })
  const told = sayPromises(outcomes)
  saySummary(outcomes, performance.now() - start)
  // What fails after the last test of a file does not show in the status of node.
  process.exitCode = told && statuses.every(it => it === 0) && outcomes.every(it => it.passed) ? 0 : 1
}

interface Run {
  files: readonly string[]
  names: readonly string[]
  /** Where they put their databases and files. */
  folder: string
  /** Where the outcome of each test is kept. */
  kept: string
  shown: boolean
}

function startRun({ files, names, folder, kept, shown }: Run): {
  status: Promise<number | null>
  said: Promise<string>
} {
  // Forced, as a server or connection that a failed test left open would keep the run from ever ending.
  const options = [
    '--test',
    '--test-isolation=none',
    '--test-force-exit',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./test/outcomes.ts',
    '--test-reporter-destination=stdout',
    ...names.map(it => `--test-name-pattern=^${it.replaceAll(/[^\w\s]/gu, String.raw`\$&`)}$`),
    `--test-timeout=${values.full ? 7_200_000 : 300_000}`,
  ]
  const child = spawn(process.execPath, ['--import', './scripts/loader.mjs', ...options, 'test/all.ts'], {
    stdio: ['inherit', shown ? 'inherit' : 'pipe', 'inherit'],
    env: {
      ...process.env,
      TMPDIR: folder,
      TEST_FILES: files.join('\n'),
      TEST_OUTCOMES: kept,
      FAULTS: values.full ? 'full' : 'short',
    },
  })
  return {
    status: new Promise(resolve => child.once('close', resolve)),
    said: child.stdout === null ? Promise.resolve('') : text(child.stdout),
  }
}

/**
 * Says of each promise whether it was kept. False when one was broken, or was asked for and not looked at. Single files may skip
 * what is not there on this machine; a whole run may not.
 */
function sayPromises(outcomes: readonly Outcome[]): boolean {
  const told = reportPromises(outcomes).filter(it => values.promise === undefined || it.promise === values.promise)
  for (const { line } of told) console.log(line)
  const asked = everything ? Object.keys(promises).length : values.promise === undefined ? told.length : 1
  const missing = asked - told.length
  if (missing > 0) console.log(`✖ of ${missing} promises no test ran`)
  const asks = everything || values.promise !== undefined
  return missing === 0 && told.every(it => it.state === 'kept' || (it.state === 'not looked at' && !asks))
}

function readOutcomes(kept: string): Outcome[] {
  const lines = existsSync(kept) ? readFileSync(kept, 'utf8').split('\n').filter(Boolean) : []
  return lines.map(line => {
    const outcome: Outcome = JSON.parse(line)
    return outcome
  })
}

/** The summary of all runs together, in the words of node's own. */
function saySummary(outcomes: readonly Outcome[], ms: number): void {
  const fail = outcomes.filter(it => !it.passed)
  const skipped = outcomes.filter(it => it.passed && it.skipped !== undefined).length
  for (const it of fail) console.log(`✖ ${it.name} (${it.file})`)
  const counts = { tests: outcomes.length, pass: outcomes.length - fail.length - skipped, fail: fail.length, skipped }
  for (const [name, count] of Object.entries({ ...counts, duration_ms: Math.round(ms) }))
    console.log(`ℹ ${name} ${count}`)
}
