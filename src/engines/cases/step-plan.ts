import { z } from 'zod'
import { readContent } from '../../platform/content.ts'

// What to do after aggression, in nine steps, by function: our own text, in content/step-plan.

const audienceIds = ['council_member', 'alderman', 'mayor', 'states', 'water_board', 'clerk', 'civil_servant'] as const
const stepIds = [
  'safety',
  'record',
  'report',
  'support',
  'weigh',
  'police',
  'reaction',
  'measures',
  'aftercare',
] as const
export type StepId = (typeof stepIds)[number]

// `all`: for whoever has no line of their own.
const Whom = z.partialRecord(z.enum(['all', ...audienceIds]), z.string()).refine(it => it.all !== undefined)

const StepPlan = z.object({
  source: z.string(),
  checked_on: z.iso.date().nullable(),
  audiences: z.array(
    z.object({
      id: z.enum(audienceIds),
      path: z.string().regex(/^[a-z-]+$/u),
      label: z.string(),
      functions: z.array(z.string()),
    }),
  ),
  steps: z
    .array(
      z.object({
        id: z.enum(stepIds),
        title: z.string(),
        do: z.array(z.string()).min(1),
        whom: Whom,
        law: z.array(z.object({ text: z.string(), source: z.string(), checked_on: z.iso.date().nullable() })),
      }),
    )
    .length(stepIds.length),
})

export const stepPlan = readContent('step-plan/step-plan@1.yaml', StepPlan)
export type Step = (typeof stepPlan.steps)[number]
export type Audience = (typeof stepPlan.audiences)[number]

/** Whose step plan belongs to a function; a function that we do not know gets that of the staff. */
export function audienceOf(functionId: string | null): Audience {
  const { audiences } = stepPlan
  const found = audiences.find(it => functionId !== null && it.functions.includes(functionId)) ?? audiences.at(-1)
  if (!found) throw new Error('content/step-plan names no audience')
  return found
}

/** Whom to go to in a step, for one audience. */
export const whomIn = (step: Step, audience: Audience): string => step.whom[audience.id] ?? step.whom.all ?? ''
