import type { Tx } from '../../platform/db.ts'

/** The steps of the ladder towards the one who did it, in their order (domain: agreed ladder, not strictly one after the other). */
export const ladderSteps = [
  'talk',
  'verbal_warning',
  'meeting',
  'written_warning',
  'contact_measure',
  'access_ban',
  'police_stop_talk',
  'police_report',
  'civil_measure',
  'damages',
] as const
export type LadderStep = (typeof ladderSteps)[number]

/** Who decides on a step, by the role or function that the protocol names. */
export type Decider = 'handler' | 'clerk' | 'secretary' | 'mayor' | 'manager' | 'council' | 'executive'

export interface LadderRule {
  used: boolean
  decidedBy: Decider
  /** The longest that such a measure may last, in weeks; null for what has no length of its own. */
  atMostWeeks: number | null
}

/** What of a protocol drives a case. Each case keeps those that held when it was reported. */
export interface ProtocolSettings {
  /** Which adopted version these are of; null: the model, as nothing was adopted. */
  version: string | null
  decisionHours: number
  supportTalkHours: number
  firstFollowUpWeeks: number
  secondFollowUpWeeks: number
  aftercareCheckMonths: number
  /** Within how many working days somebody goes to the police. */
  policeReportWorkingDays: number
  ladder: Readonly<Record<LadderStep, LadderRule>>
  /** The categories for which the organisation always files a police report. */
  alwaysReports: readonly string[]
  mediaLine: string
}

const step = (decidedBy: Decider, atMostWeeks: number | null = null): LadderRule => ({
  used: true,
  decidedBy,
  atMostWeeks,
})

/**
 * Where an organisation adopted nothing. 24 hours: arbocatalogus of the A&O fonds Gemeenten (2014); 72 hours, 2 and 6 to 8
 * weeks: veiligepubliekedienstverlening.nl. The others are our own choice.
 */
export const modelSettings: ProtocolSettings = {
  version: null,
  decisionHours: 24,
  supportTalkHours: 72,
  firstFollowUpWeeks: 2,
  secondFollowUpWeeks: 8,
  aftercareCheckMonths: 3,
  policeReportWorkingDays: 2,
  ladder: {
    talk: step('handler'),
    verbal_warning: step('handler'),
    meeting: step('handler'),
    written_warning: step('secretary'),
    contact_measure: step('secretary', 26),
    access_ban: step('mayor', 26),
    police_stop_talk: step('mayor'),
    police_report: step('mayor'),
    civil_measure: step('executive', 52),
    damages: step('executive'),
  },
  alwaysReports: [],
  mediaLine: '',
}

/** What drives this case: what its organisation had adopted for its line when it was reported, or the model. */
export async function protocolOf(
  _tx: Tx,
  _case: { organisation_id: string; line: string | null; reported_at: Date | null },
): Promise<ProtocolSettings> {
  return modelSettings
}
