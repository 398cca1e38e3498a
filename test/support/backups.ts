import { join } from 'node:path'
import { connected } from '../../src/cli/backup/connected.ts'
import { pathsFor, type Paths } from '../../src/cli/backup/names.ts'
import { restoreWithin, type Restored, type Restoring } from '../../src/cli/backup/restore.ts'
import { writeBackup } from '../../src/cli/backup/write.ts'
import { makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'
import { readBackupKeys } from '../../src/platform/vault.ts'
import { emptyDatabase, type TestDatabase } from './postgres.ts'
import { openWorld, type World } from './world.ts'
import { rmSync } from 'node:fs'

export const backupKeyText = 'b2Nrb3JpZ2luYWxiYWNrdXBrZXlmb3J0ZXN0c29ubHk='
export const keys = readBackupKeys({ WEERBAAR_BACKUP_KEY: backupKeyText })
export const words = 'Hij stond weer voor het gemeentehuis met een spandoek.'
export const film: Buffer = Buffer.alloc(2_500_000, 'Zo stond hij voor mijn deur. ')
film.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])

/** A world with a report and its file, a backup of it, and empty databases to put it in. */
export async function openBackedUp() {
  const world = await openWorld()
  const folder = makeTemporaryFolder()
  const databases: TestDatabase[] = []
  const reported = await world.report('member', { what: words }, [{ name: 'deur.png', content: film }])
  return {
    world,
    folder,
    /** The id of the report. */
    reported,
    taken: await backUp(world, folder, 'first'),
    empty: async () => {
      const database = await emptyDatabase()
      databases.push(database)
      return database
    },
    close: async () => {
      await world.close()
      for (const it of databases) await it.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function backUp(world: World, folder: string, name: string): Promise<Paths> {
  const paths = pathsFor(join(folder, name), undefined, world.clock.now())
  await writeBackup({ ownerUrl: world.database.ownerUrl, keys, paths, now: world.clock.now() })
  return paths
}

export const restoring = (paths: Pick<Paths, 'content' | 'keys'>, more: Partial<Restoring> = {}): Restoring => ({
  paths,
  keys,
  replace: false,
  upgrade: true,
  destroyed: [],
  acceptMissingKeys: false,
  ...more,
})

export const putBack = ({ ownerUrl }: TestDatabase, how: Restoring): Promise<Restored> =>
  connected(ownerUrl, async client => {
    await client.query('begin')
    const restored = await restoreWithin(client, how)
    await client.query('commit')
    return restored
  })

export const isEmpty = ({ ownerUrl }: TestDatabase) =>
  connected(ownerUrl, async client => {
    const { rowCount } = await client.query(
      "select from pg_namespace where nspname in ('weerbaar', 'app') union all select from pg_tables where schemaname = 'public'",
    )
    return rowCount === 0
  })

/** What the person hit reads of a report in this database: the page, and the file byte by byte. */
export async function readIn(
  database: TestDatabase,
  id: string,
): Promise<{ page: string; status: number; file?: Buffer }> {
  const there = await openWorld({ ...database, drop: async () => {} })
  try {
    const member = await there.signIn('member')
    const page = await member.get(`/meldingen/${id}`)
    const [, path] = /href="([^"]+)">deur\.png/.exec(page.html) ?? []
    if (!path) return { page: page.text, status: page.status }
    return { page: page.text, status: page.status, file: (await member.bytes(`${path}/origineel`)).body }
  } finally {
    await there.close()
  }
}
