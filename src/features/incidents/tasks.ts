import { addHours, addWorkingDays, isWorkingDay } from '../../engines/cases/deadlines.ts'
import type { ProtocolSettings } from '../../engines/cases/protocol-settings.ts'
import { safetyTasks } from '../../engines/cases/vocabulary.ts'

interface Traits {
  /** How it reads in a list. */
  label: string
  /** How it reads beside the time that is left. */
  clock: string
  /** Where it is done, after the address of its case. */
  link: string
  /** Done by saying so, and not by an act of its own. */
  ticked?: true
  /** Always done or decided, and never left with a reason: "no reaction" is a decision too. */
  kept?: true
  /** Promised to the person hit, who is told when it is late. */
  promised?: true
  /** An ending of the case makes it moot, also when the case is opened again. */
  endsForGood?: true
  /** Goes on when the case is closed, as aftercare does. */
  outlives?: true
  /** A talk of afterwards: nobody waits for a first answer in it. */
  afterwards?: true
  /** Due on a day that somebody chose, and not at a moment. */
  forADay?: true
  /** A talk without which a case is not closed, unless it is said why. The follow-ups are meant for after that. */
  holdsClosing?: true
}

/** What has to be done in a case: how it reads, how to get there, and what holds for it. */
export const taskKinds = {
  take_up: { label: 'Oppakken', clock: 'Oppakken', link: '', kept: true, endsForGood: true },
  take_over: {
    label: 'Overnemen: de behandelaar is er niet',
    clock: 'Overnemen',
    link: '',
    kept: true,
    endsForGood: true,
  },
  decision: {
    label: 'Besluit over de reactie',
    clock: 'Besluit over de reactie',
    link: '/besluit',
    kept: true,
    promised: true,
  },
  support_talk: {
    label: 'Opvanggesprek vastleggen',
    clock: 'Opvanggesprek',
    link: '/gesprek',
    promised: true,
    holdsClosing: true,
  },
  follow_up_first: {
    label: 'Eerste vervolggesprek',
    clock: 'Vervolggesprek',
    link: '/gesprek',
    ticked: true,
    promised: true,
    outlives: true,
    afterwards: true,
  },
  follow_up_second: {
    label: 'Tweede vervolggesprek',
    clock: 'Tweede vervolggesprek',
    link: '/gesprek',
    ticked: true,
    promised: true,
    outlives: true,
    afterwards: true,
  },
  answer: {
    label: 'Melder antwoorden',
    clock: 'Antwoord op een bericht',
    link: '#bericht',
    promised: true,
    endsForGood: true,
  },
  correction: {
    label: 'Verbetering lezen',
    clock: 'Verbetering lezen',
    link: '#berichten',
    ticked: true,
    endsForGood: true,
  },
  wrap_up: { label: 'Afronden', clock: 'Afronden', link: '', kept: true, endsForGood: true },
  reopen_request: { label: 'Vraag om te heropenen', clock: 'Vraag om te heropenen', link: '', endsForGood: true },
  resume: { label: 'Verdergaan na het wachten', clock: 'Verdergaan', link: '', kept: true, endsForGood: true },
  // How a promised talk went is written down with the talk.
  care_talk: {
    label: 'Nazorggesprek',
    clock: 'Nazorggesprek',
    link: '/nazorg',
    kept: true,
    promised: true,
    outlives: true,
    holdsClosing: true,
  },
  aftercare_check: {
    label: 'Hoe gaat het nu? De controle na de nazorg',
    clock: 'Controle van de nazorg',
    link: '/nazorg',
    ticked: true,
    outlives: true,
    afterwards: true,
  },
  own: { label: 'Eigen taak', clock: 'Eigen taak', link: '/taken', ticked: true, forADay: true },
  read_first: { label: 'Bewijs lezen en beschrijven', clock: 'Bewijs beschrijven', link: '#bewijs', ticked: true },
  removal: {
    label: 'Antwoord op een verwijderverzoek',
    clock: 'Verwijderverzoek',
    link: '/online',
    outlives: true,
  },
  safety: { label: 'Veiligheid', clock: 'Veiligheid', link: '/taken', ticked: true },
  police_report: { label: 'Aangifte doen', clock: 'Aangifte', link: '/aangifte' },
  police_complaint: {
    label: 'Klacht bij de aangifte: de termijn loopt af',
    clock: 'Klachttermijn',
    link: '/aangifte',
    outlives: true,
  },
  police_vpt: { label: 'VPT-code navragen bij de politie', clock: 'VPT-code', link: '/aangifte', outlives: true },
  police_tell: {
    label: 'De getroffene vertellen over de aangifte',
    clock: 'Vertellen over de aangifte',
    link: '/aangifte',
    ticked: true,
    outlives: true,
  },
  police_hearing: {
    label: 'De zitting voorbereiden met de getroffene',
    clock: 'Zitting',
    link: '/aangifte',
    ticked: true,
    outlives: true,
  },
  police_review: {
    label: 'Lopende maatregelen opnieuw bekijken',
    clock: 'Maatregelen bekijken',
    link: '/maatregelen',
    ticked: true,
    outlives: true,
  },
  measure_notice: {
    label: 'Laten weten dat er gegevens zijn bewaard',
    clock: 'Bericht over gegevens',
    link: '/maatregelen/gegevensbericht',
    kept: true,
    outlives: true,
    forADay: true,
  },
  measure: {
    label: 'Maatregel vastleggen',
    clock: 'Maatregel vastleggen',
    link: '/maatregelen/nieuw',
  },
  measure_review: {
    label: 'Maatregel beoordelen',
    clock: 'Maatregel beoordelen',
    link: '/maatregelen',
    kept: true,
    outlives: true,
    forADay: true,
  },
} as const satisfies Record<string, Traits>
export type TaskKind = keyof typeof taskKinds

