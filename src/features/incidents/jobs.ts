import { sql } from 'kysely'
import { z } from 'zod'
import { whoHandles, whoIsAway } from '../../engines/cases/routing.ts'
import { isState } from '../../engines/cases/chart.ts'
import { casesBeside } from '../../engines/cases/joining.ts'
import { isImproperPressure } from '../../engines/cases/vocabulary.ts'
import { move } from '../../engines/cases/move.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Job, JobHandlers } from '../../engines/jobs/runner.ts'
import { readContent } from '../../platform/content.ts'
import { enter, type Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { toldOf } from './acting.ts'
import { countDueToday, digestInstead } from './digest.ts'
import { fill } from './questions.ts'
import { escalatedCases, lateJobs } from './late.ts'
import { caseMail, coordinators, letIn, type OpenedCase } from './letting-in.ts'
import { endMeasures } from './reaction/measure-tasks.ts'
import { toldOf as toldOfMeasures } from './reaction/told.ts'
import { incidentChart, openStates } from './incident.chart.ts'

const { mails, footer } = readContent(
  'mails.yaml',
  z.object({ footer: z.string(), mails: z.record(z.string(), z.object({ subject: z.string(), text: z.string() })) }),
)

/** A mail that something waits: no reference, no name, no word of the case, and a link that says nothing either. */
async function sendCaseMail(job: Job, tx: Tx, now: Date, house: House) {
  if (!(await maySee(tx, now, job))) return
  const later = await digestInstead(tx, now, job)
  if (later) await addJobs(tx, now, [later])
  else await sendMail(job, tx, house)
}

/** The one mail of the day, for who chose that: how many things wait for them today, or that there is something new. */
async function sendDigest(job: Job, tx: Tx, now: Date, house: House) {
  if (!job.person_id || !job.organisation_id) return
  await enter(tx, { person: job.person_id }, now)
  const n = await countDueToday(tx, now, job.person_id)
  await enter(tx, { systemOf: job.organisation_id }, now)
  await sendMail({ ...job, detail: n === 0 ? 'digest_news' : 'digest' }, tx, house, {
    waiting: n === 1 ? 'wacht 1 ding' : `wachten ${n} dingen`,
  })
}

/** To who was told of a measure, when it still is for them to know. */
async function sendToldMail(job: Job, tx: Tx, now: Date, house: House) {
  if (!job.person_id || !job.organisation_id) return
  await enter(tx, { person: job.person_id }, now)
  const told = await toldOfMeasures(tx)
  await enter(tx, { systemOf: job.organisation_id }, now)
  if (told.some(it => it.organisation_id === job.organisation_id))
    await sendMail({ ...job, detail: 'measure_told' }, tx, house)
}

async function sendMail(job: Job, tx: Tx, house: House, more: Readonly<Record<string, string>> = {}) {
  const mail = mails[job.detail ?? '']
  if (!mail) throw new Error(`content/mails.yaml has no mail ${job.detail}`)
  const to = await tx.selectFrom('person').select('email').where('id', '=', job.person_id).executeTakeFirst()
  const organisation = await tx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', job.organisation_id)
    .executeTakeFirst()
  if (!to || !organisation) return
  const values = { ...more, link: `${house.config.origin}/`, organisation: organisation.name }
  await house.mailer.send({
    to: to.email,
    subject: mail.subject,
    text: `${fill(mail.text, values)}\n${fill(footer, values)}`,
    messageId: `<${job.id}@${new URL(house.config.origin).hostname}>`,
  })
}

/** Whether who gets the mail may still open the case now: a role may have ended since the mail was asked for. */
async function maySee(tx: Tx, now: Date, job: Job): Promise<boolean> {
  if (!job.person_id || !job.organisation_id) return false
  await enter(tx, { person: job.person_id }, now)
  const { rows } = await sql<{ may: boolean }>`select app.may_open(${job.case_id}::uuid) as may`.execute(tx)
  await enter(tx, { systemOf: job.organisation_id }, now)
  return rows[0]?.may === true
}

/** Nobody took it up in time: the deputy is asked too, and the coordinators of the line hear that something waits. */
async function askDeputy(job: Job, tx: Tx, now: Date) {
  const it = await tx
    .selectFrom('incident_case')
    .select(['id', 'organisation_id', 'state', 'line', 'deputy_id'])
    .where('id', '=', job.case_id)
    .where('state', '=', 'reported')
    .executeTakeFirst()
  if (!it || !it.line) return
  const moved = await move(
    tx,
    now,
    incidentChart,
    { ...it, state: 'reported' },
    { event: 'ask_deputy', actor: null, part: 'system' },
  )
  if (!moved) return
  if (it.deputy_id && (await letIn(tx, now, it, it.deputy_id)))
    await addJobs(tx, now, [caseMail(it, it.deputy_id, 'deputy_asked')])
  await addJobs(
    tx,
    now,
    (await coordinators(tx, now, it.organisation_id, it.line)).map(person => caseMail(it, person, 'line_warned')),
  )
}

/** The reporter wrote while the owner is away: the deputy reads it too, also in a case that was closed. */
async function openToDeputyOf(job: Job, tx: Tx, now: Date) {
  if (!job.person_id || !job.organisation_id || !(await isUnavailable(tx, now, job.organisation_id, job.person_id)))
    return
  const it = await tx
    .selectFrom('incident_case')
    .select(['id', 'organisation_id', 'state', 'deputy_id'])
    .where('id', '=', job.case_id)
    .where('owner_id', '=', job.person_id)
    .executeTakeFirst()
  if (!it?.deputy_id) return
  await letIn(tx, now, it, it.deputy_id)
  await addJobs(tx, now, [caseMail(it, it.deputy_id, 'new_message')])
}

/** Somebody is away from now on, or handles no cases here any more: the deputy is let in to every open case of theirs. */
async function openToDeputies(job: Job, tx: Tx, now: Date) {
  if (!job.person_id || !job.organisation_id || !(await isUnavailable(tx, now, job.organisation_id, job.person_id)))
    return
  const cases = await tx
    .selectFrom('incident_case')
    .select(['id', 'organisation_id', 'state', 'deputy_id'])
    .where('organisation_id', '=', job.organisation_id)
    .where('owner_id', '=', job.person_id)
    .where('state', 'in', openStates)
    .execute()
  const told = new Map<string, OpenedCase>()
  for (const it of cases) if (it.deputy_id && (await letIn(tx, now, it, it.deputy_id))) told.set(it.deputy_id, it)
  // One mail each, however many cases there are.
  await addJobs(
    tx,
    now,
    [...told].map(([deputy, it]) => caseMail(it, deputy, 'new_report')),
  )
}

/** Somebody is back who was away: what deputies were asked to take over for that, and did not, is nobody's task any more. */
async function endTakingOver(job: Job, tx: Tx, now: Date) {
  if (!job.person_id || !job.organisation_id || (await isUnavailable(tx, now, job.organisation_id, job.person_id)))
    return
  const late = await escalatedCases(tx, now, job.organisation_id, job.person_id)
  await tx
    .updateTable('task')
    .set({ done_at: now })
    .where('kind', '=', 'take_over')
    .where('done_at', 'is', null)
    .where('owner_id', '<>', job.person_id)
    .where('case_id', 'in', eb =>
      eb
        .selectFrom('incident_case')
        .select('id')
        .where('organisation_id', '=', job.organisation_id)
        .where('owner_id', '=', job.person_id)
        .$if(late.length > 0, query => query.where('id', 'not in', late)),
    )
    .execute()
}

/** Away now, or without a role in which cases are handled here. */
async function isUnavailable(tx: Tx, now: Date, organisation: string, person: string): Promise<boolean> {
  if ((await whoIsAway(tx, now, [person])).has(person)) return true
  return !(await whoHandles(tx, now, organisation, [person])).has(person)
}

/** The reporter withdrew the case: what was still to be done lapses, and who handles it hears that something changed. */
async function endWithdrawn(job: Job, tx: Tx, now: Date) {
  const it = await tx
    .selectFrom('incident_case')
    .select(['id', 'organisation_id', 'owner_id'])
    .where('id', '=', job.case_id)
    .where('state', '=', 'withdrawn')
    .executeTakeFirst()
  if (!it) return
  await tx.updateTable('task').set({ done_at: now }).where('case_id', '=', it.id).where('done_at', 'is', null).execute()
  if (it.owner_id) await addJobs(tx, now, [caseMail(it, it.owner_id, 'new_message')])
}

/**
 * What was decided in this case holds in every other one of its incident: its task is done, and the person hit hears of it. Not at
 * improper pressure: there it is decided with the word of who comes first.
 */
async function decideForAll(job: Job, tx: Tx, now: Date) {
  if (!job.case_id) return
  const beside = await casesBeside(tx, job.case_id)
  if (beside.length === 0) return
  const others = await tx
    .selectFrom('incident_case')
    .select(['id', 'organisation_id', 'state', 'hit_id', 'reporter_id', 'category'])
    .where('id', 'in', beside)
    .where('state', 'in', openStates)
    .orderBy('id')
    .execute()
  for (const it of others) {
    if (!isState(incidentChart, it.state) || isImproperPressure(it.category)) continue
    await tx
      .updateTable('task')
      .set({ done_at: now, done_by: job.person_id, outcome: 'done' })
      .where('case_id', '=', it.id)
      .where('kind', '=', 'decision')
      .where('done_at', 'is', null)
      .execute()
    const decided = { event: 'decide', actor: null, part: 'system', code: job.detail } as const
    await move(tx, now, incidentChart, { ...it, state: it.state }, decided)
    await addJobs(tx, now, [caseMail(it, toldOf(it), 'reporter_answer')])
  }
}

export const incidentJobs: JobHandlers = {
  decided_for_all: decideForAll,
  ...lateJobs,
  case_withdrawn: endWithdrawn,
  case_mail: sendCaseMail,
  digest_mail: sendDigest,
  // One mail, however many cases were handed over at once.
  handed_over_all: (job, tx, _now, house) => sendMail(job, tx, house),
  emergency_asked_mail: (job, tx, _now, house) => sendMail({ ...job, detail: 'emergency_asked' }, tx, house),
  measure_told_mail: sendToldMail,
  emergency_decided_mail: (job, tx, _now, house) => sendMail({ ...job, detail: 'emergency_decided' }, tx, house),
  not_taken_up: askDeputy,
  open_to_deputies: openToDeputies,
  is_back: endTakingOver,
  message_waits: openToDeputyOf,
  measure_end: endMeasures,
}
