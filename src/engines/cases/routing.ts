import type { Tx } from '../../platform/db.ts'
import { aboutMayor, functionInfo, improperPressure, isImproperPressure, isLine, type Line } from './vocabulary.ts'

/** Who may be asked to handle: the route's handler and deputy, in order of preference. */
export interface Candidate {
  person: string
  absent: boolean
}

export interface Destination {
  line: Line
  owner: string
  deputy: string | null
  /** The unit whose manager may see the case, when the person hit is staff. */
  unit: string | null
  /** Who was passed over, and may not have it along the duty rota either. */
  passedOver: readonly string[]
}

export interface Subject {
  organisation: string
  /** The function of the person hit, and the unit that goes with it. */
  function: string
  unit: string | null
  /** The person hit, or who reports for one who has no account. */
  hit: string | null
  /** The colleague named as the one who did it. */
  accused?: string | undefined
  /** The main kind, when it is known already. */
  category?: string | undefined
  /** A civil servant rather tells somebody else than the own manager. */
  notManager?: boolean | undefined
}

/** What an administrator supposes, to see what would happen. */
export interface Supposed {
  /** The chair is named, whoever that is. */
  namesChair?: boolean
  /** People who would be away. */
  away?: ReadonlySet<string>
}

export interface Chosen {
  owner: string
  deputy: string | null
}

/**
 * Chooses the owner and the deputy: never the person hit, never the one named, and rather somebody who is not away.
 * @param candidates in order of preference
 */
export function chooseOwner(candidates: readonly Candidate[], never: ReadonlySet<string>): Chosen | undefined {
  const able = candidates.filter(
    (it, index) => !never.has(it.person) && candidates.findIndex(other => other.person === it.person) === index,
  )
  const owner = able.find(it => !it.absent) ?? able[0]
  if (!owner) return undefined
  const others = able.filter(it => it !== owner)
  return { owner: owner.person, deputy: (others.find(it => !it.absent) ?? others[0])?.person ?? null }
}

/**
 * Where a report goes, by the routes of the organisation: by function and unit of the person hit, or the route about the
 * chair when the chair is named.
 * @returns undefined when the organisation has no route along which anybody could take it
 */
export async function findDestination(
  tx: Tx,
  now: Date,
  it: Subject,
  supposed: Supposed = {},
): Promise<Destination | undefined> {
  const namesChair =
    supposed.namesChair ?? (it.accused !== undefined && (await isChair(tx, now, it.organisation, it.accused)))
  const routes = await readRoutes(tx, now, it, supposed.away)
  const closed = isImproperPressure(it.category ?? null) ? routes.improper : undefined
  const route = namesChair ? routes.aboutMayor : (closed ?? routes.ofFunction ?? routes.aboutMayor)
  if (!route || !isLine(route.line)) return undefined
  const never = new Set([it.hit, it.accused].filter(person => typeof person === 'string'))
  const passedOver = it.notManager ? await managersOf(tx, now, it.organisation, it.unit) : []
  for (const manager of passedOver) never.add(manager)
  const chosen = withLastResort(chooseOwner(route.candidates, never), routes.aboutMayor?.candidates ?? [], never)
  if (!chosen) return undefined
  const staff = functionInfo(it.function)?.group === 'staff' && route.line === 'administrative'
  return { ...chosen, line: route.line, unit: staff && !it.notManager ? it.unit : null, passedOver }
}

/** Who gets a case of improper pressure that is handled already: undefined where the organisation has no such route. */
export async function findClosedRoute(
  tx: Tx,
  now: Date,
  { never, ...it }: Pick<Subject, 'organisation' | 'function' | 'unit'> & { never: ReadonlySet<string> },
): Promise<Chosen | undefined> {
  const { improper } = await readRoutes(tx, now, it)
  return improper && chooseOwner(improper.candidates, never)
}

/**
 * Where neither handler nor deputy may take it, those of the route about the chair do, so that a report always has an owner.
 * Not because somebody is away: that alone does not take a case out of its line.
 */
