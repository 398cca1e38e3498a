import { sql } from 'kysely'
import { auditEntry } from '../../src/engines/access/audit.ts'
import { numberWaiting } from '../../src/engines/log/keeper.ts'
import { consistencyProof, inclusionProof, logSize } from '../../src/engines/log/proofs.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { connect, type Db } from '../../src/platform/db.ts'
import { median } from './client.ts'
import type { Place } from './place.ts'
import { line } from './report.ts'

const entries = 50_000
const portion = 5000
const proofs = 200

/** How many entries a second get their number in the transparency log, and how long a proof takes in a tree of that size. */
export async function measureLog(place: Place): Promise<void> {
  const db = connect(place.appUrl, { clock: systemClock, signer: place.signer, connections: 2 })
  try {
    await numberWaiting({ db })
    for (let n = 0; n < entries; n += portion) await write(place, db)
    const began = performance.now()
    const added = await numberWaiting({ db })
    line('log_append_per_s', added / ((performance.now() - began) / 1000), '/s')
    line('log_proof_ms', median(await timesOfProofs(db)), 'ms')
  } finally {
    await db.close()
  }
}

/** As many entries as a portion, signed as always; put in by the owner, as no person has the right to so many. */
async function write({ owner }: Place, db: Db): Promise<void> {
  const made = await db.as('nobody', async (tx, now) =>
    Array.from({ length: portion }, (_, n) =>
      auditEntry(tx, { action: 'account.sign_in', actor: null, organisation: null, object: String(n) }, now),
    ),
  )
  await owner.query('insert into weerbaar.audit_entry (entry, salt) select * from unnest($1::text[], $2::bytea[])', [
    made.map(it => it.entry),
    made.map(it => it.salt),
  ])
}

const timesOfProofs = (db: Db): Promise<number[]> =>
  db.as('nobody', async tx => {
    await sql`select 1`.execute(tx)
    const size = await logSize(tx)
    const times: number[] = []
    for (let n = 0; n < proofs; n++) {
      const began = performance.now()
      const leaf = Math.floor((size * n) / proofs)
      await (n % 2 === 0 ? inclusionProof(tx, leaf, size) : consistencyProof(tx, leaf + 1, size))
      times.push(performance.now() - began)
    }
    return times
  })
