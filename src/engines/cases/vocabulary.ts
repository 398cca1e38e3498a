import { z } from 'zod'
import { readContent } from '../../platform/content.ts'

// The codes that cases are stored with, and the words that people read for them.

const functionGroups = ['council', 'executive', 'mayor', 'clerk_office', 'staff'] as const

const Functions = z.object({
  groups: z.array(z.object({ id: z.enum(functionGroups), label: z.string(), line: z.string() })),
  functions: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      kinds: z.array(z.string()),
      group: z.enum(functionGroups),
      line: z.string().optional(),
      emergency: z.string(),
    }),
  ),
})
const Categories = z.object({
  families: z.array(z.object({ id: z.string(), label: z.string() })),
  categories: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      explanation: z.string(),
      /** The same for the person hit; absent where it says nothing of a person. */
      explanation_own: z.string().optional(),
      examples: z.array(z.string()),
      family: z.string(),
      police_first: z.boolean(),
      /** Goes to the contact for integrity and security, and is for fewer people. */
      improper_pressure: z.boolean().optional(),
    }),
  ),
  not_an_incident: z.object({ text: z.string() }).loose(),
})
const Channels = z.object({ channels: z.array(z.object({ id: z.string(), label: z.string() })) })
const Option = z.object({
  id: z.string(),
  label: z.string(),
  explanation: z.string().optional(),
  police_contact: z.boolean().optional(),
  /** Of a decision: which rung of the ladder it is, as in `ladderSteps`. */
  step: z.int().nullable().optional(),
  feedback: z.string().optional(),
})
const Options = z.object({ intro: z.string(), options: z.array(Option) })
const Provinces = z.strictObject({
  version: z.number(),
  source: z.string(),
  provinces: z.record(z.string(), z.string()),
})
const SafetyTasks = z.object({ intro: z.string(), tasks: z.array(z.object({ id: z.string(), label: z.string() })) })
const Outcomes = z.object({
  decision: z.object({
    intro: z.string(),
    fair: z.object({ title: z.string(), points: z.array(z.string()) }),
    options: z.array(Option),
  }),
  talk: Options,
  closing: Options,
  waiting: Options,
  not_an_incident: Options,
  duplicate: Options,
})

export const { functions, groups } = readContent('functions.yaml', Functions)
export const { families, categories, not_an_incident: notAnIncident } = readContent('categories.yaml', Categories)
export const { channels } = readContent('channels.yaml', Channels)
export const { provinces } = readContent('provinces.yaml', Provinces)
export const outcomes = readContent('outcomes.yaml', Outcomes)
export const { intro: safetyIntro, tasks: safetyTasks } = readContent('safety-tasks.yaml', SafetyTasks)

export type FunctionInfo = (typeof functions)[number]
export type Category = (typeof categories)[number]
export type Outcome = z.infer<typeof Option>

const byId = <T extends { id: string }>(list: readonly T[]) => new Map(list.map(it => [it.id, it]))
const functionsById = byId(functions)
const categoriesById = byId(categories)
const outcomesById = {
  decision: byId(outcomes.decision.options),
  talk: byId(outcomes.talk.options),
  closing: byId(outcomes.closing.options),
  waiting: byId(outcomes.waiting.options),
  not_an_incident: byId(outcomes.not_an_incident.options),
  duplicate: byId(outcomes.duplicate.options),
}

export const functionInfo = (id: string): FunctionInfo | undefined => functionsById.get(id)
/** The name of a function as people say it; an unknown code stays readable. */
export const functionLabel = (id: string): string => functionsById.get(id)?.label ?? id.replaceAll('_', ' ')
export const category = (id: string): Category | undefined => categoriesById.get(id)
export const categoryLabel = (id: string | null): string =>
  id === null ? 'Nog niet bepaald' : (categoriesById.get(id)?.label ?? id)
export const channelLabel = (id: string): string => channels.find(it => it.id === id)?.label ?? id
export const outcome = (list: keyof typeof outcomesById, id: string): Outcome | undefined => outcomesById[list].get(id)

/** How an ending of a case reads, whichever way it ended. */
export const endingLabel = (code: string): string =>
  (outcome('closing', code) ?? outcome('not_an_incident', code) ?? outcome('duplicate', code))?.label ?? 'Afgerond'

/** The lines along which cases are kept apart. A case has its line from its route. */
export const lines = {
  political: 'Volksvertegenwoordiging',
  administrative: 'Medewerkers',
  clerk_office: 'Griffie',
  mayor: 'Bestuur',
  about_mayor: 'Eigen route: meldingen over de voorzitter',
  integrity: 'Eigen route: omkoping, afpersing en infiltratie',
} as const
export type Line = keyof typeof lines
export const isLine = (id: string): id is Line => Object.hasOwn(lines, id)
export const lineLabel = (id: string): string => (isLine(id) ? lines[id] : id)

/** The subject of the route for anything in which the chair of the organisation is named. */
export const aboutMayor = 'about_mayor'

/** The subject of the route for bribery, extortion and signs of infiltration: to the contact for integrity and security of the organisation. */
export const improperPressure = 'improper_pressure'
/** Nobody watches over this line: a case on it is for who handles it and whose case it is. */
export const closedLine = 'integrity'
export const isImproperPressure = (category: string | null): boolean =>
  category !== null && categoriesById.get(category)?.improper_pressure === true

/** The lines that have a coordinator and a rota. */
export const isWatched = (id: string): id is Line => isLine(id) && id !== closedLine
export const watchedLines = Object.keys(lines).filter(isWatched)

const ownRoutes = new Map<string, Line>([
  [aboutMayor, aboutMayor],
  [improperPressure, closedLine],
])
/** What a route is for, as people say it. */
export const routeLabel = (subject: string): string => {
  const line = ownRoutes.get(subject)
  return line === undefined ? functionLabel(subject) : lines[line]
}

/** The line of a route follows from whom it is for: of a function, that of its group unless it has its own. */
export function lineOf(subject: string): Line | undefined {
  const own = ownRoutes.get(subject)
  if (own !== undefined) return own
  const info = functionInfo(subject)
  const line = info?.line ?? groups.find(it => it.id === info?.group)?.line
  return line !== undefined && isLine(line) ? line : undefined
}
