import { rmSync } from 'node:fs'
import { demonstrationPassword } from '../../app.ts'
import { hashPassword } from '../../platform/passwords.ts'
import { makeTemporaryFolder } from '../../platform/temporary-folder.ts'
import type { Signer } from '../../platform/signing.ts'
import type { MasterKeys } from '../../platform/vault.ts'
import { asOwner } from '../owner.ts'
import { readDemonstration } from './content.ts'
import { installFont } from './font.ts'
import { organisationId } from './ids.ts'
import { loadPeople } from './people.ts'
import { playIncidents } from './play.ts'

export interface DemonstrationTarget {
  ownerUrl: string
  /** For the restricted role: what people did is played as the application does it. */
  appUrl: string
  master: MasterKeys
  signer: Signer
  now: Date
}

/** Whether this database holds the demonstration. */
export const hasDemonstration = (ownerUrl: string): Promise<boolean> =>
  asOwner(ownerUrl, async tx => {
    const row = await tx
      .selectFrom('organisation')
      .select('id')
      .where('id', '=', organisationId('GM9001'))
      .executeTakeFirst()
    return row !== undefined
  })

/** Loads the demonstration into a migrated database that does not hold it yet. */
export async function loadDemonstration(target: DemonstrationTarget): Promise<void> {
  const { ownerUrl, master, now } = target
  const demonstration = readDemonstration()
  const passwordHash = await hashPassword(demonstrationPassword)
  await asOwner(ownerUrl, tx => loadPeople(tx, { demonstration, master, now, passwordHash }))
  const folder = makeTemporaryFolder()
  try {
    installFont(folder)
    await playIncidents({ ...target, demonstration })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
