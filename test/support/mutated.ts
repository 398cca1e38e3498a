import { readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { projectFile } from '../../src/platform/project.ts'

// The product with one line of it taken out, beside the product itself and in the same process: every module that is
// reached from a mutated one is loaded a second time.

/** A change of one file of the source: for each piece of it, what stands there instead. */
export interface Change {
  file: string
  edits: readonly (readonly [from: string, to: string])[]
}

// These are shared with the product as it is: the cluster, and the template of the world.
const shared = /\/test\/support\/(?:postgres|seed|people)\.ts$/
const own = projectFile('')
const mark = 'mutation='

const changes = new Map<string, Change>()

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context)
    const mutation = mutationOf(context.parentURL)
    if (mutation === undefined || !isOurs(resolved.url) || shared.test(resolved.url)) return resolved
    return { ...resolved, url: `${resolved.url}?${mark}${mutation}` }
  },
  load(url, context, nextLoad) {
    const mutation = mutationOf(url)
    if (mutation === undefined) return nextLoad(url, context)
    const path = fileURLToPath(url.split('?')[0] ?? url)
    return { format: 'module', shortCircuit: true, source: compiled(path, changes.get(mutation)) }
  },
})

const mutationOf = (url: string | undefined) => url?.split(`?${mark}`)[1]

const isOurs = (url: string) =>
  url.startsWith('file:') &&
  fileURLToPath(url).startsWith(own) &&
  !url.includes('/node_modules/') &&
  /\.tsx?$/.test(url)

const compiledBefore = new Map<string, string>()

function compiled(path: string, change: Change | undefined): string {
  if (change && projectFile(change.file) === path) return compile(path, changed(path, change))
  const known = compiledBefore.get(path) ?? compile(path, readFileSync(path, 'utf8'))
  compiledBefore.set(path, known)
  return known
}

/** Whether every piece that is changed stands in the source, and once. */
export const standsIn = ({ file, edits }: Change): boolean => {
  const source = readFileSync(projectFile(file), 'utf8')
  return edits.every(([from]) => source.split(from).length === 2)
}

function changed(path: string, { file, edits }: Change): string {
  return edits.reduce(
    (source, [from, to]) => {
      if (source.split(from).length !== 2) throw new Error(`"${from}" must stand in ${file} once`)
      return source.replace(from, () => to)
    },
    readFileSync(path, 'utf8'),
  )
}

interface Esbuild {
  transformSync: (source: string, options: Record<string, string>) => { code: string }
}

function compile(path: string, source: string): string {
  const { transformSync }: Esbuild = createRequire(import.meta.url)('esbuild')
  const loader = path.endsWith('.tsx') ? 'tsx' : 'ts'
  const options = { loader, format: 'esm', target: 'node24', jsx: 'automatic', jsxImportSource: 'preact' }
  return transformSync(source, options).code
}

let count = 0

/** How to load modules of ours with this change in all that they reach. Throws when the change does not fit the source. */
export function mutate(change: Change): <Module>(path: string) => Promise<Module> {
  const name = String(count++)
  changes.set(name, change)
  changed(projectFile(change.file), change)
  return async <Module>(path: string) => {
    const module: Module = await import(`${pathToFileURL(projectFile(path)).href}?${mark}${name}`)
    return module
  }
}
