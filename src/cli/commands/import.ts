import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import { readMasterKeys, type MasterKeys } from '../../platform/vault.ts'
import { readWords, UsageError, type Command } from '../command.ts'
import { addOrganisations, type NewOrganisation } from '../organisations.ts'
import { asOwner, CommandError, ownerUrlFrom } from '../owner.ts'

const help = `Usage: DATABASE_OWNER_URL=… WEERBAAR_MASTER_KEY_FILE=… weerbaar import organisations FILE

Adds the municipalities, provinces or water boards of a register (JSON, in the format of the TOOI value lists), each
with a key of its own and the national contact points. Those that are there already stay as they are.`

/** Adds the organisations of a register. */
export const importRegister: Command = {
  help,
  run: async words => {
    const { positionals } = readWords({ args: words, allowPositionals: true })
    const [what, file, ...more] = positionals
    if (what !== 'organisations' || file === undefined || more.length > 0)
      throw new UsageError('Say what to import, and from which file: weerbaar import organisations FILE')
    const ownerUrl = ownerUrlFrom(process.env)
    const master = readMasterKeys(process.env)
    const entries = readRegister(file)
    const { added, known } = await asOwner(ownerUrl, tx => addEntries(tx, entries, master, new Date()))
    console.log(`${added} organisations were added, ${known} were there already.`)
  },
}

const kinds = { GM: 'municipality', PV: 'province', WS: 'water_board' } as const

const Entry = z.object({
  code: z.string().regex(/^(?:GM\d{4}|PV\d{2}|WS\d{4})$/),
  tooi: z.url(),
  naam: z.string().min(1).max(180),
  naamInclSoort: z.string().min(1).max(200).optional(),
})
export type RegisterEntry = z.infer<typeof Entry>

/** Reads a register. Throws when it is no register, or one of other organisations. */
export function readRegister(file: string): RegisterEntry[] {
  const parsed = z
    .array(z.looseObject({ code: z.string() }))
    .min(1)
    .safeParse(readJson(file))
  if (!parsed.success) throw new CommandError(`${file} is no register: it must be a list of entries with a code`)
  const other = parsed.data.find(({ code }) => !/^(?:GM|PV|WS)\d/.test(code))
  if (other)
    throw new CommandError(
      `${file} holds organisations that cannot be added, such as ${other.code}: ` +
        'Weerbaar is for municipalities (GM), provinces (PV) and water boards (WS).',
    )
  const entries = z.array(Entry).safeParse(parsed.data)
  if (!entries.success) throw new CommandError(`${file} is not right:\n${z.prettifyError(entries.error)}`)
  const codes = new Set(entries.data.map(it => it.code))
  if (codes.size < entries.data.length) throw new CommandError(`${file} holds a code more than once`)
  return entries.data
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new CommandError(`${file} cannot be read as JSON: ${cause instanceof Error ? cause.message : ''}`, { cause })
  }
}

/** The name as people write it above a page, with what it is: the names of water boards say that themselves. */
export function organisationName({ code, naam, naamInclSoort }: RegisterEntry): string {
  const name = naamInclSoort ?? (code.startsWith('PV') ? `provincie ${naam}` : naam)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** An entry of a register as the organisation that it becomes. */
const toOrganisation = (it: RegisterEntry): NewOrganisation => ({
  code: it.code,
  name: organisationName(it),
  kind: kindOf(it.code),
  tooi: it.tooi,
})

/** Adds the organisations of a register that are not there yet, with their keys and contact points. */
export const addEntries = (tx: Tx, entries: readonly RegisterEntry[], master: MasterKeys, now: Date) =>
  addOrganisations(tx, entries.map(toOrganisation), master, now, 'organisation.imported')

const kindOf = (code: string) => (code.startsWith('GM') ? kinds.GM : code.startsWith('PV') ? kinds.PV : kinds.WS)
