import type { Tx } from '../../../platform/db.ts'
import type { CaseFacts } from '../case.ts'
import { tellsOfCampaigns } from './campaigns.ts'

/** Campaigns on the internet, and what was asked of who can take them away. */
export const online = {
  path: 'online',
  label: 'Online: campagnes en verwijderverzoeken',
  shows: (facts: CaseFacts): boolean => tellsOfCampaigns.has(facts.part),
  status: async (tx: Tx, facts: CaseFacts): Promise<string | undefined> => {
    const [campaigns, waiting] = await Promise.all([
      tx.selectFrom('campaign').select('id').where('case_id', '=', facts.id).execute(),
      tx
        .selectFrom('task')
        .select('id')
        .where('case_id', '=', facts.id)
        .where('kind', '=', 'removal')
        .where('done_at', 'is', null)
        .execute(),
    ])
    const parts = [
      ...(campaigns.length > 0 ? [`${campaigns.length} ${campaigns.length === 1 ? 'campagne' : 'campagnes'}`] : []),
      ...(waiting.length > 0 ? [`${waiting.length} zonder antwoord`] : []),
    ]
    return parts.length > 0 ? parts.join(', ') : undefined
  },
}
