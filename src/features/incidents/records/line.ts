import type { Tx } from '../../../platform/db.ts'
import type { CaseFacts } from '../case.ts'
import type { RecordKindId } from './kinds.ts'

/** How a part that is kept in records stands on the page of its case: told from its kinds and states, without opening it. */
export interface PartLine {
  /** After the address of the case: `nazorg`. */
  path: string
  label: string
  shows: (facts: CaseFacts) => boolean
  status: (tx: Tx, facts: CaseFacts) => Promise<string | undefined>
}

interface Standing {
  kind: string
  state: string
}

interface Told {
  path: string
  label: string
  kinds: readonly RecordKindId[]
  /** Whether it is there for this case; by itself for each. */
  shows?: (facts: CaseFacts) => boolean
  /** In a few words how it stands; undefined for nothing yet. */
  status: (states: readonly Standing[]) => string | undefined
}

/** Records are for who handles the case and whose case it is. */
const isTheirs = ({ part }: CaseFacts): boolean => part === 'handler' || part === 'own'

export const lineOf = ({ path, label, kinds, shows = () => true, status }: Told): PartLine => ({
  path,
  label,
  shows: facts => isTheirs(facts) && shows(facts),
  status: async (tx, facts) => status(await statesOf(tx, facts.id, kinds)),
})

async function statesOf(tx: Tx, caseId: string, kinds: readonly RecordKindId[]): Promise<Standing[]> {
  const rows = await tx
    .selectFrom('case_record')
    .select(['record_id', 'kind', 'state'])
    .where('case_id', '=', caseId)
    .where('kind', 'in', kinds)
    .orderBy('version')
    .execute()
  return [...new Map(rows.map(it => [it.record_id, it])).values()]
}

/** "1 gesprek", "3 gesprekken" */
export const counted = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`
