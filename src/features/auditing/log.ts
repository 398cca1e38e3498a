import { sql, type SqlBool } from 'kysely'
import { z } from 'zod'
import { audit } from '../../engines/access/audit.ts'
import type { Ask } from '../../engines/access/routes.ts'
import { idsIn } from '../../engines/cases/codes.ts'
import { dateField } from '../../platform/date-fields.ts'
import type { Tx } from '../../platform/db.ts'
import type { Invalid } from '../../platform/routes.ts'
import { Refusal } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { notFound } from '../../platform/troubles.tsx'

export const pageSize = 50

/** Which entries; everything in it is an id, a code or a day, as it stands in the address. */
export interface Filter {
  action?: string | undefined
  person?: string | undefined
  case?: string | undefined
  from?: string | undefined
  until?: string | undefined
  result?: 'refused' | undefined
  /** The last entry of the page before this one. */
  after?: { at: string; id: string } | undefined
}

export interface LogRow {
  id: string
  at: Date
  action: string
  result: string
  actor_id: string | null
  actor: string | null
  case_id: string | null
  object: string | null
}

const Code = z.string().regex(/^[a-z_]{1,40}(?:\.[a-z_]{1,40})?$/u)
const Cursor = z
  .string()
  .regex(/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_\d{1,18}$/u)
  .transform(it => ({ at: it.slice(0, 24), id: it.slice(25) }))
  // JavaScript takes the thirtieth of February; PostgreSQL does not.
  .refine(({ at }) => new Date(at).getTime() > 0 && new Date(at).toISOString() === at)

/** In the form and the address: only what was refused. */
export const refusedOnly = 'geweigerd'

export const FilterForm = z.object({
  wat: z
    .string()
    .default('')
    .refine(it => it === '' || Code.safeParse(it).success, 'Kies iets uit de lijst.'),
  wie: textField({ max: 254, oneLine: true }),
  zaak: z
    .union(
      [z.literal(''), z.uuid('Dit is geen nummer van een zaak in het logboek.')],
      'Dit is geen nummer van een zaak in het logboek.',
    )
    .default(''),
  vanaf: dateField(),
  tot: dateField(),
  uitkomst: z.enum(['', refusedOnly], 'Kies iets uit de lijst.').default(''),
})

/** Reads the filter from the address; what is not right in it is left out. */
export function readFilter(query: URLSearchParams): Filter {
  const get = <T>(name: string, schema: z.ZodType<T>): T | undefined =>
    schema.safeParse(query.get(name) ?? undefined).data
  const day = (name: string) => get(name, dateField()) || undefined
  return {
    action: get('wat', Code),
    person: get('persoon', z.uuid()),
    case: get('zaak', z.uuid()),
    from: day('vanaf'),
    until: day('tot'),
    result: query.get('uitkomst') === refusedOnly ? 'refused' : undefined,
    after: get('na', Cursor),
  }
}

export function logAddress({ action, person, case: one, from, until, result, after }: Filter): string {
  const named = {
    wat: action,
    persoon: person,
    zaak: one,
    vanaf: from,
    tot: until,
    uitkomst: result && refusedOnly,
    na: after && `${after.at}_${after.id}`,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(named)) if (value) query.set(name, value)
  return query.size === 0 ? '/controle/logboek' : `/controle/logboek?${query}`
}

/** The filter that a form means; the address of a person becomes an id, so that none ends up in the address of the page. */
export async function filterOf(ask: Ask, it: z.infer<typeof FilterForm>): Promise<Filter | Invalid> {
  if (it.vanaf !== '' && it.tot !== '' && it.tot < it.vanaf)
    return { invalid: { tot: 'Deze dag is eerder dan de eerste dag.' } }
  const person =
    it.wie === '' ? undefined : await inLog(ask, ({ tx, organisation }) => findPerson(tx, organisation, it.wie))
  if (it.wie !== '' && person === undefined)
    return { invalid: { wie: 'Bij dit e-mailadres hoort niemand van uw organisatie.' } }
  return {
    action: it.wat || undefined,
    person,
    case: it.zaak || undefined,
    from: it.vanaf || undefined,
    until: it.tot || undefined,
    result: it.uitkomst === refusedOnly ? 'refused' : undefined,
  }
}

