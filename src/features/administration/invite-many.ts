import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { addJobs } from '../../engines/jobs/job.ts'
import { differences } from '../../engines/access/setting-changes.ts'
import { recordChanges, type Desk } from './desk.ts'
import type { PlannedLine } from './invite-many-plan.ts'
import { givenCodes, roleCodes } from './membership.ts'

/** How many people a list invited, and to how many it gave a role. */
export interface Invited {
  invited: number
  given: number
}

/** Carries out a list without errors, all of it in the transaction of this desk. */
export async function inviteMany(desk: Desk, plan: readonly PlannedLine[]): Promise<Invited> {
  const chosen = plan.flatMap(it => (it.does === 'nothing' || !it.planned ? [] : [it.planned]))
  if (chosen.length === 0) return { invited: 0, given: 0 }
  const strangers = new Map(chosen.filter(it => it.person === undefined).map(it => [it.email, it.name]))
  const ids = await findOrAdd(desk, strangers)
  const rows = chosen.flatMap(({ email, person = ids.get(email), role, period }) =>
    person === undefined ? [] : [{ id: randomUUID(), person, role, period }],
  )
  await desk.tx
    .insertInto('membership')
    .values(
      rows.map(({ id, person, role, period: { starts, ends } }) => ({
        id,
        organisation_id: desk.organisation,
        person_id: person,
        ...role,
        starts,
        ends,
      })),
    )
    .execute()
  const invited = [...ids.values()]
  await recordChanges(
    desk,
    [
      ...rows.map(it => ({
        action: 'administration.role_given' as const,
        object: givenCodes(it.person, it.id, it.role),
      })),
      ...invited.map(person => ({ action: 'administration.person_invited' as const, object: `person:${person}` })),
    ],
    rows.flatMap(it => differences('person', it.person, undefined, { role: roleCodes(it.role, it.period) })),
  )
  const { organisation } = desk
  // Who works elsewhere and has a password gets no mail: the job finds that out.
  await addJobs(
    desk.tx,
    desk.now,
    invited.map(person => ({ kind: 'link_mail', organisation, person, detail: 'invitation' })),
  )
  return { invited: invited.length, given: rows.length }
}

/** The ids of people from outside the organisation, by address: those who work elsewhere keep their account and name. */
async function findOrAdd({ tx, now }: Desk, names: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const emails = [...names.keys()]
  if (emails.length === 0) return new Map()
  const { rows } = await sql<{ email: string; id: string | null }>`
    select email, app.person_by_email(email) as id from unnest(${emails}::text[]) as email`.execute(tx)
  const ids = rows.map(({ email, id }) => ({ email, id: id ?? randomUUID(), isNew: id === null }))
  const fresh = ids.filter(it => it.isNew)
  if (fresh.length > 0)
    await tx
      .insertInto('person')
      .values(fresh.map(({ id, email }) => ({ id, email, name: names.get(email) ?? email, created_at: now })))
      .execute()
  return new Map(ids.map(({ email, id }) => [email, id]))
}
