import { readdirSync } from 'node:fs'
import { readContent, readText } from '../../platform/content.ts'
import type { Tx } from '../../platform/db.ts'
import { projectFile } from '../../platform/project.ts'
import { Definition, versionOf } from './definition.ts'
import { readDefinition } from './reading.ts'
import type { Scan } from './scan.ts'

const known = new Map<string, Definition>()

/**
 * A questionnaire in one version, such as `full-report@1`: that of today, or the one that somebody answered years ago.
 * @throws when there is no such file in content/questionnaires, or it holds something else
 */
export function questionnaire(version: string): Definition {
  const found = known.get(version) ?? readContent(`questionnaires/${version}.yaml`, Definition)
  if (versionOf(found) !== version) throw new Error(`content/questionnaires/${version}.yaml holds ${versionOf(found)}`)
  known.set(version, found)
  return found
}

/** A questionnaire with a result: a self-scan, a check or a norm. */
export type Instrument = Definition & { scan: Scan }
export const isInstrument = (it: Definition): it is Instrument => it.scan !== undefined

let shipped: readonly Instrument[] | undefined

/** The instruments that come with the product, in all their versions. */
export const shippedInstruments = (): readonly Instrument[] =>
  (shipped ??= readdirSync(projectFile('content/questionnaires'))
    .filter(it => it.endsWith('.yaml'))
    .map(it => parsed(it, readText(`questionnaires/${it}`)))
    .filter(isInstrument))

function parsed(name: string, text: string): Definition {
  const { definition, faults } = readDefinition(text)
  if (!definition) throw new Error(`${name} is not sound:\n${faults.join('\n')}`)
  return definition
}

// What was published never changes: it is read once, by the name of its publication.
const published = new Map<string, Definition>()

/** Every version of every instrument: those that come with the product, and those that the network published. */
export async function allInstruments(tx: Tx): Promise<Instrument[]> {
  const rows = await tx.selectFrom('published_questionnaire').select('publication').execute()
  const unread = rows.map(it => it.publication).filter(it => !published.has(it))
  if (unread.length > 0) await readPublished(tx, unread)
  const known = rows.flatMap(it => published.get(it.publication) ?? [])
  return [...shippedInstruments(), ...known.filter(isInstrument)]
}

async function readPublished(tx: Tx, publications: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('published_questionnaire')
    .select(['publication', 'questionnaire', 'version', 'words'])
    .where('publication', 'in', publications)
    .execute()
  for (const it of rows)
    published.set(it.publication, parsed(`${it.questionnaire}@${it.version}, as it was published`, it.words))
}

/** Whether a version may be begun on this day: from its first day up to, and not including, its last. */
export const holdsOn = ({ scan }: Instrument, day: string): boolean =>
  scan.valid.from <= day && (scan.valid.until === undefined || day < scan.valid.until)

/** The newest version of each instrument that may be begun on this day, by title. */
export function currentInstruments(all: readonly Instrument[], day: string): Instrument[] {
  const newest = new Map<string, Instrument>()
  for (const it of all) if (holdsOn(it, day) && it.version > (newest.get(it.id)?.version ?? 0)) newest.set(it.id, it)
  return [...newest.values()].toSorted((one, other) => one.title.localeCompare(other.title, 'nl'))
}
