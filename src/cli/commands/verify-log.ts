import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Line } from '../../engines/log/lines.ts'
import { verifyLog, type Outcome } from '../../engines/log/verify.ts'
import { parseVerifierKey, readLogKey, type VerifierKey } from '../../platform/signing.ts'
import type { Tx } from '../../platform/db.ts'
import { reachDatabase } from '../backup/reach.ts'
import { readWords, UsageError, type Command } from '../command.ts'
import { dataFolder } from '../embedded.ts'
import { readLog } from '../log.ts'
import { asOwnerInSnapshot, CommandError } from '../owner.ts'

const help = `Usage: weerbaar verify-log [--file LOG] [--key KEY]… [--head FILE]… [--receipt FILE]…
       weerbaar verify-log --export LOG

Checks the whole log: every entry, number, tree head and signature, and that no entry is without a number.
Without --file it reads the database of DATABASE_OWNER_URL, or the embedded one; with it, nothing but that file.

  --file LOG      a log that was written with --export
  --export LOG    writes the log to a file, for who checks it elsewhere; also with scripts/check-log.mjs
  --key KEY       a public key of the log, as the page of the auditor shows it; without it, those of the log key file
  --head FILE     a tree head that left the machine: the log must still begin with it
  --receipt FILE  a receipt of a reporter: its entry must be in the log`

/** Checks the log from the command line, against what was kept elsewhere. */
export const verifyLogCommand: Command = {
  help,
  run: async words => {
    const many = { type: 'string', multiple: true } as const
    const { values } = readWords({
      args: words,
      options: { file: { type: 'string' }, export: { type: 'string' }, key: many, head: many, receipt: many },
    })
    if (values.export !== undefined) return exportLog(values.export)
    const keys = keysFrom(values.key ?? [])
    const kept = {
      heads: (values.head ?? []).map(path => ({ name: basename(path), note: noteIn(readFileSync(path, 'utf8')) })),
      receipts: (values.receipt ?? []).map(path => ({ name: basename(path), text: readFileSync(path, 'utf8') })),
    }
    const { file } = values
    report(
      file === undefined
        ? await inDatabase(tx => verifyLog(readLog(tx, new Date()), keys, kept))
        : await verifyLog(linesOf(file), keys, kept),
    )
  },
}

/** Reads the database that this command is about, as it was at one moment. */
async function inDatabase<Result>(read: (tx: Tx) => Promise<Result>): Promise<Result> {
  const { ownerUrl, close } = await reachDatabase(process.env, false)
  try {
    return await asOwnerInSnapshot(ownerUrl(), read)
  } finally {
    await close()
  }
}

function keysFrom(given: readonly string[]): readonly VerifierKey[] {
  try {
    return given.length > 0 ? given.map(parseVerifierKey) : readLogKey(process.env, embeddedLogKey()).known
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** The key of the embedded log, where there is one and no other database is named. */
function embeddedLogKey(): string | undefined {
  const file = join(dataFolder(), 'log.key')
  return process.env['DATABASE_OWNER_URL'] === undefined && existsSync(file) ? file : undefined
}

// A tree head as it came in a mail has words before it; it begins at the line with the name of its key.
const noteIn = (text: string) => /^weerbaar\.[^]*/m.exec(text.replaceAll('\r\n', '\n'))?.[0] ?? text

async function exportLog(path: string) {
  if (existsSync(path)) throw new CommandError(`There is a file ${path} already`)
  await inDatabase(async tx => {
    const out = createWriteStream(path, { mode: 0o600, flags: 'wx' })
    try {
      for await (const line of readLog(tx, new Date()))
        if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain')
    } catch (error) {
      // Half a log looks like one that was tampered with.
      rmSync(path)
      throw error
    } finally {
      out.end()
      await once(out, 'close')
    }
  })
  console.log(
    `The log was written to ${path}. It holds ids and codes of people and cases: keep it as carefully as the database.`,
  )
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  let n = 0
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    n++
    yield parseLine(text, n)
  }
}

function parseLine(text: string, n: number): Line {
  try {
    return Line.parse(JSON.parse(text))
  } catch (cause) {
    throw new CommandError(`Line ${n} of this file is not a line of a log`, { cause })
  }
}

const mostShown = 50

function report({ leaves, heads, waiting, findings }: Outcome) {
  console.log(`${leaves} entries with a number, ${heads} tree heads, ${waiting} entries that still wait for a number`)
  if (findings.length === 0) return console.log('The log is whole: nothing was changed, left out or added.')
  for (const { what, where } of findings.slice(0, mostShown)) console.log(`${where}: ${what}`)
  throw new CommandError(`The log is NOT as it was signed: ${findings.length} findings`)
}
