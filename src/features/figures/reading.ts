import { audit } from '../../engines/access/audit.ts'
import { atDesk } from '../../engines/access/desk.ts'
import type { Ask } from '../../engines/access/routes.ts'
import { readFigures, readReleases, release, type Release } from '../../engines/statistics/release.ts'
import { tablesOf, type Figure, type FigureTable, wholeYear } from '../../engines/statistics/tables.ts'
import { measures, withMonths } from './measures.ts'
import { isOver, periodCode, periodIn, type Period } from './period.ts'

export interface Figures extends Period {
  organisation: string
  now: Date
  over: boolean
  /** When it was released, if it was. */
  released: Date | undefined
  releases: readonly Release[]
  figures: readonly Figure[]
  tables: readonly FigureTable[]
}

/** The figures of the period in the address; that somebody looked, or took them along in a file, is written down. */
export const readPeriod = (ask: Ask, action: 'read' | 'saved' = 'read'): Promise<Figures> =>
  atDesk(ask, async ({ tx, now, organisation, actor }) => {
    const it = periodIn(ask.query, now)
    await audit(tx, { action: `auditing.figures_${action}`, actor, organisation, object: periodCode(it) }, now)
    const [all, releases, units] = await Promise.all([
      readFigures(tx, organisation, it.year),
      readReleases(tx, organisation),
      tx.selectFrom('unit').select(['id', 'name']).where('organisation_id', '=', organisation).execute(),
    ])
    const released = releases.find(one => one.year === it.year && one.period === it.period)?.released_at
    const figures = released ? withMonths(all, it.period) : []
    const names = new Map(units.map(unit => [`unit ${unit.id}`, unit.name]))
    return {
      ...it,
      organisation: ask.actor.organisation?.name ?? '',
      now,
      over: isOver(it, now),
      released,
      releases,
      figures,
      tables: tablesOf(figures, measures, periodsOf(it), names),
    }
  })

/** A year stands beside its quarters. */
export const periodsOf = ({ period }: Period): number[] => (period === wholeYear ? [1, 2, 3, 4, wholeYear] : [period])

/** Releases the period, for everybody and for good. */
export const releasePeriod = (ask: Ask, it: Period): Promise<boolean> =>
  atDesk(ask, async ({ tx, now, organisation, actor }) => {
    const done = await release(tx, organisation, it.year, it.period)
    if (done) await audit(tx, { action: 'auditing.figures_released', actor, organisation, object: periodCode(it) }, now)
    return done
  })
