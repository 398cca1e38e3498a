import type pg from 'pg'
import { trailCodes } from '../../src/app.ts'
import { actionName } from '../../src/engines/access/actions.ts'
import { isSignedEntry } from '../../src/engines/access/audit.ts'
import { codeReader } from '../../src/features/auditing/codes.ts'
import { testSigner } from './seed.ts'

/** How an auditor reads a code. */
export const codeInWords = codeReader(trailCodes)

// An id, a reference such as V-2026-001, a number, a day, a moment, a colour, or nothing.
const plain =
  /^(?:[a-z-]+@\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Z]-\d{4}-\d+|\d[\dT:.-]*Z?|#[0-9a-f]{3,8})?$/iu

/** What of an entry is read as a code and not in words: its action, or a code of its object. */
export function unreadOf(action: string, object: string | null): string[] {
  const codes = (object ?? '').split(' ').filter(code => isUnread(action, code))
  return actionName(action) === action ? [action] : codes.map(code => `${code} of ${action}`)
}

function isUnread(action: string, code: string): boolean {
  const words = codeInWords(action, code, new Map())
  const parts = words.split(/: |, nu /u)
  const values = code.replace(/^[a-z_]+:/u, '').split('→')
  // An instrument that was published keeps its code: its title may be anybody's words.
  if (code.startsWith('instrument:')) return !words.startsWith('Scan: ')
  return /^[a-z_]+:\S/u.test(words) || values.some(value => !plain.test(value) && parts.includes(value))
}

interface Row {
  action: string
  object: string | null
  entry: string
  salt: Buffer
}

/** What the product wrote in this database that an auditor would read as a code; what a test planted there is not signed. */
export async function unreadIn(owner: pg.Pool): Promise<string[]> {
  const { rows } = await owner.query<Row>('select action, object, entry, salt from audit_entry')
  const unread = rows.filter(it => unreadOf(it.action, it.object).length > 0)
  const written = unread.filter(it => isSignedEntry(testSigner.known, it.entry, it.salt))
  return [...new Set(written.flatMap(it => unreadOf(it.action, it.object)))]
}
