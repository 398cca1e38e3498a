import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { projectFile } from './project.ts'

/** A file as browsers get it; its name changes with its content, so that it may be kept for ever. */
export interface AssetFile {
  name: string
  type: string
  body: Buffer
  br?: Buffer | undefined
  gzip?: Buffer | undefined
}

/** What the build notes beside the files. */
export interface AssetManifest {
  css: string
  scripts: string[]
  files: { name: string; type: string; encodings: string[] }[]
}

interface Bundle {
  manifest: AssetManifest
  files: AssetFile[]
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

/** Bundles the style sheet with its fonts, and the scripts of `public/enhance/`, into a folder for production. */
export async function buildAssets(folder: string): Promise<AssetManifest> {
  const { manifest, files } = await bundleAssets({ thorough: true })
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const { name, body, br, gzip } of files) {
    writeFileSync(join(folder, name), body)
    if (br) writeFileSync(join(folder, `${name}.br`), br)
    if (gzip) writeFileSync(join(folder, `${name}.gz`), gzip)
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  return manifest
}

/**
 * Bundles in memory, as development does at its start.
 * @param thorough compress as small as can be, which takes longer
 */
export async function bundleAssets({ thorough }: { thorough: boolean }): Promise<Bundle> {
  // Here and not above: the production bundle holds this file too, and runs without esbuild.
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: { weerbaar: projectFile('src/ui/css/main.css'), enhance: projectFile('public/enhance/main.js') },
    outdir: projectFile('dist/public'),
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file', '.svg': 'file' },
    target: ['es2022', 'chrome111', 'firefox115', 'safari16'],
    format: 'esm',
    bundle: true,
    minify: true,
    write: false,
    logLevel: 'silent',
  })
  const files = outputFiles.map(({ path, contents }) => assetFile(basename(path), Buffer.from(contents), thorough))
  const css = files.find(file => file.name.endsWith('.css'))
  if (!css) throw new Error('The bundle holds no style sheet')
  const scripts = files.filter(file => file.name.endsWith('.js')).map(file => file.name)
  return {
    manifest: {
      css: css.name,
      scripts,
      files: files.map(({ name, type, br }) => ({ name, type, encodings: br ? ['br', 'gzip'] : [] })),
    },
    files,
  }
}

function assetFile(name: string, body: Buffer, thorough: boolean): AssetFile {
  const type = types[extname(name)]
  if (!type) throw new Error(`No content type is known for ${name}`)
  if (name.endsWith('.woff2')) return { name, type, body }
  const quality = thorough ? 11 : 5
  return {
    name,
    type,
    body,
    br: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    gzip: gzipSync(body, { level: thorough ? 9 : 6 }),
  }
}