export const isTaskKind = (kind: string): kind is TaskKind => Object.hasOwn(taskKinds, kind)

/** Late tasks of these kinds stand apart from what is late otherwise. */
export const aftercareKinds: readonly string[] = Object.entries<Traits>(taskKinds).flatMap(([kind, { afterwards }]) =>
  afterwards ? [kind] : [],
)

const safetyLabels = new Map(safetyTasks.map(it => [it.id, it.label]))

export const isForSafety = (kind: string): boolean => safetyLabels.has(kind)

/** What holds for a task; the kinds of safety tasks are content. */
function traitsOf(kind: string): Traits | undefined {
  if (isForSafety(kind)) return taskKinds.safety
  return isTaskKind(kind) ? taskKinds[kind] : undefined
}

/** How a task reads in a list; one's own words stand in the case only. */
export const taskLabel = (kind: string): string =>
  safetyLabels.get(kind) ?? traitsOf(kind)?.label ?? kind.replaceAll('_', ' ')

/** Where a task is done, after the address of its case. */
export const taskLink = (kind: string): string => traitsOf(kind)?.link ?? ''

export const isTicked = (kind: string): boolean => traitsOf(kind)?.ticked ?? false
export const mayBeLeft = (kind: string): boolean => !traitsOf(kind)?.kept
export const isPromised = (kind: string): boolean => traitsOf(kind)?.promised ?? false
export const endsForGood = (kind: string): boolean => traitsOf(kind)?.endsForGood ?? false
export const outlivesClosing = (kind: string): boolean => traitsOf(kind)?.outlives ?? false
export const isForADay = (kind: string): boolean => traitsOf(kind)?.forADay ?? false
export const holdsClosing = (kind: string): boolean => traitsOf(kind)?.holdsClosing ?? false

/** For what others are asked when it stays late: what was promised, and what somebody's safety hangs on. */
export const isEscalated = (kind: string): boolean => isPromised(kind) || safetyLabels.has(kind)

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

/** The terms that the product sets itself, the same everywhere: our own choice. */
export const terms = {
  answer: { hours: 24 },
  correction: { workingDays: 2 },
  reopen_request: { hours: 24 },
  read_first: { hours: 24 },
  wrap_up: { workingDays: 10 },
  safety: { hours: 4 },
  care_talk: { workingDays: 5 },
  measure: { workingDays: 1 },
  aftercare_check: { workingDays: 5 },
} as const satisfies Record<string, Term>

/** Those that the protocol of the organisation sets, as it held when the case was reported. */
const protocolTerms = {
  decision: it => ({ hours: it.decisionHours }),
  support_talk: it => ({ hours: it.supportTalkHours }),
  follow_up_first: it => ({ weeks: it.firstFollowUpWeeks }),
  follow_up_second: it => ({ weeks: it.secondFollowUpWeeks }),
} as const satisfies Record<string, (protocol: ProtocolSettings) => Term>

export type TimedKind = keyof typeof terms | keyof typeof protocolTerms

const isTerm = (kind: string): kind is keyof typeof terms => Object.hasOwn(terms, kind)
const isProtocolTerm = (kind: string): kind is keyof typeof protocolTerms => Object.hasOwn(protocolTerms, kind)

/** How long somebody has for a task that begins anew; one's own task gets a day. */
export function termOf(kind: string, protocol: ProtocolSettings): Term {
  if (isProtocolTerm(kind)) return protocolTerms[kind](protocol)
  if (isTerm(kind)) return terms[kind]
  return safetyLabels.has(kind) ? terms.safety : { hours: 24 }
}

export interface BegunTask {
  kind: TaskKind
  due: Date
}

/** The tasks that a report begins with. The clocks run from the moment of reporting. */
export const tasksAtSubmission = (reportedAt: Date, takeUpHours: number, protocol: ProtocolSettings): BegunTask[] => [
  { kind: 'take_up', due: addHours(reportedAt, takeUpHours) },
  { kind: 'decision', due: dueAt(reportedAt, termOf('decision', protocol)) },
  { kind: 'support_talk', due: dueAt(reportedAt, termOf('support_talk', protocol)) },
]

/** The talks with the person hit, in their order. */
export const talkKinds = ['support_talk', 'follow_up_first', 'follow_up_second'] as const
export type TalkKind = (typeof talkKinds)[number]

/** Which talks follow the first one, by how it went: who wants none is not asked again and again. */
export const talksAfter = (code: string): TalkKind[] =>
  code === 'declined' ? [] : ['follow_up_first', 'follow_up_second']
