import type { Around, Option, RecordKind } from '../records/record.ts'

const relations: readonly Option[] = [
  { id: 'partner', label: 'Partner' },
  { id: 'child', label: 'Kind' },
  { id: 'household', label: 'Andere huisgenoot' },
  { id: 'family', label: 'Familie die ergens anders woont' },
  { id: 'witness', label: 'Getuige' },
  { id: 'colleague', label: 'Collega' },
]

/** Somebody to care for besides the person hit. Only the name, and how to reach them: what is wrong with them is not ours. */
export const people: RecordKind = {
  kind: 'care_person',
  path: 'nazorg/mensen',
  heading: 'Voor wie nog meer?',
  title: 'Iemand om voor te zorgen',
  add: 'Voeg iemand toe',
  explanation: 'Een huisgenoot of een getuige kan ook geschrokken zijn. Schrijf niets over gezondheid.',
  audience: 'all',
  fields: [
    { name: 'naam', label: 'Naam', type: 'line', required: 'Vul een naam in' },
    {
      name: 'relatie',
      label: 'Wie is dat voor de getroffene?',
      type: 'choice',
      options: relations,
      required: 'Kies wie dat is voor de getroffene',
    },
    { name: 'bereik', label: 'Hoe is deze persoon te bereiken?', type: 'line' },
    { name: 'wil_contact', label: 'Wil deze persoon contact?', type: 'choice', options: wantsContact() },
  ],
  stateOf: () => 'known',
}

function wantsContact(): readonly Option[] {
  return [
    { id: 'yes', label: 'Ja' },
    { id: 'no', label: 'Nee' },
    { id: 'unknown', label: 'Nog vragen' },
  ]
}

/** The person hit is chosen by this code; the others by their record. */
const personHit: Option = { id: 'person_hit', label: 'De getroffene' }

/** For whom something can be arranged in this case. */
export const caredFor = ({ records }: Pick<Around, 'records'>): readonly Option[] => [
  personHit,
  ...records.filter(it => it.kind === 'care_person').map(it => ({ id: it.id, label: it.values['naam'] ?? '' })),
]
