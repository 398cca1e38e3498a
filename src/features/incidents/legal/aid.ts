import { isoDay } from '../../../ui/dates.ts'
import type { Around, Option, RecordKind, Values } from '../records/record.ts'

const decisions: readonly Option[] = [
  { id: 'waiting', label: 'Nog geen besluit' },
  { id: 'granted', label: 'Ja' },
  { id: 'partly', label: 'Voor een deel' },
  { id: 'refused', label: 'Nee' },
]

const appeals: readonly Option[] = [
  { id: 'none', label: 'Geen bezwaar' },
  { id: 'filed', label: 'Bezwaar gemaakt' },
  { id: 'upheld', label: 'Bezwaar was terecht' },
  { id: 'dismissed', label: 'Bezwaar is afgewezen' },
]

const linesOf = (text: string) =>
  text
    .split('\n')
    .map(it => it.trim())
    .filter(Boolean)

/** The conditions of the organisation, and those of before that a request was held against. */
function conditions({ texts, records }: Around): readonly Option[] {
  const before = records.filter(it => it.kind === 'legal_aid').flatMap(it => linesOf(it.values['voorwaarden'] ?? ''))
  return [...new Set([...linesOf(texts.legal_aid_conditions), ...before])].map(it => ({ id: it, label: it }))
}

function check(values: Values, { now }: Around): Record<string, string> {
  const { gevraagd = '', besluit, besloten = '', reden, bezwaar = '', bezwaar_op: appealed = '' } = values
  const today = isoDay(now)
  if (gevraagd > today) return { gevraagd: 'Deze dag moet nog komen. Kies vandaag of een eerdere dag.' }
  if (besluit === 'waiting') {
    if (besloten !== '') return { besluit: 'U vulde in wanneer er is besloten. Kies ook wat het besluit is.' }
    return bezwaar === '' || bezwaar === 'none' ? {} : { bezwaar: 'Bezwaar kan pas als er een besluit is.' }
  }
  if (besloten === '') return { besloten: 'Kies wanneer er is besloten.' }
  if (besloten < gevraagd) return { besloten: 'Het besluit kan niet eerder zijn dan de vraag.' }
  if (besloten > today) return { besloten: 'Deze dag moet nog komen. Kies vandaag of een eerdere dag.' }
  if (besluit !== 'granted' && !reden) return { reden: 'Schrijf waarom het besluit geen volledig ja is.' }
  if (bezwaar === '' || bezwaar === 'none') return {}
  if (appealed === '') return { bezwaar_op: 'Kies wanneer het bezwaar is gemaakt.' }
  return appealed < besloten ? { bezwaar_op: 'Bezwaar kan niet eerder zijn dan het besluit.' } : {}
}

/** A request to pay for legal help, held against the conditions that the organisation itself set. */
export const aid: RecordKind = {
  kind: 'legal_aid',
  path: 'juridische-druk/rechtsbijstand',
  heading: 'Rechtsbijstand',
  title: 'Vraag om rechtsbijstand',
  add: 'Leg een vraag om rechtsbijstand vast',
  explanation:
    'De voorwaarden zijn die van uw eigen organisatie. De beheerder vult ze in bij Teksten. Een landelijke regeling is nog niet bekendgemaakt.',
  audience: 'all',
  fields: [
    { name: 'gevraagd', label: 'Gevraagd op', type: 'day', required: 'Kies wanneer het is gevraagd' },
    { name: 'waarvoor', label: 'Waarvoor?', type: 'text', required: 'Schrijf waarvoor rechtsbijstand nodig is' },
    { name: 'voorwaarden', label: 'Aan welke voorwaarden is voldaan?', type: 'choices', options: conditions },
    { name: 'besluit', label: 'Wat is het besluit?', type: 'choice', options: decisions, required: 'Kies het besluit' },
    { name: 'besloten', label: 'Besloten op', type: 'day' },
    { name: 'reden', label: 'Waarom is dat het besluit?', type: 'text' },
    { name: 'ten_hoogste', label: 'Ten hoogste, in euro’s', type: 'amount', hint: 'Bijvoorbeeld 5000 of 5000,00.' },
    { name: 'kosten', label: 'Kosten tot nu toe, in euro’s', type: 'amount', hint: 'Bijvoorbeeld 1250 of 1250,50.' },
    { name: 'bezwaar', label: 'Is er bezwaar gemaakt?', type: 'choice', options: appeals },
    { name: 'bezwaar_op', label: 'Bezwaar gemaakt op', type: 'day' },
  ],
  initial: () => ({ besluit: 'waiting', bezwaar: 'none' }),
  stateOf: values => values['besluit'] ?? '',
  check,
}
