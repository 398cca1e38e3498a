import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { tokenHash } from '../../engines/access/actor.ts'
import type { Job, JobHandlers } from '../../engines/jobs/runner.ts'
import { enter, type Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import type { Purpose } from './links.ts'
import { linkPath } from './links.views.tsx'
import { accountMail } from './mails.ts'

const hour = 3_600_000
const validFor: Record<Purpose, number> = { invitation: 14 * 24 * hour, reset: hour }

interface Receiver {
  id: string
  email: string
  organisation: string
}

export const accountJobs: JobHandlers = {
  /** Mails a one-time link; `detail` says for what. Nothing for an address without an account. */
  link_mail: async (job, tx, now, house) => {
    const purpose: Purpose = job.detail === 'invitation' ? 'invitation' : 'reset'
    const receiver = await findReceiver(job, tx, now)
    if (!receiver || (purpose === 'invitation' && !(await awaitsPassword(tx, job)))) return
    const token = randomBytes(32).toString('base64url')
    // In a transaction of its own: a mail must never hold a link that a failed commit took back.
    await house.db.as('nobody', async (own, moment) => {
      const expires = new Date(moment.getTime() + validFor[purpose])
      await sql`select app.add_link(${tokenHash(token)}, ${receiver.id}, ${purpose}, ${expires})`.execute(own)
    })
    const link = `${house.config.origin}${linkPath[purpose]}/${token}`
    const name = purpose === 'invitation' ? 'invitation' : 'password_reset'
    // By the link and not by the job: sent again it holds another link, and must not be taken for the same mail.
    await send(house, receiver, name, link, tokenHash(token).toString('hex').slice(0, 32))
  },

  password_changed: notice('password_changed', '/wachtwoord-vergeten'),
  new_device: notice('new_device', '/account/apparaten'),
  factor_changed: notice('factor_changed', '/account/tweede-stap'),
  recovery_used: notice('recovery_used', '/account/tweede-stap'),
  factors_reset: notice('factors_reset', '/account'),
  review_mail: notice('review_waits', '/beheer/rollen'),
  progress_mail: notice('progress_due', '/scans'),
  rights_new_mail: notice('rights_new', '/privacy-verzoeken'),
  rights_due_mail: notice('rights_due', '/privacy-verzoeken'),
  rights_answered_mail: notice('rights_answered', '/privacy-verzoeken'),
  rights_asked_mail: notice('rights_asked', '/privacy-vragen'),
  rights_told_mail: notice('rights_told', '/account/verzoeken'),
  rights_unattended_mail: notice('rights_unattended', '/beheer/mensen'),
  round_asked_mail: notice('round_asked', '/'),
  round_reminder_mail: notice('round_reminder', '/'),
  plan_due_mail: notice('plan_due', '/plan/mijn'),
}

/** Tells the owner of an account what happened to it. */
function notice(name: Parameters<typeof accountMail>[0], path: string): JobHandlers[string] {
  return async (job, tx, now, house) => {
    const receiver = await findReceiver(job, tx, now)
    if (receiver) await send(house, receiver, name, house.config.origin + path, job.id)
  }
}

/** Who gets the mail: in a job without an organisation looked up as that person, who sees nobody else. */
async function findReceiver(job: Job, tx: Tx, now: Date): Promise<Receiver | undefined> {
  if (job.person_id === null) return undefined
  if (job.organisation_id === null) await enter(tx, { person: job.person_id }, now)
  const person = await tx
    .selectFrom('person')
    .select(['id', 'email'])
    .where('id', '=', job.person_id)
    .executeTakeFirst()
  return person && { ...person, organisation: await organisationName(tx, now, job) }
}

async function organisationName(tx: Tx, now: Date, job: Job): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from organisation where id = coalesce(${job.organisation_id}::uuid, app.first_organisation(${job.person_id}, ${now}))`.execute(
    tx,
  )
  return rows[0]?.name ?? 'uw organisatie'
}

/** An invitation is for who has no password yet; anybody else asks for a new one, so that nobody else can. */
async function awaitsPassword(tx: Tx, job: Job): Promise<boolean> {
  const { rows } = await sql`
    select from app.without_password(${job.organisation_id}) as person where person = ${job.person_id}`.execute(tx)
  return rows.length > 0
}

async function send(house: House, to: Receiver, name: Parameters<typeof accountMail>[0], link: string, id: string) {
  const { subject, text } = accountMail(name, { link, organisation: to.organisation })
  const messageId = `<${id}@${new URL(house.config.origin).hostname}>`
  await house.mailer.send({ to: to.email, subject, text, messageId })
}
