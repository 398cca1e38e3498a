import { sql } from 'kysely'
import { z } from 'zod'
import type { Dossier } from '../../../engines/cases/dossier.ts'
import type { Tx } from '../../../platform/db.ts'
import { openJson, sealJson } from '../../../platform/vault.ts'
import type { Traces } from '../traces.ts'
import { policeSteps, stepInfo, type PoliceStepInfo } from './content.ts'
import { readDay } from './terms.ts'

// What becomes of a report to the police, step by step.

export interface PoliceStep {
  id: string
  kind: string
  code: string | null
  day: string
  /** The number, name or service that was written with it. */
  words: string
}

const Words = z.object({ words: z.string() })
const context = (id: string) => `police-step:${id}`

/** What is sealed of a step. */
export const sealStep = (dossier: Dossier, id: string, words: string): Buffer =>
  sealJson(dossier.caseKey, context(id), { words })

/** The steps so far, in the order in which they were written down. */
export async function readSteps(tx: Tx, dossier: Dossier): Promise<PoliceStep[]> {
  const rows = await tx
    .selectFrom('police_step')
    .select(['id', 'kind', 'code', sql<string>`on_day::text`.as('day'), 'sealed'])
    .where('case_id', '=', dossier.caseId)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, kind, code, day, sealed }) => ({
    id,
    kind,
    code,
    day,
    words: sealed === null ? '' : openJson(dossier.caseKey, context(id), sealed, Words).words,
  }))
}

/** Of each kind the last one that was written down: what was corrected does not count any more. */
export const lastOfEach = (steps: readonly PoliceStep[]): PoliceStep[] =>
  policeSteps.flatMap(({ id }) => steps.findLast(it => it.kind === id) ?? [])

const besides = new Set(['vpt', 'officer'])

/** How it stands with the report, in a few words and from codes only. */
export function policeStatus(steps: Traces['police']): string | undefined {
  const last = steps.findLast(it => !besides.has(it.kind))
  return last && stepWords(last)
}

/** "Uitspraak: vrijspraak" */
export function stepWords({ kind, code }: Pick<PoliceStep, 'kind' | 'code'>): string {
  const info = stepInfo(kind)
  const option = info?.options.find(it => it.id === code)
  return option ? `${info?.label}: ${option.label.toLowerCase()}` : (info?.label ?? kind)
}

/** Why a step cannot have this day; undefined: it can. */
export function wrongDay(
  info: PoliceStepInfo,
  day: string,
  steps: readonly PoliceStep[],
  { today, happened }: { today: string; happened: string | undefined },
): string | undefined {
  if (day > today && !info.future) return 'Deze dag moet nog komen. Vul vandaag of een eerdere dag in.'
  if (happened !== undefined && day < happened)
    return `Deze dag ligt voor de dag waarop het gebeurde: ${readDay(happened)}.`
  if (info.order === 0) return undefined
  for (const it of lastOfEach(steps)) {
    const other = stepInfo(it.kind)
    if (!other || other.order === 0 || it.kind === info.id) continue
    const named = `“${other.label}” (${readDay(it.day)})`
    if (other.order < info.order && !other.loose && it.day > day)
      return `Deze dag ligt voor ${named}. Controleer de datum.`
    if (other.order > info.order && !info.loose && it.day < day)
      return `Deze dag ligt na ${named}. Controleer de datum.`
  }
  return undefined
}
