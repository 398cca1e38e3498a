import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { dutyAt, readShifts, type Duty } from '../../engines/cases/duty.ts'
import type { Dossier } from '../../engines/cases/dossier.ts'
import { move } from '../../engines/cases/move.ts'
import { findDestination, type Destination } from '../../engines/cases/routing.ts'
import type { NewJob } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import { holdDraft, saveAnswers, type Answers } from './draft.ts'
import { incidentChart } from './incident.chart.ts'
import { tasksAtSubmission } from './tasks.ts'

/** A function of this person in the organisation of the session, with the unit that goes with it. */
export interface OwnFunction {
  function: string
  unit: string | null
}

/** The functions in which this person may report to an organisation; who has several is asked which one it concerns. */
export function ownFunctions(
  { memberships }: Pick<Actor, 'memberships'>,
  organisation: string | undefined,
): OwnFunction[] {
  const withUnit = new Map<string, string | null>()
  for (const it of memberships)
    if (it.organisation === organisation) withUnit.set(it.function, withUnit.get(it.function) ?? it.unit)
  return [...withUnit].map(([name, unit]) => ({ function: name, unit }))
}

export interface Submission {
  function: OwnFunction
  safeNow: 'yes' | 'not_sure' | 'no'
  answers: Answers
  /** The colleague named as the one who did it. */
  accused?: string | undefined
}

/** Who reads a report of this person in this function, and when. */
export async function whoReads(
  tx: Tx,
  now: Date,
  organisation: string,
  hit: string,
  own: OwnFunction,
  accused?: string,
): Promise<{ destination: Destination; duty: Duty } | undefined> {
  const destination = await findDestination(tx, now, { organisation, hit, accused, ...own })
  if (!destination) return undefined
  const never = new Set([hit, ...(accused === undefined ? [] : [accused])])
  return { destination, duty: dutyAt(await readShifts(tx, now, organisation, destination.line), now, never) }
}

/**
 * Reports a draft: from here on it has an owner, clocks and a reference, and the right people are told that something waits.
 * @returns `again` when the draft had been reported already; `no_route` when the organisation has nobody to
 * whom it could go: a report without an owner must not exist, so it stays a draft
 */
export async function submit(
  tx: Tx,
  now: Date,
  actor: Pick<Actor, 'id'>,
  dossier: Dossier,
  it: Submission,
): Promise<'sent' | 'again' | 'no_route'> {
  const organisation = dossier.organisationId
  if (!(await holdDraft(tx, dossier.caseId))) return 'again'
  const found = await whoReads(tx, now, organisation, actor.id, it.function, it.accused)
  if (!found) return 'no_route'
  const { destination, duty } = found
  const onDuty = duty.now && duty.now.person !== destination.owner ? duty.now.person : undefined
  const readers = [destination.owner, ...(onDuty === undefined ? [] : [onDuty])]
  await saveAnswers(tx, now, dossier, it.answers)
  if (it.accused !== undefined)
    await tx
      .insertInto('barred')
      .values({ case_id: dossier.caseId, person_id: it.accused, organisation_id: organisation })
      .execute()
  await addReaders(tx, now, dossier, destination.owner, onDuty)
  const takeUpHours = await readTakeUpHours(tx, organisation)
  await tx
    .insertInto('task')
    .values(
      tasksAtSubmission(now, takeUpHours).flatMap(task =>
        ownersOf(task.kind, readers).map(owner => taskRow(dossier, now, owner, task)),
      ),
    )
    .execute()
  // Last, because here the reports of one organisation wait for each other.
  const reference = await nextReference(tx, organisation, now)
  const moved = await move(
    tx,
    now,
    incidentChart,
    { id: dossier.caseId, organisation_id: organisation, state: 'draft' },
    {
      event: 'submit',
      actor: actor.id,
      part: 'reporter',
      set: {
        reference,
        line: destination.line,
        function: it.function.function,
        unit_id: destination.unit,
        owner_id: destination.owner,
        deputy_id: destination.deputy,
        safe_now: it.safeNow,
        reported_at: now,
      },
      jobs: jobsAtSubmission(dossier, now, readers, takeUpHours),
    },
  )
  return moved ? 'sent' : 'again'
}

async function addReaders(tx: Tx, now: Date, dossier: Dossier, owner: string, onDuty: string | undefined) {
  const shared = { case_id: dossier.caseId, organisation_id: dossier.organisationId, added_at: now }
  await tx
    .insertInto('participant')
    .values([
      { ...shared, person_id: owner, role: 'handler' },
      ...(onDuty === undefined ? [] : [{ ...shared, person_id: onDuty, role: 'duty' }]),
    ])
    .execute()
}

// Everybody who is asked to take it up has that task; the rest is for the owner.
const ownersOf = (kind: string, readers: readonly string[]) => (kind === 'take_up' ? readers : readers.slice(0, 1))

const taskRow = (dossier: Dossier, now: Date, owner: string, task: { kind: string; due: Date }) => ({
  id: randomUUID(),
  case_id: dossier.caseId,
  organisation_id: dossier.organisationId,
  kind: task.kind,
  owner_id: owner,
  due_at: task.due,
  created_at: now,
})

/** Within how many hours a report is taken up here, before the deputy is asked too. */
export async function readTakeUpHours(tx: Tx, organisation: string): Promise<number> {
  const row = await tx
    .selectFrom('organisation')
    .select('take_up_hours')
    .where('id', '=', organisation)
    .executeTakeFirstOrThrow()
  return row.take_up_hours
}

async function nextReference(tx: Tx, organisation: string, now: Date): Promise<string> {
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

function jobsAtSubmission(dossier: Dossier, now: Date, readers: readonly string[], takeUpHours: number): NewJob[] {
  const shared = { organisation: dossier.organisationId, case: dossier.caseId }
  return [
    ...readers.map(person => ({ ...shared, kind: 'case_mail', person, detail: 'new_report' })),
    { ...shared, kind: 'not_taken_up', runAt: new Date(now.getTime() + takeUpHours * 3_600_000) },
  ]
}
