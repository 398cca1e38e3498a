import { peopleKeys } from '../support/people.ts'
import type { SideName } from '../support/sides.ts'
import { rightsInScans } from './rows.scans.ts'
import { rightsInLog } from './rows.log.ts'
import { planCast, planCastElsewhere, rightsInPlans } from './rows.plans.ts'

// Written by hand from the issue and DECISIONS.md, not from the policies: whoever is not in it, may not.

/** What somebody may do with a planted row; `add`: put one like it beside it. In words, each of which the cast explains. */
export interface Rights {
  read?: Cell
  add?: Cell
  change?: Cell
  remove?: Cell
}
type Cell = string | Partial<Record<State, string>>
type State = 'draft' | 'reported' | 'closed'

// Everybody for whom the case exists at all; a draft exists for its writer only.
const seen = 'own handler coordinator confidant jobs'

export const rightsInCases: Record<string, Rights> = {
  // A look that was done may be recorded by who may look. The trail is for whose case it is and for who reads it as their task.
  audit_entry: { read: 'own auditors', add: 'own handler coordinator confidant jobs' },
  // Everybody may begin an incident of their own; nobody may put a case of their own into that of another.
  incident: { read: seen, add: 'members' },
  incident_case: {
    read: seen,
    // Beside one's own draft: who tells of several people begins their cases together.
    add: { draft: 'own' },
    // Whose case it is may withdraw it, confirm it, or add to it; a coordinator may give it to somebody else. See the guards.
    change: { draft: 'own jobs', reported: 'own handler coordinator jobs', closed: 'own handler coordinator jobs' },
  },
  participant: { read: seen, add: 'own handler jobs' },
  'participant confidant': { read: seen, change: 'own' },
  'participant who owns it': { add: { draft: 'own' } },
  barred: { read: seen, add: { draft: 'own' } },
  incident_key: { add: { draft: 'own' } },
  case_key: { add: { draft: 'own' } },
  // What is told later is a report of its own; what was sent is never changed.
  case_report: {
    read: { draft: 'own', reported: seen, closed: seen },
    add: { draft: 'own', reported: 'own handler', closed: 'own handler' },
    change: { draft: 'own' },
  },
  // Sealed, and only to add to them: a search gets them with their keys, by app.open_words.
  case_words: {
    read: { draft: 'own', reported: 'own handler', closed: 'own handler' },
    add: { draft: 'own', reported: 'own handler', closed: 'own handler' },
    change: { draft: 'own', reported: 'own handler', closed: 'own handler' },
  },
  case_category: {
    read: seen,
    add: { draft: 'own', reported: 'handler', closed: 'handler' },
    change: { draft: 'own', reported: 'handler', closed: 'handler' },
  },
  // What it was before stays as it was.
  'case_category ended': { read: seen },
  // Nobody helps in these cases, so nobody writes to one who does.
  'case_entry to who helps': { read: 'handler coordinator' },
  'case_entry new event': { read: seen },
  // For who wrote it and who handles the case; in reports of the council not even then, until the privacy officer says so.
  perpetrator: { read: { draft: 'own', reported: 'own handler', closed: 'own handler' } },
  'perpetrator not sent': { read: 'own', add: 'own handler', change: 'own', remove: 'own' },
  // For who handles the case and whose case it is, and never for who watches over it: a family stands in it.
  case_record: {
    read: { draft: 'own', reported: 'own handler', closed: 'own handler' },
    add: { reported: 'handler', closed: 'handler' },
  },
  'case_record for handlers': { read: 'handler', add: 'handler' },
  // Whose case it is says whether a lesson may be told to others.
  'case_record lesson': { read: 'own handler', add: 'own handler' },
  occurrence: { read: seen, add: 'own' },
  // Two versions, each for its own side only; that of the organisation is not for who watches over the line.
  police_report: {
    read: { reported: 'handler', closed: 'handler' },
    add: { reported: 'handler', closed: 'handler' },
    change: { reported: 'handler', closed: 'handler' },
  },
  'police_report of the person hit': {
    read: { reported: 'own', closed: 'own' },
    add: { reported: 'own', closed: 'own' },
    change: { reported: 'own', closed: 'own' },
  },
  police_step: { read: seen, add: 'handler' },
  incident_entry: { read: seen, add: 'handler', change: 'handler' },
  case_entry: { read: seen, add: 'own handler' },
  'case_entry note': { read: 'handler coordinator', add: 'handler' },
  'case_entry note for all': {},
  case_event: { read: seen, add: 'own handler coordinator jobs' },
  task: { read: seen, add: 'own handler jobs', change: 'handler coordinator jobs' },
  // Into another incident, or shared: what it is stays (see the guards).
  file: { read: seen, add: 'own handler', change: 'handler', remove: { draft: 'own' } },
  'file from another case': {},
  'file arriving': { read: seen, change: 'own', remove: 'own jobs' },
  // Asked by whose case it is; described by who handles it or reads along, and chosen by who asked (see the guards).
  piece_reading: {
    read: seen,
    add: { reported: 'own', closed: 'own' },
    change: 'own',
  },
  campaign: {
    read: seen,
    add: { reported: 'own handler', closed: 'own handler' },
    change: { draft: 'own', reported: 'own handler', closed: 'own handler' },
  },
  // For who works on the case; whose case it is learns of it from those who handle it.
  legal_hold: {
    read: { reported: 'handler coordinator', closed: 'handler coordinator' },
    add: 'handler',
    change: 'handler',
  },
  file_chunk: { read: seen },
  'file_chunk arriving': { read: seen, add: 'own' },
  // Asked, decided and read by functions only.
  emergency_access: {},
  // Towards the one who did it: for who handles the case, and a job that ends what its last day has passed of.
  measure: { read: { draft: 'jobs', reported: 'handler jobs' }, add: 'handler', change: 'handler' },
  data_notice: { read: { reported: 'handler', closed: 'handler' }, add: 'handler' },
  // Only for who handles both cases.
  case_link: { read: { reported: 'handler' }, add: { reported: 'handler' } },
  measure_letter: { read: { reported: 'handler', closed: 'handler' } },
  // For who handles the case; who was told gets it from a function that writes down the look.
  measure_told: { read: { reported: 'handler', closed: 'handler' }, change: 'handler' },
  told_key: { add: 'handler' },
  measure_review: { read: { reported: 'handler', closed: 'handler' }, add: 'handler' },
  'job for another organisation': {},
  job: { add: 'own handler coordinator confidant jobs' },
}

