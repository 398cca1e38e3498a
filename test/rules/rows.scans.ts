import type { Rights } from './rows.expected.ts'

/** As `rightsInOrganisations`. */
export const rightsInScans: Record<string, Rights> = {
  // Answers, their keys and with whom they are shared are read through functions only, each for whose they are.
  answer_set: {},
  'answer_set of the organisation': {},
  answer_key: {},
  answer_consent: {},
  answer_file: {},
  answer_file_chunk: {},
  answer_result: {},
  round_member: {},
  questionnaire_privacy: {},
  answer_counted: {},
  answer_release: { read: 'members jobs' },
  answer_round: { read: 'own coordinators jobs' },
  'answer_round without notes': { read: 'coordinators jobs' },
  // What was talked over: who was asked and who leads it, and no other coordinator.
  round_key: { read: 'own coordinator', add: 'coordinator' },
  round_note: { read: 'own coordinator', add: 'coordinator', remove: 'coordinator' },
  published_questionnaire: { read: 'everybody' },
  scan_sharing: { read: 'members', add: 'coordinators', remove: 'coordinators' },
}
