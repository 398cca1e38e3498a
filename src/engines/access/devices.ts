import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { House } from '../../platform/house.ts'
import { tokenHash } from './actor.ts'

/** The kinds of device by which somebody knows the own sessions apart; no more is kept of a browser. */
const kinds = [
  { code: 'ipad', name: 'iPad', says: /iPad/ },
  { code: 'iphone', name: 'iPhone', says: /iPhone/ },
  { code: 'android', name: 'Android-telefoon of -tablet', says: /Android/ },
  { code: 'windows', name: 'Windows-computer', says: /Windows/ },
  { code: 'mac', name: 'Mac', says: /Macintosh/ },
  { code: 'linux', name: 'Linux-computer', says: /Linux|CrOS/ },
] as const

export const deviceKind = (userAgent: string): string => kinds.find(it => it.says.test(userAgent))?.code ?? 'other'
export const deviceName = (code: string): string => kinds.find(it => it.code === code)?.name ?? 'Ander apparaat'

const shape = /^[\w-]{43}$/

/**
 * Remembers the device that somebody signed in from.
 * @param kept the token that the browser keeps; one that we never gave is not taken over
 * @returns the token to keep, and whether this device is new to somebody who has others
 */
export async function meetDevice(
  house: House,
  person: string,
  kept: string | undefined,
): Promise<{ device: string; isNew: boolean }> {
  return house.db.as('nobody', async (tx, now) => {
    const given = kept !== undefined && shape.test(kept) ? kept : ''
    const { rows } = await sql<{ given: boolean }>`select app.is_given_device(${tokenHash(given)}) as given`.execute(tx)
    const device = rows[0]?.given ? given : randomBytes(32).toString('base64url')
    const met = await sql<{
      met: string
    }>`select app.meet_device(${person}, ${tokenHash(device)}, ${now}) as met`.execute(tx)
    return { device, isNew: met.rows[0]?.met === 'new' }
  })
}

/** Whether the owner of this account signed in from this browser before. The same work for an account that is not there. */
export const knowsDevice = (house: House, kept: string | undefined, email: string): Promise<boolean> =>
  house.db.as('nobody', async tx => {
    const { rows } = await sql<{
      known: boolean
    }>`select app.knows_device(${tokenHash(kept ?? '')}, ${email}) as known`.execute(tx)
    return rows[0]?.known ?? false
  })
