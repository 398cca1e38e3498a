import { z } from 'zod'
import { draftEnding, draftRule } from '../../engines/cases/draft-term.ts'
import { identityEnding, identityRule } from '../../engines/cases/identity-term.ts'
import { addMonths } from '../../platform/months.ts'
import { any, listChecked, listedTerms, type ListedRule } from '../../engines/cases/retention-list.ts'
import { readContent } from '../../platform/content.ts'

// How long a report is kept: which rule holds for it, and when its day comes.

const Option = z.object({ id: z.string(), label: z.string() })
const Content = z.object({
  notice_days: z.number().int().positive(),
  keep_months: z.number().int().positive(),
  keep_reasons: z.array(Option),
  hold_reasons: z.array(Option),
})

const content = readContent('retention.yaml', Content)
export const {
  notice_days: noticeDays,
  keep_months: keepMonths,
  keep_reasons: keepReasons,
  hold_reasons: holdReasons,
} = content

/** A rule as it holds in an organisation; `own`: it is its own, and not that of the product. */
export interface TermRule extends ListedRule {
  source: string
  checkedOn: string | null
  own: boolean
}

const nameOf = (it: { category: string; outcome: string }) => `${it.category} ${it.outcome}`

/** The rules of an organisation of this kind: its own over those of the product, from the general to the special. */
export function rulesOf(kind: string, own: readonly TermRule[]): TermRule[] {
  const standard = listedTerms[kind]
  const given = (standard?.rules ?? []).map(it => ({
    ...it,
    source: standard?.source ?? '',
    checkedOn: listChecked,
    own: false,
  }))
  const besides = [
    { outcome: draftEnding, ...draftRule },
    { outcome: identityEnding, ...identityRule },
  ].map(({ checked_on: checkedOn, ...it }) => ({ ...it, category: any, checkedOn, own: false }))
  const rules = new Map([...given, ...besides, ...own].map(it => [nameOf(it), it]))
  return [...rules.values()].toSorted((a, b) => rank(a) - rank(b) || (nameOf(a) < nameOf(b) ? -1 : 1))
}

const rank = (it: { category: string; outcome: string }) => (it.outcome === any ? 0 : 2) + (it.category === any ? 0 : 1)

/**
 * The most special rule for a kind and an ending; undefined when the organisation has none. The protocol that a report followed
 * takes the place of the rule for all, and not of one that was set for its kind or its ending.
 */
export function ruleFor(
  rules: readonly TermRule[],
  { category, outcome, protocol }: { category: string | null; outcome: string; protocol?: TermRule | undefined },
): TermRule | undefined {
  const rule = rules.findLast(
    it => (it.outcome === any || it.outcome === outcome) && (it.category === any || it.category === category),
  )
  return rule && (rule.category !== any || rule.outcome !== any) ? rule : (protocol ?? rule)
}

/** What is known of a report that ended. */
export interface Ended {
  case_id: string
  incident_id: string
  reference: string
  category: string | null
  outcome: string
  reported_at: Date
  ended_at: Date
  /** The case that it repeats. */
  repeats: string | null
  held: boolean
  /** The term of the protocol that held for it when it was reported. */
  protocol?: TermRule | undefined
}

export interface Due extends Ended {
  due_at: Date
  rule: TermRule & { months: number }
}

/**
 * The reports of which the term is over at a moment. What happened together goes together: as long as one report of an
 * incident stays, or one that repeats it, all of them stay.
 * @param open incidents of which a report still goes on
 */
export function dueBy(
  moment: Date,
  rules: readonly TermRule[],
  ended: readonly Ended[],
  open: ReadonlySet<string>,
  stay: (it: Ended) => boolean = it => it.held,
): Due[] {
  const due = ended.flatMap(it => {
    const rule = ruleFor(rules, it)
    if (!rule || rule.months === null || stay(it)) return []
    const due_at = addMonths(it.ended_at, rule.months)
    return due_at <= moment ? [{ ...it, due_at, rule: { ...rule, months: rule.months } }] : []
  })
  return withoutThoseThatStay(ended, due, open)
}

function withoutThoseThatStay(ended: readonly Ended[], due: readonly Due[], open: ReadonlySet<string>): Due[] {
  const incidents = new Map(ended.map(it => [it.case_id, it.incident_id]))
  let left = due.filter(it => !open.has(it.incident_id))
  for (;;) {
    const going = new Set(left.map(it => it.case_id))
    const staying = new Set(
      ended
        .filter(it => !going.has(it.case_id))
        .flatMap(it => [it.incident_id, ...(it.repeats === null ? [] : [incidents.get(it.repeats) ?? ''])]),
    )
    const next = left.filter(it => !staying.has(it.incident_id))
    if (next.length === left.length) return next
    left = next
  }
}
