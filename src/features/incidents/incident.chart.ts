import { chart } from '../../engines/cases/chart.ts'

const reopened = {
  to: 'in_progress',
  by: ['handler'],
  label: 'Heropen de melding',
  past: 'De melding is heropend',
} as const
const asked = { by: ['reporter'], label: 'Vraag om te heropenen', past: 'De melder vraagt om te heropenen' } as const
const steps = {
  take_over: { to: 'in_progress', by: ['handler'], label: 'Neem deze melding over', past: 'Overgenomen' },
  set_category: { to: 'in_progress', by: ['handler'], label: 'Bepaal de soort', past: 'Soort bepaald' },
  decide: {
    to: 'in_progress',
    by: ['handler'],
    label: 'Leg het besluit vast',
    past: 'Besluit over de reactie vastgelegd',
  },
  record_talk: { to: 'in_progress', by: ['handler'], label: 'Leg het gesprek vast', past: 'Opvanggesprek vastgelegd' },
} as const

/** The life of a report, as `docs/charts/` draws it and the pages read it. */
export const incidentChart = chart({
  initial: 'draft',
  final: [],
  names: { draft: 'Concept', reported: 'Gemeld', in_progress: 'In behandeling', closed: 'Afgesloten' },
  states: {
    draft: {
      submit: { to: 'reported', by: ['reporter'], label: 'Meld dit nu', past: 'Gemeld' },
    },
    reported: {
      take_up: { to: 'in_progress', by: ['handler'], label: 'Pak deze melding op', past: 'Opgepakt' },
      ask_deputy: {
        to: 'reported',
        by: ['system'],
        label: '',
        past: 'Nog niet opgepakt: de vervanger is ook gevraagd',
      },
    },
    in_progress: {
      ...steps,
      close: { to: 'closed', by: ['handler'], label: 'Sluit de melding af', past: 'Afgesloten' },
    },
    closed: {
      ask_reopen: { to: 'closed', ...asked },
      reopen: reopened,
      decline_reopen: {
        to: 'closed',
        by: ['handler'],
        label: 'Beantwoord de melder',
        past: 'De vraag om te heropenen is beantwoord',
      },
    },
  },
})

export type IncidentState = keyof typeof incidentChart.states
export type IncidentEvent =
  | 'submit'
  | 'take_up'
  | 'ask_deputy'
  | keyof typeof steps
  | 'close'
  | 'ask_reopen'
  | 'reopen'
  | 'decline_reopen'
