import { createHash } from 'node:crypto'

/** The same id for the same text: a UUID of version 8 (RFC 9562) from a hash, for what must be there once. */
export function idFor(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
