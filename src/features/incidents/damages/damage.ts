import { isoDay } from '../../../ui/dates.ts'
import type { Around, Option, RecordKind } from '../records/record.ts'
import { urls } from '../urls.ts'

export const owners = [
  { id: 'person', label: 'Van de getroffene of het gezin' },
  { id: 'employer', label: 'Van de organisatie zelf' },
] as const satisfies readonly Option[]

const payers: readonly Option[] = [
  { id: 'organisation', label: 'De organisatie schiet het voor' },
  { id: 'person', label: 'De getroffene' },
  { id: 'insurer', label: 'De verzekeraar' },
  { id: 'nobody', label: 'Nog niemand' },
]

const claimRoutes: readonly Option[] = [
  { id: 'criminal', label: 'Voegen in de strafzaak' },
  { id: 'civil', label: 'Naar de burgerlijke rechter' },
  { id: 'fund', label: 'Een fonds', hint: 'Bijvoorbeeld het Schadefonds Geweldsmisdrijven.' },
  { id: 'insurance', label: 'De verzekering' },
  { id: 'settlement', label: 'Een regeling met wie het deed' },
  { id: 'none', label: 'De schade wordt niet verhaald' },
]

const stands: readonly Option[] = [
  { id: 'open', label: 'Nog niet geclaimd' },
  { id: 'claimed', label: 'Geclaimd' },
  { id: 'awarded', label: 'Toegewezen' },
  { id: 'rejected', label: 'Afgewezen' },
  { id: 'settled', label: 'Afgerond' },
]

/** A receipt is a piece of evidence: it is sealed, kept and looked at as those are. */
const receipts = ({ pieces, facts }: Around): readonly Option[] =>
  pieces.map(it => ({ id: it.id, label: it.name, href: urls.piece(facts.id, it.id) }))

export const damage: RecordKind = {
  kind: 'damage',
  path: 'schade/posten',
  heading: 'Posten',
  title: 'Een post van de schade',
  add: 'Voeg een post toe',
  explanation: 'Voeg een bon of rekening eerst toe bij het bewijs. Dan kunt u die hier kiezen.',
  audience: 'all',
  fields: [
    {
      name: 'wat',
      label: 'Waarvoor?',
      type: 'line',
      required: 'Vul in wat er kapot of weg is, of betaald moest worden',
    },
    {
      name: 'van',
      label: 'Wiens schade is het?',
      type: 'choice',
      options: owners,
      required: 'Kies wiens schade het is',
    },
    {
      name: 'bedrag',
      label: 'Bedrag in euro’s',
      type: 'amount',
      hint: 'Bijvoorbeeld 1250 of 1250,50.',
      required: 'Vul het bedrag in',
    },
    { name: 'dag', label: 'Wanneer ontstond de schade?', type: 'day' },
    { name: 'bon', label: 'Bon of rekening', type: 'choice', options: receipts },
    { name: 'voor', label: 'Wie betaalt eerst?', type: 'choice', options: payers, required: 'Kies wie eerst betaalt' },
    { name: 'weg', label: 'Hoe wordt het verhaald?', type: 'choice', options: claimRoutes },
    { name: 'stand', label: 'Hoe staat het?', type: 'choice', options: stands, required: 'Kies hoe het staat' },
    { name: 'terug', label: 'Al terug, in euro’s', type: 'amount', hint: 'Bijvoorbeeld 1250 of 1250,50.' },
    { name: 'uitleg', label: 'Uitleg', type: 'text' },
  ],
  initial: () => ({ van: 'person', stand: 'open' }),
  stateOf: values => values['stand'] ?? '',
  check: ({ bedrag, terug, dag = '' }, { now }) => ({
    ...(Number(terug) > Number(bedrag) && { terug: 'Er kan niet meer terug zijn dan het bedrag van de schade.' }),
    ...(dag > isoDay(now) && { dag: 'Deze dag moet nog komen. Kies vandaag of een eerdere dag.' }),
  }),
}
