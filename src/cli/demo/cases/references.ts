import type pg from 'pg'

/** The references of an organisation, from the next free one on. */
export interface References {
  next: (reportedAt: Date) => string
  /** Puts the counters of the organisation where these references end. */
  save: (owner: pg.Client) => Promise<void>
}

const year = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', year: 'numeric' })

/** Reads how far the references of an organisation have come. */
export async function readReferences(owner: pg.Client, organisation: string): Promise<References> {
  const { rows } = await owner.query<{ year: number; last: number }>(
    'select year, last from reference_counter where organisation_id = $1',
    [organisation],
  )
  const counters = new Map(rows.map(row => [String(row.year), row.last]))
  return {
    next: reportedAt => {
      const of = year.format(reportedAt)
      const number = (counters.get(of) ?? 0) + 1
      counters.set(of, number)
      return `M-${of}-${String(number).padStart(6, '0')}`
    },
    save: async client => {
      for (const [of, last] of counters)
        await client.query(
          `insert into reference_counter (organisation_id, year, last) values ($1, $2, $3)
           on conflict (organisation_id, year) do update set last = excluded.last`,
          [organisation, Number(of), last],
        )
    },
  }
}
