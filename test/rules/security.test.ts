import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { assertTestsExist, namesOfTests } from '../support/named.ts'

const text = readFileSync('docs/security.md', 'utf8')
const section = (title: string) => text.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
const quotedIn = (words: string) => Array.from(words.matchAll(/"([^"\n]+)"/gu), it => it[1] ?? '')

test('every test that the security document names, of a measure or of what was found, is there', () => {
  const measures = quotedIn(section('Measures'))
  assert.ok(measures.length > 100)
  const found = quotedIn(section('Attacked by ourselves'))
  assert.ok(found.length > 2)
  assertTestsExist([...measures, ...found])
})

test('a sentence that is only quoted is the name of no test', () => {
  const quoting = [
    "const promise = 'this is quoted'",
    "  fails: 'this breaks',",
    "// test('this was planned'",
    "best('x')",
  ]
  assert.deepEqual(namesOfTests(quoting.join('\n')), [])
  assert.deepEqual(namesOfTests("test('this runs', () => {})\n  test(\n  'and this',"), ['this runs', 'and this'])
  // In test/promises.ts and in walls.*.ts, and no test.
  for (const it of ['no content in e-mail', 'nobody ever wrote this test'])
    assert.throws(() => assertTestsExist([it]), /no test has this name/)
})
