import { sql } from 'kysely'
import type { z } from 'zod'
import type { ActionOf } from '../../engines/access/actions.ts'
import { audit } from '../../engines/access/audit.ts'
import { findColleague } from '../../engines/access/colleague.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { untouched } from '../../engines/plans/proposal.ts'
import type { Measure } from '../../engines/plans/measures.ts'
import { ownThemes } from '../../engines/plans/words.ts'
import type { Invalid } from '../../platform/routes.ts'
import {
  arrangedColumns,
  measureColumns,
  stateColumns,
  wrongRisk,
  wrongState,
  type HomeForm,
  type HomeStateForm,
  type MeasureForm,
  type NewForm,
  type StateForm,
} from './form.ts'
import { remind } from './reminders.ts'

const unclear = {
  colleague: 'Wij vinden geen collega met deze naam. Controleer de naam of vul het e-mailadres in.',
  colleague_id: 'Kies hieronder wie u bedoelt.',
}

type Owner = { owner: string | null } | Invalid

/** Who was typed to do it. */
async function ownerFrom(
  { tx, now, organisation }: Desk,
  typed: { colleague: string; colleague_id: string },
): Promise<Owner> {
  const found = await findColleague(tx, now, organisation, undefined, typed)
  return 'unclear' in found ? { invalid: { [found.unclear]: unclear[found.unclear] } } : { owner: found.person ?? null }
}

/** The units of the organisation, by name. */
export const readUnits = ({ tx, organisation }: Desk): Promise<{ id: string; name: string }[]> =>
  tx.selectFrom('unit').select(['id', 'name']).where('organisation_id', '=', organisation).orderBy('name').execute()

/** What is not right in a measure of the organisation, by field. */
async function wrongMeasure(desk: Desk, it: z.infer<typeof MeasureForm>): Promise<Record<string, string> | undefined> {
  const known = it.eenheid === '' || (await readUnits(desk)).some(unit => unit.id === it.eenheid)
  return known ? wrongRisk(it) : { eenheid: 'Kies een eenheid uit de lijst.' }
}

const recorded = ({ tx, now, actor, organisation }: Desk, action: ActionOf<'plan'>, id: string) =>
  audit(tx, { action, actor, organisation, object: `measure:${id}` }, now)

/** Adds a measure that somebody wrote themself. */
export async function addMeasure(desk: Desk, it: z.infer<typeof NewForm>): Promise<Invalid | { id: string }> {
  const wrong = await wrongMeasure(desk, it)
  if (wrong) return { invalid: wrong }
  const owner = await ownerFrom(desk, it)
  if ('invalid' in owner) return owner
  const { tx, now, actor, organisation } = desk
  const id = it.maatregel
  const columns = measureColumns(it, owner.owner)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('plan_measure')
    .values({
      ...untouched,
      ...columns,
      id,
      organisation_id: organisation,
      measure_key: `own:${id}`,
      theme: it.thema,
      theme_title: ownThemes.find(theme => theme.id === it.thema)?.label ?? it.thema,
      made_by: actor,
      made_at: now,
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) return { id }
  await recorded(desk, 'plan.added', id)
  await remind(desk, columns.owner_id, columns.due_on)
  return { id }
}

/** Changes what is arranged of a measure; what it was before stays in its history. */
export async function changeMeasure(
  desk: Desk,
  measure: Measure,
  it: z.infer<typeof MeasureForm> | z.infer<typeof HomeForm>,
): Promise<Invalid | undefined> {
  const wrong = 'titel' in it ? await wrongMeasure(desk, it) : undefined
  if (wrong) return { invalid: wrong }
  const owner = await ownerFrom(desk, it)
  if ('invalid' in owner) return owner
  const columns = 'titel' in it ? measureColumns(it, owner.owner) : arrangedColumns(it, owner.owner)
  const { tx, organisation } = desk
  await tx.updateTable('plan_measure').set(columns).where('id', '=', measure.id).execute()
  await recorded(desk, 'plan.changed', measure.id)
  await remind(desk, columns.owner_id ?? measure.person, columns.due_on)
  if (measure.person !== null) await sql`select app.count_home_costs(${organisation}::uuid)`.execute(tx)
  return undefined
}

/** Says how a measure stands. */
export async function setState(
  desk: Desk,
  measure: Measure,
  it: z.infer<typeof StateForm> | z.infer<typeof HomeStateForm>,
): Promise<Invalid | undefined> {
  const wrong = wrongState(it)
  if (wrong) return { invalid: wrong }
  await desk.tx.updateTable('plan_measure').set(stateColumns(it)).where('id', '=', measure.id).execute()
  await recorded(desk, 'plan.changed', measure.id)
  return undefined
}

/** Takes away a measure at the own home, with all that was kept of it. */
export async function removeMeasure(desk: Desk, measure: Measure): Promise<void> {
  await desk.tx.deleteFrom('plan_measure').where('id', '=', measure.id).execute()
  await recorded(desk, 'plan.removed', measure.id)
}

/** That somebody else than whose home it is read of it. */
export const recordLook = (desk: Desk, measure: Measure): Promise<void> => recorded(desk, 'plan.home_read', measure.id)
