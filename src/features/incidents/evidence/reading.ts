import type { Dossier } from '../../../engines/cases/dossier.ts'
import type { Piece } from '../../../engines/cases/evidence.ts'
import type { Tx } from '../../../platform/db.ts'
import { openText } from '../../../platform/vault.ts'

/** "Let somebody else read this first": of one piece, by one person. */
export interface Reading {
  id: string
  piece: string
  askedBy: string
  askedAt: Date
  describedBy: string | null
  description: string | undefined
  /** Whether who asked it chose to see the piece all the same. */
  seen: boolean
}

/** What a description is sealed for. */
export const descriptionOf = (id: string) => `reading:${id}`

/** What was asked in this case, with the descriptions. */
export async function readReadings(tx: Tx, dossier: Dossier): Promise<Reading[]> {
  const rows = await tx
    .selectFrom('piece_reading')
    .select(['id', 'file_id', 'asked_by', 'asked_at', 'described_by', 'sealed', 'seen_at'])
    .where('case_id', '=', dossier.caseId)
    .orderBy('asked_at')
    .execute()
  return rows.map(row => ({
    id: row.id,
    piece: row.file_id,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    describedBy: row.described_by,
    description: row.sealed === null ? undefined : openText(dossier.caseKey, descriptionOf(row.id), row.sealed),
    seen: row.seen_at !== null,
  }))
}

/** What hides a piece from this viewer: what they asked of it, or of the mail that it came in. */
export const hiding = (piece: Piece, readings: readonly Reading[], viewer: string): Reading | undefined =>
  readings.find(it => (it.piece === piece.id || it.piece === piece.parent) && it.askedBy === viewer && !it.seen)

/** The pieces as this viewer finds them named: what is hidden from them has a number only. */
export const asNamed = (pieces: readonly Piece[], readings: readonly Reading[], viewer: string): Piece[] =>
  pieces.map((piece, index) =>
    hiding(piece, readings, viewer) ? { ...piece, name: `Verborgen stuk ${index + 1}` } : piece,
  )

/** What is still to be described of a piece. */
export const toDescribe = (piece: Pick<Piece, 'id'>, readings: readonly Reading[]): Reading | undefined =>
  readings.find(it => it.piece === piece.id && it.description === undefined && !it.seen)
