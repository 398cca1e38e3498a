import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'

/** One line of the audit trail (BIO2 8.15.01): what was done, to what, with which result, by whom, from where, when. */
export interface AuditFacts {
  action: string
  /** The person who did it; null for the system and for somebody unknown at the door. */
  actor: string | null
  organisation: string | null
  case?: string | null
  /** Ids and codes of what it was done to. Never a person's words, never a secret. */
  object?: string | null
  result?: 'done' | 'refused'
  /** The part of the product through which it came. */
  origin?: 'web' | 'job' | 'command'
}

/** The canonical text of an entry: keys in order, no white space; this text is what is stored and hashed. */
export function auditEntry(facts: AuditFacts, at: Date): { entry: string; salt: Buffer } {
  const entry = JSON.stringify({
    action: facts.action,
    actor: facts.actor,
    at: at.toISOString(),
    case: facts.case ?? null,
    object: facts.object ?? null,
    organisation: facts.organisation,
    origin: facts.origin ?? 'web',
    result: facts.result ?? 'done',
    v: 1,
  })
  return { entry, salt: randomBytes(16) }
}

/** Writes down what was done, in the transaction in which it is done. */
export async function audit(tx: Tx, facts: AuditFacts, at: Date): Promise<void> {
  await tx.insertInto('audit_entry').values(auditEntry(facts, at)).execute()
}

/** Writes down a refusal at the door, where nobody is signed in. */
export async function auditRefusalAtDoor(tx: Tx, action: `account.${string}`, at: Date): Promise<void> {
  const { entry, salt } = auditEntry({ action, actor: null, organisation: null, result: 'refused' }, at)
  await sql`select app.record_anonymous(${entry}, ${salt})`.execute(tx)
}
