import { z } from 'zod'
import { readContent } from '../../../platform/content.ts'

// The words around a report to the police, and the offences to think of.

const Sourced = z.object({ source: z.string(), checked_on: z.iso.date().nullable() })
const Option = z.object({ id: z.string(), label: z.string() })

const Step = z.object({
  id: z.string(),
  path: z.string(),
  label: z.string(),
  order: z.number().int(),
  loose: z.boolean().default(false),
  ask: z.string().optional(),
  options: z.array(Option).default([]),
  field: z.object({ label: z.string(), hint: z.string(), required: z.boolean().default(false) }).optional(),
  future: z.boolean().default(false),
  review: z.array(z.string()).default([]),
  prepare_working_days: z.number().int().optional(),
  tell: z.object({ working_days: z.number().int(), text: z.string(), own: z.string() }).optional(),
})
export type PoliceStepInfo = z.infer<typeof Step>

const Words = z.object({
  agreements: Sourced.extend({ title: z.string(), text: z.string() }),
  domicile: Sourced.extend({ title: z.string(), text: z.string() }),
  joining: Sourced.extend({ text: z.string(), no_text: z.string() }),
  informed: z.object({ text: z.string() }),
  complaint: Sourced.extend({
    title: z.string(),
    months: z.number().int(),
    warn_days_before: z.number().int(),
    text: z.string(),
    missing: z.string(),
  }),
  steps: z.array(Step),
  no_report: z.object({ path: z.string(), label: z.string(), intro: z.string(), options: z.array(Option) }),
})

const Offence = Sourced.extend({
  id: z.string(),
  article: z.string(),
  label: z.string(),
  kinds: z.array(z.string()),
  /** Prosecuted only when the person hit asks for it. */
  complaint: z.boolean(),
  confirmed: z.boolean(),
})
export type Offence = z.infer<typeof Offence>

export const words = readContent('police-report.yaml', Words)
export const { intro: offencesIntro, offences } = readContent(
  'offences.yaml',
  z.object({ intro: z.string(), offences: z.array(Offence) }),
)

/** The id of the step that there will be no report. */
export const noReport = 'no_report'

/** What may be said of a report to the police, the last one that there will be none. */
export const policeSteps: readonly PoliceStepInfo[] = [
  ...words.steps,
  Step.parse({
    id: noReport,
    path: words.no_report.path,
    label: words.no_report.label,
    order: 0,
    ask: 'Waarom komt er geen aangifte?',
    options: words.no_report.options,
  }),
]

export const stepAt = (path: string): PoliceStepInfo | undefined => policeSteps.find(it => it.path === path)
export const stepInfo = (id: string): PoliceStepInfo | undefined => policeSteps.find(it => it.id === id)

/** How a step reads; an unknown code stays readable. */
export const policeStepLabel = (id: string): string => stepInfo(id)?.label ?? id.replaceAll('_', ' ')

/** How an offence reads: what nobody compared with the law says so. */
export const offenceLabel = (it: Offence): string =>
  `${it.label} (artikel ${it.article}${it.complaint ? ', klachtdelict' : ''})${it.confirmed ? '' : ', niet gecontroleerd'}`

/** Offences to think of with these kinds of case, and those that were chosen before; all of them when none fits. */
export function offencesFor(kinds: readonly string[], chosen: readonly string[]): readonly Offence[] {
  const fits = (it: Offence) => it.kinds.some(kind => kinds.includes(kind))
  return offences.some(fits) ? offences.filter(it => fits(it) || chosen.includes(it.id)) : offences
}

export const needsComplaint = (chosen: readonly string[]): boolean =>
  offences.some(it => it.complaint && chosen.includes(it.id))
