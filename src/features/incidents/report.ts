import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { dutyAt, readShifts, type Duty } from '../../engines/cases/duty.ts'
import type { Dossier } from '../../engines/cases/dossier.ts'
import { listPieces } from '../../engines/cases/evidence.ts'
import { addFileNames } from '../../engines/cases/file-words.ts'
import { addWords } from '../../engines/cases/words.ts'
import { move } from '../../engines/cases/move.ts'
import { protocolOf } from '../../engines/cases/protocol-settings.ts'
import { findDestination, type Destination } from '../../engines/cases/routing.ts'
import type { NewJob } from '../../engines/jobs/job.ts'
import type { Tx } from '../../platform/db.ts'
import { holdDraft, saveAnswers, type Answers } from './draft.ts'
import { toValues, writtenIn } from './full-report.ts'
import { incidentChart } from './incident.chart.ts'
import { nextReference } from './reference.ts'
import { taskDue } from './acting.ts'
import { isPromised, tasksAtSubmission, type BegunTask } from './tasks.ts'

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
  /** Of the person hit. */
  function: OwnFunction
  safeNow: 'yes' | 'not_sure' | 'no'
  answers: Answers
  /** The colleague named as the one who did it. */
  accused?: string | undefined
  /** Whom it is about, when that is not the reporter. */
  other?: Other | undefined
  /** What is known of it in codes. */
  facts?: CodedFacts | undefined
  /** The questions that were answered, when they are not those of the quick report. */
  questions?: string | undefined
  /** The own manager does not get it, and does not see it. */
  notManager?: boolean | undefined
  /** Who enters it handles it too, where it goes along their line. */
  takes?: boolean | undefined
}

/** A report about somebody else: by a colleague, about who lives with the reporter, by a witness, or by one who handles cases. */
export interface Other {
  forWhom: 'colleague' | 'household' | 'witness' | 'entered'
  /** The person hit, when that person has an account. */
  hit: string | null
}

export interface CodedFacts {
  happenedAt?: Date | undefined
  channel?: string | undefined
  influence?: 'yes' | 'tried' | 'no' | 'unknown' | undefined
  /** The main one first. */
  categories?: readonly string[] | undefined
}

/** Who reads a report of this person in this function, and when. */
export async function whoReads(
  tx: Tx,
  now: Date,
  organisation: string,
  hit: string | null,
  own: OwnFunction,
  accused?: string,
  notManager?: boolean,
  category?: string,
): Promise<{ destination: Destination; duty: Duty } | undefined> {
  const destination = await findDestination(tx, now, { organisation, hit, accused, notManager, category, ...own })
  if (!destination) return undefined
  const never = new Set([hit, accused, ...destination.passedOver].filter(it => typeof it === 'string'))
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
  const hit = hitOf(actor, it)
  const hidden = notHandling(actor, it)
  const main = it.facts?.categories?.[0]
  const found = await whoReads(tx, now, organisation, hidden, it.function, it.accused, it.notManager, main)
  if (!found) return 'no_route'
  const { duty } = found
  const destination = it.takes ? await takenBy(tx, organisation, actor.id, found.destination) : found.destination
  const onDuty = duty.now && duty.now.person !== destination.owner ? duty.now.person : undefined
  const readers = [destination.owner, ...(onDuty === undefined ? [] : [onDuty])]
  await saveAnswers(tx, now, dossier, actor.id, it.answers, 'sent', { questions: it.questions })
  await addWords(tx, dossier, `report:${actor.id}`, writtenIn(toValues(it.answers)))
  await addFileNames(tx, dossier, await listPieces(tx, dossier))
  if (it.other) await standAside(tx, now, actor, dossier, it.other)
  if (it.accused !== undefined)
    await tx
      .insertInto('barred')
      .values({ case_id: dossier.caseId, person_id: it.accused, organisation_id: organisation })
      .execute()
  await addReaders(tx, now, dossier, destination.owner, onDuty)
  await addCategories(tx, now, actor, dossier, it.facts?.categories ?? [])
  const takeUpHours = await readTakeUpHours(tx, organisation)
  const protocol = await protocolOf(tx, {
    organisation_id: organisation,
    line: destination.line,
    function: it.function.function,
    reported_at: now,
  })
  const begun = tasksAtSubmission(now, takeUpHours, protocol)
  await tx
    .insertInto('task')
    .values(begun.flatMap(task => ownersOf(task.kind, readers).map(owner => taskRow(dossier, now, owner, task))))
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
        ...(it.other && { for_whom: it.other.forWhom, hit_id: hit }),
        ...(asksHit(actor, hit) && { confirm_asked_at: now }),
        category: it.facts?.categories?.[0] ?? null,
        happened_at: it.facts?.happenedAt ?? null,
        channel: it.facts?.channel ?? null,
        influence: it.facts?.influence ?? null,
      },
      jobs: [
        ...jobsAtSubmission(dossier, now, readers, takeUpHours, begun),
        ...(hit !== null && asksHit(actor, hit) ? [mailTo(dossier, hit, 'confirm_report')] : []),
      ],
    },
  )
  return moved ? 'sent' : 'again'
}

