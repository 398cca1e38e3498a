import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const name = /^weerbaar-(\d+)-/

/**
 * Makes a folder for this process under the system's temporary folder, readable by this user only, and clears away what
 * processes that were killed left behind.
 * @param longest the most bytes that its path may take; a longer temporary folder gives way to /tmp
 * @param under another place than the system's temporary folder
 */
export function makeTemporaryFolder(longest = Infinity, under = tmpdir()): string {
  const home = Buffer.byteLength(under) + 30 > longest ? '/tmp' : under
  clearLeftovers(home)
  return mkdtempSync(join(home, `weerbaar-${process.pid}-`))
}

function clearLeftovers(home: string): void {
  for (const entry of readdirSync(home)) {
    const pid = Number(name.exec(entry)?.[1])
    if (pid && !alive(pid)) clear(join(home, entry))
  }
}

function clear(folder: string): void {
  try {
    if (!ours(lstatSync(folder).uid)) return
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // A database that is just stopping still writes in it: the next start clears it.
  }
}

/** Somebody else's folder of that name is not ours to remove; root may have given its own to "nobody". */
function ours(owner: number): boolean {
  const own = process.getuid?.()
  return owner === own || (own === 0 && owner === 65534)
}

/** A killed process that nobody has collected yet still has a number, but no command line. */
export function alive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}
