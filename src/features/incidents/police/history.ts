import type { Dossier } from '../../../engines/cases/dossier.ts'
import type { IncidentEntry } from '../../../engines/cases/incident-entries.ts'
import { outcome } from '../../../engines/cases/vocabulary.ts'
import type { Tx } from '../../../platform/db.ts'
import { formatEuros } from '../../../platform/money.ts'
import { isoDay } from '../../../ui/dates.ts'
import { owners } from '../damages/damage.ts'
import { stepDecided } from '../reaction/decided.ts'
import { readLinks } from '../reaction/link.ts'
import { kindLabel } from '../reaction/measure-content.ts'
import { readMeasures } from '../reaction/measure.ts'
import { readOwnMeasures } from '../reaction/own-measures.ts'
import { readRecords } from '../records/store.ts'
import type { Version } from './concept.ts'
import { readDay } from './terms.ts'

// What the other parts of the follow-up know that belongs in a report to the police.

export interface History {
  /** A line each: the earlier reports about the same person that were linked for a procedure. */
  earlier: readonly string[]
  /** What the one who did it was told before, and what was done. */
  warnings: readonly string[]
  /** The items of damage, each with its amount. */
  damage: readonly string[]
  /** Somebody chose to claim one of them in the criminal case. */
  join: boolean
}

/** Reads it, as far as this viewer may; `decisions` are those of the incident. */
export async function readHistory(
  tx: Tx,
  dossier: Dossier,
  version: Version,
  decisions: readonly IncidentEntry[],
): Promise<History> {
  const byHandler = version === 'organisation'
  const [measures, records, links] = await Promise.all([
    byHandler ? readMeasures(tx, dossier) : readOwnMeasures(tx, dossier.caseId),
    readRecords(tx, dossier),
    byHandler ? readLinks(tx, dossier) : [],
  ])
  const taken = measures.filter(it => !laterThan.has(it.kind))
  const said = decisions.filter(
    it => warns.has(it.code) && !taken.some(measure => measure.kind === stepDecided(it.code)),
  )
  const items = records.filter(it => it.kind === 'damage' && (byHandler || it.values['van'] === 'person'))
  return {
    earlier: links.flatMap(it =>
      it.purpose === 'procedure' && it.reference ? [`Eerdere melding ${it.reference}`] : [],
    ),
    warnings: [
      ...said.map(it => [isoDay(it.at), outcome('decision', it.code)?.label ?? it.code] as const),
      ...taken.map(it => [it.begins_on, kindLabel(it.kind)] as const),
    ]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([day, words]) => `${readDay(day)}: ${words}`),
    damage: items.map(
      ({ values }) =>
        `${values['wat'] ?? ''}: ${formatEuros(Number(values['bedrag']))} (${ownerOf(values['van'] ?? '')})`,
    ),
    join: items.some(it => it.values['weg'] === 'criminal'),
  }
}

const ownerOf = (id: string) => (owners.find(it => it.id === id)?.label ?? '').toLowerCase()

// These are no warning: the report itself, and what may come of it.
const laterThan = new Set(['police_report', 'damages'])
// Of what was decided: what the one who did it was told before.
const warns = new Set([
  'talk',
  'verbal_warning',
  'order_talk',
  'warning_letter',
  'contact_measure',
  'access_denial',
  'police_stop_talk',
])
