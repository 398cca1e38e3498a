import { dirname } from 'node:path'
import { z } from 'zod'
import { readBackupKeys, readMasterKeys, type MasterKeys } from '../../platform/vault.ts'
import { mostDaysOfKeys, pathsFor, prune } from '../backup/names.ts'
import { reachDatabase } from '../backup/reach.ts'
import { verifyBackup, type Verified } from '../backup/verify.ts'
import { writeBackup } from '../backup/write.ts'
import { readWords, UsageError, type Command } from '../command.ts'
import { CommandError } from '../owner.ts'

const help = `Usage: weerbaar backup DIR|FILE [--keys DIR] [--verify] [--prune] [--keep-content DAYS]

Writes all that is in the database, files included, as it is at one moment, while people go on working: NAME.content,
NAME.keys (the wrapped keys of cases, apart, as they may not live long) and NAME.ledger (what was destroyed: ids and days).
Content and keys are sealed with a backup key. The master key is in none of them: keep it elsewhere.

  DIR|FILE             a folder, where the name follows from the moment; or the name itself, without an ending
  --keys DIR           another folder for the keys
  --verify             restores the backup into a scratch database, compares every row, and opens every key when the
                       master key is given (WEERBAAR_MASTER_KEY or WEERBAAR_MASTER_KEY_FILE)
  --prune              removes files of keys that are ${mostDaysOfKeys} days old
  --keep-content DAYS  removes files of content that are as old as this

  WEERBAAR_BACKUP_KEY or WEERBAAR_BACKUP_KEY_FILE   the key: 32 random bytes in base64; not the master key
  DATABASE_OWNER_URL      the database, for its owner; without it the embedded one
  WEERBAAR_SCRATCH_URL    for --verify: an empty database, when the owner may not make one`

/** Writes a backup. */
export const backup: Command = {
  help,
  run: async words => {
    const { target, options } = readOptions(words)
    const keys = readBackupKeys(process.env)
    const master = givenMasterKeys(process.env)
    if (master?.find(keys.current.id))
      throw new CommandError('The backup key is the master key. Make one of its own: "openssl rand -base64 32"')
    const now = new Date()
    const paths = pathsFor(target, options.keys, now)
    const { ownerUrl, close } = await reachDatabase(process.env, false)
    try {
      const rows = await writeBackup({ ownerUrl: ownerUrl(), keys, paths, now })
      console.log(`Written: ${rows} rows\n  ${paths.content}\n  ${paths.keys}\n  ${paths.ledger}`)
      if (options.verify) {
        const scratchUrl = process.env['WEERBAAR_SCRATCH_URL']
        console.log(asVerified(await verifyBackup({ paths, keys }, { ownerUrl: ownerUrl(), scratchUrl }, master)))
      }
    } finally {
      await close()
    }
    // Last: an old backup is worth something until there is a new one.
    const removed = prune([dirname(paths.content), dirname(paths.keys)], daysToKeep(options), now)
    for (const path of removed) console.log(`Removed: ${path}`)
  },
}

export const asVerified = ({ rows, opened, broken }: Pick<Verified, 'rows' | 'opened' | 'broken'>): string =>
  `Verified: restored into a scratch database, ${rows} rows as they were written; ` +
  (opened === undefined
    ? 'no master key was given to try the keys with.'
    : `${opened} keys open with the master key.`) +
  (broken === 0 ? '' : ` ${broken} keys of answers to scans do not open, and did not when it was made.`)

/** The master key is needed for nothing but trying the keys. */
export function givenMasterKeys(env: NodeJS.ProcessEnv): MasterKeys | undefined {
  return env['WEERBAAR_MASTER_KEY'] || env['WEERBAAR_MASTER_KEY_FILE'] ? readMasterKeys(env) : undefined
}

const Options = z.object({
  keys: z.string().optional(),
  verify: z.boolean().default(false),
  prune: z.boolean().default(false),
  'keep-content': z.coerce.number('--keep-content takes a number of days').int().min(1).optional(),
})
type Options = z.infer<typeof Options>

const daysToKeep = (options: Options) => {
  const content = options['keep-content']
  return { ...(options.prune && { keys: mostDaysOfKeys }), ...(content !== undefined && { content }) }
}

function readOptions(words: string[]): { target: string; options: Options } {
  const { values, positionals } = readWords({
    args: words,
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      verify: { type: 'boolean' },
      prune: { type: 'boolean' },
      'keep-content': { type: 'string' },
    },
  })
  const [target, ...more] = positionals
  const options = Options.safeParse(values)
  if (!options.success) throw new UsageError(z.prettifyError(options.error))
  if (target === undefined || more.length > 0) throw new UsageError('Say where the backup goes: one folder or one name')
  return { target, options: options.data }
}
