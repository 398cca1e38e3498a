import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { readWords, UsageError, type Command } from '../command.ts'
import { asOwnerInSnapshot, CommandError, ownerUrlFrom } from '../owner.ts'
import { columnFaults, readColumns } from '../privacy/columns.ts'
import { answerable, writeDpia } from '../privacy/dpia.ts'
import { factsOf, standardFacts, type Facts } from '../privacy/facts.ts'
import { writeRegister } from '../privacy/register.ts'

const help = `Usage: weerbaar docs privacy [--organisation CODE] [--answers FILE] [--out FOLDER [--replace]]

Writes the register of processing activities (art. 30 GDPR) and a prefilled impact assessment (art. 35), in Dutch, out of the
tables that the code runs on. They are drafts for an organisation to check, and no legal advice.

  --organisation CODE  with the terms, the settings and the number of people in each role of this organisation; reads the
                       database of DATABASE_OWNER_URL, and refuses when that has a column without a category
  --answers FILE       YAML: the name of a question in the drafts, a colon, and the answer of the organisation
  --out FOLDER         writes verwerkingsregister.md and dpia.md there; without it they are printed
  --replace            also when they are there already`

/** Documents that are made from the tables of the code. */
export const docs: Command = {
  help,
  run: async words => {
    const string = { type: 'string' } as const
    const { values, positionals } = readWords({
      args: words,
      allowPositionals: true,
      options: { organisation: string, answers: string, out: string, replace: { type: 'boolean', default: false } },
    })
    if (positionals.join(' ') !== 'privacy') throw new UsageError('Say which: weerbaar docs privacy')
    const answers = values.answers === undefined ? undefined : readAnswers(values.answers)
    const pages = privacyPages(
      values.organisation === undefined ? standardFacts(answers) : await readFacts(values.organisation, answers),
    )
    if (values.out === undefined) return console.log(Object.values(pages).join('\n'))
    writeAll(values.out, pages, values.replace)
  },
}

/** The documents by their file names. */
export const privacyPages = (facts: Facts): Readonly<Record<string, string>> => ({
  'verwerkingsregister.md': writeRegister(facts),
  'dpia.md': writeDpia(facts),
})

const readFacts = async (code: string, answers?: ReadonlyMap<string, string>): Promise<Facts> =>
  asOwnerInSnapshot(ownerUrlFrom(process.env), async tx => {
    const faults = columnFaults(await readColumns(tx))
    if (faults.length > 0) throw new CommandError(`This database is not the one of this version:\n${faults.join('\n')}`)
    return factsOf(tx, code, new Date(), answers)
  })

const Answers = z.record(z.string(), z.string().trim().min(1))

function readAnswers(path: string): ReadonlyMap<string, string> {
  if (!existsSync(path)) throw new CommandError(`There is no file ${path}`)
  const parsed = Answers.safeParse(parse(readFileSync(path, 'utf8')))
  if (!parsed.success)
    throw new CommandError(`${path} is not a list of names and answers:\n${z.prettifyError(parsed.error)}`)
  const unknown = Object.keys(parsed.data).filter(it => !answerable.has(it))
  if (unknown.length > 0) throw new CommandError(`No question is called ${unknown.join(', ')}`)
  return new Map(Object.entries(parsed.data))
}

function writeAll(folder: string, pages: Readonly<Record<string, string>>, replace: boolean) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new CommandError(`There is no folder ${folder}`)
  const paths = Object.entries(pages).map(([name, text]) => ({ path: join(folder, name), text }))
  const there = paths.filter(it => existsSync(it.path)).map(it => it.path)
  if (there.length > 0 && !replace) throw new CommandError(`${there.join(' and ')} would be lost; give --replace`)
  for (const { path, text } of paths) writeFileSync(path, text)
  console.log(`Written: ${paths.map(it => it.path).join(', ')}`)
}
