import { chmodSync, existsSync, statfsSync } from 'node:fs'
import { makeTemporaryFolder } from '../src/platform/temporary-folder.ts'

const memory = '/dev/shm'
// Two runs beside each other may each keep a gigabyte of PostgreSQL's log of changes, with some hundreds of MB of databases and files.
const roomNeeded = 4 * 1024 ** 3

/**
 * The temporary folder of a run of tests. In memory where there is room: a new database is a thousand small files, and on a
 * disk each of the hundreds that a run makes takes ten times as long.
 */
export function makeTestFolder(): string {
  const folder = makeTemporaryFolder(Infinity, roomIn(memory) >= roomNeeded ? memory : undefined)
  // Root's database runs as somebody else, who must be able to pass through.
  chmodSync(folder, 0o711)
  return folder
}

function roomIn(folder: string): number {
  if (!existsSync(folder)) return 0
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
