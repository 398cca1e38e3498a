import { sql } from 'kysely'
import { didAsAsked, type Tx } from '../../platform/db.ts'
import type { Figure } from './tables.ts'

export interface Release {
  year: number
  period: number
  released_at: Date
}

/** What was told of this year, for who may read figures of the organisation; others get nothing. */
export const readFigures = async (tx: Tx, organisation: string, year: number): Promise<Figure[]> => {
  const { rows } =
    await sql<Figure>`select period, subject, cell, n from app.figures(${organisation}, ${year})`.execute(tx)
  return rows
}

export const readReleases = async (tx: Tx, organisation: string): Promise<Release[]> => {
  const { rows } =
    await sql<Release>`select year, period, released_at from app.figure_releases(${organisation})`.execute(tx)
  return rows
}

/** Releases a period, once and for all. False: it is not over, was released before, or is not theirs to release. */
export const release = async (tx: Tx, organisation: string, year: number, period: number): Promise<boolean> =>
  didAsAsked(tx, sql`app.release_figures(${organisation}, ${year}, ${period})`)
