import { addHours } from '../../engines/cases/deadlines.ts'

/** What has to be done in a case: how it reads in a list, and how to get there. */
export const taskKinds = {
  take_up: { label: 'Oppakken', clock: 'Oppakken', link: '' },
  take_over: { label: 'Overnemen: de behandelaar is er niet', clock: 'Overnemen', link: '' },
  decision: { label: 'Besluit over de reactie', clock: 'Besluit over de reactie', link: '/besluit' },
  support_talk: { label: 'Opvanggesprek vastleggen', clock: 'Opvanggesprek', link: '/gesprek' },
  answer: { label: 'Melder antwoorden', clock: 'Antwoord op een bericht', link: '#bericht' },
  correction: { label: 'Verbetering lezen', clock: 'Verbetering lezen', link: '#berichten' },
  wrap_up: { label: 'Afronden', clock: 'Afronden', link: '' },
  reopen_request: { label: 'Vraag om te heropenen', clock: 'Vraag om te heropenen', link: '' },
} as const
export type TaskKind = keyof typeof taskKinds

export const isTaskKind = (kind: string): kind is TaskKind => Object.hasOwn(taskKinds, kind)

// Clock hours from the report. 24 for the reaction towards the one who did it: arbocatalogus of the A&O fonds Gemeenten
// (2014). 72 for the first support talk: veiligepubliekedienstverlening.nl.
export const decisionHours = 24
export const supportTalkHours = 72
// Our own choice: an answer within a day.
export const answerHours = 24

// Our own choice: who has decided and talked closes within two weeks, or says why not.
export const wrapUpHours = 14 * 24

/** The tasks that a report begins with. The clocks run from the moment of reporting. */
export const tasksAtSubmission = (reportedAt: Date, takeUpHours: number): { kind: TaskKind; due: Date }[] => [
  { kind: 'take_up', due: addHours(reportedAt, takeUpHours) },
  { kind: 'decision', due: addHours(reportedAt, decisionHours) },
  { kind: 'support_talk', due: addHours(reportedAt, supportTalkHours) },
]