export const rightsInOrganisations: Record<string, Rights> = {
  organisation: { read: 'members jobs', change: 'administrator' },
  organisation_theme: { read: 'members', add: 'administrator', change: 'administrator' },
  organisation_key: {},
  destroyed_key: {},
  words_to_fill: {},
  demonstration_loaded: {},
  unit: { read: 'members jobs', add: 'administrator', change: 'administrator', remove: 'administrator' },
  // An account is of no organisation: every administrator may make one, and gets to see it with its first role.
  person: { read: 'members jobs', add: 'anyAdministrator', change: 'own' },
  credential: {},
  membership: { read: 'members jobs', add: 'administrator', change: 'administrator' },
  'membership of oneself': {},
  // Who still needs a role is confirmed by an administrator, and never for the own one.
  membership_confirmation: { read: 'administrator auditors jobs', add: 'administrator' },
  'membership_confirmation of oneself': {},
  'membership_confirmation by another': {},
  // For oneself; a job asks it before it mails.
  saved_filter: { read: 'own', add: 'own', remove: 'own' },
  calendar_link: { read: 'own', add: 'own', remove: 'own' },
  person_setting: { read: 'own jobs', add: 'own', change: 'own' },
  absence: { read: 'members jobs', add: 'own', remove: 'own' },
  route: { read: 'members jobs', add: 'administrator', change: 'administrator', remove: 'administrator' },
  organisation_category_off: { read: 'members jobs', add: 'administrator', remove: 'administrator' },
  organisation_text: { read: 'members jobs', add: 'administrator', change: 'administrator', remove: 'administrator' },
  // Written once, by who did it, and read by who watches over the administration.
  setting_change: { read: 'administrator auditors', add: 'administrator' },
  'setting_change of another': {},
  // What nobody adopted is a draft of the administrators; what somebody did, can not go any more.
  protocol_version: { read: 'members jobs', add: 'administrator' },
  'protocol_version not adopted': { read: 'administrator', add: 'administrator', remove: 'administrator' },
  'protocol_version without a file': { read: 'administrator', add: 'administrator', remove: 'administrator' },
  'protocol_version by another': {},
  protocol_document: { read: 'members jobs', add: 'administrator' },
  'protocol_document of a draft': { read: 'administrator', add: 'administrator', remove: 'administrator' },
  'protocol_document by another': {},
  protocol_key: { read: 'members jobs', add: 'administrator' },
  protocol_adoption: { read: 'members jobs', add: 'administrator' },
  'protocol_adoption by another': {},
  'protocol_adoption of before': {},
  // Set by the privacy officer through a function that writes down from what to what.
  retention_rule: { read: 'archivist privacy jobs' },
  // Made by a job, decided on by an archivist; whose report it is reads that it goes.
  destruction_list: { read: 'own archivist privacy jobs', add: 'jobs' },
  destruction_item: { read: 'own archivist privacy jobs', add: 'jobs', change: 'archivist' },
  destroyed_report: { read: 'own' },
  kept_figure: {},
  // Functions count, release and read: what was withheld is in no row that anybody sees.
  figure_subject: {},
  figure_release: {},
  figure_cell: {},
  figure_part: {},
  // Of the person it is about, who handles it, and who was asked; written by functions only.
  rights_request: { read: 'own privacy jobs' },
  rights_key: {},
  rights_step: { read: 'own privacy' },
  'rights_step on the way': { read: 'privacy' },
  rights_question: { read: 'privacy handler' },
  rights_recusal: {},
  rights_transition: {},
  term_conversation: { read: 'members', add: 'administrator', remove: 'administrator' },
  // Who said to know the norm is read by nobody, also not by an administrator: the functions say how a group stands.
  norm_confirmation: {},
  ...rightsInScans,
  reception_unit: { read: 'members', add: 'administrator', remove: 'administrator' },
  // Of a team, in which nobody of another part of the organisation reads along.
  team_agreement: { read: 'team', add: 'leads', change: 'leads' },
  risky_appointment: { read: 'team receives jobs', add: 'team', remove: 'team jobs' },
  ...rightsInPlans,
  duty_shift: { read: 'members jobs', add: 'administrator', remove: 'administrator' },
  contact_point: { read: 'members jobs', add: 'administrator', change: 'administrator', remove: 'administrator' },
  session: {},
  // Told to who works there, and added by whose case it is, with a yes that is there.
  lesson: { read: 'members' },
  // Asked and changed by the functions at the door only.
  authenticator: {},
  passkey: {},
  passkey_challenge: {},
  recovery_code: {},
  factor_reset: {},
  known_device: {},
  identity_provider: {},
  provider_identity: {},
  provider_attempt: {},
  one_time_link: {},
  ...rightsInLog,
  reference_counter: {},
}

