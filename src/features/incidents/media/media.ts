import { isoDay } from '../../../ui/dates.ts'
import type { RecordPart } from '../records/part.ts'
import type { Option, RecordKind } from '../records/record.ts'
import { mediaLine } from './line.ts'

/** What is said to the press and by whom: one line for a case. */
const spoken: RecordKind = {
  kind: 'media_line',
  path: 'communicatie/lijn',
  heading: 'Woordvoering',
  title: 'Wat zeggen wij, en wie spreekt?',
  add: 'Leg de woordvoering vast',
  explanation: 'Spreek dit eerst af met de getroffene. Eén lijn, en één die spreekt.',
  audience: 'all',
  single: true,
  fields: [
    { name: 'lijn', label: 'Wat zeggen wij?', type: 'text', required: 'Schrijf wat er wordt gezegd' },
    { name: 'spreekt', label: 'Wie spreekt?', type: 'line', required: 'Vul in wie spreekt' },
    { name: 'niet', label: 'Wat zeggen wij niet?', type: 'text' },
    { name: 'dag', label: 'Afgesproken op', type: 'day', required: 'Kies wanneer dit is afgesproken' },
  ],
  initial: ({ settings, now }) => ({ lijn: settings.mediaLine, dag: isoDay(now) }),
  stateOf: () => 'agreed',
  check: ({ dag = '' }, { now }): Record<string, string> =>
    dag > isoDay(now) ? { dag: 'Deze dag moet nog komen. Kies vandaag of een eerdere dag.' } : {},
}

const present: readonly Option[] = [
  { id: 'chair', label: 'Voorzitter: burgemeester, commissaris of dijkgraaf' },
  { id: 'clerk', label: 'Griffier' },
  { id: 'secretary', label: 'Secretaris' },
  { id: 'handler', label: 'Behandelaar' },
  { id: 'security', label: 'Adviseur veiligheid' },
  { id: 'police', label: 'Politie' },
]

/** The consultation of chair, clerk and secretary of the organisation; not that of chair, police and prosecutor. */
const consultation: RecordKind = {
  kind: 'consultation',
  path: 'communicatie/overleg',
  heading: 'Overleg van voorzitter, griffier en secretaris',
  title: 'Overleg',
  add: 'Leg een overleg vast',
  explanation: 'Alleen wie de melding behandelt, leest dit. Schrijf op wat er is besloten, niet wie wat vond.',
  audience: 'handlers',
  orderedBy: 'dag',
  fields: [
    { name: 'dag', label: 'Op welke dag?', type: 'day', required: 'Kies op welke dag het overleg was' },
    { name: 'wie', label: 'Wie waren erbij?', type: 'choices', options: present, required: 'Kies wie erbij waren' },
    { name: 'anderen', label: 'Wie nog meer?', type: 'line' },
    { name: 'besluiten', label: 'Wat is besloten?', type: 'text', required: 'Schrijf wat er is besloten' },
  ],
  initial: ({ now }) => ({ dag: isoDay(now) }),
  stateOf: () => 'held',
  check: ({ dag = '' }, { now }): Record<string, string> =>
    dag > isoDay(now) ? { dag: 'Dit overleg moet nog komen. Leg het vast als het is geweest.' } : {},
}

export const media: RecordPart = {
  line: mediaLine,
  lead: () => 'Wie spreekt er, wat zeggen wij, en wat is er samen besloten?',
  kinds: [spoken, consultation],
}
