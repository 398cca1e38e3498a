import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'

const isTest = (path: string) => path.endsWith('.test.ts') || path.endsWith('.test.tsx') || path.startsWith('test/')

/** Every sentence of a test stands in a file of tests, and not only where it is quoted. */
export function assertTestsExist(sentences: readonly string[], except: RegExp): void {
  const sources = globSync(['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.ts'])
    .filter(it => isTest(it) && !except.test(it))
    .map(it => readFileSync(it, 'utf8'))
  for (const sentence of sentences)
    assert.ok(
      sources.some(source => source.includes(`'${sentence}'`)),
      sentence,
    )
}

export function assertFilesExist(files: readonly string[]): void {
  for (const file of files) assert.ok(existsSync(file), file)
}
