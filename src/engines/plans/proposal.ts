import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { audit } from '../access/audit.ts'
import type { Desk } from '../access/desk.ts'

/** A measure as a scan, a norm or an evaluation proposes it. Its words are those of the instrument, never what somebody typed. */
export interface ProposedMeasure {
  /** The same for the same measure, whatever proposes it. */
  key: string
  title: string
  explanation: string
  theme: { id: string; title: string }
  priority: 'high' | 'normal' | 'low'
  payer: 'self' | 'employer' | 'shared' | 'other'
  /** What it follows from, such as `home-check@1:locks`. */
  finding: { kind: 'questionnaire'; reference: string; label: string }
  /** How large the risk is that it lowers: the chance and the impact before it, which people can change. Not at a home. */
  risk?: { title: string; chance: number; impact: number }
  /** Whose home it is about; without it, it is for the organisation. */
  person?: string
}

/**
 * Puts measures in the plan of the organisation, or in that of the person themself. One that is there already stays as it is
 * and gets the finding too: a measure that two scans propose is one measure.
 * @returns how many measures are new, and how many findings joined one that was there
 * @throws Refusal for a measure at the home of somebody else, and for one of the organisation by who does not manage its plan
 */
export async function proposeMeasures(
  desk: Desk,
  proposed: readonly ProposedMeasure[],
): Promise<{ added: number; joined: number }> {
  await refuseOthers(desk, proposed)
  const count = { added: 0, joined: 0 }
  // In order, so that two who propose at once wait for each other instead of blocking each other.
  for (const it of proposed.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const added = await addMeasure(desk, it)
    const found = await addFinding(desk, it)
    if (added) count.added++
    else if (found) count.joined++
  }
  // Of somebody's home nothing stands in the trail: how much is proposed tells how much is wrong there.
  if (count.added + count.joined === 0 || proposed.every(it => it.person !== undefined)) return count
  const { tx, now, actor, organisation } = desk
  const object = `added:${count.added} joined:${count.joined}`
  await audit(tx, { action: 'plan.proposed', actor, organisation, object }, now)
  return count
}

async function refuseOthers(desk: Desk, proposed: readonly ProposedMeasure[]): Promise<void> {
  if (proposed.some(it => it.person !== undefined && it.person !== desk.actor)) throw new Refusal(notFound)
  if (proposed.some(it => it.person === undefined) && !(await managesPlan(desk))) throw new Refusal(notFound)
}

/** Whether this person manages the plan of the organisation. */
async function managesPlan({ tx, organisation }: Desk): Promise<boolean> {
  const { rows } = await sql<{ manages: boolean }>`
    select ${organisation}::uuid in (select app.organisations_as('coordinator')) as manages`.execute(tx)
  return rows[0]?.manages === true
}

/** What a measure has before anybody filled in anything. */
export const untouched = {
  owner_id: null,
  unit_id: null,
  cost_once: null,
  cost_yearly: null,
  cost_on: null,
  counted: false,
  due_on: null,
  state: 'proposed',
  reason_code: null,
  reason: '',
  evidence: '',
  evidence_url: '',
  risk: '',
  chance_before: null,
  impact_before: null,
  chance_after: null,
  impact_after: null,
} as const

async function addMeasure({ tx, now, actor, organisation }: Desk, it: ProposedMeasure): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('plan_measure')
    .values({
      ...untouched,
      ...(it.risk && { risk: it.risk.title, chance_before: it.risk.chance, impact_before: it.risk.impact }),
      id: randomUUID(),
      organisation_id: organisation,
      person_id: it.person ?? null,
      measure_key: it.key,
      theme: it.theme.id,
      theme_title: it.theme.title,
      title: it.title,
      explanation: it.explanation,
      payer: it.payer,
      priority: it.priority,
      made_by: actor,
      made_at: now,
    })
    .onConflict(conflict => conflict.columns(['organisation_id', 'person_id', 'measure_key']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

async function addFinding({ tx, now, actor, organisation }: Desk, it: ProposedMeasure): Promise<boolean> {
  const { id } = await tx
    .selectFrom('plan_measure')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('measure_key', '=', it.key)
    .where('person_id', 'is not distinct from', it.person ?? null)
    .executeTakeFirstOrThrow()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('plan_finding')
    .values({
      id: randomUUID(),
      organisation_id: organisation,
      measure_id: id,
      ...it.finding,
      added_by: actor,
      added_at: now,
    })
    .onConflict(conflict => conflict.columns(['measure_id', 'kind', 'reference']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
