import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { openHead, signHead, type TreeHead } from './heads.ts'
import { lastNote, logSize, rootAt } from './proofs.ts'
import { waysOut, type Way } from './ways-out.ts'

// Not jobs in the queue: everything that is done here follows from what stands in the tables and from the clock, belongs to
// no organisation, and must never be set aside.

/** How many entries get their number in one transaction. */
const portion = 2000
/** With news a head is signed each minute: what was not signed yet is what the owner of the database could still rewrite. */
const minute = 60_000
const day = 24 * 60 * minute
/** Before an address outside that did not answer is tried again. */
const patience = 15 * minute
const everyMs = 5000

/** The last signed tree head is not about the tree that is there. Nothing is signed any more until somebody has looked. */
export class LogChanged extends Error {
  override name = 'LogChanged'
}

/** Keeps the log of this installation: numbers, signs, sends to the webhook, compares. Remembers the last head that it saw. */
export function createKeeper(house: House): { keep: () => Promise<void> } {
  let seen: TreeHead | undefined
  const sign = () =>
    house.db.as('nobody', async (tx, now) => {
      await sql`select app.hold_log()`.execute(tx)
      const [note, size] = [await lastNote(tx), await logSize(tx)]
      const last = note === undefined ? undefined : openHead(house.signer.known, note)
      if (note !== undefined && !last) throw new LogChanged()
      if (size > (last?.size ?? 0) && (!last || Math.abs(now.getTime() - last.at.getTime()) >= minute)) {
        for (const head of [last, seen]) if (head) await requireSame(tx, head, size)
        const root = await rootAt(tx, size)
        const next = signHead(house.signer, { size, root, at: now, previous: last?.size ?? 0 })
        await sql`select app.add_tree_head(${next})`.execute(tx)
        return openHead(house.signer.known, next)
      }
      return last
    })
  const tasks = [
    () => numberWaiting(house),
    async () => void (seen = (await sign()) ?? seen),
    createSender(house, 'mail'),
    createSender(house, 'webhook'),
    () => compareDaily(house),
  ]
  return {
    keep: async () => {
      for (const task of tasks)
        await task().catch((error: unknown) => {
          house.log.error('transparency_log', error)
        })
    },
  }
}

/** What was signed once must be what the tree begins with, whatever the table of heads says by now. */
async function requireSame(tx: Tx, head: TreeHead, size: number) {
  if (head.size > size || !(await rootAt(tx, head.size)).equals(head.root)) throw new LogChanged()
}

/** Gives what waits its number; of several servers one at a time does it. */
export async function numberWaiting(house: Pick<House, 'db'>): Promise<number> {
  for (let total = 0; ;) {
    const added = await house.db.as('nobody', async tx => {
      const { rows } = await sql<{ added: number }>`select app.append_leaves(${portion}) as added`.execute(tx)
      return rows[0]?.added ?? 0
    })
    total += added
    if (added < portion) return total
  }
}

/** Once a day on one way out, when it is set and there is news. Of two servers each may send it. */
function createSender(house: House, way: Way): () => Promise<void> {
  const send = waysOut[way](house)
  let failed = Number.NEGATIVE_INFINITY
  return async () => {
    const now = house.clock.now().getTime()
    const head = send && Math.abs(now - failed) >= patience && (await unsentHead(house, way))
    if (!head) return
    failed = now
    await send(head)
    failed = Number.NEGATIVE_INFINITY
    await house.db.as('nobody', async (tx, moment) => {
      await sql`select app.record_head_left(${way}, ${head.size}, ${moment})`.execute(tx)
    })
  }
}

const unsentHead = (house: House, way: Way): Promise<TreeHead | undefined> =>
  house.db.as('nobody', async (tx, now) => {
    const { rows } = await sql<{ size: string; at: Date }>`select size, at from app.last_left(${way})`.execute(tx)
    const note = await lastNote(tx)
    const head = note === undefined ? undefined : openHead(house.signer.known, note)
    const [before] = rows
    const isNews = head && (!before || (Number(before.size) < head.size && now.getTime() - before.at.getTime() >= day))
    return isNews ? head : undefined
  })

async function compareDaily(house: House): Promise<void> {
  await house.db.as('nobody', async (tx, now) => {
    const { rows } = await sql<{ at: Date | null }>`select app.last_check() as at`.execute(tx)
    const last = rows[0]?.at
    if (last && Math.abs(now.getTime() - last.getTime()) < day) return
    await compare(tx, now)
  })
}

/** Compares the tables with each other and writes down what was found. */
export async function compare(tx: Tx, now: Date): Promise<void> {
  const found = await sql<{ what: string; n: string }>`select what, n from app.check_log()`.execute(tx)
  const words = found.rows.map(it => `${it.what}:${it.n}`).join(' ')
  await sql`select app.record_check(${now}, ${words === '' ? null : words})`.execute(tx)
}

/** Keeps the log until stopped. Returns the way to stop, which waits for what is at hand. */
export function startKeeper(house: House): () => Promise<void> {
  const stopping = new AbortController()
  const { keep } = createKeeper(house)
  const work = async () => {
    while (!stopping.signal.aborted) {
      await keep()
      await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const done = work()
  return () => {
    stopping.abort()
    return done
  }
}
