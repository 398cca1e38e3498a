import { sql } from 'kysely'
import { audit } from '../../engines/access/audit.ts'
import type { Ask } from '../../engines/access/routes.ts'
import { inLog } from './log.ts'

/** One number. The database hides those that say too much: fewer than five, and what would give such a number away. */
export interface Figure {
  subject: string
  cell: string
  n: number | null
  few: boolean
}

export interface Figures {
  year: number
  /** Those that can be chosen, the newest first. Always the same ones: which years have reports is a figure too. */
  years: readonly number[]
  takeUpHours: number
  /** The kind of organisation. */
  kind: string
  figures: readonly Figure[]
}

const yearsShown = 5

const yearOf = (now: Date) =>
  Number(new Intl.DateTimeFormat('nl-NL', { year: 'numeric', timeZone: 'Europe/Amsterdam' }).format(now))

/** The figures of the year in the address, or of this year; that somebody looked is written down. */
export const readFigures = (ask: Ask): Promise<Figures> =>
  inLog(ask, async ({ tx, now, organisation, actor }) => {
    const years = Array.from({ length: yearsShown }, (_, ago) => yearOf(now) - ago)
    const year = years.find(it => String(it) === ask.query.get('jaar')) ?? yearOf(now)
    await audit(tx, { action: 'auditing.figures_read', actor, organisation, object: `year:${year}` }, now)
    const { rows } = await sql<Figure>`select subject, cell, n, few from app.figures(${organisation}, ${year})`.execute(
      tx,
    )
    const { take_up_hours: takeUpHours, kind } = await tx
      .selectFrom('organisation')
      .select(['take_up_hours', 'kind'])
      .where('id', '=', organisation)
      .executeTakeFirstOrThrow()
    return { year, years, kind, takeUpHours, figures: rows }
  })
