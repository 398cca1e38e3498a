import { sql } from 'kysely'
import { auditEntry } from '../../engines/access/audit.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { newKey, openText, seal, unwrapKey, wrapKey } from '../../platform/vault.ts'

// The key of a request: made with it, and handed out only after the look was written down.

/** Seals and opens what is said in one request. */
export interface RequestWords {
  seal: (context: string, text: string) => Buffer
  open: (context: string, sealed: Buffer) => string
}

const keyName = (id: string) => `request:${id}`

const wordsUnder = (key: Buffer): RequestWords => ({
  seal: (context, text) => seal(key, context, text),
  open: (context, sealed) => openText(key, context, sealed),
})

/** A new key, and that key as it is stored. */
export async function newWords(tx: Tx, house: House, organisation: string, id: string) {
  const { version, key } = await house.keys.current(tx, organisation)
  const own = newKey()
  return { words: wordsUnder(own), version, wrapped: wrapKey(key, keyName(id), own) }
}

interface Wrapped {
  organisation_id: string
  wrapped: Buffer
  key_version: number
  master_key_id: string
  organisation_key: Buffer
}

/** Opens the words of a request for a viewer who may, and writes that down; undefined for everybody else. */
export async function openWords(
  tx: Tx,
  now: Date,
  house: House,
  look: { actor: string; organisation: string; id: string },
): Promise<RequestWords | undefined> {
  const facts = {
    action: 'rights.open' as const,
    actor: look.actor,
    organisation: look.organisation,
    object: keyName(look.id),
  }
  const { entry, salt } = auditEntry(tx, facts, now)
  const { rows } = await sql<Wrapped>`select * from app.open_request(${look.id}::uuid, ${entry}, ${salt})`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  const { key } = house.keys.opened(row.organisation_id, {
    version: row.key_version,
    masterKeyId: row.master_key_id,
    wrapped: row.organisation_key,
  })
  return wordsUnder(unwrapKey(key, keyName(look.id), row.wrapped))
}
