import { readBackupKeys } from '../../platform/vault.ts'
import { connected } from '../backup/connected.ts'
import { ledgersFor } from '../backup/ledger.ts'
import { mostDaysOfKeys } from '../backup/names.ts'
import { reachDatabase, type Reached } from '../backup/reach.ts'
import { restoreWithin, type Restored, type Restoring } from '../backup/restore.ts'
import { verifyBackup } from '../backup/verify.ts'
import { readWords, UsageError, type Command } from '../command.ts'
import { CommandError } from '../owner.ts'
import { asVerified, givenMasterKeys } from './backup.ts'

const help = `Usage: weerbaar restore CONTENT KEYS [--ledger FILE] [--replace] [--accept-missing-keys] [--verify]

Puts a backup back: all of it or, when anything is not right, nothing. The keys may be of a newer backup than the content.
What was destroyed since is destroyed again: every .ledger beside the two files is applied, and what the database that is
replaced remembers of it.

  --ledger FILE          another list of what was destroyed
  --replace              throws away what is in the database now; without it only an empty one is filled
  --accept-missing-keys  goes on when the keys are older than the content, and cases will be unreadable
  --verify               only tries it, in a scratch database, and leaves the database alone

  WEERBAAR_BACKUP_KEY or WEERBAAR_BACKUP_KEY_FILE   the key that it was sealed with; several may be given
  DATABASE_OWNER_URL      the database, for its owner; without it the embedded one
  WEERBAAR_SCRATCH_URL    for --verify: an empty database, when the owner may not make one`

/** Puts a backup back. */
export const restore: Command = {
  help,
  run: async words => {
    const { content, keys: keysPath, options } = readOptions(words)
    const source = { paths: { content, keys: keysPath }, keys: readBackupKeys(process.env) }
    const reached = await reachDatabase(process.env, !options.verify)
    try {
      if (options.verify) {
        const scratch = { ownerUrl: reached.ownerUrl('postgres'), scratchUrl: process.env['WEERBAAR_SCRATCH_URL'] }
        console.log(asVerified(await verifyBackup(source, scratch, givenMasterKeys(process.env))))
        return
      }
      const restored = await restoreInto(reached, {
        ...source,
        replace: options.replace ?? false,
        acceptMissingKeys: options['accept-missing-keys'] ?? false,
        destroyed: ledgersFor([content, keysPath], options.ledger),
        upgrade: true,
      })
      console.log(told(restored, new Date()))
    } finally {
      await reached.close()
    }
  },
}

// A new embedded database is filled under another name: one that has its name is taken to be whole.
const draft = 'weerbaar_restored'

async function restoreInto(reached: Reached, restoring: Restoring): Promise<Restored> {
  if (!reached.embedded || (await exists(reached))) return restoreAt(reached.ownerUrl(), restoring)
  await administer(reached, `drop database if exists ${draft} with (force)`)
  await administer(reached, `create database ${draft}`)
  try {
    const restored = await restoreAt(reached.ownerUrl(draft), restoring)
    await administer(reached, `alter database ${draft} rename to weerbaar`)
    return restored
  } catch (error) {
    await administer(reached, `drop database if exists ${draft} with (force)`)
    throw error
  }
}

const exists = async (reached: Reached) =>
  (await administer(reached, "select from pg_database where datname = 'weerbaar'")) === 1

const administer = (reached: Reached, statement: string) =>
  connected(reached.ownerUrl('postgres'), async client => (await client.query(statement)).rowCount)

const restoreAt = (url: string, restoring: Restoring): Promise<Restored> =>
  connected(url, async client => {
    await client.query('begin')
    const restored = await restoreWithin(client, restoring)
    await client.query('commit')
    await client.query('analyze')
    return restored
  })

function told({ content, keys, rows, withoutKey }: Restored, now: Date): string {
  const age = Math.floor((now.getTime() - Date.parse(keys.created)) / (24 * 3_600_000))
  return [
    `Restored: ${rows} rows, as they were at ${content.created}.`,
    ...(keys.backup === content.backup ? [] : [`The keys are those of ${keys.created}.`]),
    ...(withoutKey > 0 ? [`${withoutKey} cases have no key any more and cannot be read.`] : []),
    ...(age >= mostDaysOfKeys
      ? [`This file of keys is ${age} days old: it should have been removed after ${mostDaysOfKeys}.`]
      : []),
    'Give weerbaar_app a password when this is another server ("weerbaar migrate --new-app-password"), and start with the master key of that time.',
  ].join('\n')
}

function readOptions(words: string[]) {
  const { values, positionals } = readWords({
    args: words,
    allowPositionals: true,
    options: {
      ledger: { type: 'string' },
      replace: { type: 'boolean' },
      'accept-missing-keys': { type: 'boolean' },
      verify: { type: 'boolean' },
    },
  })
  const [content, keys, ...more] = positionals
  if (content === undefined || keys === undefined || more.length > 0)
    throw new UsageError('Name the two files of the backup: the content and the keys')
  if (content === keys) throw new CommandError('Content and keys are two files')
  return { content, keys, options: values }
}
