import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import { consistencyRanges, foldPlaces, inclusionRanges, placesOf, type Place, type Range } from './tree.ts'

/** How many leaves there are now. */
export async function logSize(tx: Tx): Promise<number> {
  const { rows } = await sql<{ size: string }>`select app.log_size() as size`.execute(tx)
  return Number(rows[0]?.size ?? 0)
}

/** The hashes of these ranges, in one question. Throws when a part of the tree is gone. */
async function hashesOf(tx: Tx, ranges: readonly Range[]): Promise<Buffer[]> {
  const places = ranges.map(placesOf)
  const asked = places.flat()
  const { rows } = await sql<{ level: number; n: string; hash: Buffer | null }>`
    select level, n, hash from app.log_nodes(${asked.map(it => it.level)}, ${asked.map(it => it.n)})`.execute(tx)
  const known = new Map(rows.map(it => [nameOf({ level: it.level, n: Number(it.n) }), it.hash]))
  return places.map(parts =>
    foldPlaces(
      parts.map(place => {
        const hash = known.get(nameOf(place))
        if (!hash) throw new LogIncomplete()
        return hash
      }),
    ),
  )
}

/** A part of the tree that should be there is not. */
export class LogIncomplete extends Error {
  override name = 'LogIncomplete'
}

const nameOf = ({ level, n }: Place) => `${level}/${n}`

/** The root of the tree of the first so many leaves. */
export async function rootAt(tx: Tx, size: number): Promise<Buffer> {
  const [root] = await hashesOf(tx, [{ from: 0, to: size }])
  return root ?? foldPlaces([])
}

/** What proves that leaf n is in the tree of this size. */
export const inclusionProof = (tx: Tx, n: number, size: number): Promise<Buffer[]> =>
  hashesOf(tx, inclusionRanges(n, { from: 0, to: size }))

/** What proves that the tree of the first size is the beginning of that of the second. */
export const consistencyProof = (tx: Tx, first: number, second: number): Promise<Buffer[]> =>
  hashesOf(tx, consistencyRanges(first, second))

/** The last tree head that was signed, as it was written down. */
export async function lastNote(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ note: string | null }>`select app.last_tree_head() as note`.execute(tx)
  return rows[0]?.note ?? undefined
}
