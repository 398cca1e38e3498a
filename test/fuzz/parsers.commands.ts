import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { z } from 'zod'
import { ContactPoint } from '../../src/cli/contact-points.ts'
import { readFrames } from '../../src/cli/backup/frames.ts'
import { readHead } from '../../src/cli/backup/head.ts'
import { readWords, UsageError } from '../../src/cli/command.ts'
import { readRegister } from '../../src/cli/commands/import.ts'
import { CommandError } from '../../src/cli/owner.ts'
import { oddText } from './words.ts'
import { chunksOf, parser, pieces, type AnyParser } from './parser.ts'

// What an operator hands to the command line.

export const json = fc.oneof(
  fc.json(),
  pieces('{', '}', '[', ']', '"', ':', ',', '"code"', '"GM0001"', '"soort"', 'null', '1e999'),
)
const commandErrors = (error: unknown) => error instanceof CommandError || error instanceof UsageError
const fileWith = (folder: string, content: string | Buffer) => {
  const path = join(folder, 'input')
  writeFileSync(path, content)
  return path
}

export const ofCommands: readonly AnyParser[] = [
  parser({
    name: 'a register',
    input: json,
    read: (it, folder) => readRegister(fileWith(folder, it)),
    throws: commandErrors,
  }),
  parser({ name: 'contact points', input: fc.anything(), read: it => z.array(ContactPoint).safeParse(it) }),
  parser({
    name: 'the beginning of a backup',
    input: fc.oneof(
      json.map(it => `${it}\n`),
      oddText,
    ),
    read: (it, folder) => readHead(fileWith(folder, it)),
    throws: commandErrors,
  }),
  parser({
    name: 'the frames of a backup',
    input: fc.uint8Array({ maxLength: 400 }),
    read: async it => {
      const frames = readFrames(chunksOf(Buffer.from(it)))
      for await (const row of frames.rows()) assert.ok(row.length > 0)
      await frames.finish()
    },
    throws: error => error instanceof Error && error.message.startsWith('The backup '),
  }),
  parser({
    name: 'words after a command',
    // Who types these is the operator: of longer ones Node's own parser takes seconds.
    input: fc.array(
      fc.oneof(pieces('--', '-', 'cases', '=', '1'), oddText).map(it => it.slice(0, 300)),
      { maxLength: 6 },
    ),
    read: args => readWords({ args, options: { cases: { type: 'string' } }, allowPositionals: true }),
    throws: commandErrors,
  }),
]
