import { freezePrivacy } from '../engines/questionnaires/frozen.ts'
import { shippedInstruments } from '../engines/questionnaires/library.ts'
import { migrate } from '../platform/migrate.ts'
import { asOwner } from './owner.ts'

/** Brings a database up to date with this version: its tables, and the instruments that come along. @returns the migrations applied now */
export async function prepareDatabase(ownerUrl: string): Promise<string[]> {
  const applied = await migrate(ownerUrl)
  await asOwner(ownerUrl, tx => freezePrivacy(tx, shippedInstruments()))
  return applied
}
