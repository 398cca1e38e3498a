import { routeGroups } from '../../src/engines/cases/protocol-settings.ts'
import { deputyName, routeName } from '../../src/features/protocol/form-routes.ts'
import { measureForm } from './plans.ts'
import { modelAnswers } from './protocol-answers.ts'
import { formsBesides, formsOfRecords } from './stories.ts'

// What goes in a form that asks more of an answer than its kind.

type Values = Readonly<Record<string, string>>

/** A risky appointment that says all that is asked. */
export const anAppointment = (van: string) => ({
  dag: '2026-04-28',
  van,
  tot: '12:00',
  plaats: 'meeting_room',
  ruimte: 'B1.23',
  nodig: 'second_person\nreception_knows',
})

const besides = formsBesides()
/** What may stay empty, and would have to fit the rest. */
const besidesThese = {
  dag: '2026-04-20',
  terug: '',
  kosten: '12,50',
  ten_hoogste: '',
  besloten: '',
  bezwaar: '',
  bezwaar_op: '',
}
// Which letter, and at which measure, is chosen from what the page offers.
const { maatregel: _, soort: __, ...letter } = besides['brief'] ?? {}
const noRoutes = Object.fromEntries(
  routeGroups.flatMap(it => [routeName(it), deputyName(it)]).map(name => [name, 'appointed']),
)
const noRisk = { kans_voor: '', gevolg_voor: '', kans_nu: '', gevolg_nu: '' }
const byAddress: readonly (readonly [RegExp, Values])[] = [
  ...Object.entries(formsOfRecords()).map(
    ([name, it]) => [new RegExp(`/${name}$`), { ...besidesThese, ...it }] as const,
  ),
  [/\/maatregelen\/brief$/, letter],
  [/\/maatregelen\/nieuw$/, besides['nieuw'] ?? {}],
  [/\/wie-weet-het$/, besides['wie-weet-het'] ?? {}],
  [/\/beoordelen$/, { ...besides['beoordelen'], uitkomst: 'stands', opnieuw: '2026-05-10' }],
  [/\/plakken$/, besides['plakken'] ?? {}],
  [/\/online$/, besides['online'] ?? {}],
  [/\/online\/[^/]+$/, besides[':campaign'] ?? {}],
  [/\/verwijderverzoek$/, besides['verwijderverzoek'] ?? {}],
  [/\/verwijderverzoek\/[^/]+$/, besides[':request'] ?? {}],
  [/^\/beheer\/protocol\/nieuw$/, { ...modelAnswers(), documentnaam: 'Ons protocol', bewaren: '', ...noRoutes }],
  [/\/risico$/, anAppointment('09:00')],
  [/^\/plan\/(?:nieuw|[^/]+\/(?:wijzigen|thuis))$/, { ...measureForm, ...noRisk }],
  [/^\/plan\/[^/]+\/stand$/, { stand: 'done', bewijs_url: '' }],
]

/** What is right in the form of this address, or undefined where anything of its kind is. */
export const rightValues = (action: string): Values | undefined =>
  byAddress.find(([address]) => address.test(action))?.[1]

/** The same answers, with a word of its own behind each that somebody writes as they like. */
export const withWords = (
  form: Values,
  word: (field: string) => string,
  free: (field: string, value: string) => boolean = (_, value) => isProse(value),
): Record<string, string> =>
  Object.fromEntries(Object.entries(form).map(([name, it]) => [name, free(name, it) ? `${it} ${word(name)}` : it]))

export const isProse = (value: string): boolean => / \p{Ll}/u.test(value)
