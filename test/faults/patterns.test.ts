import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseSync, Visitor } from 'oxc-parser'
import { check } from 'recheck'
import { AskReset } from '../../src/features/account/links.ts'
import { parseTokens } from '../../src/features/administration/theme.ts'
import { safeFileName } from '../../src/platform/text.ts'

// In this process: no Java, no other program.
process.env['RECHECK_BACKEND'] = 'pure'

interface Pattern {
  at: string
  source: string
  flags: string
}

/** What was looked at by a person: the pattern is not linear, or could not be judged, and yet cannot be made to take long. */
const judged: Record<string, string> = {
  'src/platform/log.ts': 'lines of our own stack, and every repetition is bounded',
  'src/platform/passwords.ts': 'base64 that we made ourselves',
  'src/platform/vault.ts': 'base64 that we made ourselves',
  'src/platform/signing.ts': 'the key file of the operator',
  'src/platform/text.ts': 'marks: 100,000 of them take 3 ms; the ends of a name are measured below',
  'src/features/account/security-txt.ts': 'what the operator configured',
  'src/features/account/markdown.tsx': 'pages of the repository',
  'src/engines/cases/codes.ts': 'nothing is repeated without a bound',
  'src/engines/cases/dutch-words.ts': 'a word has at most 60 letters',
}

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
  const patterns = globSync('src/**/*.{ts,tsx}')
    .filter(path => !path.startsWith('src/cli/demo/') && !(path in judged) && !/\.test\.tsx?$/.test(path))
    .flatMap(path => patternsIn(path, readFileSync(path, 'utf8')))
  assert.ok(patterns.length > 50, `only ${patterns.length} patterns were found`)
  const slow: string[] = []
  for (const pattern of patterns) {
    const trouble = await troubleWith(pattern)
    if (trouble) slow.push(trouble)
  }
  assert.deepEqual(slow, [])
})

test('a pattern that takes long is found', async () => {
  const [exponential, polynomial] = patternsIn(
    'planted.ts',
    String.raw`export const a = /^(a+)+$/, b = x.replace(/\s+$/, '')`,
  )
  assert.ok(exponential && polynomial)
  assert.match((await troubleWith(exponential)) ?? '', /vulnerable/)
  assert.match((await troubleWith(polynomial)) ?? '', /vulnerable/)
})

function patternsIn(path: string, text: string): Pattern[] {
  const found: Pattern[] = []
  const { program, errors } = parseSync(path, text)
  assert.deepEqual(errors, [], path)
  new Visitor({
    Literal(node) {
      if (!('regex' in node)) return
      found.push({
        at: `${path}: /${node.regex.pattern}/${node.regex.flags}`,
        source: node.regex.pattern,
        flags: node.regex.flags,
      })
    },
  }).visit(program)
  return found
}

async function troubleWith({ at, source, flags }: Pattern): Promise<string | undefined> {
  const { status } = await check(source, flags, { timeout: 10_000 })
  return status === 'safe' ? undefined : `${at} is ${status}`
}
