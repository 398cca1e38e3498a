import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'

/** The next reference of this organisation. Reports of one organisation wait here for each other. */
export async function nextReference(tx: Tx, organisation: string, now: Date): Promise<string> {
  const { rows } = await sql<{
    reference: string
  }>`select app.next_reference(${organisation}, ${yearIn(now)}) as reference`.execute(tx)
  const reference = rows[0]?.reference
  if (reference === undefined) throw new Error('The database gave no reference')
  return reference
}

// A report in the first hour of the year belongs to that year where the organisation is, not in UTC.
const year = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', year: 'numeric' })
const yearIn = (now: Date) => Number(year.format(now))
