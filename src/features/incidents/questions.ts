import { z } from 'zod'
import { readContent } from '../../platform/content.ts'

// The quick report as it is asked today. A case keeps the version that it was answered in.

const Choice = z.object({ value: z.string(), label: z.string() })
const Question = z.object({
  id: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  required: z.boolean(),
  max_length: z.number().optional(),
  options: z.array(Choice).optional(),
  alternative: Choice.optional(),
  none: Choice.optional(),
  error_required: z.string().optional(),
  error_too_long: z.string().optional(),
  error_unknown: z.string().optional(),
  error_too_many: z.string().optional(),
  error_too_large: z.string().optional(),
  error_type: z.string().optional(),
})
const Titled = z.object({ title: z.string(), text: z.string() })

const QuickReport = z.object({
  id: z.string(),
  version: z.number().int(),
  title: z.string(),
  intro: z.string(),
  questions: z.array(Question),
  submit: z.string(),
  help: z.object({
    danger: Titled,
    danger_after_no: Titled,
    who_reads: z.object({
      title: z.string(),
      on_duty: z.string(),
      no_duty: z.string(),
      no_duty_at_all: z.string(),
      nobody: z.string(),
      nobody_as_this: z.string(),
      others: z.string(),
      others_staff: z.string(),
      others_of_other: z.string(),
      others_of_other_staff: z.string(),
      hit_is_told: z.string(),
      confidants: z.string(),
      confidants_of_other: z.string(),
    }),
    exception: Titled,
    evidence: z.object({ title: z.string(), points: z.array(z.string()) }),
    not_normal: z.string(),
    not_an_incident: z.string(),
    draft_kept: z.string(),
  }),
  after: z.object({
    title: z.string(),
    reference: z.string(),
    receipt: z.string(),
    next: z.array(
      z.object({ term: z.enum(['decision', 'talk']).optional(), text: z.string(), later: z.string().optional() }),
    ),
    next_source: z.string(),
  }),
})

export const quickReport = readContent('quick-report.yaml', QuickReport)
export const questionsVersion = `${quickReport.id}@${quickReport.version}`

type QuestionId = 'function' | 'safe_now' | 'what' | 'reach' | 'own_organisation' | 'evidence'

/** A question of the quick report. Throws when the content does not have it. */
export function question(id: QuestionId): z.infer<typeof Question> {
  const found = quickReport.questions.find(it => it.id === id)
  if (!found) throw new Error(`content/quick-report.yaml has no question ${id}`)
  return found
}

/** Fills in the placeholders of a text. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{([a-z_]+)\}/g, (whole, name: string) => values[name] ?? whole)
