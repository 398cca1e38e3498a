import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AssetFile, AssetManifest } from './assets-build.ts'

export interface Assets {
  /** The address of the style sheet. */
  css: string
  /** The addresses of the scripts, for `<script type="module">`. */
  scripts: readonly string[]
  /** The answer to a request for a path under `/assets/`, or nothing when there is no such file. */
  find: (path: string, acceptEncoding: string) => Response | undefined
}

const prefix = '/assets/'
const built = join(import.meta.dirname, 'public')

/** The style sheet, fonts and scripts: as the build left them, or from the source bundled now. */
export async function openAssets(): Promise<Assets> {
  if (existsSync(join(built, 'manifest.json'))) return loadAssets(built)
  const { bundleAssets } = await import('./assets-build.ts')
  const { manifest, files } = await bundleAssets({ thorough: false })
  return assets(manifest, files)
}

/** Reads into memory what `buildAssets` wrote. */
export function loadAssets(folder: string): Assets {
  const manifest: AssetManifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  const files = manifest.files.map(({ name, type, encodings }) => {
    const read = (extension: string) => readFileSync(join(folder, name + extension))
    return {
      name,
      type,
      body: read(''),
      br: encodings.includes('br') ? read('.br') : undefined,
      gzip: encodings.includes('gzip') ? read('.gz') : undefined,
    }
  })
  return assets(manifest, files)
}

function assets({ css, scripts }: AssetManifest, files: AssetFile[]): Assets {
  const byPath = new Map(files.map(file => [prefix + file.name, file]))
  return {
    css: prefix + css,
    scripts: scripts.map(name => prefix + name),
    find: (path, acceptEncoding) => {
      const file = byPath.get(path)
      return file && respond(file, acceptEncoding)
    },
  }
}

function respond(file: AssetFile, acceptEncoding: string): Response {
  const { body, encoding } = smallest(file, acceptEncoding)
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': file.type,
      'content-length': String(body.length),
      'cache-control': 'public, max-age=31536000, immutable',
      ...(file.br && { vary: 'accept-encoding' }),
      ...(encoding && { 'content-encoding': encoding }),
    },
  })
}

function smallest({ body, br, gzip }: AssetFile, acceptEncoding: string): { body: Buffer; encoding?: string } {
  const accepted = acceptEncoding.split(',').map(it => it.split(';')[0]?.trim())
  if (br && accepted.includes('br')) return { body: br, encoding: 'br' }
  if (gzip && accepted.includes('gzip')) return { body: gzip, encoding: 'gzip' }
  return { body }
}
