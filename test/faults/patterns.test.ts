import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  parseSync,
  Visitor,
  type CallExpression,
  type NewExpression,
  type Node,
  type Program,
  type TemplateLiteral,
} from 'oxc-parser'
import { check } from 'recheck'
import { AskReset } from '../../src/features/account/links.ts'
import { parseTokens } from '../../src/features/administration/theme.ts'
import { safeFileName } from '../../src/platform/text.ts'

// In this process: no Java, no other program.
process.env['RECHECK_BACKEND'] = 'pure'

interface Pattern {
  path: string
  /** As it would be written, with its flags. */
  pattern: string
  source: string
  flags: string
}

/** What was looked at by a person: the pattern is not linear, or could not be judged, and yet cannot be made to take long. */
const judged: readonly { path: string; why: string; patterns: readonly string[] }[] = [
  {
    path: 'src/platform/log.ts',
    why: 'lines of our own stack, and every repetition is bounded',
    patterns: [
      String.raw`/^ {4}at (?:.{1,200} \(.{1,500}:\d+:\d+\)|(?:file:|node:|\/)\S{1,500}:\d+:\d+|.{1,200} \((?:<anonymous>|index \d+)\))$/`,
    ],
  },
  { path: 'src/platform/passwords.ts', why: 'base64 that we made ourselves', patterns: ['/=+$/'] },
  { path: 'src/platform/vault.ts', why: 'base64 that we made ourselves', patterns: ['/=+$/'] },
  {
    path: 'src/platform/signing.ts',
    why: 'the key file of the operator',
    patterns: ['/-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g'],
  },
  {
    path: 'src/platform/text.ts',
    why: 'marks: 100,000 of them take 3 ms',
    patterns: [String.raw`/(\p{M}{30})\p{M}+/gu`],
  },
  {
    path: 'src/features/account/security-txt.ts',
    why: 'what the operator configured',
    patterns: [String.raw`/^[^:/\s]+@[^:/\s]+$/u`],
  },
  {
    path: 'src/ui/markdown.tsx',
    why: 'pages of the repository',
    patterns: [
      String.raw`/\*\*(?<bold>.+?)\*\*|\[(?<label>[^\]]+)\]\((?<href>(?:\/|https:\/\/|tel:|mailto:)[^)\s]*)\)/u`,
    ],
  },
  {
    path: 'src/engines/cases/codes.ts',
    why: 'nothing is repeated without a bound',
    patterns: ['/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu'],
  },
  {
    path: 'src/engines/cases/dutch-words.ts',
    why: 'a word has at most 60 letters',
    patterns: [
      '/(?<=[aeiouy].*.{2})ingen$|(?<=[aeiouy].{2,})ing$/',
      '/(?<=[aeiouy].{2,})end#?$/',
      '/(?<=[aeiouy].*[^aeiouy])e(?=[bcdfghjkmpqstvwxz]#$)/',
      '/(?<=..[bcdfghjklmnpqrstvwxz])[dt]+$/',
      '/(?<=[aeiouy].*[^aeiouy])ee(?=[rln]$)/',
    ],
  },
  {
    path: 'src/platform/documents/document.ts',
    why: 'of each word no more than 300, and then 40, signs are read from where one begins',
    patterns: [String.raw`/\S{300,}/gu`, String.raw`/(\S{40})(?=[^\s\p{M}])/gu`],
  },
  {
    path: 'src/features/incidents/police/private-data.ts',
    why: 'no two repetitions meet, and the last one reads fifty signs; a test of its own times the texts that would take longest',
    patterns: [
      String.raw`/(?<![\p{L}\p{N}])(?<street>[\p{L}'’-]{1,60}(?:straat|straatje|laan|laantje|weg|plein|gracht|kade|dijk|singel|steeg|dreef|plantsoen|boulevard|allee|pad|hof|park|str[.]?))(?:[^\S\n]*,)?[^\S\n]+(?:(?:nr\.?|nummer|huisnummer|no\.?)[^\S\n]*)?(?<house>\d{1,5})(?:[^\S\n]?-?[^\S\n]?(?:[a-z]|bis|hs|I{1,3}|\d{1,3}))?(?![\p{L}\p{N}:])(?=(?:[^\S\n]+(?<next>[\p{L}']{1,30}))?)/giu`,
      String.raw`/(?<![\p{L}\p{N}])(?<street>\p{Lu}[\p{L}'’.-]{1,60})(?:[^\S\n]*,)?[^\S\n]+(?:(?:nr\.?|nummer|huisnummer|no\.?)[^\S\n]*)?(?<house>\d{1,5})(?:[^\S\n]?-?[^\S\n]?(?:[a-z]|bis|hs|I{1,3}|\d{1,3}))?(?![\p{L}\p{N}:])(?=(?:[^\S\n]+(?<next>[\p{L}']{1,30}))?)/gu`,
      String.raw`/(\S{1,40})[^\S\n]+$/u`,
    ],
  },
]
const isJudged = ({ path, pattern }: Pattern) => judged.some(it => it.path === path && it.patterns.includes(pattern))

