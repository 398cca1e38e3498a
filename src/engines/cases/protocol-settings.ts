import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db.ts'
import { functionInfo } from './vocabulary.ts'

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

/** Something for each step of the ladder. */
export const byStep = <Value>(of: (step: LadderStep) => Value): Record<LadderStep, Value> => ({
  talk: of('talk'),
  verbal_warning: of('verbal_warning'),
  meeting: of('meeting'),
  written_warning: of('written_warning'),
  contact_measure: of('contact_measure'),
  access_ban: of('access_ban'),
  police_stop_talk: of('police_stop_talk'),
  police_report: of('police_report'),
  civil_measure: of('civil_measure'),
  damages: of('damages'),
})

/** Who decides on a step, by the role or function that the protocol names. */
export const deciders = ['handler', 'clerk', 'secretary', 'mayor', 'manager', 'council', 'executive'] as const
export type Decider = (typeof deciders)[number]

/** Who adopts a part of the protocol, each for its own people; for the staff that is the employer. */
export const protocolParts = ['council', 'executive', 'staff'] as const
export type ProtocolPart = (typeof protocolParts)[number]

const Rule = z.object({
  used: z.boolean(),
  decidedBy: z.enum(deciders),
  /** The longest that such a measure may last, in weeks; null for what has no length of its own. */
  atMostWeeks: z.int().positive().nullable(),
})
export type LadderRule = z.infer<typeof Rule>

/** Whose reports a route of the protocol is for: functions of a kind, anything about the chair, and improper pressure. */
export const routeGroups = [
  'council',
  'executive',
  'mayor',
  'secretary',
  'clerk',
  'clerk_staff',
  'staff',
  'about_mayor',
  'improper_pressure',
] as const
export type RouteGroup = (typeof routeGroups)[number]

/** Who a protocol gives a report to: by function, so that it outlives who holds it; `appointed`: whom the administrator chose. */
export const routeRoles = ['appointed', 'manager', 'clerk', 'clerk_staff', 'secretary', 'mayor'] as const
export type RouteRole = (typeof routeRoles)[number]

const RouteRule = z.object({ handler: z.enum(routeRoles), deputy: z.enum(routeRoles) })
export type RouteRule = z.infer<typeof RouteRule>

const Settings = z.object({
  decisionHours: z.int().positive(),
  supportTalkHours: z.int().positive(),
  firstFollowUpWeeks: z.int().positive(),
  secondFollowUpWeeks: z.int().positive(),
  aftercareCheckMonths: z.int().positive(),
  /** Within how many working days somebody goes to the police. */
  policeReportWorkingDays: z.int().positive(),
  ladder: z.record(z.enum(ladderSteps), Rule),
  /** The categories for which the organisation always files a police report. */
  alwaysReports: z.array(z.string()),
  mediaLine: z.string(),
  /** Who gets which reports; a group that is not there has the routes that the administrator set. */
  routes: z.partialRecord(z.enum(routeGroups), RouteRule).default({}),
  /** How many months a report is kept after its end; null: as the privacy officer set it. */
  retentionMonths: z.int().positive().nullable().default(null),
})
/** What of a protocol can be set, as it is kept with each version. */
export type StoredSettings = z.infer<typeof Settings>

/** What of a protocol drives a case. Each case keeps those that held when it was reported. */
export interface ProtocolSettings extends Readonly<StoredSettings> {
  /** Which adopted version these are of; null: the model, as nothing was adopted. */
  version: string | null
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
  routes: {},
  retentionMonths: null,
}

/** The settings of a version as the database has them. @throws when they are not what we wrote */
export const settingsOf = (version: string, stored: unknown): ProtocolSettings => ({
  ...Settings.parse(stored),
  version,
})

const byGroup = {
  council: 'council',
  executive: 'executive',
  mayor: 'executive',
  clerk_office: 'staff',
  staff: 'staff',
} as const
const byLine = new Map<string, ProtocolPart>([
  ['political', 'council'],
  ['mayor', 'executive'],
  ['about_mayor', 'executive'],
])

/** Whose part of the protocol a case follows: by the function of the person hit, and else by its line. */
export function protocolPart(it: { function?: string | null; line: string | null }): ProtocolPart {
  const info = functionInfo(it.function ?? '')
  return info ? byGroup[info.group] : (byLine.get(it.line ?? '') ?? 'staff')
}

/** What drives this case: what its organisation had adopted for its people when it was reported, or the model. Not reported yet: what holds now. */
export async function protocolOf(
  tx: Tx,
  it: { organisation_id: string; line: string | null; reported_at: Date | null; function?: string | null },
): Promise<ProtocolSettings> {
  const row = await tx
    .selectFrom('protocol_adoption as a')
    .innerJoin('protocol_version as v', 'v.id', 'a.version_id')
    .select(['v.id', 'v.settings'])
    .where('a.organisation_id', '=', it.organisation_id)
    .where('a.part', '=', protocolPart(it))
    .where('a.recorded_at', '<=', sql<Date>`coalesce(${it.reported_at}::timestamptz, app.now())`)
    .orderBy('a.recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? settingsOf(row.id, row.settings) : modelSettings
}

/** That a part of a protocol was adopted, with what it set. */
export interface Adopted {
  part: string
  number: number
  adoptedOn: Date
  /** From this moment on new cases follow it. */
  from: Date
  settings: ProtocolSettings
}

/** All that was ever adopted in an organisation, the newest first. */
export async function readAdopted(tx: Tx, organisation: string): Promise<Adopted[]> {
  const rows = await tx
    .selectFrom('protocol_adoption as a')
    .innerJoin('protocol_version as v', 'v.id', 'a.version_id')
    .select(['a.part', 'v.id', 'v.number', 'v.settings', 'a.recorded_at as from'])
    .select(sql<string>`a.adopted_on::text`.as('adopted_on'))
    .where('a.organisation_id', '=', organisation)
    .orderBy('a.recorded_at', 'desc')
    .execute()
  return rows.map(({ id, settings, adopted_on, ...row }) => ({
    ...row,
    adoptedOn: new Date(adopted_on),
    settings: settingsOf(id, settings),
  }))
}
