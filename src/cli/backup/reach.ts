import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runningOwnerUrl } from '../../platform/embedded-postgres-cluster.ts'
import { startEmbeddedPostgres } from '../../platform/embedded-postgres.ts'
import { dataFolder } from '../embedded.ts'
import { CommandError } from '../owner.ts'
import { connected } from './connected.ts'

export interface Reached {
  ownerUrl: (database?: string) => string
  /** The one under our own folder, that nobody but we makes databases in. */
  embedded: boolean
  close: () => Promise<void>
}

/**
 * The database that a command is about: that of DATABASE_OWNER_URL, else the embedded one, which is started when it does not run.
 * @param make make an embedded one when there is none
 */
export async function reachDatabase(env: NodeJS.ProcessEnv, make: boolean): Promise<Reached> {
  const url = env['DATABASE_OWNER_URL']
  if (url) return { ownerUrl: () => url, embedded: false, close: async () => {} }
  const folder = dataFolder()
  const cluster = join(folder, 'postgres')
  if (!make && !existsSync(cluster))
    throw new CommandError(
      `Set DATABASE_OWNER_URL to the address of the database for its owner; there is no embedded one in ${folder}`,
    )
  if (!existsSync(join(folder, 'master.key')))
    throw new CommandError(
      `First put the master key of the backup in ${join(folder, 'master.key')}: without it nobody can read what is restored.`,
    )
  const running = runningOwnerUrl(cluster)
  if (running && (await answers(running('postgres'))))
    return { ownerUrl: (database = 'weerbaar') => running(database), embedded: true, close: async () => {} }
  const started = await startEmbeddedPostgres({ dataFolder: folder })
  return { ownerUrl: (database = 'weerbaar') => started.ownerUrl(database), embedded: true, close: started.stop }
}

const answers = (url: string): Promise<boolean> => connected(url, async () => true).catch(() => false)
