import type { Actor } from '../../../engines/access/actor.ts'
import { audit } from '../../../engines/access/audit.ts'
import type { Dossier } from '../../../engines/cases/dossier.ts'
import type { Tx } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { openText, seal } from '../../../platform/vault.ts'
import { act, type Done } from '../acting.ts'
import { readCase } from '../case.ts'

/** For what a case is linked to an earlier one of the same person. */
export const purposes = [
  { id: 'earlier_steps', label: 'Om te wegen welke stappen er al waren' },
  { id: 'safety', label: 'Om in te schatten hoe veilig het is' },
  { id: 'procedure', label: 'Voor aangifte of een rechtszaak' },
] as const

/**
 * Links a case to an earlier one of the same person. Who handles both names the earlier one by its reference; it is written down in
 * the trail of both. A case that they do not handle is as one that does not exist: 'late'.
 */
export const linkCase = (
  house: House,
  actor: Actor,
  caseId: string,
  it: { reference: string; purpose: string; why: string },
): Promise<Done> =>
  act(house, actor, caseId, 'case.link', async ({ tx, now, it: facts, dossier }) => {
    if (facts.part !== 'handler') return 'gone'
    const found = await tx
      .selectFrom('incident_case')
      .select('id')
      .where('organisation_id', '=', facts.organisation_id)
      .where('reference', '=', it.reference)
      .where('id', '<>', caseId)
      .executeTakeFirst()
    const other = found && (await readCase(tx, actor, found.id))
    if (other?.part !== 'handler') return 'late'
    await tx
      .insertInto('case_link')
      .values({
        case_id: caseId,
        other_id: other.id,
        organisation_id: facts.organisation_id,
        purpose: it.purpose,
        sealed: seal(dossier.caseKey, `link:${other.id}`, it.why),
        linked_by: actor.id,
        linked_at: now,
      })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    const organisation = facts.organisation_id
    await audit(tx, { action: 'case.link', actor: actor.id, organisation, case: other.id, object: caseId }, now)
    return 'done'
  })

export interface Link {
  other: string
  reference: string | null
  purpose: string
  why: string
}

/** The earlier cases of the same person, as far as the viewer handles them too. */
export async function readLinks(tx: Tx, dossier: Dossier): Promise<Link[]> {
  const rows = await tx
    .selectFrom('case_link as l')
    .innerJoin('incident_case as c', 'c.id', 'l.other_id')
    .select(['l.other_id', 'l.purpose', 'l.sealed', 'c.reference'])
    .where('l.case_id', '=', dossier.caseId)
    .orderBy('l.linked_at')
    .execute()
  return rows.map(row => ({
    other: row.other_id,
    reference: row.reference,
    purpose: row.purpose,
    why: openText(dossier.caseKey, `link:${row.other_id}`, row.sealed),
  }))
}
