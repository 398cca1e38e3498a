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

/** Whether this database holds the demonstration: all of it, or what was there when loading it was broken off. */
export const demonstrationIn = (ownerUrl: string): Promise<'none' | 'half' | 'whole'> =>
  asOwner(ownerUrl, async tx => {
    const begun = await tx
      .selectFrom('organisation')
      .select('id')
      .where('id', '=', organisationId('GM9001'))
      .executeTakeFirst()
    if (!begun) return 'none'
    const whole = await tx.selectFrom('demonstration_loaded').select('whole').executeTakeFirst()
    return whole ? 'whole' : 'half'
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
  await asOwner(ownerUrl, tx => tx.insertInto('demonstration_loaded').values({ whole: true, loaded_at: now }).execute())
}
