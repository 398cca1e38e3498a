import assert from 'node:assert/strict'
import { quickForm } from '../support/world.ts'
import { wordsElsewhere } from './more-scene.ts'
import { mark } from './words.ts'

// What must be true of every answer, whatever was asked.

const headers = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'cache-control',
  'permissions-policy',
  'cross-origin-opener-policy',
]

/** What stands in an error of ours or of a library, and never on a page. */
const fromInside =
  /\bat \S+ \(?(?:file:|\/|node:)|node_modules|\.tsx?:\d+|violates [\w-]+ constraint|syntax error at|invalid input syntax|ZodError/

const longestMs = 20_000

export interface Answer {
  status: number
  headers: Headers
  text: string
  ms: number
}

/** Of which organisation somebody is. */
export type Side = 'here' | 'elsewhere' | 'nowhere'

/** Words that stand in reports of one organisation only. */
export const wordsOf: Readonly<Record<Exclude<Side, 'nowhere'>, readonly string[]>> = {
  here: [(quickForm['what'] ?? '').slice(-25)],
  elsewhere: wordsElsewhere,
}

/** Throws a sentence about what is wrong with this answer to somebody of that side. */
export function checkAnswer({ status, headers: sent, text, ms }: Answer, side: Side): void {
  assert.ok(status < 500, `answered with ${status}`)
  for (const name of headers) assert.ok(sent.has(name), `${status} without the header ${name}`)
  assert.doesNotMatch(text, fromInside, 'shows something from inside')
  if (sent.get('content-type')?.startsWith('text/html'))
    assert.ok(!text.includes(mark), 'shows a mark that somebody wrote')
  for (const other of ['here', 'elsewhere'] as const)
    if (other !== side)
      for (const word of wordsOf[other]) assert.ok(!text.includes(word), 'shows a word of another organisation')
  assert.ok(ms < longestMs, `took ${Math.round(ms)} ms`)
}
