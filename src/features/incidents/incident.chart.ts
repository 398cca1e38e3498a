import { chart } from '../../engines/cases/chart.ts'

const handler = ['handler'] as const
const handlerOrReporter = ['handler', 'reporter'] as const
const reporter = ['reporter'] as const

// What may happen in more than one state.
const always = {
  hand_over: {
    by: ['handler', 'coordinator'],
    label: 'Draag de melding over',
    past: 'Overgedragen',
  },
  remove_handler: {
    by: ['handler', 'coordinator'],
    label: 'Haal een behandelaar eraf',
    past: 'Een behandelaar kijkt niet meer mee',
  },
  add_handler: { by: ['handler', 'coordinator'], label: 'Voeg een behandelaar toe', past: 'Behandelaar toegevoegd' },
  join: { by: handler, label: 'Voeg samen tot één incident', past: 'Samengevoegd met andere meldingen' },
  split: { by: handler, label: 'Haal uit het incident', past: 'Losgemaakt van andere meldingen' },
  confirm: { by: reporter, label: 'Dit klopt', past: 'Bevestigd door de getroffene' },
  correct: { by: reporter, label: 'Verbeter de melding', past: 'Verbeterd door de getroffene' },
  follow_report: { by: handler, label: 'Leg een stap van de aangifte vast', past: 'Aangifte' },
} as const
const open = {
  ...always,
  late: { by: ['system'], label: '', past: 'Te laat' },
  // Written by app.decide_emergency, together with the access itself.
  emergency_access: { by: ['system'], label: '', past: 'Noodtoegang voor één uur gekregen' },
  ask_witness: { by: handler, label: 'Vraag een getuige', past: 'Een getuige is gevraagd' },
  withdraw: { to: 'withdrawn', by: reporter, label: 'Trek de melding in', past: 'Ingetrokken' },
} as const
const steps = {
  take_over: { by: handler, label: 'Neem deze melding over', past: 'Overgenomen' },
  set_category: { by: handler, label: 'Bepaal de soort', past: 'Soort bepaald' },
  // By the system in the other cases of an incident, for which it holds too.
  decide: { by: ['handler', 'system'], label: 'Leg het besluit vast', past: 'Besluit over de reactie vastgelegd' },
  record_talk: { by: handler, label: 'Leg het gesprek vast', past: 'Gesprek vastgelegd' },
  close: { to: 'closed', by: handler, label: 'Sluit de melding af', past: 'Afgesloten' },
  mark_duplicate: { to: 'duplicate', by: handler, label: 'Dit is dubbel gemeld', past: 'Dubbel gemeld' },
  refuse_incident: { to: 'not_an_incident', by: handler, label: 'Dit is geen incident', past: 'Geen incident' },
} as const
const ended = {
  ...always,
  // Aftercare goes on.
  record_talk: steps.record_talk,
  reopen: { to: 'in_progress', by: handler, label: 'Heropen de melding', past: 'De melding is heropend' },
  ask_reopen: { by: reporter, label: 'Vraag om te heropenen', past: 'Gevraagd om te heropenen' },
  decline_reopen: { by: handler, label: 'Beantwoord de melder', past: 'De vraag om te heropenen is beantwoord' },
} as const
const added = { by: handlerOrReporter, label: 'Meld een nieuw voorval', past: 'Nieuw voorval toegevoegd' } as const

/** The life of a report, as `docs/charts/` draws it and the pages read it. */
export const incidentChart = chart({
  initial: 'draft',
  final: [],
  names: {
    draft: 'Concept',
    reported: 'Gemeld',
    in_progress: 'In behandeling',
    waiting: 'Wacht',
    closed: 'Afgesloten',
    withdrawn: 'Ingetrokken',
    duplicate: 'Dubbel',
    not_an_incident: 'Geen incident',
  },
  states: {
    draft: {
      submit: { to: 'reported', by: reporter, label: 'Meld dit nu', past: 'Gemeld' },
      discard: { to: 'withdrawn', by: reporter, label: 'Gooi dit concept weg', past: 'Weggegooid' },
    },
    reported: {
      take_up: { to: 'in_progress', by: handler, label: 'Pak deze melding op', past: 'Opgepakt' },
      ask_deputy: { by: ['system'], label: '', past: 'Nog niet opgepakt: de vervanger is ook gevraagd' },
      add_event: added,
      ...open,
    },
    in_progress: {
      wait: { to: 'waiting', by: handler, label: 'Zet op wachten', past: 'Op wachten gezet' },
      add_event: added,
      ...open,
      ...steps,
    },
    waiting: {
      resume: { to: 'in_progress', by: ['handler', 'system'], label: 'Ga verder', past: 'Wacht niet meer' },
      add_event: { to: 'in_progress', ...added },
      ...open,
      ...steps,
    },
    // A new event in a case that was ended is taken up anew.
    closed: { add_event: { to: 'reported', ...added }, ...ended },
    withdrawn: { add_event: { to: 'reported', ...added }, ...ended },
    duplicate: ended,
    not_an_incident: { add_event: { to: 'reported', ...added }, ...ended },
  },
})

export type IncidentState = keyof typeof incidentChart.states
export type IncidentEvent =
  | 'submit'
  | 'discard'
  | 'take_up'
  | 'ask_deputy'
  | 'add_event'
  | 'wait'
  | 'resume'
  | keyof typeof open
  | keyof typeof steps
  | keyof typeof ended

/** The states in which somebody still works on a case. */
export const openStates = ['reported', 'in_progress', 'waiting'] as const satisfies readonly IncidentState[]
export const isOpen = (state: IncidentState): boolean => openStates.some(it => it === state)
