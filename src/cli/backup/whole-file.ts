import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CommandError } from '../owner.ts'

/**
 * Writes a file that is there whole and safely on disk, or not at all; an earlier one is never written over.
 * @throws when there is one, or the disk is full, with nothing left behind
 */
export async function writeWhole(path: string, source: AsyncIterable<Buffer>): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`
  try {
    await refuseExisting(path)
    const file = await open(draft, 'wx', 0o600)
    try {
      for await (const bytes of source) await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(draft, { force: true })
    throw explained(error, path)
  }
}

async function refuseExisting(path: string): Promise<void> {
  const file = await open(path).catch(() => undefined)
  if (!file) return
  await file.close()
  throw new CommandError(`${path} is there already, and is not written over`)
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function explained(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new CommandError(`The disk is full: ${path} was not written, and nothing of it was left behind`, {
      cause: error,
    })
  return error
}
