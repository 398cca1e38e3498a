import { execFileSync } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib'
import { chromium, type Browser } from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

// The one in the package looks for the fonts in folders of a cloud service; without letters a page stays empty.
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

let unpacked: Promise<string> | undefined

interface Program {
  executablePath: string
  env: Record<string, string>
}

/**
 * Starts Chromium: the one that `CHROMIUM_PATH` names, else the one that npm brought along (Linux x64). The caller closes it.
 * @throws when there is neither
 */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = await findChromium()
  return chromium.launch({ executablePath, args: flags, env: { ...environment(), ...env } })
}

async function findChromium(): Promise<Program> {
  const own = process.env['CHROMIUM_PATH']
  if (own) return { executablePath: own, env: {} }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The tests need a Chromium: set CHROMIUM_PATH to its program.')
  }
  // Several files ask at once, all in this process: one unpacks, the others wait for it.
  unpacked ??= unpackOnce()
  const folder = await unpacked
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_FILE: join(folder, 'fonts/fonts.conf') },
  }
}

/** The package's own unpacking leaves half a browser behind when two runs start at once, or one is broken off. */
async function unpackOnce(): Promise<string> {
  const home = dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))))
  const { version }: { version: string } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const folder = join(import.meta.dirname, `../../node_modules/.cache/weerbaar/chromium-${version}`)
  if (existsSync(folder)) return folder
  const draft = `${folder}.${process.pid}`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  const archive = (name: string) => join(home, 'bin', `${name}.br`)
  untar(archive('al2023.tar'), join(draft, 'al2023'))
  untar(archive('fonts.tar'), join(draft, 'fonts'))
  writeFileSync(join(draft, 'fonts/fonts.conf'), fontsConf)
  await pipeline(
    createReadStream(archive('chromium')),
    createBrotliDecompress(),
    createWriteStream(join(draft, 'unpacked'), { mode: 0o755 }),
  )
  // What this process wrote itself may still be held open by a child that it started meanwhile: such a program does not start.
  execFileSync('cp', [join(draft, 'unpacked'), join(draft, 'chromium')])
  rmSync(join(draft, 'unpacked'))
  return settle(draft, folder)
}

/** Of two runs that unpacked at the same time, the second uses what the first put in place. */
function settle(draft: string, folder: string): string {
  try {
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

function untar(archive: string, folder: string): void {
  mkdirSync(folder)
  const unpacked = join(folder, '.tar')
  writeFileSync(unpacked, brotliDecompressSync(readFileSync(archive)))
  execFileSync('tar', ['-x', '-f', unpacked, '-C', folder])
  rmSync(unpacked)
}

function environment(): Record<string, string> {
  const defined = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(defined)
}
