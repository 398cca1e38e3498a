import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fixedClock } from './clock.ts'
import { createLog } from './log.ts'

function recorder() {
  const lines: { line: string; level: string }[] = []
  const log = createLog((line, level) => lines.push({ line, level }), fixedClock(new Date('2026-04-24T20:00:00Z')))
  return { log, lines, text: () => lines.map(it => it.line).join('') }
}

test('an event is one line of JSON with its facts', () => {
  const { log, lines } = recorder()
  log.info('listening', { port: 8080, host: 'localhost\nnot a new line' })
  assert.equal(lines.length, 1)
  assert.equal(lines[0]?.level, 'info')
  assert.match(lines[0]?.line ?? '', /^[^\n]+\n$/)
  assert.deepEqual(JSON.parse(lines[0]?.line ?? ''), {
    time: '2026-04-24T20:00:00.000Z',
    level: 'info',
    event: 'listening',
    facts: { port: 8080, host: 'localhost\nnot a new line' },
  })
})

test('an error is logged with where it happened and without its message', () => {
  const { log, lines, text } = recorder()
  const reference = log.error(
    'request failed',
    new TypeError('geheim verhaal\n    at geheim (file:///geheim.ts:1:1)'),
    { status: 500 },
  )
  assert.match(reference, /^[2-9A-Z]{8}$/)
  assert.ok(text().includes(reference))
  assert.ok(!text().includes('geheim'))
  assert.match(text(), /log\.test\.ts:\d+:\d+/)
  assert.match(text(), /"name":"TypeError"/)
  assert.equal(lines[0]?.level, 'error')
})

test('of a database error only the codes are logged', () => {
  const { log, text } = recorder()
  const error = Object.assign(new Error('duplicate key: geheim'), {
    code: '23505',
    constraint: 'person_email_key',
    table: 'person',
    routine: '_bt_check_unique',
    detail: 'Key (email)=(geheim@example.org) already exists.',
    where: 'COPY person, line 3: "geheim"',
    hint: 'geheim',
    parameters: ['geheim'],
    query: 'select geheim',
  })
  log.error('request failed', new Error('geheim', { cause: error }))
  assert.ok(!text().includes('geheim'))
  for (const kept of ['23505', 'person_email_key', '"person"', '_bt_check_unique'])
    assert.ok(text().includes(kept), kept)
})

test('an odd thing that was thrown is logged without its content', () => {
  const { log, text } = recorder()
  const loop = new Error('geheim')
  loop.cause = loop
  for (const thrown of ['geheim', { message: 'geheim' }, undefined, null, loop]) log.error('failed', thrown)
  assert.ok(!text().includes('geheim'))
})

test('no message ever reaches the log, not even through the name or the code of an error', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.array(fc.string(), { maxLength: 3 }), (before, lines) => {
      const { log, text } = recorder()
      const words = [before, 'het geheim', ...lines].join('\n    at ')
      const error = Object.assign(new Error(words), { name: words, code: words, table: words })
      log.error('failed', error)
      return !text().includes('het geheim')
    }),
  )
})
