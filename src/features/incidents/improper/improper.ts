import { isoDay } from '../../../ui/dates.ts'
import type { RecordPart } from '../records/part.ts'
import type { Option, RecordKind } from '../records/record.ts'
import { improperLine } from './line.ts'

const whom: readonly Option[] = [
  { id: 'police', label: 'De politie' },
  { id: 'prosecutor', label: 'Het Openbaar Ministerie' },
  { id: 'integrity', label: 'Het contact voor integriteit' },
  { id: 'security', label: 'De adviseur veiligheid' },
]

const words: readonly Option[] = [
  { id: 'wait', label: 'Nog niet reageren', hint: 'Doe niets dat degene die het deed kan merken.' },
  { id: 'may_react', label: 'Reageren mag' },
]

/** What they said who come first. That, when and to whom it was told; never what they know. */
const word: RecordKind = {
  kind: 'police_word',
  path: 'ongepaste-druk/politie',
  heading: 'Wat is ons gezegd?',
  title: 'Wat zegt de politie?',
  add: 'Leg vast wat is gezegd',
  explanation: 'Schrijf niet op wat de politie weet. Alleen met wie u sprak, wanneer, en of u mag reageren.',
  audience: 'handlers',
  single: true,
  fields: [
    { name: 'met', label: 'Met wie sprak u?', type: 'choice', options: whom, required: 'Kies met wie u sprak' },
    { name: 'naam', label: 'Naam', type: 'line' },
    { name: 'dag', label: 'Op welke dag?', type: 'day', required: 'Kies op welke dag u hen sprak' },
    { name: 'woord', label: 'Mag u reageren?', type: 'choice', options: words, required: 'Kies wat is gezegd' },
    { name: 'afspraak', label: 'Afspraken', type: 'text' },
  ],
  initial: ({ now }) => ({ dag: isoDay(now), woord: 'wait' }),
  stateOf: values => values['woord'] ?? '',
  check: ({ dag = '' }, { now }): Record<string, string> =>
    dag > isoDay(now) ? { dag: 'Deze dag moet nog komen. Kies vandaag of een eerdere dag.' } : {},
}

/** Bribery, extortion and signs of infiltration: nobody reacts before the police or the contact for integrity says so. */
export const improperPressure: RecordPart = {
  line: improperLine,
  lead: () =>
    'Bij omkoping, afpersing en signalen van infiltratie gaat de politie voor. Reageer niet voordat zij of het contact voor integriteit dat goed vindt.',
  kinds: [word],
}
