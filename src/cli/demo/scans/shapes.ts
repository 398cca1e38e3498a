import { z } from 'zod'
import { readContent } from '../../../platform/content.ts'

// What people of the demonstration filled in, as it is written down in content/demo/scans.yaml.

const days = z.number().int().min(0)
const level = z.number().int().min(0).max(100)
const begun = { instrument: z.string(), organisation: z.string(), by: z.string(), days_ago: days }

const Own = z.strictObject({
  ...begun,
  level,
  household: z.boolean().default(false),
  /** What was answered, where that is not left to chance. */
  answers: z.record(z.string(), z.string()).default({}),
  /** The address of the page at which somebody stopped. */
  until: z.string().optional(),
  /** The adviser who may look along, and when they looked. */
  share: z.string().optional(),
  looked_days_ago: days.optional(),
  settled_days_ago: days.optional(),
  /** How the measures that remained stand, by their key. */
  stands: z.record(z.string(), z.strictObject({ stand: z.string(), reden_code: z.string().default('') })).default({}),
})
export type DemoOwn = z.infer<typeof Own>

const Round = z.strictObject({
  ...begun,
  closed_days_ago: days.optional(),
  /** Who was asked, by their kind of work. */
  members: z.record(z.string(), z.array(z.string())),
  levels: z.record(z.string(), level),
  answered: z.array(z.string()),
  notes: z.record(z.string(), z.string()).default({}),
  measures: z.boolean().default(false),
})
export type DemoRound = z.infer<typeof Round>

const Norm = z.strictObject({
  ...begun,
  /** By theme, a letter for each of its items. */
  statuses: z.record(z.string(), z.string().regex(/^[uoxn]+$/)),
  share: z.boolean().default(false),
  measures: z.boolean().default(false),
})
export type DemoNorm = z.infer<typeof Norm>

const Scans = z.strictObject({
  fictitious: z.literal(true),
  /** What everybody answers to an instrument, unless they say otherwise. */
  always: z.record(z.string(), z.record(z.string(), z.string())),
  own: z.array(Own),
  told: z.array(z.strictObject({ organisation: z.string(), days_ago: days })),
  rounds: z.array(Round),
  norms: z.array(Norm),
  /** What stands beside an item of a norm, in turn. */
  beside: z.strictObject({
    owners: z.array(z.string()).min(1),
    shown_by: z.array(z.string()).min(1),
    reasons: z.array(z.string()).min(1),
  }),
})
export type DemoScans = z.infer<typeof Scans>

export const readScans = (): DemoScans => readContent('demo/scans.yaml', Scans)

/** Everybody who is named in it. */
export const peopleIn = ({ own, rounds, norms }: DemoScans): string[] => [
  ...own.flatMap(it => [it.by, ...(it.share === undefined ? [] : [it.share])]),
  ...rounds.flatMap(it => [it.by, ...Object.values(it.members).flat(), ...it.answered]),
  ...norms.map(it => it.by),
]
