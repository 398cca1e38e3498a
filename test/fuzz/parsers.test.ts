import { rmSync } from 'node:fs'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'
import { ofCommands } from './parsers.commands.ts'
import { ofFiles } from './parsers.files.ts'
import { ofWords } from './parsers.words.ts'

const full = process.env['FAULTS'] === 'full'
const seed = Number(process.env['FUZZ_SEED'] ?? (full ? Date.now() % 1_000_000_000 : 7))
const path = process.env['FUZZ_PATH']
// At least so many, or as many as fit in so long.
const runs = full ? 3000 : 15
const longestMs = full ? 15_000 : 1500

const folder = makeTemporaryFolder()
after(() => rmSync(folder, { recursive: true, force: true }))

for (const { name, property } of [...ofFiles, ...ofWords, ...ofCommands])
  // A failure says its seed and path: FUZZ_SEED=… FUZZ_PATH=… npm test -- test/fuzz/parsers.test.ts asks it again.
  test(`${name}: whatever somebody made of it, it is read or refused, and soon`, () =>
    fc.assert(property(folder), {
      seed,
      numRuns: runs,
      plugins: [fc.interruptAfterTimeLimit(longestMs)],
      ...(path && { path }),
    }))
