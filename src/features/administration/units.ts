import { randomUUID } from 'node:crypto'
import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import { refusedBy } from '../../platform/db.ts'
import type { Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { differences } from '../../engines/access/setting-changes.ts'
import { found, recordChange, type Desk } from './desk.ts'

export interface UnitRow {
  id: string
  name: string
}

export interface UnitInUse extends UnitRow {
  /** Roles that somebody has there now, or will have. */
  memberships: number
}

export const UnitName = z.object({
  naam: textField({ required: 'Vul de naam van de eenheid in.', max: 200, oneLine: true }),
})

const byName = sql`name collate "nl-NL-x-icu"`

export const readUnits = ({ tx, organisation }: Desk): Promise<UnitRow[]> =>
  tx.selectFrom('unit').select(['id', 'name']).where('organisation_id', '=', organisation).orderBy(byName).execute()

export async function readUnitsInUse(desk: Desk): Promise<UnitInUse[]> {
  const { tx, now, organisation } = desk
  const counts = await tx
    .selectFrom('membership')
    .select(['unit_id', eb => eb.fn.countAll<string>().as('count')])
    .where('organisation_id', '=', organisation)
    .where('unit_id', 'is not', null)
    .where(sql<SqlBool>`(ends is null or ends > ${now})`)
    .groupBy('unit_id')
    .execute()
  const byUnit = new Map(counts.map(it => [it.unit_id, Number(it.count)]))
  return (await readUnits(desk)).map(it => ({ ...it, memberships: byUnit.get(it.id) ?? 0 }))
}

export const readUnit = async ({ tx, organisation }: Desk, id: string): Promise<UnitRow> =>
  found(
    await tx
      .selectFrom('unit')
      .select(['id', 'name'])
      .where('id', '=', id)
      .where('organisation_id', '=', organisation)
      .executeTakeFirst(),
  )

export async function addUnit(desk: Desk, name: string): Promise<void> {
  const id = randomUUID()
  await desk.tx.insertInto('unit').values({ id, organisation_id: desk.organisation, name }).execute()
  await recordChange(desk, 'administration.unit_added', `unit:${id}`, differences('unit', id, undefined, { name }))
}

export async function renameUnit(desk: Desk, id: string, name: string): Promise<void> {
  const before = await readUnit(desk, id)
  await desk.tx.updateTable('unit').set({ name }).where('id', '=', id).execute()
  await recordChange(
    desk,
    'administration.unit_renamed',
    `unit:${id}`,
    differences('unit', id, { name: before.name }, { name }),
  )
}

export async function removeUnit(desk: Desk, id: string): Promise<void> {
  const { name } = await readUnit(desk, id)
  await desk.tx.deleteFrom('unit').where('id', '=', id).execute()
  await recordChange(desk, 'administration.unit_removed', `unit:${id}`, differences('unit', id, { name }, undefined))
}

/** The words for what the database refuses: two units of one name, or a unit that something still hangs on. */
export async function orUnitRefused<Result>(work: Promise<Result>): Promise<Result | Invalid> {
  try {
    return await work
  } catch (error) {
    const constraint = refusedBy(error)
    if (constraint === undefined) throw error
    if (constraint === 'unit_organisation_id_name_key')
      return { invalid: { naam: 'Er is al een eenheid met deze naam.' } }
    if (!constraint.endsWith('unit_id_fkey')) throw error
    return {
      invalid: {
        '': 'Deze eenheid is of was in gebruik: bij mensen, routes of meldingen. Daarom kan zij niet weg. U kunt de naam wel veranderen.',
      },
    }
  }
}
