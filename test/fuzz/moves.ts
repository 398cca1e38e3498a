import fc from 'fast-check'
import { oddFile, oddText, rightFile, rightText } from './words.ts'

// What is drawn for one request: all its chance is in here, so that a seed gives the same requests again.

/** One way to spoil a form, an address or what goes with it. */
export type Change =
  | { what: 'drop' | 'double' | 'empty' | 'id of others'; field: number }
  | { what: 'odd value'; field: number; text: string }
  | { what: 'odd field'; name: string; text: string }
  | { what: 'odd file'; file: { name: string; content: Buffer } }
  | { what: 'type'; type: string }
  | { what: 'cut off'; at: number }
  | { what: 'body'; body: Buffer }
  | { what: 'address'; at: number; text: string }
  | { what: 'query'; query: string }
  | { what: 'header'; name: string; value: string }
  | { what: 'cookie'; value: string }
  | { what: 'method'; method: string }
  | { what: 'somebody else'; who: number }

export interface Move {
  route: number
  /** A form as it should be, or one that is spoilt. */
  right: boolean
  door: number
  picks: readonly number[]
  words: readonly string[]
  file: { name: string; content: Buffer }
  changes: readonly Change[]
}

const field = fc.nat(40)
const what = <const W extends string>(name: W) => fc.constant(name)
const headers = [
  ['accept-language', 'xx-\u00E9;q=9'],
  ['range', 'bytes=0-,5-'],
  ['if-none-match', '*'],
  ['x-forwarded-for', '1.1.1.1, ::, not an address'],
  ['x-forwarded-host', 'evil.example'],
  ['x-http-method-override', 'DELETE'],
  ['host', 'evil.example'],
  ['origin', 'https://evil.example'],
  ['sec-fetch-site', 'cross-site'],
  ['user-agent', ''],
  ['user-agent', 'a'.repeat(8000)],
  ['content-length', '-1'],
  ['content-encoding', 'gzip'],
  ['expect', '100-continue'],
  ['accept', '*/*;q=\u00FF'],
] as const
const types = [
  '',
  'application/json',
  'text/plain',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  `multipart/form-data; boundary=${'x'.repeat(300)}`,
  'multipart/form-data; boundary="a\u00FFb"',
  'application/x-www-form-urlencoded; charset=utf-7',
  'APPLICATION/X-WWW-FORM-URLENCODED',
  ';;;',
]
const badPaths = [
  '%',
  '%zz',
  '%00',
  '%ff%fe',
  '//',
  '/../',
  '..%2f',
  '%2e%2e',
  ';a=b',
  '%F0%9F%99%82',
  '\\',
  'x'.repeat(3000),
  '/.',
  '?',
]
const oddName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'a[]', 'a[b]', '', 'x'.repeat(300), 'id', 'organisation_id'),
  oddText.map(it => it.slice(0, 150)),
)

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ what: fc.constantFrom('drop', 'double', 'empty', 'id of others'), field }),
  { weight: 5, arbitrary: fc.record({ what: what('odd value'), field, text: oddText }) },
  fc.record({ what: what('odd field'), name: oddName, text: oddText }),
  { weight: 2, arbitrary: fc.record({ what: what('odd file'), file: oddFile }) },
  fc.record({ what: what('type'), type: fc.constantFrom(...types) }),
  fc.record({ what: what('cut off'), at: fc.nat(2000) }),
  fc.record({ what: what('body'), body: fc.uint8Array({ maxLength: 300 }).map(it => Buffer.from(it)) }),
  fc.record({ what: what('address'), at: fc.nat(90), text: fc.constantFrom(...badPaths) }),
  fc.record({
    what: what('query'),
    query: fc.oneof(
      oddText.map(it => it.slice(0, 3000)),
      fc.webQueryParameters(),
    ),
  }),
  fc.constantFrom(...headers).map(([name, value]) => ({ what: 'header' as const, name, value })),
  fc.record({ what: what('cookie'), value: fc.string({ maxLength: 80 }) }),
  fc.record({
    what: what('method'),
    method: fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'GET', 'POST'),
  }),
  { weight: 2, arbitrary: fc.record({ what: what('somebody else'), who: fc.nat(40) }) },
)

const numbers = fc.array(fc.nat(1_000_000), { minLength: 24, maxLength: 24 })

const move = (route: number, right: boolean): fc.Arbitrary<Move> =>
  fc.record({
    route: fc.constant(route),
    right: fc.constant(right),
    door: fc.nat(1_000_000),
    picks: numbers,
    words: fc.array(rightText, { minLength: 12, maxLength: 12 }),
    file: rightFile,
    changes: fc.array(change, { minLength: 1, maxLength: 3, size: 'max' }),
  })

/** Every route, so many times with a form that is right and so many with one that is not, in any order. */
export function moves(routes: number, right: number, wrong: number): fc.Arbitrary<readonly Move[]> {
  const all = Array.from({ length: routes }, (_, route) => [
    ...Array.from({ length: right }, () => move(route, true)),
    ...Array.from({ length: wrong }, () => move(route, false)),
  ]).flat()
  return fc
    .tuple(fc.tuple(...all), fc.array(fc.nat(1_000_000_000), { minLength: all.length, maxLength: all.length }))
    .map(([drawn, order]) =>
      drawn
        .map((it, n) => ({ it, at: order[n] ?? 0 }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ it }) => it),
    )
}
