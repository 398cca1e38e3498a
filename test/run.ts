// npm test: the checks one by one, then every test in one run. Arguments narrow it down:
//   npm test -- src/platform/vault.test.ts    these files only, without the checks
//   npm test -- --only rules                  one group of tests only: src, rules, journeys or faults
//   npm test -- --full                        the fault tests in full instead of their short form
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { parseArgs } from 'node:util'

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
}

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, full: { type: 'boolean', default: false } },
  allowPositionals: true,
})

if (positionals.length === 0 && values.only === undefined) runChecks()
runTests(positionals.length > 0 ? positionals : chosenFiles())

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

function chosenFiles(): string[] {
  const chosen = Object.entries(groups).filter(([name]) => values.only === undefined || values.only === name)
  return chosen.flatMap(([, pattern]) => globSync(pattern).toSorted())
}

/** All files in one process, so that they share one database cluster, and node's summary comes last. */
function runTests(files: string[]): void {
  if (files.length === 0) {
    console.log('✖ there are no such tests')
    process.exit(1)
  }
  // Forced, as a server or connection that a failed test left open would keep the run from ever ending.
  const options = [
    '--test',
    '--test-isolation=none',
    '--test-force-exit',
    '--test-reporter=spec',
    `--test-timeout=${values.full ? 1_800_000 : 300_000}`,
  ]
  const { status } = spawnSync(process.execPath, ['--import', './scripts/loader.mjs', ...options, 'test/all.ts'], {
    stdio: 'inherit',
    env: { ...process.env, TEST_FILES: files.join('\n'), FAULTS: values.full ? 'full' : 'short' },
  })
  process.exitCode = status ?? 1
}
