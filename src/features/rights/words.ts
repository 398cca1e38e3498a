import { z } from 'zod'
import { isState } from '../../engines/cases/chart.ts'
import { readContent } from '../../platform/content.ts'
import { rightsChart } from './rights.chart.ts'

const Options = z.array(z.object({ id: z.string().regex(/^[a-z_]{2,40}$/), label: z.string() })).min(1)
const content = readContent(
  'rights.yaml',
  z.object({
    source: z.string(),
    checked_on: z.string().nullable(),
    kinds: z.array(z.object({ id: z.string(), label: z.string(), article: z.number() })),
    identity: Options,
    extend_reasons: Options,
    decisions: Options,
    answer_ways: Options,
    outcomes: Options,
    complaint: z.string(),
    keep_months: z.number().int().positive(),
    keep_source: z.string(),
  }),
)
export const { complaint, keep_months: keepMonths } = content

type Options = z.infer<typeof Options>
/** As the choices of a form. */
const choices = (options: Options) => options.map(it => ({ value: it.id, label: it.label }))

export const kindChoices = choices(content.kinds)
export const outcomeChoices = choices(content.outcomes)
export const identityChoices = choices(content.identity)
export const extendChoices = choices(content.extend_reasons)
export const decisionChoices = choices(content.decisions)
export const answerChoices = choices(content.answer_ways)

// One label for each code, whatever it is a code of.
const coded = [
  content.identity,
  content.extend_reasons,
  content.decisions,
  content.answer_ways,
  content.outcomes,
].flat()
const labels = new Map(coded.map(it => [it.id, it.label]))
if (labels.size !== coded.length) throw new Error('content/rights.yaml gives one id to two things')
labels.set('account', 'Met het eigen account')

export const kindName = (id: string): string => content.kinds.find(it => it.id === id)?.label ?? id
export const articleOf = (id: string): string => `artikel ${content.kinds.find(it => it.id === id)?.article ?? 15} AVG`
export const codeName = (id: string | null): string => (id === null ? '' : (labels.get(id) ?? id))
export const stateName = (state: string): string => (isState(rightsChart, state) ? rightsChart.names[state] : state)

const past: Readonly<Record<string, string>> = {
  receive: 'Ontvangen',
  ...Object.fromEntries(
    Object.values(rightsChart.states).flatMap(events =>
      Object.entries<{ past: string }>(events).map(([event, it]) => [event, it.past]),
    ),
  ),
}
export const stepName = (event: string): string => past[event] ?? event
