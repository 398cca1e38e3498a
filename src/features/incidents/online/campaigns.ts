import { z } from 'zod'
import type { Actor } from '../../../engines/access/actor.ts'
import type { Dossier } from '../../../engines/cases/dossier.ts'
import { addWords } from '../../../engines/cases/words.ts'
import type { Tx } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { openJson, sealJson } from '../../../platform/vault.ts'
import { act, type Done } from '../acting.ts'
import type { CasePart } from '../case.ts'
import { askAnswer } from '../own-acts.ts'

const Words = z.object({
  name: z.string(),
  platform: z.string(),
  /** How many messages, as far as somebody counted. */
  count: z.int(),
  /** The first and the last day, in ISO 8601; '' when nobody knows, or when it goes on. */
  from: z.string(),
  until: z.string(),
  /** The pieces of evidence that are of it. */
  pieces: z.array(z.string()),
})
export type CampaignWords = z.infer<typeof Words>
/** With who added it, and when: what a form sends has neither. */
export type KeptCampaign = Campaign & { addedBy: string; addedAt: Date }
export type Campaign = CampaignWords & { id: string }

const keyName = (id: string) => `campaign:${id}`

/** Whose case it is and who handles it tell of a campaign. */
export const tellsOfCampaigns: ReadonlySet<CasePart> = new Set(['own', 'handler'])

export async function readCampaigns(tx: Tx, dossier: Dossier): Promise<KeptCampaign[]> {
  const rows = await tx
    .selectFrom('campaign')
    .select(['id', 'sealed', 'added_by', 'added_at'])
    .where('case_id', '=', dossier.caseId)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, sealed, added_by: addedBy, added_at: addedAt }) => ({
    id,
    addedBy,
    addedAt,
    ...openJson(dossier.caseKey, keyName(id), sealed, Words),
  }))
}

/** Adds a campaign, or writes what is known of it now. A form that is sent twice makes one. */
export const putCampaign = (
  house: House,
  actor: Actor,
  caseId: string,
  { id, ...words }: Campaign,
  already: boolean,
): Promise<Done> =>
  act(house, actor, caseId, 'case.write', async acting => {
    const { tx, now, it, dossier } = acting
    if (!tellsOfCampaigns.has(it.part)) return 'gone'
    const sealed = sealJson(dossier.caseKey, keyName(id), words)
    if (already) {
      const changed = await tx
        .updateTable('campaign')
        .set({ sealed, changed_at: now })
        .where('id', '=', id)
        .where('case_id', '=', it.id)
        .executeTakeFirst()
      if (changed.numUpdatedRows !== 1n) return 'gone'
    } else {
      const of = { case_id: it.id, organisation_id: it.organisation_id }
      const added = await tx
        .insertInto('campaign')
        .values({ id, ...of, added_by: actor.id, added_at: now, changed_at: now, sealed })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirst()
      if (added.numInsertedOrUpdatedRows !== 1n) return 'done'
    }
    await addWords(tx, dossier, 'all', `${words.name} ${words.platform}`)
    return it.part === 'own' ? askAnswer(acting) : 'done'
  })