const allPatterns = (): Pattern[] =>
  globSync(['src/**/*.{ts,tsx}', 'public/**/*.js', 'scripts/*.{ts,mjs}'])
    .filter(path => !path.startsWith('src/cli/demo/') && !/\.test\.tsx?$/.test(path))
    .flatMap(path => patternsIn(path, readFileSync(path, 'utf8')))

test('every pattern that somebody judged by hand still stands in its file', () => {
  const patterns = allPatterns()
  for (const { path, patterns: own } of judged)
    for (const pattern of own)
      assert.ok(
        patterns.some(it => it.path === path && it.pattern === pattern),
        `${path}: ${pattern}`,
      )
})

test('a file name or an address of 100,000 dots, or a theme of as many colons, is read at once', () => {
  const began = performance.now()
  safeFileName(`a${'. '.repeat(50_000)}b`)
  parseTokens(`${':'.repeat(100_000)}\n${' :'.repeat(50_000)}\n${'a'.repeat(100_000)}`)
  AskReset.safeParse({ email: `a@${'.'.repeat(100_000)} x` })
  assert.ok(performance.now() - began < 1000)
})

// Half a minute for all of them: a part of the long form.
const long = process.env['FAULTS'] === 'full' ? {} : { skip: 'only with npm run test:faults' }

test('no pattern in the source takes long over a text that somebody made for it', long, async () => {
  const patterns = allPatterns().filter(it => !isJudged(it))
  assert.ok(patterns.length > 50, `only ${patterns.length} patterns were found`)
  const slow: string[] = []
  for (const pattern of patterns) {
    const trouble = await troubleWith(pattern)
    if (trouble) slow.push(trouble)
  }
  assert.deepEqual(slow, [])
})

test('a pattern that takes long is found, however it is made, and beside one that was judged too', async () => {
  const planted = patternsIn(
    'src/platform/vault.ts',
    [
      String.raw`export const a = /^(a+)+$/, b = x.replace(/\s+$/, '')`,
      "const part = '(a+)+'",
      'const c = new RegExp(`^${part}$`), d = RegExp("^(b+)+$", "u"), e = new RegExp(String.raw`^(\\w+)+$`)',
      'const f = new RegExp(`^(${unknown}+)+$`, flags)',
    ].join('\n'),
  )
  assert.deepEqual(
    planted.map(it => it.pattern),
    ['/^(a+)+$/', String.raw`/\s+$/`, '/^(a+)+$/', '/^(b+)+$/u', String.raw`/^(\w+)+$/`, '/^(x+)+$/'],
  )
  for (const it of planted) {
    assert.ok(!isJudged(it))
    assert.match((await troubleWith(it)) ?? '', /vulnerable/)
  }
})

test('a pattern of which nothing is known until it runs is refused', () => {
  assert.throws(() => patternsIn('planted.ts', 'const a = new RegExp(made(), "u")'), /cannot be read/)
})

function patternsIn(path: string, text: string): Pattern[] {
  const found: Pattern[] = []
  const { program, errors } = parseSync(path, text)
  assert.deepEqual(errors, [], path)
  const constants = constantsIn(program)
  const add = (source: string, flags: string) => found.push({ path, pattern: `/${source}/${flags}`, source, flags })
  const made = ({ callee, arguments: [first, second] }: NewExpression | CallExpression) => {
    if (callee.type !== 'Identifier' || callee.name !== 'RegExp') return
    const source = first && textOf(first, constants)
    assert.ok(source !== undefined, `${path}: a pattern that cannot be read`)
    add(source, (second && textOf(second, constants)) ?? '')
  }
  new Visitor({
    Literal(node) {
      if ('regex' in node) add(node.regex.pattern, node.regex.flags)
    },
    NewExpression: made,
    CallExpression: made,
  }).visit(program)
  return found
}

/** The texts that have a name in a file. */
function constantsIn(program: Program): ReadonlyMap<string, string> {
  const constants = new Map<string, string>()
  new Visitor({
    VariableDeclarator({ id, init }) {
      const text = init && textOf(init, constants)
      if (id.type === 'Identifier' && text !== undefined && text !== null) constants.set(id.name, text)
    },
  }).visit(program)
  return constants
}

/** A text as far as it is written down: what is put into it where it runs counts as one letter. */
function textOf(node: Node, constants: ReadonlyMap<string, string>): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined
  if (node.type === 'Identifier') return constants.get(node.name)
  if (node.type === 'TaggedTemplateExpression') return written(node.quasi, constants, 'raw')
  return node.type === 'TemplateLiteral' ? written(node, constants, 'cooked') : undefined
}

const written = (
  { quasis, expressions }: TemplateLiteral,
  constants: ReadonlyMap<string, string>,
  as: 'raw' | 'cooked',
): string =>
  quasis
    .map(({ value }, n) => {
      const put = expressions[n]
      return `${value[as] ?? ''}${put ? (textOf(put, constants) ?? 'x') : ''}`
    })
    .join('')

async function troubleWith({ path, pattern, source, flags }: Pattern): Promise<string | undefined> {
  const { status } = await check(source, flags, { timeout: 10_000 })
  return status === 'safe' ? undefined : `${path}: ${pattern} is ${status}`
}
