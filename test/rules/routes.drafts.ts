import type { PersonKey } from '../support/people.ts'

/** Who gets what on a draft of the council member, with the form that is right. Everybody else: 404. */
export const draftRoutes: Readonly<Record<string, Partial<Record<PersonKey, number>>>> = {
  'get /melden/snel/:id': { member: 200 },
  'get /melden/snel/:id/weggooien': { member: 200 },
  'get /melden/volledig/:id': { member: 303 },
  'get /melden/volledig/:id/:page': { member: 200 },
  'post /melden/snel/:id/bewijs/:file/verwijderen': { member: 303 },
  'post /melden/volledig/:id/:page': { member: 303 },
  'post /melden/volledig/:id/bewijs/:file/verwijderen': { member: 303 },
  // It was gone on with as a full report by now: the quick form leads there, and nothing is sent.
  'post /melden/snel/:id': { member: 303 },
  'post /melden/snel/:id/weggooien': { member: 303 },
}

/** As `changedByTheStory`. */
export const changedInADraft = ['case_event', 'case_report', 'file', 'file_chunk', 'incident_case', 'job']
