import { randomUUID } from 'node:crypto'
import type { ActionOf } from '../engines/access/actions.ts'
import { auditEntry } from '../engines/access/audit.ts'
import { addJobs } from '../engines/jobs/job.ts'
import type { Tx } from '../platform/db.ts'
import { newOrganisationKey } from '../platform/keys.ts'
import type { MasterKeys } from '../platform/vault.ts'
import { contactPointRows } from './contact-points.ts'

export const organisationKinds = ['municipality', 'province', 'water_board', 'public_body'] as const
export type OrganisationKind = (typeof organisationKinds)[number]

export interface NewOrganisation {
  code: string
  name: string
  kind: OrganisationKind
  /** The address in the register, for who stands in one. */
  tooi: string | null
}

/**
 * Adds the organisations that are not there yet, each with a key of its own and the national contact points: not for the
 * public bodies in the Caribbean, where those numbers are of another country.
 */
export async function addOrganisations(
  tx: Tx,
  wanted: readonly NewOrganisation[],
  master: MasterKeys,
  now: Date,
  action: ActionOf<'organisation'>,
): Promise<{ added: number; known: number }> {
  const rows = await tx.selectFrom('organisation').select('code').execute()
  const known = new Set(rows.map(row => row.code))
  const fresh = wanted.filter(it => !known.has(it.code)).map(it => ({ ...it, id: randomUUID() }))
  if (fresh.length > 0) await insert(tx, fresh, master, now, action)
  return { added: fresh.length, known: wanted.length - fresh.length }
}

async function insert(
  tx: Tx,
  fresh: readonly (NewOrganisation & { id: string })[],
  master: MasterKeys,
  now: Date,
  action: ActionOf<'organisation'>,
) {
  await tx
    .insertInto('organisation')
    .values(fresh.map(it => organisationRow(it, now)))
    .execute()
  await tx
    .insertInto('organisation_key')
    .values(fresh.map(({ id }) => ({ organisation_id: id, ...newOrganisationKey(master, id), created_at: now })))
    .execute()
  const points = fresh
    .filter(it => it.kind !== 'public_body')
    .flatMap(({ id }) => contactPointRows(id, [], () => randomUUID()))
  if (points.length > 0) await tx.insertInto('contact_point').values(points).execute()
  for (const { id } of fresh) await addJobs(tx, now, [{ kind: 'review_due', organisation: id, runAt: now }])
  await tx
    .insertInto('audit_entry')
    .values(fresh.map(({ id }) => auditEntry(tx, { action, actor: null, organisation: id, origin: 'command' }, now)))
    .execute()
}

function organisationRow(it: NewOrganisation & { id: string }, now: Date) {
  return {
    ...it,
    fictitious: false,
    take_up_hours: 4,
    escalate_hours: 24,
    session_idle_minutes: 30,
    session_hours: 12,
    perpetrator_council: false,
    created_at: now,
  }
}
