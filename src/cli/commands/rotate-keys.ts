import { readMasterKeys } from '../../platform/vault.ts'
import { readWords, type Command } from '../command.ts'
import { asOwner, ownerUrlFrom } from '../owner.ts'
import { beginRotation, continueRotation, rotateMaster, rotatePersonal } from '../rotation.ts'

const help = `Usage: DATABASE_OWNER_URL=… WEERBAAR_MASTER_KEY_FILE=… weerbaar rotate-keys [--master | --resume]

Gives every organisation a new key while the servers run, wraps the keys of all cases under it, and deletes the old one.
  --master   wrap the keys of organisations, and the secrets of authenticator apps and providers, and answers to scans, under the first master key;
             every server must know it already
  --resume   go on with what was begun and broken off, and begin nothing`

/** Rotates the keys of organisations, or the master key. */
export const rotateKeys: Command = {
  help,
  run: async words => {
    const { values } = readWords({ args: words, options: { master: { type: 'boolean' }, resume: { type: 'boolean' } } })
    const [url, master] = [ownerUrlFrom(process.env), readMasterKeys(process.env)]
    const inOneGo: Parameters<typeof continueRotation>[0] = work => asOwner(url, work)
    const organisations = await asOwner(url, tx => tx.selectFrom('organisation').select(['id', 'code']).execute())
    for (const { id, code } of organisations) {
      if (values.master) await rotateMaster(inOneGo, master, id)
      else {
        if (!values.resume) await beginRotation(inOneGo, master, id, new Date())
        while (await continueRotation(inOneGo, master, id));
      }
      console.log(`${code}: done`)
    }
    if (values.master) while (await rotatePersonal(inOneGo, master));
  },
}