export const names = (text: string) => text.trim().split(/\s+/)

/** Whoever signed in, wherever; and each organisation's jobs. */
const everybody = [...peopleKeys, 'jobs of waterstad', 'jobs of elders']

const waterstad = {
  own: ['member'],
  handler: ['clerk'],
  coordinator: ['politicalCoordinator'],
  everybody,
  coordinators: ['politicalCoordinator', 'staffCoordinator'],
  jobs: ['jobs of waterstad'],
  team: ['manager', 'officer'],
  leads: ['manager'],
  // They work where visitors are received.
  receives: ['clerk', 'deputyClerk', 'dutyOfficer'],
  auditors: ['privacyOfficer', 'auditor'],
  ...planCast,
  archivist: ['archivist'],
  privacy: ['privacyOfficer'],
  administrator: ['administrator'],
  anyAdministrator: ['administrator', 'foreignAdministrator'],
  members: names(`
    member otherMember doubleMember memberElsewhereToo clerk deputyClerk dutyOfficer mayor secretary alderman
    integrityOfficer integrityDeputy politicalCoordinator staffCoordinator manager otherManager officer confidant
    administrator privacyOfficer auditor archivist`),
}

/** Who is meant by each word, in each of the four cases. */
export const cast: Record<SideName, Readonly<Record<string, readonly string[]>>> = {
  draft: { ...waterstad, handler: [], coordinator: [] },
  reported: { ...waterstad, confidant: ['confidant'] },
  closed: waterstad,
  elders: {
    own: ['foreignMember'],
    handler: ['foreignClerk'],
    coordinator: ['foreignCoordinator'],
    everybody,
    coordinators: ['foreignCoordinator'],
    jobs: ['jobs of elders'],
    ...planCastElsewhere,
    administrator: ['foreignAdministrator'],
    anyAdministrator: ['administrator', 'foreignAdministrator'],
    members: names('memberElsewhereToo foreignMember foreignClerk foreignCoordinator foreignAdministrator'),
  },
}

/** The people that a cell of the table means in this case, by name. */
export function whoMay(side: SideName, cell: Cell = ''): string[] {
  const state = side === 'elders' ? 'reported' : side
  const text = typeof cell === 'string' ? cell : (cell[state] ?? '')
  return text
    .split(' ')
    .flatMap(word => cast[side][word] ?? [])
    .toSorted()
}
