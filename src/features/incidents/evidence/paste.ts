import type { Actor } from '../../../engines/access/actor.ts'
import type { Dossier } from '../../../engines/cases/dossier.ts'
import { storeFile, type Stored } from '../../../engines/cases/evidence.ts'
import { refusedBy } from '../../../platform/db.ts'
import type { House } from '../../../platform/house.ts'
import { pastedType } from '../../../platform/media-types.ts'

/** What somebody pasted: words, an address, or both; where they stood, whose they are, and when they were seen. */
export interface Pasted {
  id: string
  text: string
  address: string
  account: string
  platform: string
  /** As somebody reads it: "27-11-2026 om 14:30". */
  seen: string
}

/** Writes it down as one text, so that its hash is of the account, the address and the moment too. */
export function writePasted({ text, address, account, platform, seen }: Pasted): string {
  const lines: readonly (readonly [string, string])[] = [
    ['Adres', address],
    ['Account', account],
    ['Platform', platform],
    ['Gezien op', seen],
  ]
  const head = lines.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}\n`)
  return `${head.join('')}\n${text}\n`
}

/** Keeps it as a piece of evidence. A form that is sent twice makes one piece. */
export async function storePasted(house: House, actor: Actor, dossier: Dossier, pasted: Pasted): Promise<Stored> {
  const written = { id: pasted.id, type: pastedType, words: `${pasted.text} ${pasted.account} ${pasted.platform}` }
  const bytes = Buffer.from(writePasted(pasted))
  const name = `Bericht van ${pasted.account || pasted.platform || 'internet'}.txt`
  try {
    return await storeFile(house, actor.id, dossier, { name, content: once(bytes), written })
  } catch (error) {
    if (refusedBy(error) === 'file_pkey') return { stored: pasted.id }
    throw error
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
