import { sql, type SqlBool } from 'kysely'
import { aboutMayor, functionInfo } from './vocabulary.ts'
import type { Desk } from '../access/desk.ts'

/** Somebody who may be asked to handle reports: with an active role as handler or manager here. */
export interface Handler {
  id: string
  name: string
  functions: readonly string[]
}

/** Everybody who may handle reports in this organisation today, by name. */
export async function readHandlers({ tx, now, organisation }: Desk): Promise<Handler[]> {
  const rows = await tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'm.role', 'm.function'])
    .where('m.organisation_id', '=', organisation)
    .where('m.starts', '<=', now)
    .where(sql<SqlBool>`(m.ends is null or m.ends > ${now})`)
    .where(eb =>
      eb(
        'm.person_id',
        'in',
        eb
          .selectFrom('membership as h')
          .select('h.person_id')
          .where('h.organisation_id', '=', organisation)
          .where('h.role', 'in', ['handler', 'manager'])
          .where('h.starts', '<=', now)
          .where(sql<SqlBool>`(h.ends is null or h.ends > ${now})`),
      ),
    )
    .orderBy(sql`p.name collate "nl-NL-x-icu"`)
    .orderBy('p.id')
    .execute()
  const byId = new Map<string, { id: string; name: string; functions: string[] }>()
  for (const { id, name, function: held } of rows) {
    const known = byId.get(id) ?? { id, name, functions: [] }
    known.functions.push(held)
    byId.set(id, known)
  }
  return [...byId.values()]
}

// One person holds these: whoever does is the person hit, and does not handle the own report.
const heldByOne = new Set([
  'mayor',
  'kings_commissioner',
  'water_board_chair',
  'island_governor',
  'council_clerk',
  'states_clerk',
  'island_clerk',
  'municipal_secretary',
  'provincial_secretary',
  'water_board_secretary',
  'island_secretary',
])
const secretaries = /_secretary$/u

/**
 * Whether this person may stand in the route of a subject. What concerns the chair stays outside the chair and the
 * secretary, who is the chair's first adviser; administrators never handle anything (migration 0002).
 */
export function mayHandle({ functions }: Pick<Handler, 'functions'>, subject: string): boolean {
  if (subject === aboutMayor) return !functions.some(it => functionInfo(it)?.group === 'mayor' || secretaries.test(it))
  return !(heldByOne.has(subject) && functions.includes(subject))
}
