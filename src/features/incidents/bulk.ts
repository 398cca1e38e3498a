import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { whoIsAway } from '../../engines/cases/routing.ts'
import { addJobs, type NewJob } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { handOver, type Candidate } from './hand-over.ts'
import { openStates, type IncidentState } from './incident.chart.ts'
import { countAtMost, toCount, type Count } from './lists.ts'
import { scopesOf } from './watched-cases.ts'

// Giving all open cases of somebody who leaves to somebody else, as the coordinator of their line.

export interface Holder {
  id: string
  name: string
  cases: Count
}

const linesOf = (actor: Actor): string[] => scopesOf(actor).lines.flatMap(it => ('line' in it ? [it.line] : []))

const openOnLines = (tx: Tx, actor: Actor) =>
  tx
    .selectFrom('incident_case as c')
    .where('c.organisation_id', '=', actor.organisation?.id ?? '')
    .where('c.line', 'in', linesOf(actor))
    .where('c.state', 'in', openStates)

/** Who has open cases on the lines of this coordinator, and how many, counted up to the cap. */
export async function holders(tx: Tx, actor: Actor): Promise<Holder[]> {
  if (linesOf(actor).length === 0) return []
  // From those who ever handled cases here to their own, so that however many cases there are, not all of them are read.
  const rows = await tx
    .selectFrom('person')
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom(
            openOnLines(tx, actor)
              .select('c.id')
              .whereRef('c.owner_id', '=', sql.ref('person.id'))
              .limit(countAtMost + 1)
              .as('some'),
          )
          .select(it => it.fn.countAll<string>().as('cases'))
          .as('has'),
      join => join.onTrue(),
    )
    .select(['person.id', 'person.name', 'has.cases'])
    .where('person.id', 'in', eb =>
      eb
        .selectFrom('membership')
        .select('person_id')
        .where('organisation_id', '=', actor.organisation?.id ?? '')
        .where('role', 'in', ['handler', 'manager']),
    )
    .where('has.cases', '>', '0')
    .orderBy('person.name')
    .orderBy('person.id')
    .execute()
  return rows.map(row => ({ id: row.id, name: row.name, cases: toCount(Number(row.cases)) }))
}

/** To whom cases of these lines may be given. */
export async function receivers(tx: Tx, now: Date, actor: Actor): Promise<Candidate[]> {
  const organisation = actor.organisation?.id ?? ''
  const lines = linesOf(actor)
  if (lines.length === 0) return []
  const rows = await tx
    .selectFrom('membership as m')
    .innerJoin('person', 'person.id', 'm.person_id')
    .select(['person.id', 'person.name'])
    .distinct()
    .where('m.organisation_id', '=', organisation)
    .where('m.role', 'in', ['handler', 'manager'])
    .where('m.starts', '<=', now)
    .where(eb => eb.or([eb('m.ends', 'is', null), eb('m.ends', '>', now)]))
    .where(eb => eb.or(lines.map(line => sql<boolean>`app.on_line(${organisation}::uuid, ${line}, null, person.id)`)))
    .orderBy('person.name')
    .execute()
  const away = await whoIsAway(
    tx,
    now,
    rows.map(row => row.id),
  )
  return rows.map(row => ({ ...row, away: away.has(row.id) }))
}

export interface Handed {
  given: number
  /** References of cases that stayed: this person may not have them, or somebody else changed them at that moment. */
  kept: string[]
}

const inOneGo = 100

/**
 * Gives every open case on the coordinator's lines from one person to another; a hundred in a transaction. Who gets them is
 * told once, with the first: when it stops halfway, what was given is known of.
 */
export async function handOverAll(house: House, actor: Actor, from: string, to: string): Promise<Handed> {
  const handed: Handed = { given: 0, kept: [] }
  let told = false
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const last = await house.db.as({ person: actor.id }, async (tx, now) => {
      const cases = await openOnLines(tx, actor)
        .select([
          'c.id',
          'c.organisation_id',
          'c.state',
          'c.owner_id',
          'c.deputy_id',
          'c.hit_id',
          'c.reporter_id',
          'c.reference',
        ])
        .where('c.owner_id', '=', from)
        .where('c.id', '>', after)
        .orderBy('c.id')
        .limit(inOneGo)
        .execute()
      const before = handed.given
      for (const it of cases) {
        const state = openStates.find(one => one === it.state)
        const done = state && (await give(tx, now, actor, { ...it, state }, to))
        if (done === 'done') handed.given += 1
        else handed.kept.push(it.reference ?? '')
      }
      if (handed.given > before) {
        await addJobs(tx, now, jobsFor(actor, to, !told))
        told = true
      }
      return cases.at(-1)?.id
    })
    if (last === undefined) return handed
    after = last
  }
}

// When they are away, their deputy reads these cases too.
function jobsFor(actor: Actor, to: string, tells: boolean): NewJob[] {
  const organisation = actor.organisation?.id ?? null
  return [
    ...(tells ? [{ kind: 'handed_over_all', organisation, person: to, detail: 'handed_over' }] : []),
    { kind: 'open_to_deputies', organisation, person: to },
  ]
}

// Whole or not at all: what is refused halfway leaves nobody with a part in a case that was not given to them.
const give = async (
  tx: Tx,
  now: Date,
  actor: Actor,
  it: {
    id: string
    organisation_id: string
    state: IncidentState
    owner_id: string | null
    deputy_id: string | null
    hit_id: string | null
    reporter_id: string
  },
  to: string,
) => {
  await sql`savepoint one_case`.execute(tx)
  const given = await handOver(tx, now, actor, it, { to, keeps: false, part: 'coordinator', tells: false })
  await (given === 'done' ? sql`release savepoint one_case` : sql`rollback to savepoint one_case`).execute(tx)
  return given
}
