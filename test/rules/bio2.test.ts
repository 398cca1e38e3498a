import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { assertFilesExist, assertTestsExist } from '../support/named.ts'

const text = readFileSync('docs/bio2.md', 'utf8')
const rows = text.split('\n').filter(it => /^\| \d/u.test(it))

test('every file that the BIO2 table names is there, and so is every test', () => {
  assert.ok(rows.length > 5)
  for (const row of rows) {
    const [, , , where = '', tests = ''] = row.split('|')
    const files = [...where.matchAll(/`([^`]+)`/gu)].map(it => it[1] ?? '')
    const sentences = [...tests.matchAll(/"([^"]+)"/gu)].map(it => it[1] ?? '')
    assert.ok(files.length > 0 && sentences.length > 0, row)
    assertFilesExist(files)
    assertTestsExist(sentences)
  }
})
