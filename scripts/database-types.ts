import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { startEmbeddedPostgres } from '../src/platform/embedded-postgres.ts'
import { migrate } from '../src/platform/migrate.ts'
import { projectFile } from '../src/platform/project.ts'
import { makeTemporaryFolder } from '../src/platform/temporary-folder.ts'

const dataFolder = makeTemporaryFolder()
const out = process.argv[2] ?? projectFile('src/platform/database-types.ts')
const options = ['--dialect', 'postgres', '--default-schema', 'weerbaar', '--include-pattern', 'weerbaar.*']
try {
  const { ensureDatabase, ownerUrl, stop } = await startEmbeddedPostgres({ dataFolder, fsync: false })
  await ensureDatabase('weerbaar')
  await migrate(ownerUrl('weerbaar'))
  execFileSync('kysely-codegen', [...options, '--url', ownerUrl('weerbaar'), '--out-file', out], {
    stdio: 'inherit',
  })
  await stop()
} finally {
  rmSync(dataFolder, { recursive: true, force: true })
}
