import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../engines/access/audit.ts'
import { addHours } from '../../engines/cases/deadlines.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import { isoDay } from '../../ui/dates.ts'
import { readProtocolTerms, termFor } from './protocol-terms.ts'
import { dueBy, noticeDays, rulesOf, type Due, type Ended, type TermRule } from './terms.ts'

/** The terms that hold in an organisation. */
export async function readRules(tx: Tx, organisation: string): Promise<TermRule[]> {
  const [found, own] = await Promise.all([
    tx.selectFrom('organisation').select('kind').where('id', '=', organisation).executeTakeFirst(),
    tx.selectFrom('retention_rule').selectAll().where('organisation_id', '=', organisation).execute(),
  ])
  return rulesOf(
    found?.kind ?? '',
    own.map(({ category, outcome, months, ground, source, checked_on }) => ({
      category,
      outcome,
      months,
      ground,
      source,
      own: true,
      checkedOn: checked_on === null ? null : String(checked_on),
    })),
  )
}

type Fact = Omit<Ended, 'protocol'> & { function: string | null; line: string | null }

export interface Dated {
  due: Due[]
  /** Over their term, and held. */
  held: number
}

/** What is over its term at a moment; what stands on a list already, or was kept off one, is left out unless asked for. */
export async function readDue(tx: Tx, organisation: string, now: Date, moment: Date): Promise<Dated> {
  const rules = await readRules(tx, organisation)
  const terms = await readProtocolTerms(tx, organisation)
  const { rows } = await sql<Fact>`select * from app.retention_facts(${organisation}::uuid)`.execute(tx)
  const ended = rows.map(({ function: held, line, ...it }) => ({
    ...it,
    protocol: termFor(terms, { function: held, line, reported_at: it.reported_at }),
  }))
  const { rows: open } = await sql<{ id: string }>`
    select id from app.retention_open(${organisation}::uuid) as o(id)`.execute(tx)
  const listed = await tx
    .selectFrom('destruction_item')
    .select('case_id')
    .where('organisation_id', '=', organisation)
    .where('destroyed_at', 'is', null)
    .where(eb => eb.or([eb('decision', 'is distinct from', 'kept'), eb('keep_until', '>', now)]))
    .execute()
  const standing = new Set(listed.map(it => it.case_id))
  const goesOn = new Set(open.map(it => it.id))
  const stay = (it: Ended) => it.held || standing.has(it.case_id)
  const due = dueBy(moment, rules, ended, goesOn, stay)
  const all = dueBy(moment, rules, ended, goesOn, it => standing.has(it.case_id))
  return { due, held: all.length - due.length }
}

export const noticeEnds = (now: Date): Date => addHours(now, noticeDays * 24)

/**
 * Puts what becomes due before the notice ends on a new list, and tells everybody whose report it is. For a job.
 * @returns how many reports stand on it; no list is made for none
 */
export async function makeList(tx: Tx, now: Date, organisation: string): Promise<number> {
  const destroyFrom = noticeEnds(now)
  const { due } = await readDue(tx, organisation, now, destroyFrom)
  if (due.length === 0) return 0
  const list = { id: randomUUID(), number: await nextNumber(tx, organisation, now) }
  await tx
    .insertInto('destruction_list')
    .values({ ...list, organisation_id: organisation, made_at: now, destroy_from: destroyFrom })
    .execute()
  await tx
    .insertInto('destruction_item')
    .values(due.map(it => itemOf(it, list.id, organisation)))
    .execute()
  await audit(
    tx,
    { action: 'retention.list_made', actor: null, organisation, object: `list:${list.number}`, origin: 'job' },
    now,
  )
  await tellWhose(tx, now, organisation, due)
  return due.length
}

const itemOf = (
  { rule, held: _held, repeats: _repeats, protocol: _protocol, ...it }: Due,
  list: string,
  organisation: string,
) => ({
  ...it,
  list_id: list,
  organisation_id: organisation,
  months: rule.months,
  ground: rule.ground,
  named: false,
})

async function nextNumber(tx: Tx, organisation: string, now: Date): Promise<string> {
  const year = isoDay(now).slice(0, 4)
  const { n } = await tx
    .selectFrom('destruction_list')
    .select(eb => eb.fn.countAll<string>().as('n'))
    .where('organisation_id', '=', organisation)
    .where('number', 'like', `V-${year}-%`)
    .executeTakeFirstOrThrow()
  return `V-${year}-${String(Number(n) + 1).padStart(3, '0')}`
}

/** Beforehand, so that somebody can still read, copy, or ask to keep it. */
async function tellWhose(tx: Tx, now: Date, organisation: string, due: readonly Due[]): Promise<void> {
  const whose = await tx
    .selectFrom('participant')
    .select(['case_id', 'person_id'])
    .distinct()
    .where('organisation_id', '=', organisation)
    .where('role', 'in', ['reporter', 'person_hit'])
    .where('ended_at', 'is', null)
    .where(
      'case_id',
      'in',
      due.map(it => it.case_id),
    )
    .execute()
  await addJobs(
    tx,
    now,
    whose.map(it => ({
      kind: 'case_mail',
      organisation,
      person: it.person_id,
      case: it.case_id,
      detail: 'will_be_destroyed',
    })),
  )
}
