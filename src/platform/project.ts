import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A file of the project by its path from the root: the same from the source and from the bundle. */
export const projectFile = (path: string): string => join(root, path)

const root = findRoot(import.meta.dirname)

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'db/migrations'))) return folder
  if (dirname(folder) === folder) throw new Error('The folder of the project is not found: db/migrations is missing')
  return findRoot(dirname(folder))
}
