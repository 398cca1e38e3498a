import { isoDay } from '../../../ui/dates.ts'
import type { Option, RecordKind } from '../records/record.ts'
import { caredFor } from './people.ts'

const kinds: readonly Option[] = [
  { id: 'victim_support', label: 'Slachtofferhulp' },
  { id: 'support_team', label: 'Ondersteuningsteam Weerbaar Bestuur' },
  { id: 'company_support', label: 'Hulp van onze organisatie zelf' },
  { id: 'other', label: 'Andere hulp' },
]

const answers: readonly Option[] = [
  { id: 'offered', label: 'Aangeboden, nog geen antwoord' },
  { id: 'accepted', label: 'Ja' },
  { id: 'declined', label: 'Nee' },
]

/** Help of others that was offered. Where they are found stands with the contact points, as content. */
export const offers: RecordKind = {
  kind: 'care_offer',
  path: 'nazorg/aanbod',
  heading: 'Hulp van anderen',
  title: 'Hulp aanbieden',
  add: 'Leg een aanbod vast',
  explanation: 'Waar deze hulp te vinden is, staat bij Contact in nood, onder aan elke pagina.',
  audience: 'all',
  fields: [
    { name: 'voor', label: 'Voor wie?', type: 'choice', options: caredFor, required: 'Kies voor wie het is' },
    { name: 'welke', label: 'Welke hulp?', type: 'choice', options: kinds, required: 'Kies welke hulp u aanbood' },
    { name: 'dag', label: 'Aangeboden op', type: 'day', required: 'Kies wanneer u het aanbood' },
    {
      name: 'antwoord',
      label: 'Wat was het antwoord?',
      type: 'choice',
      options: answers,
      required: 'Kies het antwoord',
    },
    { name: 'afspraak', label: 'Afspraken', type: 'text', hint: 'Schrijf niets over gezondheid.' },
  ],
  initial: () => ({ voor: 'person_hit', antwoord: 'offered' }),
  stateOf: values => values['antwoord'] ?? '',
  check: ({ dag = '' }, { now }): Record<string, string> =>
    dag > isoDay(now) ? { dag: 'Deze dag moet nog komen. Kies vandaag of een eerdere dag.' } : {},
}
