import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CommandError } from '../owner.ts'
import { parts, readHead, type Part } from './head.ts'

const dayMs = 24 * 3_600_000

/** Keys live this long at most: what was destroyed is unreadable everywhere after it. */
export const mostDaysOfKeys = 30

export type Paths = Readonly<Record<Part, string>> & { ledger: string }

/**
 * Where a backup is written: into a folder under a name by its moment, or under the name that was given.
 * @param keysFolder another folder for the keys
 */
export function pathsFor(target: string, keysFolder: string | undefined, now: Date): Paths {
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false
  const name = isFolder ? `weerbaar-${now.toISOString().replaceAll(/[-:]|\.\d+/g, '')}` : basename(target)
  const folder = isFolder ? target : dirname(target)
  for (const it of [folder, keysFolder ?? folder])
    if (!statSync(it, { throwIfNoEntry: false })?.isDirectory()) throw new CommandError(`There is no folder ${it}`)
  return {
    content: join(folder, `${name}.content`),
    keys: join(keysFolder ?? folder, `${name}.keys`),
    ledger: join(folder, `${name}.ledger`),
  }
}

/** Removes what has lived long enough, by the moment that each file says it was made. Returns the paths. */
export function prune(folders: readonly string[], days: Readonly<Partial<Record<Part, number>>>, now: Date): string[] {
  const removed: string[] = []
  for (const path of [...new Set(folders)].flatMap(backupsIn)) {
    const { part, created } = readHead(path).head
    const most = days[part]
    if (most === undefined || now.getTime() - Date.parse(created) < most * dayMs) continue
    rmSync(path)
    removed.push(path)
  }
  return removed
}

const backupsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter(name => parts.some(part => name.endsWith(`.${part}`)))
    .map(name => join(folder, name))
