import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const text = readFileSync('docs/bio2.md', 'utf8')
const rows = text.split('\n').filter(it => /^\| \d/u.test(it))

test('every file that the BIO2 table names is there, and so is every test', () => {
  assert.ok(rows.length > 5)
  const sources = globSync(['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.ts'])
    .filter(it => !it.endsWith('bio2.test.ts'))
    .map(it => readFileSync(it, 'utf8'))
  for (const row of rows) {
    const [, , , where = '', tests = ''] = row.split('|')
    const files = [...where.matchAll(/`([^`]+)`/gu)].map(it => it[1] ?? '')
    const sentences = [...tests.matchAll(/"([^"]+)"/gu)].map(it => it[1] ?? '')
    assert.ok(files.length > 0 && sentences.length > 0, row)
    for (const file of files) assert.ok(existsSync(file), file)
    for (const sentence of sentences)
      assert.ok(
        sources.some(source => source.includes(`'${sentence}'`)),
        sentence,
      )
  }
})
