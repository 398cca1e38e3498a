import { formatDate, isoDay } from '../../../ui/dates.ts'
import type { Around, Option, RecordKind, Values } from '../records/record.ts'

const kinds = [
  { id: 'letter', label: 'Brief of aansprakelijkstelling' },
  { id: 'integrity_report', label: 'Melding over integriteit' },
  { id: 'complaint', label: 'Klacht, ook bij een tuchtrechter' },
  { id: 'police_report', label: 'Aangifte tegen de getroffene' },
  { id: 'summons', label: 'Dagvaarding of verzoekschrift' },
  { id: 'hearing', label: 'Zitting of hoorzitting' },
  { id: 'ruling', label: 'Uitspraak of oordeel' },
  { id: 'appeal', label: 'Beroep of hoger beroep' },
  { id: 'withdrawn', label: 'Ingetrokken' },
  { id: 'other', label: 'Iets anders' },
] as const satisfies readonly Option[]

const begins = ['letter', 'integrity_report', 'complaint', 'police_report', 'summons']

/** What a step comes after: it is not earlier than the first of those, when they are there. */
const comesAfter: Readonly<Record<string, readonly string[]>> = {
  hearing: begins,
  ruling: [...begins, 'hearing'],
  appeal: ['ruling'],
  withdrawn: begins,
}

const labelOf = (code: string | undefined) => kinds.find(it => it.id === code)?.label ?? ''
const read = (day: string) => formatDate(new Date(`${day}T12:00:00Z`))

/** The sentence about the first pair of steps that cannot have been in this order; undefined when all can. */
export function outOfOrder(steps: readonly Values[]): string | undefined {
  for (const step of steps) {
    const before = steps.filter(it => comesAfter[step['soort'] ?? '']?.includes(it['soort'] ?? ''))
    const first = before.toSorted((a, b) => (a['dag'] ?? '').localeCompare(b['dag'] ?? ''))[0]
    if (first && (step['dag'] ?? '') < (first['dag'] ?? ''))
      return `“${labelOf(step['soort'])}” kan niet eerder zijn dan “${labelOf(first['soort'])}” van ${read(first['dag'] ?? '')}.`
  }
  return undefined
}

function check(values: Values, { records, now }: Around, id: string): Record<string, string> {
  const { dag = '', soort, termijn = '' } = values
  if (dag > isoDay(now) && soort !== 'hearing')
    return { dag: 'Deze dag moet nog komen. Alleen een zitting kan later zijn dan vandaag.' }
  if (termijn !== '' && termijn < dag) return { termijn: 'Deze dag is eerder dan de stap zelf.' }
  const others = records.filter(it => it.kind === 'legal_step' && it.id !== id).map(it => it.values)
  const wrong = outOfOrder([...others, values])
  return wrong === undefined ? {} : { dag: wrong }
}

/** What happened in the procedure, day by day: facts, and not what anybody thinks of them. */
export const steps: RecordKind = {
  kind: 'legal_step',
  path: 'juridische-druk/stappen',
  heading: 'Wat er in de procedure gebeurde',
  title: 'Een stap in de procedure',
  add: 'Voeg een stap toe',
  audience: 'all',
  fields: [
    { name: 'dag', label: 'Op welke dag?', type: 'day', required: 'Kies op welke dag het was' },
    { name: 'soort', label: 'Wat was het?', type: 'choice', options: kinds, required: 'Kies wat het was' },
    { name: 'wat', label: 'Wat gebeurde er?', type: 'text', required: 'Schrijf wat er gebeurde' },
    { name: 'termijn', label: 'Voor welke dag moet er iets gebeuren?', type: 'day' },
    {
      name: 'stuk',
      label: 'Stuk',
      type: 'choice',
      options: ({ pieces }) => pieces.map(it => ({ id: it.id, label: it.name })),
    },
  ],
  orderedBy: 'dag',
  stateOf: values => values['soort'] ?? '',
  check,
}
