import type { Ask } from '../../../engines/access/routes.ts'
import { openDossier } from '../../../engines/cases/dossier.ts'
import type { Acting } from '../acting.ts'
import { readCase, type CasePart } from '../case.ts'
import { refuse } from '../case-page.tsx'

/**
 * Opens a case for a page of who handles it, or of whom else it says; the look is in the audit trail. Everybody else is refused as
 * for a case that does not exist.
 */
export async function opened<Result>(
  ask: Ask<'id'>,
  object: string,
  work: (acting: Acting) => Promise<Result | undefined>,
  parts: readonly CasePart[] = ['handler'],
): Promise<Result> {
  const { house, actor, params } = ask
  const look = {
    actor: actor.id,
    organisation: actor.organisation?.id ?? null,
    caseId: params.id,
    action: 'case.open' as const,
  }
  const found = await house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, params.id)
    if (!it || it.state === 'draft' || !parts.includes(it.part)) return undefined
    const dossier = await openDossier(tx, now, house.keys, { ...look, organisationOfCase: it.organisation_id, object })
    return dossier && work({ tx, now, actor, it, dossier })
  })
  return found ?? refuse(ask)
}
