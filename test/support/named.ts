import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { sentencesIn } from '../promises.ts'

/** Tests whose names are put together where they run: what documents call them, and how they are written there. */
const builtNames: Readonly<Record<string, { file: string; written: string }>> = {
  'a token that nobody signed lets nobody in': {
    file: 'src/features/account/provider.test.ts',
    written: 'test(`${what} lets nobody in`',
  },
  'kill -9 of the server at any statement loses nothing that was acknowledged, and leaves no half case': {
    file: 'test/faults/kill.test.ts',
    written:
      'test(`kill -9 of the ${victim} at any statement loses nothing that was acknowledged, and leaves no half case`',
  },
}

/** The names of the tests in a text, and of nothing else that it quotes. */
export const namesOfTests = (source: string): string[] =>
  Array.from(
    source.matchAll(/^[ \t]*test\(\s*(?:'([^'\n]+)'|"([^"\n]+)")/gmu),
    ([, single, double]) => single ?? double ?? '',
  )

let known: ReadonlySet<string> | undefined
const findTests = (): ReadonlySet<string> =>
  new Set([
    ...globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}']).flatMap(it =>
      namesOfTests(readFileSync(it, 'utf8')),
    ),
    ...globSync('test/rules/*.checks.ts').flatMap(sentencesIn),
  ])

/** Every sentence is the name of a test or a check that runs: that it is quoted somewhere is not enough. */
export function assertTestsExist(sentences: readonly string[]): void {
  known ??= findTests()
  const missing = sentences.filter(it => !known?.has(it) && !isBuilt(it))
  assert.deepEqual(missing, [], 'no test has this name')
}

function isBuilt(sentence: string): boolean {
  const built = Object.hasOwn(builtNames, sentence) ? builtNames[sentence] : undefined
  return built !== undefined && readFileSync(built.file, 'utf8').includes(built.written)
}

export function assertFilesExist(files: readonly string[]): void {
  for (const file of files) assert.ok(existsSync(file), file)
}
