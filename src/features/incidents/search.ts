import type { Actor } from '../../engines/access/actor.ts'
import { categories, channels, functions } from '../../engines/cases/vocabulary.ts'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { incidentChart } from './incident.chart.ts'
import { listed, pageSize, scopesOf, type After, type ListedCase, type Scope } from './lists.ts'

/** What somebody looks for: coded facts only. Words that are sealed are not searched here. */
export interface Sought {
  reference: string
  from: string
  until: string
  category: string
  state: string
  function: string
  channel: string
  /** The person hit, by id: a name stands in no address. */
  hit: string
}

const known = (list: readonly string[], value: string | null) => list.find(it => it === value) ?? ''
const day = (value: string | null) =>
  /^\d{4}-\d{2}-\d{2}$/.test(value ?? '') && !Number.isNaN(Date.parse(value ?? '')) ? (value ?? '') : ''

export const states = Object.keys(incidentChart.names).filter(it => it !== 'draft')

/** What stands in the address of a search; what is not known there is left out. */
export const readSought = (query: URLSearchParams): Sought => ({
  reference: /^[mM]?-?[\d-]{1,20}$/.exec(query.get('kenmerk')?.trim() ?? '')?.[0].toUpperCase() ?? '',
  from: day(query.get('van')),
  until: day(query.get('tot')),
  category: known(
    categories.map(it => it.id),
    query.get('soort'),
  ),
  state: known(states, query.get('status')),
  function: known(
    functions.map(it => it.id),
    query.get('functie'),
  ),
  channel: known(
    channels.map(it => it.id),
    query.get('manier'),
  ),
  hit: /^[0-9a-f-]{36}$/.exec(query.get('wie') ?? '')?.[0] ?? '',
})

export const isEmpty = (it: Sought): boolean => Object.values(it).every(value => value === '')

const names: Record<keyof Sought, string> = {
  reference: 'kenmerk',
  from: 'van',
  until: 'tot',
  category: 'soort',
  state: 'status',
  function: 'functie',
  channel: 'manier',
  hit: 'wie',
}
const isField = (name: string): name is keyof Sought => Object.hasOwn(names, name)

/** A search as it stands in an address. */
export function writeSought(it: Sought): string {
  const query = new URLSearchParams()
  for (const name of Object.keys(names)) if (isField(name) && it[name]) query.set(names[name], it[name])
  return query.toString()
}

/** The cases that somebody handles or watches over, and that agree with all that is sought; newest first. */
export async function search(tx: Tx, actor: Actor, sought: Sought, after: After | undefined): Promise<ListedCase[]> {
  const { lines, units } = scopesOf(actor)
  // Each source by its own index, so that nobody's search reads the cases of everybody.
  const sources = [undefined, ...lines, ...units]
  const found = await Promise.all(sources.map(scope => fromSource(tx, actor, scope, sought, after)))
  const unique = new Map(found.flat().map(it => [it.id, it]))
  return [...unique.values()]
    .toSorted((a, b) => (b.reportedAt?.getTime() ?? 0) - (a.reportedAt?.getTime() ?? 0) || (a.id < b.id ? 1 : -1))
    .slice(0, pageSize + 1)
}

function fromSource(tx: Tx, actor: Actor, scope: Scope | undefined, it: Sought, after: After | undefined) {
  let query = listed(tx)
    .where('c.reported_at', 'is not', null)
    .where('c.organisation_id', '=', actor.organisation?.id ?? '')
  if (scope === undefined)
    query = query.where('c.id', 'in', eb =>
      eb
        .selectFrom('participant')
        .select('case_id')
        .where('person_id', '=', actor.id)
        .where('role', 'in', ['handler', 'deputy', 'duty'])
        .where('ended_at', 'is', null),
    )
  else if ('unit' in scope) query = query.where('c.unit_id', '=', scope.unit)
  else query = query.where('c.line', '=', scope.line)
  if (it.reference)
    query = query.where('c.reference', 'like', `${it.reference.startsWith('M') ? '' : '%'}${it.reference}%`)
  if (it.category) query = query.where('c.category', '=', it.category)
  if (it.state) query = query.where('c.state', '=', it.state)
  if (it.function) query = query.where('c.function', '=', it.function)
  if (it.channel) query = query.where('c.channel', '=', it.channel)
  if (it.hit) query = query.where('c.hit_id', '=', it.hit)
  if (it.from)
    query = query.where(sql<boolean>`c.reported_at >= ${it.from}::date::timestamp at time zone 'Europe/Amsterdam'`)
  if (it.until)
    query = query.where(
      sql<boolean>`c.reported_at < (${it.until}::date + 1)::timestamp at time zone 'Europe/Amsterdam'`,
    )
  if (after) query = query.where(eb => eb(eb.refTuple('c.reported_at', 'c.id'), '<', eb.tuple(after.at, after.id)))
  return query
    .orderBy('c.reported_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(pageSize + 1)
    .execute()
}
