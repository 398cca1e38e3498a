import { sql } from 'kysely'
import type { Desk } from '../access/desk.ts'
import { isOver, type State } from './words.ts'

/** A measure of a plan, as whoever may see it reads it. */
export interface Measure {
  id: string
  /** Whose home it is at; null for one of the organisation. */
  person: string | null
  key: string
  theme: string
  themeTitle: string
  title: string
  explanation: string
  owner: { id: string; name: string; here: boolean } | null
  unit: { id: string; name: string } | null
  /** In cents. */
  costOnce: number | null
  costYearly: number | null
  payer: string
  /** `2026-04-24` */
  dueOn: string | null
  priority: string
  state: State
  reasonCode: string | null
  reason: string
  evidence: string
  evidenceUrl: string
  risk: string
  before: Risk | null
  after: Risk | null
  madeAt: Date
}

/** Chance and impact, each from 1 to 5. */
export interface Risk {
  chance: number
  impact: number
}
export const sizeOf = ({ chance, impact }: Risk): number => chance * impact

/** Whether it should have been done before this day (`2026-04-24`). */
export const isLate = (it: Pick<Measure, 'state' | 'dueOn'>, today: string): boolean =>
  !isOver(it.state) && it.dueOn !== null && it.dueOn < today

const risk = (chance: number | null, impact: number | null): Risk | null =>
  chance === null || impact === null ? null : { chance, impact }

const select = ({ tx, organisation, now }: Desk) =>
  tx
    .selectFrom('plan_measure as m')
    .leftJoin('person as p', 'p.id', 'm.owner_id')
    .leftJoin('unit as u', 'u.id', 'm.unit_id')
    .selectAll('m')
    .select([
      'p.name as owner_name',
      'u.name as unit_name',
      sql<string | null>`to_char(m.due_on, 'YYYY-MM-DD')`.as('due'),
      sql<number | null>`m.cost_once::float8`.as('once'),
      sql<number | null>`m.cost_yearly::float8`.as('yearly'),
      sql<State>`m.state`.as('stands'),
      sql<boolean>`exists (select from membership b where b.person_id = m.owner_id and b.organisation_id = m.organisation_id
        and b.starts <= ${now} and (b.ends is null or b.ends > ${now}))`.as('owner_here'),
    ])
    .where('m.organisation_id', '=', organisation)

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const toMeasure = (row: Row): Measure => ({
  id: row.id,
  person: row.person_id,
  key: row.measure_key,
  theme: row.theme,
  themeTitle: row.theme_title,
  title: row.title,
  explanation: row.explanation,
  owner:
    row.owner_id === null
      ? null
      : { id: row.owner_id, name: row.owner_name ?? 'iemand die weg is', here: row.owner_here },
  unit: row.unit_id === null ? null : { id: row.unit_id, name: row.unit_name ?? '' },
  costOnce: row.once,
  costYearly: row.yearly,
  payer: row.payer,
  dueOn: row.due,
  priority: row.priority,
  state: row.stands,
  reasonCode: row.reason_code,
  reason: row.reason,
  evidence: row.evidence,
  evidenceUrl: row.evidence_url,
  risk: row.risk,
  before: risk(row.chance_before, row.impact_before),
  after: risk(row.chance_after, row.impact_after),
  madeAt: row.made_at,
})

const firstToDo = sql`array_position(array['high', 'normal', 'low'], m.priority)`

/** The plan of the organisation, what comes first first. What is at somebody's home is never in it. */
export async function readPlan(desk: Desk): Promise<Measure[]> {
  const rows = await select(desk)
    .where('m.person_id', 'is', null)
    .orderBy(firstToDo)
    .orderBy('m.due_on', sort => sort.asc().nullsLast())
    .orderBy('m.title')
    .orderBy('m.id')
    .execute()
  return rows.map(toMeasure)
}

/** What this person does, and what is proposed for their own home. */
export async function readOwnMeasures(desk: Desk): Promise<Measure[]> {
  const rows = await select(desk)
    .where(eb => eb.or([eb('m.owner_id', '=', desk.actor), eb('m.person_id', '=', desk.actor)]))
    .orderBy('m.due_on', sort => sort.asc().nullsLast())
    .orderBy(firstToDo)
    .orderBy('m.title')
    .orderBy('m.id')
    .execute()
  return rows.map(toMeasure)
}

/** One measure; undefined where this person sees none. */
export async function readMeasure(desk: Desk, id: string): Promise<Measure | undefined> {
  const row = await select(desk).where('m.id', '=', id).executeTakeFirst()
  return row && toMeasure(row)
}

export interface Finding {
  kind: string
  reference: string
  label: string
  addedAt: Date
}

/** What proposed a measure, the first first. */
export const readFindings = ({ tx }: Desk, measure: string): Promise<Finding[]> =>
  tx
    .selectFrom('plan_finding')
    .select(['kind', 'reference', 'label', 'added_at as addedAt'])
    .where('measure_id', '=', measure)
    .orderBy('added_at')
    .orderBy('reference')
    .execute()
