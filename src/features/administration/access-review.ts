import { sql } from 'kysely'
import { z } from 'zod'
import { readContent } from '../../platform/content.ts'
import type { Tx } from '../../platform/db.ts'
import type { Desk } from './desk.ts'
import type { Gap } from './gap.ts'
import type { MembershipRow } from './people.ts'

/** The periods of the review, as data. */
export const review = readContent(
  'access-review.yaml',
  z.object({
    version: z.number(),
    source: z.string(),
    checked_on: z.string().nullable(),
    months: z.object({ reporter: z.int().positive(), privileged: z.int().positive() }),
    ahead_days: z.int().nonnegative(),
  }),
)

export const reviewPaths = { own: '/beheer/rollen', watched: '/controle/rollen' } as const
export const rolesPerPage = 50

/** A role of today, and when somebody must have confirmed it again. */
export interface ReviewedRole extends MembershipRow {
  name: string
  /** The last confirmation, if there was one. */
  confirmed: Date | null
  due: Date
}

interface Rows {
  roles: ReviewedRole[]
  /** How many there are, also those beyond the first page. */
  all: number
}

/** The roles of today that are due before this moment, the longest overdue first. */
export async function readDue(tx: Tx, now: Date, organisation: string, before: Date): Promise<Rows> {
  const { rows } = await sql<ReviewedRole & { all: string }>`
    select m.id, m.person_id, p.name, m.role, m.function, u.name as unit, m.line, m.starts, m.ends, c.at as confirmed, d.due,
      count(*) over () as "all"
    from membership m
    join person p on p.id = m.person_id
    join organisation o on o.id = m.organisation_id
    left join unit u on u.id = m.unit_id
    left join lateral (select max(confirmed_at) as at from membership_confirmation where membership_id = m.id) c on true
    cross join lateral (select coalesce(c.at, greatest(m.starts, o.terms_from)) + make_interval(months =>
      case when m.role = 'reporter' then ${review.months.reporter}::int else ${review.months.privileged}::int end) as due) d
    where m.organisation_id = ${organisation} and m.starts <= ${now} and (m.ends is null or m.ends > ${now}) and d.due <= ${before}
    order by d.due, m.id limit ${rolesPerPage}`.execute(tx)
  return { roles: rows, all: Number(rows[0]?.all ?? 0) }
}

export const soon = (now: Date): Date => new Date(now.getTime() + review.ahead_days * 24 * 3_600_000)

/** How many roles nobody confirmed in time. */
export const countOverdue = async ({ tx, now, organisation }: Omit<Desk, 'actor'>): Promise<number> =>
  (await readDue(tx, now, organisation, now)).all

export async function reviewGaps(desk: Desk): Promise<Gap[]> {
  const n = await countOverdue(desk)
  if (n === 0) return []
  const title = n === 1 ? 'Eén rol is niet op tijd bevestigd' : `${n} rollen zijn niet op tijd bevestigd`
  const why = 'Wie een rol niet meer nodig heeft, kan nog wel lezen of regelen wat daarbij hoort.'
  return [{ serious: false, title, why, href: reviewPaths.own }]
}
