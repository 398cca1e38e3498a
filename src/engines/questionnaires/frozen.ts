import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db.ts'
import { shippedInstruments, type Instrument } from './library.ts'

// Who sees the answers to an instrument is written down before anybody answers it, by the owner of the tables.

/** Writes down who sees the answers to these; what was written before stays. */
export async function freezePrivacy(tx: Tx, instruments: readonly Instrument[]): Promise<void> {
  if (instruments.length === 0) return
  await tx
    .insertInto('questionnaire_privacy')
    .values([...new Map(instruments.map(it => [it.id, { questionnaire: it.id, privacy: it.scan.privacy }])).values()])
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/**
 * Refuses a database that does not know the instruments of this version yet: nobody could begin them.
 * @throws with what to do
 */
export async function requireInstruments(db: Db): Promise<void> {
  const known = await db.atTheDoor<{ id: string }>(sql`select app.known_instruments() as id`)
  const missing = shippedInstruments().filter(it => !known.some(one => one.id === it.id))
  if (missing.length > 0)
    throw new Error(
      `This database does not know ${missing.map(it => it.id).join(', ')} yet. ` +
        'Run first, with the address for the owner of the tables: DATABASE_OWNER_URL=… npx weerbaar migrate',
    )
}