function withLastResort(
  chosen: Chosen | undefined,
  last: readonly Candidate[],
  never: ReadonlySet<string>,
): Chosen | undefined {
  if (!chosen) return chooseOwner(last, never)
  if (chosen.deputy !== null) return chosen
  return { ...chosen, deputy: chooseOwner(last, new Set([...never, chosen.owner]))?.owner ?? null }
}

interface FoundRoute {
  line: string
  candidates: Candidate[]
}

async function readRoutes(
  tx: Tx,
  now: Date,
  it: Pick<Subject, 'organisation' | 'function' | 'unit'>,
  supposedAway: ReadonlySet<string> = new Set(),
): Promise<{ ofFunction?: FoundRoute; aboutMayor?: FoundRoute; improper?: FoundRoute }> {
  const rows = await tx
    .selectFrom('route')
    .select(['subject', 'unit_id', 'line', 'handler_id', 'deputy_id'])
    .where('organisation_id', '=', it.organisation)
    .where('subject', 'in', [it.function, aboutMayor, improperPressure])
    .execute()
  const found = (subject: string) =>
    rows.find(row => row.subject === subject && row.unit_id !== null && row.unit_id === it.unit) ??
    rows.find(row => row.subject === subject && row.unit_id === null)
  const routes = [found(it.function), found(aboutMayor), found(improperPressure)]
  const managers = routes.some(row => row && row.handler_id === null)
    ? await managersOf(tx, now, it.organisation, it.unit)
    : []
  const people = routes.flatMap(row =>
    row ? [...(row.handler_id === null ? managers : [row.handler_id]), row.deputy_id] : [],
  )
  const absent = await whoIsAway(tx, now, people)
  const able = await whoHandles(tx, now, it.organisation, people)
  const candidates = (row: (typeof rows)[number]): FoundRoute => ({
    line: row.line,
    candidates: [...(row.handler_id === null ? managers : [row.handler_id]), row.deputy_id]
      .filter(person => able.has(person))
      .map(person => ({ person, absent: absent.has(person) || supposedAway.has(person) })),
  })
  const [ofFunction, about, improper] = routes
  return {
    ...(ofFunction && { ofFunction: candidates(ofFunction) }),
    ...(about && { aboutMayor: candidates(about) }),
    ...(improper && { improper: candidates(improper) }),
  }
}

/** The memberships of an organisation that hold at this moment. */
export const activeMemberships = (tx: Tx, now: Date, organisation: string) =>
  tx
    .selectFrom('membership')
    .where('organisation_id', '=', organisation)
    .where('starts', '<=', now)
    .where(eb => eb.or([eb('ends', 'is', null), eb('ends', '>', now)]))

async function managersOf(tx: Tx, now: Date, organisation: string, unit: string | null): Promise<string[]> {
  if (unit === null) return []
  const rows = await activeMemberships(tx, now, organisation)
    .select('person_id')
    .where('role', '=', 'manager')
    .where('unit_id', '=', unit)
    .orderBy('starts')
    .orderBy('id')
    .execute()
  return rows.map(row => row.person_id)
}

async function isChair(tx: Tx, now: Date, organisation: string, person: string): Promise<boolean> {
  const rows = await activeMemberships(tx, now, organisation)
    .select('function')
    .where('person_id', '=', person)
    .execute()
  return rows.some(row => functionInfo(row.function)?.group === 'mayor')
}

/** Those of these people who may handle cases of this organisation now: whose role has ended would not see the case. */
export async function whoHandles(
  tx: Tx,
  now: Date,
  organisation: string,
  people: readonly string[],
): Promise<Set<string>> {
  if (people.length === 0) return new Set()
  const rows = await activeMemberships(tx, now, organisation)
    .select('person_id')
    .where('role', 'in', ['handler', 'manager'])
    .where('person_id', 'in', [...new Set(people)])
    .execute()
  return new Set(rows.map(row => row.person_id))
}

/** Those of these people who have said to be away now. */
export async function whoIsAway(tx: Tx, now: Date, people: readonly string[]): Promise<Set<string>> {
  if (people.length === 0) return new Set()
  const rows = await tx
    .selectFrom('absence')
    .select('person_id')
    .where('person_id', 'in', [...new Set(people)])
    .where('starts', '<=', now)
    .where('ends', '>', now)
    .execute()
  return new Set(rows.map(row => row.person_id))
}
