import { isoDay } from '../../ui/dates.ts'
import type { Desk } from '../access/desk.ts'
import type { Measure } from './measures.ts'
import { isGivenUp, states, type State } from './words.ts'

export interface StateChange {
  measure: string
  old: string
  new: string
  at: Date
}

/** Every change of state in the plan of the organisation, the first first. */
export async function readStateChanges({ tx, organisation }: Desk): Promise<StateChange[]> {
  const rows = await tx
    .selectFrom('plan_change as c')
    .innerJoin('plan_measure as m', 'm.id', 'c.measure_id')
    .select(['c.measure_id as measure', 'c.old', 'c.new', 'c.changed_at as at'])
    .where('m.organisation_id', '=', organisation)
    .where('m.person_id', 'is', null)
    .where('c.field', '=', 'state')
    .orderBy('c.id')
    .execute()
  return rows.map(it => ({ ...it, old: it.old ?? '', new: it.new ?? '' }))
}

/** How the plan stood at the end of a month, or stands now in the one that is going on. */
export interface MonthEnd {
  /** `2026-04` */
  month: string
  proposed: number
  /** Decided, and not done yet. */
  toDo: number
  done: number
  givenUp: number
}

const monthOf = (at: Date) => isoDay(at).slice(0, 7)
const mostMonths = 13

/** The months up to this one, the oldest first; at most a year and the month before it. */
function monthsFrom(first: string, last: string): string[] {
  const months: string[] = []
  for (let month = last; month >= first && months.length < mostMonths; month = before(month)) months.unshift(month)
  return months
}

function before(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}

/** How many measures stood where at the end of each month, counted from what was changed when. */
export function progressOf(plan: readonly Measure[], changes: readonly StateChange[], now: Date): MonthEnd[] {
  const first = plan.map(it => monthOf(it.madeAt)).toSorted()[0]
  if (first === undefined) return []
  const byMeasure = Map.groupBy(changes, it => it.measure)
  return monthsFrom(first, monthOf(now)).map(month => {
    const then = plan
      .filter(it => monthOf(it.madeAt) <= month)
      .map(it => stateAt(it.state, byMeasure.get(it.id) ?? [], month))
    const count = (is: (state: State) => boolean) => then.filter(is).length
    return {
      month,
      proposed: count(it => it === 'proposed'),
      toDo: count(it => it === 'accepted' || it === 'in_progress'),
      done: count(it => it === 'done'),
      givenUp: count(isGivenUp),
    }
  })
}

function stateAt(current: State, changes: readonly StateChange[], month: string): State {
  const last = changes.findLast(it => monthOf(it.at) <= month)
  const code = last?.new ?? changes[0]?.old ?? current
  return states.find(it => it === code) ?? current
}
