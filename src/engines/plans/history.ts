import { formatEuros } from '../../platform/money.ts'
import { dayInWords } from './days.ts'
import type { Desk } from '../access/desk.ts'
import { fieldLabel, payerLabel, priorityLabel, reasonLabel, stateLabel } from './words.ts'

export interface Change {
  at: Date
  who: string
  field: string
  old: string
  new: string
}

/** Who changed what of a measure, in words, the newest first. */
export async function readHistory({ tx }: Desk, measure: string): Promise<Change[]> {
  const rows = await tx
    .selectFrom('plan_change as c')
    .leftJoin('person as p', 'p.id', 'c.changed_by')
    .select(['c.changed_at as at', 'p.name as who', 'c.field', 'c.old', 'c.new'])
    .where('c.measure_id', '=', measure)
    .orderBy('c.id', 'desc')
    .execute()
  const names = await namesOf(
    tx,
    rows.filter(it => it.field === 'owner_id' || it.field === 'unit_id'),
  )
  const inWords = (field: string, value: string | null) =>
    value === null || value === '' ? 'leeg' : (wordsFor[field]?.(value) ?? names.get(value) ?? value)
  return rows.map(it => ({
    at: it.at,
    who: it.who ?? 'Weerbaar',
    field: fieldLabel(it.field),
    old: inWords(it.field, it.old),
    new: inWords(it.field, it.new),
  }))
}

const wordsFor: Readonly<Record<string, (value: string) => string>> = {
  state: stateLabel,
  priority: priorityLabel,
  payer: payerLabel,
  reason_code: reasonLabel,
  cost_once: it => formatEuros(Number(it)),
  cost_yearly: it => formatEuros(Number(it)),
  due_on: dayInWords,
}

async function namesOf(tx: Desk['tx'], rows: readonly { old: string | null; new: string | null }[]) {
  const ids = rows.flatMap(it => [it.old, it.new]).filter(it => it !== null)
  if (ids.length === 0) return new Map<string, string>()
  const found = await tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .unionAll(tx.selectFrom('unit').select(['id', 'name']).where('id', 'in', ids))
    .execute()
  return new Map(found.map(it => [it.id, it.name]))
}
