import { ladderSteps, type LadderStep, type ProtocolSettings } from '../../../engines/cases/protocol-settings.ts'
import { outcome } from '../../../engines/cases/vocabulary.ts'
import { ask, type Acting } from '../acting.ts'
import { deciders, isDecider } from './measure-content.ts'

// What a decision on the reaction has to do with the measure that it leads to.

/** The rung of the ladder that a decision is; undefined where it is none, such as no reaction. */
export function stepDecided(code: string): LadderStep | undefined {
  const step = outcome('decision', code)?.step
  return typeof step === 'number' ? ladderSteps[step] : undefined
}

// Holds somebody to something: it stands only as a measure, with its facts, its end and what can be done against it.
const needsMeasure: ReadonlySet<LadderStep | undefined> = new Set([
  'written_warning',
  'contact_measure',
  'access_ban',
  'civil_measure',
] as const)

/** Asks for the measure that was decided on, unless it was made already: a decision alone has no facts and no end. */
export async function askMeasure(acting: Acting, code: string): Promise<void> {
  const { tx, it } = acting
  const kind = stepDecided(code)
  if (kind === undefined || !needsMeasure.has(kind)) return
  const made = await tx
    .selectFrom('measure')
    .select('id')
    .where('case_id', '=', it.id)
    .where('kind', '=', kind)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (!made) await ask(acting, 'measure')
}

/** What the protocol says about a step of the ladder. */
export function ruleOf({ ladder }: Pick<ProtocolSettings, 'ladder'>, step: LadderStep): string {
  const rule = ladder[step]
  if (!rule.used) return 'Uw protocol gebruikt deze stap niet.'
  const decides = isDecider(rule.decidedBy) ? deciders[rule.decidedBy] : rule.decidedBy
  return `Besluit: ${decides}.${rule.atMostWeeks === null ? '' : ` Ten hoogste ${rule.atMostWeeks} weken.`}`
}

/** What the protocol says about a decision; undefined where it says nothing of it. */
export function ruleOfDecision(protocol: Pick<ProtocolSettings, 'ladder'>, code: string): string | undefined {
  const step = stepDecided(code)
  return step && ruleOf(protocol, step)
}
