import { chart } from '../../engines/cases/chart.ts'

// The life of a request about somebody's own data. "handler" is who handles the request: a privacy officer. The database has the
// same steps (rights_transition), and takes no others.

export const rightsChart = chart({
  initial: 'received',
  final: ['answered', 'withdrawn', 'lapsed'],
  names: {
    received: 'Wacht op controle van wie het is',
    identified: 'In behandeling',
    decided: 'Besloten, nog niet verstuurd',
    answered: 'Beantwoord',
    withdrawn: 'Ingetrokken',
    lapsed: 'Vervallen',
  },
  states: {
    received: {
      identify: { to: 'identified', by: ['handler'], label: 'Leg vast wie het is', past: 'Vastgesteld wie het is' },
      extend: { by: ['handler'], label: 'Verleng de termijn', past: 'Termijn verlengd' },
      withdraw: { to: 'withdrawn', by: ['handler'], label: 'Trek het verzoek in', past: 'Ingetrokken door de vrager' },
      lapse: {
        to: 'lapsed',
        by: ['handler'],
        label: 'Laat het verzoek vervallen',
        past: 'Vervallen: niet vast te stellen wie het is',
      },
    },
    identified: {
      ask: { by: ['handler'], label: 'Vraag het aan een behandelaar', past: 'Gevraagd aan een behandelaar' },
      extend: { by: ['handler'], label: 'Verleng de termijn', past: 'Termijn verlengd' },
      decide: { to: 'decided', by: ['handler'], label: 'Neem een besluit', past: 'Besluit genomen' },
      withdraw: { to: 'withdrawn', by: ['handler'], label: 'Trek het verzoek in', past: 'Ingetrokken door de vrager' },
    },
    decided: {
      ask: { by: ['handler'], label: 'Vraag het aan een behandelaar', past: 'Gevraagd aan een behandelaar' },
      answer: { to: 'answered', by: ['handler'], label: 'Leg vast dat het antwoord weg is', past: 'Antwoord gegeven' },
    },
    answered: {},
    withdrawn: {},
    lapsed: {},
  },
})

export type RightsEvent = 'identify' | 'ask' | 'extend' | 'decide' | 'answer' | 'withdraw' | 'lapse'
