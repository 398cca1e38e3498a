import { createHash, randomBytes } from 'node:crypto'
import { base32 } from '../../platform/totp.ts'

// Of 80 random bits: nobody guesses one, so a plain hash keeps it as well as a slow one would.
const codeBytes = 10
const shape = /^[A-Z2-7]{16}$/

/** A code that is good once, in groups that can be read aloud. */
export const newRecoveryCode = (): string => (base32(randomBytes(codeBytes)).match(/.{4}/g) ?? []).join('-')

/** As it is stored; undefined for what can be no such code. */
export function recoveryCodeHash(typed: string): Buffer | undefined {
  // 0, 1 and 8 are in no code: who reads one wrote an O, an I or a B.
  const code = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('0', 'O')
    .replaceAll('1', 'I')
    .replaceAll('8', 'B')
  return shape.test(code) ? createHash('sha256').update(code).digest() : undefined
}
