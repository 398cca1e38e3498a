import { protocolPart, readAdopted, type Adopted } from '../../engines/cases/protocol-settings.ts'
import { any, leastMonths } from '../../engines/cases/retention-list.ts'
import type { Tx } from '../../platform/db.ts'
import { formatDate } from '../../ui/dates.ts'
import type { TermRule } from './terms.ts'

// How long the adopted protocol keeps a report. An older report keeps what held when it came in.

/** A term of the protocol, for whom and for what was reported from when on. Without a rule the terms of the organisation hold. */
export interface ProtocolTerm extends Pick<Adopted, 'part' | 'from'> {
  rule: TermRule | undefined
}

/** What was ever adopted, the newest first. */
export async function readProtocolTerms(tx: Tx, organisation: string): Promise<ProtocolTerm[]> {
  const [found, adopted] = [
    await tx.selectFrom('organisation').select('kind').where('id', '=', organisation).executeTakeFirst(),
    await readAdopted(tx, organisation),
  ]
  const least = leastMonths(found?.kind ?? '') ?? 0
  return adopted.map(it => ({ part: it.part, from: it.from, rule: ruleOf(it, least) }))
}

// Never shorter than the selection list, also when that changed after the protocol was adopted.
function ruleOf({ settings, number, adoptedOn }: Adopted, least: number): TermRule | undefined {
  if (settings.retentionMonths === null) return undefined
  return {
    category: any,
    outcome: any,
    months: Math.max(settings.retentionMonths, least),
    ground: `Agressieprotocol, versie ${number}`,
    source: `Vastgesteld op ${formatDate(adoptedOn)}.`,
    checkedOn: null,
    own: true,
  }
}

/** The term that held for a report when it came in; undefined where no protocol set one. */
export const termFor = (
  terms: readonly ProtocolTerm[],
  it: { function: string | null; line: string | null; reported_at: Date },
): TermRule | undefined => terms.find(term => term.part === protocolPart(it) && term.from <= it.reported_at)?.rule
