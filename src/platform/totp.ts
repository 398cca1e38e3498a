import { createHmac, timingSafeEqual } from 'node:crypto'

// Time-based one-time passwords after RFC 6238, with what every authenticator app knows: SHA-1, six digits, half a minute.

const stepMs = 30_000
const digits = 6

/** The number of the half minute in which this moment lies. */
export const stepOf = (moment: Date): number => Math.floor(moment.getTime() / stepMs)

/** The code of this step (RFC 4226, 5.3). */
export function codeOf(secret: Buffer, step: number, length = digits): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', secret).update(counter).digest()
  const offset = hash.readUInt8(hash.length - 1) & 0xf
  const number = hash.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** length).padStart(length, '0')
}

/**
 * The step of which this is the code: this one, or one earlier or later for clocks that differ.
 * @param after the step that was used last: neither that one nor an earlier one is found again
 */
export function stepWithCode(secret: Buffer, code: string, now: Date, after: number): number | undefined {
  const current = stepOf(now)
  const sent = Buffer.from(code)
  return [current, current - 1, current + 1].find(step => {
    const right = Buffer.from(codeOf(secret, step))
    return step > after && sent.length === right.length && timingSafeEqual(sent, right)
  })
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 (RFC 4648) without padding, as authenticator apps read a secret. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map(it => it.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map(it => alphabet[Number.parseInt(it.padEnd(5, '0'), 2)]).join('')
}

/** The address that an app reads from a picture (the Key Uri Format of Google Authenticator). */
export function otpauthUri(secret: Buffer, { issuer, account }: { issuer: string; account: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
}
