import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { assertTestsExist } from '../support/named.ts'

const text = readFileSync('docs/asvs.md', 'utf8')
const cells = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map(it => it.trim())
const rows = text
  .split('\n')
  .filter(it => /^\| V\d/u.test(it))
  .map(cells)

/** How many sections each chapter of ASVS 5.0 has. */
const sections = [5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3]
const levelThreeOnly = new Set(['V3.1', 'V3.6', 'V11.7', 'V15.4'])

test('every chapter and section of the ASVS is in the table once, with how it stands', () => {
  const expected = sections.flatMap((count, chapter) =>
    Array.from({ length: count }, (_, section) => `V${chapter + 1}.${section + 1}`),
  )
  assert.deepEqual(
    rows.map(([section]) => section),
    expected.filter(it => !levelThreeOnly.has(it)),
  )
  for (const section of levelThreeOnly) assert.ok(text.includes(section), section)
  assert.equal([...text.matchAll(/^\| \*\*V\d+ /gmu)].length, sections.length)
  for (const [section = '', met = '', how = '', tests = '', missing = ''] of rows) {
    assert.match(met, /^(?:met|partly|operator|none)$/u, section)
    assert.ok(how !== '', section)
    if (met === 'met' || met === 'partly') assert.ok(tests !== '', section)
    // Who says "partly" says what not; who says "met" has nothing more to say.
    assert.equal(missing !== '', met === 'partly', section)
  }
})

test('every file that the ASVS table names is there, and so is every test', () => {
  for (const it of text.matchAll(/`((?:src|test|docs|db)\/[^`]+)`/gu)) assert.ok(existsSync(it[1] ?? ''), it[1])
  assertTestsExist(rows.flatMap(it => Array.from(it[3]?.matchAll(/"([^"]+)"/gu) ?? [], found => found[1] ?? '')))
})
