import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../engines/access/audit.ts'
import type { Ask } from '../../engines/access/routes.ts'
import { openHead, type TreeHead } from '../../engines/log/heads.ts'
import { inclusionProof, lastNote } from '../../engines/log/proofs.ts'
import { readReceipt } from '../../engines/log/receipt.ts'
import { isIncluded } from '../../engines/log/tree.ts'
import type { Tx } from '../../platform/db.ts'
import type { Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { inLog } from './log.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/u)

export const ReceiptForm = z.object({
  bewijs: textField({ max: 10_000, required: 'Plak hier het ontvangstbewijs of het controlegetal.' }),
})

export const authenticityAddress = '/controle/logboek/echtheid'

/** The hash that a receipt is about, or the number on the page of the receipt itself; refused when nobody signed it. */
export function hashIn({ house }: Ask, { bewijs }: z.infer<typeof ReceiptForm>): { hash: string } | Invalid {
  const typed = Hash.safeParse(bewijs.trim().toLowerCase())
  if (typed.success) return { hash: typed.data }
  const receipt = readReceipt(house.signer.known, bewijs)
  if (!receipt) return { invalid: { bewijs: 'Dit is geen ontvangstbewijs van Weerbaar, of het is niet heel.' } }
  if (!receipt.signed) return { invalid: { bewijs: 'Dit ontvangstbewijs is veranderd: de handtekening klopt niet.' } }
  return { hash: receipt.hash.toString('hex') }
}

export const hashInAddress = (query: URLSearchParams): string | undefined =>
  Hash.safeParse(query.get('controlegetal') ?? undefined).data

/** Where an entry is: proved under the last tree head, numbered or waiting for that, or not there at all. */
export type Place = 'proved' | 'not_signed_yet' | 'absent' | 'broken'

export interface Authenticity {
  /** The key with which tree heads are checked, as it is handed over. */
  key: string
  head: TreeHead | undefined
  leftAt: Date | null
  leftSize: number | null
  checkedAt: Date | null
  /** What the last comparison found, in codes; null is nothing. */
  found: string | null
  waiting: number
  looked: { hash: string; place: Place } | undefined
}

interface State {
  left_size: string | null
  left_at: Date | null
  checked_at: Date | null
  found: string | null
  waiting: string
}

/** How the log stands, and where the entry with this hash is in it. That somebody looked is written down too. */
export const readAuthenticity = (ask: Ask, hash: string | undefined): Promise<Authenticity> =>
  inLog(ask, async ({ tx, now, organisation, actor }) => {
    const { signer } = ask.house
    await audit(tx, { action: 'auditing.authenticity_read', actor, organisation }, now)
    const note = await lastNote(tx)
    const head = note === undefined ? undefined : openHead(signer.known, note)
    const { rows } = await sql<State>`select * from app.log_state(${organisation})`.execute(tx)
    const [it] = rows
    return {
      key: signer.current.text,
      head,
      leftAt: it?.left_at ?? null,
      leftSize: it?.left_size ? Number(it.left_size) : null,
      checkedAt: it?.checked_at ?? null,
      found: it?.found ?? null,
      waiting: Number(it?.waiting ?? 0),
      looked: hash === undefined ? undefined : { hash, place: await placeOf(tx, hash, head) },
    }
  })

async function placeOf(tx: Tx, hash: string, head: TreeHead | undefined): Promise<Place> {
  const wanted = Buffer.from(hash, 'hex')
  const { rows } = await sql<{ n: string | null; waits: boolean }>`select * from app.find_leaf(${wanted})`.execute(tx)
  const [found] = rows
  if (!found) return 'absent'
  const n = Number(found.n)
  if (found.waits || !head || n >= head.size) return 'not_signed_yet'
  return isIncluded(n, head.size, wanted, await inclusionProof(tx, n, head.size), head.root) ? 'proved' : 'broken'
}
