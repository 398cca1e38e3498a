import { dirname, join, normalize } from 'node:path/posix'

/** The text of each file by its path from the root, such as `src/app.ts`. */
export type Sources = ReadonlyMap<string, string>

interface Import {
  from: string
  to: string
}

// Also what stands in a comment: a wall that is a little too strict is still a wall.
const specifier = /\b(?:from|import)\s*(\(?)\s*(['"`])([^'"`\n]*)\2/g
const computed = /\bimport\s*\(\s*(?!['"`])|\bimport\s*\(\s*`[^`]*\$\{/

/** From the ground up; the last is a floor of its own, as only that file knows the features. */
const floors = ['platform', 'ui', 'engines', 'features', 'app.ts'] as const

/** Says in a sentence each what is wrong with the imports of files under `src`, whatever their form or depth. */
export function importTroubles(sources: Sources): string[] {
  const paths = [...sources.keys()]
  const imports = paths.flatMap(path => importsOf(path, sources))
  return [
    ...paths.filter(path => computed.test(sources.get(path) ?? '')).map(path => `${path} imports a computed path`),
    ...imports.flatMap(found => crossing(found, sources)),
    ...circles(imports),
  ]
}

function importsOf(path: string, sources: Sources): Import[] {
  const found = (sources.get(path) ?? '').matchAll(specifier)
  return [...found]
    .map(match => match[3] ?? '')
    .filter(to => /^\.{0,2}\//.test(to))
    .map(to => ({ from: path, to: normalize(join(dirname(path), to)) }))
}

function crossing({ from, to }: Import, sources: Sources): string[] {
  const says = (why: string) => [`${from} imports ${to}: ${why}`]
  const isTest = /\.test\.tsx?$/.test(from)
  if (!to.startsWith('src/')) return isTest ? [] : says('that lies outside src')
  if (!sources.has(to)) return says('there is no such file')
  if (/\.test\.tsx?$/.test(to)) return says('tests are not imported')
  if (isTest && to === 'src/app.ts') return []
  if (knowsAll(from)) return []
  if (floorOf(to) === 'features' && floorOf(from) !== 'features') return says('only app.ts knows the features')
  if (level(to) > level(from)) return says('imports only go down')
  if (floorOf(to) === 'features' && folderOf(to) !== folderOf(from)) return says('a feature never imports a feature')
  return []
}

const knowsAll = (path: string) => path === 'src/app.ts' || path === 'src/app.tsx'

function floorOf(path: string): string {
  return path.split('/')[1] ?? ''
}

function folderOf(path: string): string {
  return path.split('/').slice(0, 3).join('/')
}

/** main.ts and cli stand above all floors. */
function level(path: string): number {
  const floor = floors.findIndex(it => it === floorOf(path))
  return floor === -1 ? floors.length : floor
}

/** Each circle once, also one of types only: two files that need each other are one file, or three. */
function circles(imports: Import[]): string[] {
  const next = Map.groupBy(imports, it => it.from)
  const done = new Set<string>()
  const troubles: string[] = []
  const walk = (path: string, trail: string[]) => {
    const start = trail.indexOf(path)
    if (start !== -1) troubles.push(`circle: ${[...trail.slice(start), path].join(' → ')}`)
    if (start !== -1 || done.has(path)) return
    for (const { to } of next.get(path) ?? []) walk(to, [...trail, path])
    done.add(path)
  }
  for (const path of next.keys()) walk(path, [])
  return troubles
}
