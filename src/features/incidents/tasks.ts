import { addHours, addWorkingDays, isWorkingDay } from '../../engines/cases/deadlines.ts'
import { safetyTasks } from '../../engines/cases/vocabulary.ts'

/** What has to be done in a case: how it reads in a list, and how to get there. */
export const taskKinds = {
  take_up: { label: 'Oppakken', clock: 'Oppakken', link: '' },
  take_over: { label: 'Overnemen: de behandelaar is er niet', clock: 'Overnemen', link: '' },
  decision: { label: 'Besluit over de reactie', clock: 'Besluit over de reactie', link: '/besluit' },
  support_talk: { label: 'Opvanggesprek vastleggen', clock: 'Opvanggesprek', link: '/gesprek' },
  follow_up_first: { label: 'Vervolggesprek na 2 weken', clock: 'Vervolggesprek', link: '/gesprek' },
  follow_up_second: { label: 'Vervolggesprek na 6 tot 8 weken', clock: 'Tweede vervolggesprek', link: '/gesprek' },
  answer: { label: 'Melder antwoorden', clock: 'Antwoord op een bericht', link: '#bericht' },
  correction: { label: 'Verbetering lezen', clock: 'Verbetering lezen', link: '#berichten' },
  wrap_up: { label: 'Afronden', clock: 'Afronden', link: '' },
  reopen_request: { label: 'Vraag om te heropenen', clock: 'Vraag om te heropenen', link: '' },
  resume: { label: 'Verdergaan na het wachten', clock: 'Verdergaan', link: '' },
  own: { label: 'Eigen taak', clock: 'Eigen taak', link: '/taken' },
  safety: { label: 'Veiligheid', clock: 'Veiligheid', link: '/taken' },
  measure_notice: {
    label: 'Laten weten dat er gegevens zijn bewaard',
    clock: 'Bericht over gegevens',
    link: '/maatregelen/gegevensbericht',
  },
  measure_review: { label: 'Maatregel beoordelen', clock: 'Maatregel beoordelen', link: '/maatregelen' },
} as const
export type TaskKind = keyof typeof taskKinds

export const isTaskKind = (kind: string): kind is TaskKind => Object.hasOwn(taskKinds, kind)

const safetyLabels = new Map(safetyTasks.map(it => [it.id, it.label]))

/** How a task reads in a list; one's own words stand in the case only. */
export const taskLabel = (kind: string): string =>
  safetyLabels.get(kind) ?? (isTaskKind(kind) ? taskKinds[kind].label : kind.replaceAll('_', ' '))

/** Where a task is done, after the address of its case. */
export const taskLink = (kind: string): string =>
  isTaskKind(kind) ? taskKinds[kind].link : safetyLabels.has(kind) ? taskKinds.safety.link : ''

/** What is done by saying so, and not by an act of its own. */
export const isTicked = (kind: string): boolean =>
  kind === 'own' || kind === 'correction' || safetyLabels.has(kind) || kind.startsWith('follow_up_')

/** What is always done or decided, and never left with a reason: "no reaction" is a decision too. */
export const mayBeLeft = (kind: string): boolean =>
  !['decision', 'take_up', 'take_over', 'wrap_up', 'resume', 'measure_review', 'measure_notice'].includes(kind)

/** What the person hit is told of when it is late: what they were promised. */
export const isPromised = (kind: string): boolean =>
  ['decision', 'support_talk', 'answer', 'follow_up_first', 'follow_up_second'].includes(kind)

/** For what others are asked when it stays late: what was promised, and what somebody's safety hangs on. */
export const isEscalated = (kind: string): boolean => isPromised(kind) || safetyLabels.has(kind)

/** What an ending made moot also when the case is opened again. */
export const endsForGood = (kind: string): boolean =>
  ['take_up', 'take_over', 'answer', 'correction', 'reopen_request', 'wrap_up', 'resume'].includes(kind)

/** Aftercare goes on when a case is closed, and so do measures. */
export const outlivesClosing = (kind: string): boolean => kind.startsWith('follow_up_') || isOfMeasures(kind)

const isOfMeasures = (kind: string): boolean => kind.startsWith('measure_')

/** Due on a day, that somebody chose, and not at a moment. */
export const isForADay = (kind: string): boolean => kind === 'own' || isOfMeasures(kind)

/** How long somebody has: clock hours, working days, or weeks that end on a working day. */
export type Term = { hours: number } | { workingDays: number } | { weeks: number }

const amsterdam = 'Europe/Amsterdam'

/** When a term that begins at a moment ends. */
export function dueAt(from: Date, term: Term): Date {
  if ('hours' in term) return addHours(from, term.hours)
  if ('workingDays' in term) return addWorkingDays(from, term.workingDays, amsterdam)
  // On a day without work it ends earlier, so that nothing comes later than was promised.
  let end = addHours(from, term.weeks * 7 * 24)
  while (!isWorkingDay(end, amsterdam)) end = addHours(end, -24)
  return end
}

// 24 clock hours for the reaction towards the one who did it: arbocatalogus of the A&O fonds Gemeenten (2014). 72 for the
// first support talk, then after 2 and after 6 to 8 weeks: veiligepubliekedienstverlening.nl. The others are our own choice.
export const terms = {
  decision: { hours: 24 },
  support_talk: { hours: 72 },
  follow_up_first: { weeks: 2 },
  follow_up_second: { weeks: 8 },
  answer: { hours: 24 },
  correction: { workingDays: 2 },
  reopen_request: { hours: 24 },
  wrap_up: { workingDays: 10 },
  safety: { hours: 4 },
} as const satisfies Record<string, Term>

const isTerm = (kind: string): kind is keyof typeof terms => Object.hasOwn(terms, kind)

/** How long somebody has for a task that begins anew; one's own task gets a day. */
export const termOf = (kind: string): Term =>
  isTerm(kind) ? terms[kind] : safetyLabels.has(kind) ? terms.safety : { hours: 24 }

/** The tasks that a report begins with. The clocks run from the moment of reporting. */
export const tasksAtSubmission = (reportedAt: Date, takeUpHours: number): { kind: TaskKind; due: Date }[] => [
  { kind: 'take_up', due: addHours(reportedAt, takeUpHours) },
  { kind: 'decision', due: dueAt(reportedAt, terms.decision) },
  { kind: 'support_talk', due: dueAt(reportedAt, terms.support_talk) },
]

/** The talks with the person hit, in their order. */
export const talkKinds = ['support_talk', 'follow_up_first', 'follow_up_second'] as const
export type TalkKind = (typeof talkKinds)[number]

/** Which talks follow the first one, by how it went: who wants none is not asked again and again. */
export const talksAfter = (code: string): TalkKind[] =>
  code === 'declined' ? [] : ['follow_up_first', 'follow_up_second']
