import { sql } from 'kysely'
import type { Desk } from './desk.ts'

export const yearInMs = 366 * 24 * 3_600_000

/** From when until when a role holds. */
export interface Period {
  starts: Date
  ends: Date | null
  /** The first day was over already. */
  past: boolean
}

interface DayRow {
  day: string
  starts: Date
  over: Date
  past: boolean
}

interface Days {
  vanaf: string
  tot: string
}

/**
 * What days mean here: from now, or from the beginning of a later day; until the end of the last day, or without end.
 * @returns a function that gives the period of each of these
 */
export async function readPeriods({ tx, now }: Desk, all: readonly Days[]): Promise<(it: Days) => Period> {
  const days = [...new Set(all.flatMap(it => [it.vanaf, it.tot]).filter(it => it !== ''))]
  const { rows } = await sql<DayRow>`
    select day, greatest(${now}::timestamptz, day::date::timestamp at time zone 'Europe/Amsterdam') as starts,
      (day::date + 1)::timestamp at time zone 'Europe/Amsterdam' as over,
      day::date < (${now}::timestamptz at time zone 'Europe/Amsterdam')::date as past
    from unnest(${days}::text[]) as day`.execute(tx)
  const byDay = new Map(rows.map(row => [row.day, row]))
  return ({ vanaf, tot }) => {
    const first = byDay.get(vanaf)
    return { starts: first?.starts ?? now, past: first?.past ?? false, ends: byDay.get(tot)?.over ?? null }
  }
}

const days = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' })

/** The day here of a moment, as 2026-04-24. */
export const dayOf = (moment: Date): string => days.format(moment)

/** The last day of something that ends at this moment. */
export const lastDayOf = (ends: Date): string => days.format(ends.getTime() - 1)
