import { z } from 'zod'
import { Condition, id } from './condition.ts'

/**
 * Who sees the answers. It is frozen at the first answer.
 * private: only who answered; the organisation sees counts of at least ten people. shared: also people by name, by consent.
 * team: several people from their own function, compared. organisation: one joint answer with its history.
 */
export const privacyModes = ['private', 'shared', 'team', 'organisation'] as const
export type PrivacyMode = (typeof privacyModes)[number]

/** The id of an instrument. */
export const instrumentId = z
  .string()
  .regex(/^[a-z][a-z-]{1,39}$/, 'De naam is van kleine letters en streepjes, zoals home-check.')

/** What a share of the points of a theme means, from `from` up to `to` (in percent; the last one includes 100). */
const Band = z.strictObject({
  from: z.number().min(0),
  to: z.number().max(100),
  title: z.string(),
  text: z.string(),
  leads_to: instrumentId.optional(),
})

const Theme = z.strictObject({
  id,
  title: z.string(),
  text: z.string().optional(),
  bands: z.array(Band).min(2).optional(),
})

/** How large a risk is: what chance × impact means, from `from` up to and including `to`. */
const RiskBand = z.strictObject({
  id,
  from: z.number().int().positive(),
  to: z.number().int().positive(),
  title: z.string(),
  text: z.string(),
})

/** A risk: chance × impact, each the answer on a scale. */
const Risk = z.strictObject({
  id,
  title: z.string(),
  /** Of each row of this table: then chance and impact are columns of it. */
  grid: id.optional(),
  chance: id,
  impact: id,
})

/** Who bears the cost of what is advised. */
export const payers = ['self', 'employer', 'shared', 'other'] as const
export const priorities = ['high', 'normal', 'low'] as const

const Advice = z.strictObject({
  id,
  theme: id,
  /** The answers at which it is given; with `scores` and `risks` all of it must hold. */
  when: Condition.optional(),
  /** Or the share of the points of a theme in percent: below this, or from this. */
  scores: z
    .record(
      id,
      z.strictObject({ below: z.number().min(0).max(100).optional(), from: z.number().min(0).max(100).optional() }),
    )
    .optional(),
  /** Or how large a risk is: one of these bands; of a table, in any of its rows. */
  risks: z.record(id, z.array(id).min(1)).optional(),
  title: z.string(),
  text: z.string(),
  priority: z.enum(priorities),
  pays: z.enum(payers),
  /** To do today, without waiting for anybody. */
  now: z.boolean().optional(),
  basis: z.string(),
  /** Another instrument that goes on where this advice ends. */
  leads_to: instrumentId.optional(),
  /** Proposed for the plan. What two scans propose under one key is one measure. */
  measure: z.strictObject({ key: id, title: z.string() }).optional(),
})

export const Scan = z.strictObject({
  /** The days for which this version is begun: from this day up to, and not including, the other. */
  valid: z.strictObject({ from: z.iso.date(), until: z.iso.date().optional() }),
  why: z.string(),
  /** Who it is for, in words. */
  audience: z.string(),
  minutes: z.number().int().positive(),
  privacy: z.enum(privacyModes),
  /** Somebody who lives with the one who answers may do their own. */
  household: z.boolean().optional(),
  /** Not everything of the norm is known to us: it says what is left out. */
  incomplete: z.string().optional(),
  /** Which province a norm is of, by the code of the register; without it it is for everybody. */
  province: z.string().optional(),
  themes: z.array(Theme).min(1),
  risks: z.array(Risk).min(1).optional(),
  /** What the size of a risk means, from small to large. */
  risk_bands: z.array(RiskBand).min(2).optional(),
  advice: z.array(Advice),
  /** How to lead it, for who does: a file in content/pages. */
  guide: z.string().optional(),
})

export type Scan = z.infer<typeof Scan>
export type Risk = z.infer<typeof Risk>
export type RiskBand = z.infer<typeof RiskBand>
export type Theme = z.infer<typeof Theme>
export type Advice = z.infer<typeof Advice>
