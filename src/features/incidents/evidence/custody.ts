import { sql } from 'kysely'
import type { ActionOf } from '../../../engines/access/actions.ts'
import type { Piece } from '../../../engines/cases/evidence.ts'
import type { Tx } from '../../../platform/db.ts'

/** What somebody did with a piece, and when. */
export interface CustodyStep {
  at: Date
  who: string
  what: string
}

const words: Record<ActionOf<'evidence'>, string> = {
  'evidence.add': 'toegevoegd',
  'evidence.open': 'bekeken',
  'evidence.save': 'origineel opgeslagen',
  'evidence.export': 'in een pakket opgeslagen',
  'evidence.ask_reading': 'gevraagd of iemand anders dit eerst leest',
  'evidence.describe': 'beschreven',
  'evidence.choose': 'gekozen of het stuk zichtbaar is',
  'evidence.scan_clean': 'gecontroleerd: geen schadelijke software gevonden',
  'evidence.scan_infected': 'gecontroleerd: schadelijke software gevonden',
}

const nobodySeen = 'Iemand die u niet kunt zien'

interface Row {
  piece: string
  action: ActionOf<'evidence'>
  actor_id: string | null
  at: Date
}

/** The chain of custody of every piece of a case, oldest step first: for whose case it is and who handles it, else nothing. */
export async function readCustody(tx: Tx, caseId: string): Promise<ReadonlyMap<string, readonly CustodyStep[]>> {
  const { rows } = await sql<Row>`select piece, action, actor_id, at from app.custody_of(${caseId}::uuid)`.execute(tx)
  const names = await readNames(
    tx,
    rows.flatMap(it => it.actor_id ?? []),
  )
  const steps = rows.map(it => ({
    piece: it.piece,
    at: it.at,
    who: it.actor_id === null ? 'Weerbaar' : (names.get(it.actor_id) ?? nobodySeen),
    what: words[it.action],
  }))
  return Map.groupBy(steps, it => it.piece)
}

/** How people are called, as far as this viewer may know. */
export async function readNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const people = await tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(people.map(it => [it.id, it.name]))
}

const quarter = 15 * 60_000

/** The steps as somebody reads them: what one person does again within a quarter of an hour is one step. */
export function inShort(steps: readonly CustodyStep[]): CustodyStep[] {
  const kept: CustodyStep[] = []
  for (const step of steps) {
    const last = kept.findLast(it => it.who === step.who && it.what === step.what)
    if (!last || step.at.getTime() - last.at.getTime() >= quarter) kept.push(step)
  }
  return kept
}

/** Where a piece came from. */
export function originOf(piece: Piece, pieces: readonly Piece[]): string {
  if (piece.parent !== null)
    return `bijlage van ${pieces.find(it => it.id === piece.parent)?.name ?? 'een mail'}, door Weerbaar uit de mail gehaald`
  return piece.type.how === 'words' ? 'geplakt in Weerbaar' : 'bestand, toegevoegd in Weerbaar'
}

/** Who added it; of a piece that came with another case of the incident never a name. */
export const adderOf = (piece: Piece, caseId: string, names: ReadonlyMap<string, string>): string =>
  piece.caseId === caseId ? (names.get(piece.addedBy) ?? nobodySeen) : 'bij een andere melding van dit incident'
