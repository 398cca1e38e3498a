import type { CaseFacts } from '../case.ts'
import type { Traces } from '../traces.ts'
import { counted } from '../records/line.ts'
import { tellsOfCampaigns } from './campaigns.ts'

/** Campaigns on the internet, and what was asked of who can take them away. */
export const online = {
  path: 'online',
  label: 'Online: campagnes en verwijderverzoeken',
  shows: (facts: CaseFacts): boolean => tellsOfCampaigns.has(facts.part),
  status: (_: CaseFacts, { campaigns, tasks }: Traces): string | undefined => {
    const waiting = tasks.filter(it => it.kind === 'removal' && it.open).length
    const parts = [
      ...(campaigns > 0 ? [counted(campaigns, 'campagne', 'campagnes')] : []),
      ...(waiting > 0 ? [`${waiting} zonder antwoord`] : []),
    ]
    return parts.length > 0 ? parts.join(', ') : undefined
  },
}