/** The same destination with this person as the owner, if they may be given cases of its line. */
async function takenBy(tx: Tx, organisation: string, person: string, it: Destination): Promise<Destination> {
  const { rows } = await sql<{ may: boolean }>`
    select app.on_line(${organisation}::uuid, ${it.line}, ${it.unit}::uuid, ${person}::uuid) as may`.execute(tx)
  if (rows[0]?.may !== true || it.owner === person) return it
  return { ...it, owner: person, deputy: it.owner }
}

const hitOf = (actor: Pick<Actor, 'id'>, { other }: Submission): string | null => (other ? other.hit : actor.id)

/** Somebody else wrote it down: the person hit is asked whether it is right. */
const asksHit = (actor: Pick<Actor, 'id'>, hit: string | null) => hit !== null && hit !== actor.id

// Who lives with the reporter has no account; it is the reporter's own case then.
const notHandling = (actor: Pick<Actor, 'id'>, it: Submission) =>
  it.other?.forWhom === 'household' ? actor.id : hitOf(actor, it)

/**
 * Whoever reports for a colleague or as a witness is not the person hit: they help, and find their own words there. For who
 * lives with them, they stay the reporter.
 */
async function standAside(tx: Tx, now: Date, actor: Pick<Actor, 'id'>, dossier: Dossier, { forWhom, hit }: Other) {
  const mine = tx
    .updateTable('participant')
    .set({ ended_at: now })
    .where('case_id', '=', dossier.caseId)
    .where('person_id', '=', actor.id)
    .where('role', 'in', forWhom === 'household' ? ['person_hit'] : ['reporter', 'person_hit'])
  await mine.execute()
  const shared = { case_id: dossier.caseId, organisation_id: dossier.organisationId, added_at: now }
  const added = [
    ...(forWhom === 'household' ? [] : [{ ...shared, person_id: actor.id, role: 'helper' }]),
    ...(hit === null ? [] : [{ ...shared, person_id: hit, role: 'person_hit' }]),
  ]
  if (added.length > 0) await tx.insertInto('participant').values(added).execute()
}

async function addCategories(
  tx: Tx,
  now: Date,
  actor: Pick<Actor, 'id'>,
  dossier: Dossier,
  categories: readonly string[],
) {
  if (categories.length === 0) return
  await tx
    .insertInto('case_category')
    .values(
      categories.map((category, index) => ({
        id: randomUUID(),
        case_id: dossier.caseId,
        organisation_id: dossier.organisationId,
        category,
        main: index === 0,
        set_by: actor.id,
        set_at: now,
      })),
    )
    .execute()
}

const mailTo = (dossier: Dossier, person: string, detail: string): NewJob => ({
  kind: 'case_mail',
  organisation: dossier.organisationId,
  case: dossier.caseId,
  person,
  detail,
})

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

function jobsAtSubmission(
  dossier: Dossier,
  now: Date,
  readers: readonly string[],
  takeUpHours: number,
  begun: readonly BegunTask[],
): NewJob[] {
  const shared = { organisation: dossier.organisationId, case: dossier.caseId }
  return [
    ...readers.map(person => ({ ...shared, kind: 'case_mail', person, detail: 'new_report' })),
    { ...shared, kind: 'not_taken_up', runAt: new Date(now.getTime() + takeUpHours * 3_600_000) },
    ...begun
      .filter(it => isPromised(it.kind))
      .map(it => taskDue(now, { id: dossier.caseId, organisation_id: dossier.organisationId }, it)),
  ]
}
