import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promises, reportPromises, sentencesIn, testsOf, type Outcome } from '../promises.ts'

const testFiles = globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'])

test('every promise of the README has its step, every step its promise, and the README names its tests', () => {
  const table = readFileSync('README.md', 'utf8').split('## What it promises')[1]?.split('\n## ')[0] ?? ''
  const rows = table.split('\n').filter(it => it.startsWith('| ') && !it.startsWith('| promise'))
  const written = rows.map(it => it.split('|')[1]?.trim() ?? '')
  assert.deepEqual(written, Object.keys(promises))
  for (const [index, promise] of written.entries())
    for (const { file } of promises[promise] ?? [])
      assert.ok(rows[index]?.includes(`${file.split('/').at(-1)}\``), `${promise}: ${file}`)
})

test('every test that keeps a promise is there', () => {
  for (const [promise, kept] of Object.entries(promises)) {
    assert.ok(kept.length > 0, promise)
    for (const { file, tests } of kept) {
      assert.ok(existsSync(file), file)
      const sentences = file.endsWith('.checks.ts') ? sentencesIn(file) : []
      if (file.endsWith('.checks.ts')) assert.ok(sentences.length > 0, file)
      for (const sentence of tests ?? []) assert.ok(sentences.includes(sentence), sentence)
    }
    const { files } = testsOf(promise, testFiles)
    assert.equal(files.length, new Set(files).size)
    assert.ok(files.length > 0 && files.every(it => existsSync(it)), promise)
  }
})

test('a promise of which one test fails is called broken, by its own name and that of the test', () => {
  const name = 'no word of anybody stands in a mail'
  const outcome = { file: '', passed: true }
  const right = { ...outcome, name: 'a mail says that something waits, and neither which case, nor of whom, nor what' }
  assert.deepEqual(reportPromises([{ ...outcome, name }, right]), [
    { promise: 'no content in e-mail', line: '✔ kept: no content in e-mail (2 tests)', state: 'kept' },
  ])
  assert.deepEqual(reportPromises([{ ...outcome, name, passed: false }, right]), [
    { promise: 'no content in e-mail', line: `✖ broken: no content in e-mail (2 tests)\n    ${name}`, state: 'broken' },
  ])
  assert.deepEqual(reportPromises([{ ...outcome, name: 'something else' }]), [])
})

test('a promise of which a test was skipped was not looked at, but for what only the long form runs', () => {
  const right = {
    file: '',
    passed: true,
    name: 'a mail says that something waits, and neither which case, nor of whom, nor what',
  }
  const skipped = { file: '', passed: true, name: 'no word of anybody stands in a mail' }
  const promise = 'no content in e-mail'
  const absent = { ...skipped, skipped: 'there is no post office here' }
  const long = { ...skipped, skipped: 'only with npm run test:faults' }
  const lineOf = (...outcomes: Outcome[]) => reportPromises(outcomes)
  assert.deepEqual(lineOf(absent, right), [
    {
      promise,
      line: `✖ not looked at: ${promise} (1 tests, 1 skipped)\n    ${skipped.name}: skipped, ${absent.skipped}`,
      state: 'not looked at',
    },
  ])
  assert.deepEqual(
    [[long, right], [long], [absent, { ...right, passed: false }]].map(it => lineOf(...it).map(told => told.state)),
    [['kept'], ['not looked at'], ['broken']],
  )
})

test('a test that is skipped is no outcome that passed in what a run keeps', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outcomes-'))
  try {
    const file = join(folder, 'planted.test.mjs')
    const kept = join(folder, 'kept')
    writeFileSync(
      file,
      `import { test } from 'node:test'
       test('runs', () => {})
       test('is absent', { skip: 'nothing here' }, () => {})
       test('leaves', t => t.skip('nothing here'))`,
    )
    const { NODE_TEST_CONTEXT: _, ...env } = process.env
    spawnSync(
      process.execPath,
      [
        '--import',
        './scripts/loader.mjs',
        '--test',
        '--test-isolation=none',
        '--test-reporter=./test/outcomes.ts',
        '--test-reporter-destination=stdout',
        file,
      ],
      { env: { ...env, TEST_OUTCOMES: kept } },
    )
    const lines = readFileSync(kept, 'utf8').trim().split('\n')
    const found = lines.map(line => {
      const it: Outcome = JSON.parse(line)
      return [it.name, it.skipped]
    })
    assert.deepEqual(found, [
      ['runs', undefined],
      ['is absent', 'nothing here'],
      ['leaves', 'nothing here'],
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('every sentence in a file with checks is found by its name', async () => {
  const { allChecks } = await import('./all.checks.ts')
  const found = new Set(globSync('test/rules/*.checks.ts').flatMap(sentencesIn))
  assert.deepEqual(
    Object.keys(allChecks).filter(it => !found.has(it) && !it.startsWith('without')),
    [],
  )
})
