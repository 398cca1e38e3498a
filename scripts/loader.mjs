// Lets Node run .tsx from the source: `node --import ./scripts/loader.mjs file.tsx`. Plain .ts is left to Node itself.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, enableCompileCache, registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = join(import.meta.dirname, '../node_modules/.cache/weerbaar')
const require = createRequire(import.meta.url)
const { version } = require('esbuild/package.json')

process.setSourceMapsEnabled(true)
enableCompileCache(join(cache, 'compiled'))
mkdirSync(join(cache, 'tsx'), { recursive: true })

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.tsx')) return nextLoad(url, context)
    return { format: 'module', shortCircuit: true, source: compiled(fileURLToPath(url)) }
  },
})

/** The JavaScript of a .tsx file, from the cache when this very text was compiled before. */
function compiled(path) {
  const source = readFileSync(path, 'utf8')
  const key = createHash('sha256').update(`${version}\n${path}\n${source}`).digest('hex')
  const cached = join(cache, 'tsx', `${key}.js`)
  try {
    return readFileSync(cached, 'utf8')
  } catch {
    return compile(path, source, cached)
  }
}

function compile(path, source, cached) {
  // Loaded only when needed: with everything in the cache a start goes without esbuild.
  const { code } = require('esbuild').transformSync(source, {
    loader: 'tsx',
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcefile: path,
    sourcemap: 'inline',
  })
  // Renamed into place, as two processes may compile the same file at once.
  const draft = `${cached}.${process.pid}`
  writeFileSync(draft, code)
  renameSync(draft, cached)
  return code
}
