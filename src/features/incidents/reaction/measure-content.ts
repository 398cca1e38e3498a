import { z } from 'zod'
import { ladderSteps, type Decider, type LadderStep } from '../../../engines/cases/protocol-settings.ts'
import { readContent } from '../../../platform/content.ts'

// The words of the measures, from content/measures.yaml.

const Sourced = { source: z.string().min(1), checked_on: z.iso.date().nullable() }
const Coded = { id: z.string(), label: z.string() }

const content = readContent(
  'measures.yaml',
  z.object({
    ...Sourced,
    recent_months: z.object({ ...Sourced, months: z.int().positive() }),
    fair: z.object({ ...Sourced, title: z.string(), points: z.array(z.string()) }),
    grounds: z.array(z.object({ ...Coded, right: z.boolean() })),
    heard: z.array(z.object(Coded)),
    kinds: z.array(
      z.object({
        ...Sourced,
        id: z.enum(ladderSteps),
        label: z.string(),
        means: z.string(),
        nature: z.string(),
        remedy: z.string(),
        told: z.boolean(),
        /** On what it may rest in law, where that makes a difference for what somebody can do against it. */
        bases: z.array(z.object({ ...Coded, nature: z.string(), remedy: z.string() })).default([]),
      }),
    ),
  }),
)

export const { grounds, heard, kinds, fair } = content
export const recentMonths = content.recent_months.months

export type MeasureKind = (typeof kinds)[number]

export const kindInfo = (id: string): MeasureKind | undefined => kinds.find(it => it.id === id)
export const kindLabel = (id: string): string => kindInfo(id)?.label ?? id
export const groundLabel = (id: string): string => grounds.find(it => it.id === id)?.label ?? id
export const heardLabel = (id: string): string => heard.find(it => it.id === id)?.label ?? id
export const isStep = (id: string): id is LadderStep => ladderSteps.some(it => it === id)

/** What everybody may do, and is never a reason by itself. */
export const isRight = (ground: string): boolean => grounds.some(it => it.id === ground && it.right)

export const deciders: Readonly<Record<Decider, string>> = {
  handler: 'Behandelaar',
  clerk: 'Griffier',
  secretary: 'Secretaris',
  mayor: 'Burgemeester, commissaris of dijkgraaf',
  manager: 'Leidinggevende',
  council: 'Raad, Staten of algemeen bestuur',
  executive: 'College of dagelijks bestuur',
}
export const isDecider = (id: string): id is Decider => Object.hasOwn(deciders, id)
