import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { signerOf, type Tx } from '../../platform/db.ts'
import { isSigned, type VerifierKey } from '../../platform/signing.ts'
import type { Action, ActionOf } from './actions.ts'

/** One line of the audit trail (BIO2 8.15.01): what was done, to what, with which result, by whom, from where, when. */
export interface AuditFacts {
  action: Action
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
export function auditEntry(tx: Tx, facts: AuditFacts, at: Date): { entry: string; salt: Buffer } {
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
  const random = randomBytes(randomLength)
  const signer = signerOf(tx)
  return { entry, salt: signer ? Buffer.concat([random, signer.sign(signedText(entry, random))]) : random }
}

const randomLength = 16

/** What is signed of an entry, in the process that writes it down: a row that somebody puts in the table has no signature. */
const signedText = (entry: string, random: Buffer) =>
  Buffer.concat([Buffer.from('weerbaar-entry-v1\n'), random, Buffer.from(entry)])

/** Whether one of these keys signed this entry. False for what the command line wrote without the log key. */
export const isSignedEntry = (keys: readonly VerifierKey[], entry: string, salt: Buffer): boolean =>
  isSigned(keys, signedText(entry, salt.subarray(0, randomLength)), salt.subarray(randomLength))

/** Writes down what was done, in the transaction in which it is done. */
export async function audit(tx: Tx, facts: AuditFacts, at: Date): Promise<void> {
  await tx
    .insertInto('audit_entry')
    .values(auditEntry(tx, facts, at))
    .execute()
}

/** Writes down a refusal at the door, where nobody is signed in. */
export async function auditRefusalAtDoor(tx: Tx, action: ActionOf<'account'>, at: Date): Promise<void> {
  const { entry, salt } = auditEntry(tx, { action, actor: null, organisation: null, result: 'refused' }, at)
  await sql`select app.record_anonymous(${entry}, ${salt})`.execute(tx)
}
