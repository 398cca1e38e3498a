import { sql } from 'kysely'
import type { Desk } from '../../engines/access/desk.ts'
import type { KeyRing, WrappedKey } from '../../platform/keys.ts'
import { newKey, openText, seal, unwrapKey, wrapKey } from '../../platform/vault.ts'

/** What was talked over, by theme. */
export type Notes = Readonly<Record<string, string>>

const keyName = (round: string) => `round:${round}`
const contextOf = (round: string, theme: string) => `round:${round}:${theme}`

/** The key of the notes of a round; undefined when there are none, or the viewer may not read them. */
async function openKey({ tx, organisation }: Desk, keys: KeyRing, round: string): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('round_key')
    .select(['key_version', 'wrapped'])
    .where('round_id', '=', round)
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  if (!row) return undefined
  const { rows } = await sql<WrappedKey>`
    select version, master_key_id as "masterKeyId", wrapped
    from app.organisation_key(${organisation}::uuid, ${row.key_version}::integer)`.execute(tx)
  const [wrapping] = rows
  return wrapping && unwrapKey(keys.opened(organisation, wrapping).key, keyName(round), row.wrapped)
}

/** The notes of a round: for who was asked in it and who leads it, and nobody else. */
export async function readNotes(desk: Desk, keys: KeyRing, round: string): Promise<Notes> {
  const key = await openKey(desk, keys, round)
  if (!key) return {}
  const rows = await desk.tx
    .selectFrom('round_note')
    .select(['theme', 'sealed'])
    .where('round_id', '=', round)
    .execute()
  return Object.fromEntries(rows.map(it => [it.theme, openText(key, contextOf(round, it.theme), it.sealed)]))
}

/** Keeps the notes, in the place of what was there; an empty one goes. */
export async function keepNotes(desk: Desk, keys: KeyRing, round: string, notes: Notes): Promise<void> {
  const { tx } = desk
  // Two who save at once come one after the other.
  await sql`select pg_advisory_xact_lock(hashtext(${`notes:${round}`}))`.execute(tx)
  const key = (await openKey(desk, keys, round)) ?? (await makeKey(desk, keys, round))
  await tx.deleteFrom('round_note').where('round_id', '=', round).execute()
  const rows = Object.entries(notes).filter(([, text]) => text !== '')
  if (rows.length === 0) return
  await tx
    .insertInto('round_note')
    .values(rows.map(([theme, text]) => ({ round_id: round, theme, sealed: seal(key, contextOf(round, theme), text) })))
    .execute()
}

async function makeKey({ tx, organisation }: Desk, keys: KeyRing, round: string): Promise<Buffer> {
  const wrapping = await keys.current(tx, organisation)
  const key = newKey()
  const wrapped = wrapKey(wrapping.key, keyName(round), key)
  await tx
    .insertInto('round_key')
    .values({ round_id: round, organisation_id: organisation, key_version: wrapping.version, wrapped })
    .execute()
  return key
}
