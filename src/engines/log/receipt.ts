import { z } from 'zod'
import { isSignedEntry } from '../access/audit.ts'
import type { VerifierKey } from '../../platform/signing.ts'
import { leafHash } from './tree.ts'

const kind = 'Weerbaar-ontvangstbewijs'

const uitleg =
  'Bewaar dit bestand. Het bewijst dat uw melding is ontvangen, zonder te zeggen wat erin staat. De regel “vermelding” is bij het ' +
  'versturen ondertekend. Wie toezicht houdt op Weerbaar kan nagaan of die regel nog onveranderd in het logboek staat.'

const Receipt = z.object({
  soort: z.literal(kind),
  vermelding: z.string().max(4000),
  zout: z.string().regex(/^[0-9a-f]{160}$/),
})

export interface LoggedEntry {
  entry: string
  salt: Buffer
}

/** The file that a reporter keeps: the entry of the submission as it was signed then, and nothing of what was written. */
export const writeReceipt = (
  { entry, salt }: LoggedEntry,
  { reference, key }: { reference: string; key: string },
): string =>
  `${JSON.stringify({ soort: kind, kenmerk: reference, uitleg, vermelding: entry, zout: salt.toString('hex'), sleutel: key }, undefined, 2)}\n`

export interface ReadReceipt extends LoggedEntry {
  /** Whether one of the keys signed it. The rest of a receipt is worth nothing when not. */
  signed: boolean
  hash: Buffer
}

/** Reads a receipt. Undefined when it is none. */
export function readReceipt(keys: readonly VerifierKey[], text: string): ReadReceipt | undefined {
  const parsed = Receipt.safeParse(parseJson(text))
  if (!parsed.success) return undefined
  const [entry, salt] = [parsed.data.vermelding, Buffer.from(parsed.data.zout, 'hex')]
  return { entry, salt, signed: isSignedEntry(keys, entry, salt), hash: leafHash(entry, salt) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
