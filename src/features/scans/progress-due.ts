import { sql } from 'kysely'
import type { FindWaiting } from '../../engines/access/waiting.ts'
import { activeMemberships } from '../../engines/cases/routing.ts'
import { addJobs, type NewJob } from '../../engines/jobs/job.ts'
import type { Job } from '../../engines/jobs/runner.ts'
import { allInstruments } from '../../engines/questionnaires/library.ts'
import type { Tx } from '../../platform/db.ts'
import { idFor } from '../../platform/id-for.ts'
import { isoDay } from '../../ui/dates.ts'
import { isOffered } from './norm.ts'
import { provinceOf } from './province.ts'
import { urls } from './urls.ts'

/** The instruments on which an organisation has to decide again: two years went by, and they are still for it. */
async function readDue(tx: Tx, organisation: string): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ questionnaire: string }>`
    select questionnaire from app.progress_due(${organisation})`.execute(tx)
  if (rows.length === 0) return []
  const [all, province] = await Promise.all([allInstruments(tx), provinceOf({ tx, organisation })])
  return rows.flatMap(({ questionnaire }) => {
    const it = all.findLast(one => one.id === questionnaire && isOffered(one, province))
    return it ? [{ id: it.id, title: it.title }] : []
  })
}

// One a day, also when several instruments are due, or a server stood still.
const mailTo = (person: string, organisation: string, day: string): NewJob => ({
  id: idFor(`progress ${person} ${organisation} ${day}`),
  kind: 'progress_mail',
  organisation,
  person,
})

/** Two years after a decision: the coordinators hear that something waits, and nothing of what. */
export async function remind(job: Job, tx: Tx, now: Date): Promise<void> {
  const organisation = job.organisation_id
  if (organisation === null || (await readDue(tx, organisation)).length === 0) return
  const coordinators = await activeMemberships(tx, now, organisation)
    .select('person_id')
    .distinct()
    .where('role', '=', 'coordinator')
    .execute()
  await addJobs(
    tx,
    now,
    coordinators.map(it => mailTo(it.person_id, organisation, isoDay(now))),
  )
}

/** For who leads scans: what is due, until there is a new decision. */
export const progressWaiting: FindWaiting = async ({ tx, actor }) => {
  if (!actor.organisation || !actor.permissions.has('scan.manage')) return undefined
  const due = await readDue(tx, actor.organisation.id)
  if (due.length === 0) return undefined
  return {
    title: 'Tijd voor een voortgangsrapportage',
    text: 'Het is twee jaar geleden dat uw organisatie dit vaststelde.',
    links: due.map(it => ({ href: urls.instrument(it.id), label: it.title })),
  }
}
