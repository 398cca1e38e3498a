import type { Tx } from '../../platform/db.ts'
import { LinkList } from '../../ui/parts.tsx'
import { policeStatus } from './police/chain.ts'
import { versionOf } from './police/concept.ts'
import { measuresStatus, seesMeasures } from './reaction/measure-status.ts'
import type { CaseFacts } from './case.ts'
import { recordLines } from './records/lines.ts'
import { guide } from './guide/guide.ts'
import { online } from './online/follow-up.ts'
import { readTraces, type Traces } from './traces.ts'
import { urls } from './urls.ts'

/** A part of the follow-up with a page of its own under the page of the case. */
export interface FollowUp {
  /** After the address of the case: `aangifte`. */
  path: string
  label: string
  /** Whether it is there for this viewer of this case. */
  shows: (facts: CaseFacts) => boolean
  /** How it stands, in a few words and without any word of the case: "2 maatregelen gelden". Undefined: nothing yet. */
  status: (facts: CaseFacts, traces: Traces) => string | undefined
}

/** The parts of the follow-up, in the order of the chain: reaction, police report, damages, aftercare. */
export const followUps: readonly FollowUp[] = [
  guide,
  online,
  {
    path: 'maatregelen',
    label: 'Maatregelen',
    shows: it => seesMeasures.includes(it.part),
    status: (_, it) => measuresStatus(it.measures),
  },
  {
    path: 'aangifte',
    label: 'Aangifte bij de politie',
    shows: facts => versionOf(facts.part) !== undefined,
    status: (_, it) => policeStatus(it.police),
  },
  ...recordLines,
]

export interface FollowUpLine {
  path: string
  label: string
  status: string | undefined
}

/** What of the follow-up this viewer finds on the page of the case. */
export async function readFollowUps(tx: Tx, facts: CaseFacts): Promise<FollowUpLine[]> {
  const shown = followUps.filter(it => it.shows(facts))
  if (shown.length === 0) return []
  const traces = await readTraces(tx, facts.id)
  return shown.map(it => ({ path: it.path, label: it.label, status: it.status(facts, traces) }))
}

/** The parts of the follow-up, each with how it stands. */
export const FollowUps = ({ facts, lines }: { facts: CaseFacts; lines: readonly FollowUpLine[] }) =>
  lines.length === 0 ? null : (
    <>
      <h3 class="nl-heading nl-heading--level-3">Vervolg</h3>
      <LinkList
        items={lines.map(it => ({ href: `${urls.case(facts.id)}/${it.path}`, label: it.label, hint: it.status }))}
      />
    </>
  )