async function findPerson(tx: Tx, organisation: string, email: string): Promise<string | undefined> {
  const member = tx.selectFrom('membership').select('person_id').where('organisation_id', '=', organisation)
  const person = tx.selectFrom('person').select('id').where('email', '=', email.toLowerCase()).where('id', 'in', member)
  return (await person.executeTakeFirst())?.id
}

export interface LogPage {
  rows: LogRow[]
  /** The e-mail address of the person in the filter, for the form. */
  email: string | undefined
  /** The names of people of whom only the id was written down. */
  names: ReadonlyMap<string, string>
}

/** One page of the audit trail of the own organisation, the newest first; that somebody looked is written down too. */
export const readLog = (ask: Ask, filter: Filter): Promise<LogPage> =>
  inLog(ask, async ({ tx, now, organisation, actor }) => {
    const { action, person, case: one, from, until, result } = filter
    const codes = Object.entries({ action, person, case: one, from, until, result }).flatMap(([name, value]) =>
      value ? [`${name}:${value}`] : [],
    )
    await audit(tx, { action: 'auditing.log_read', actor, organisation, object: codes.join(' ') || null }, now)
    const email =
      person === undefined
        ? undefined
        : await tx.selectFrom('person').select('email').where('id', '=', person).executeTakeFirst()
    const rows = await readRows(tx, organisation, filter)
    return { rows, email: email?.email, names: await readNames(tx, rows) }
  })

async function readNames(tx: Tx, rows: readonly LogRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap(it => idsIn(it.object ?? '')))]
  if (ids.length === 0) return new Map()
  const people = await tx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(people.map(it => [it.id, it.name]))
}

const readRows = (
  tx: Tx,
  organisation: string,
  { action, person, case: one, from, until, result, after }: Filter,
): Promise<LogRow[]> => {
  let query = tx
    .selectFrom('audit_entry as a')
    .leftJoin('person as p', 'p.id', 'a.actor_id')
    .select(['a.id', 'a.at', 'a.action', 'a.result', 'a.actor_id', 'p.name as actor', 'a.case_id', 'a.object'])
    .where('a.organisation_id', '=', organisation)
  if (action !== undefined)
    query = query.where(sql<SqlBool>`(a.action = ${action} or starts_with(a.action, ${`${action}.`}))`)
  if (person !== undefined) query = query.where('a.actor_id', '=', person)
  if (one !== undefined) query = query.where('a.case_id', '=', one)
  if (result !== undefined) query = query.where('a.result', '=', result)
  if (from !== undefined)
    query = query.where(sql<SqlBool>`a.at >= ${from}::date::timestamp at time zone 'Europe/Amsterdam'`)
  if (until !== undefined)
    query = query.where(sql<SqlBool>`a.at < (${until}::date + 1)::timestamp at time zone 'Europe/Amsterdam'`)
  if (after !== undefined)
    query = query.where(sql<SqlBool>`(a.at, a.id) < (${after.at}::timestamptz, ${after.id}::bigint)`)
  return query
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(pageSize + 1)
    .execute()
}

const countAtMost = 1000

/** How often something was refused in this organisation since the beginning of that day, in words. */
export async function countRefusals(tx: Tx, organisation: string, from: string): Promise<string> {
  const rows = await tx
    .selectFrom('audit_entry')
    .select('id')
    .where('organisation_id', '=', organisation)
    .where('result', '=', 'refused')
    .where(sql<SqlBool>`at >= ${from}::date::timestamp at time zone 'Europe/Amsterdam'`)
    .limit(countAtMost + 1)
    .execute()
  return rows.length > countAtMost ? `meer dan ${countAtMost}` : String(rows.length)
}

/** The day so many days ago, as it stands in a filter. */
export const daysAgo = (now: Date, days: number): string =>
  new Date(now.getTime() - days * 24 * 3_600_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })

interface LogDesk {
  tx: Tx
  now: Date
  organisation: string
  actor: string
}

/** Works in one transaction as this supervisor, for the organisation of the session. */
export function inLog<Result>({ house, actor }: Ask, work: (desk: LogDesk) => Promise<Result>): Promise<Result> {
  const organisation = actor.organisation?.id
  if (organisation === undefined) throw new Refusal(notFound)
  return house.db.as({ person: actor.id }, (tx, now) => work({ tx, now, organisation, actor: actor.id }))
}
