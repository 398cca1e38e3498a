import { readFileSync, readlinkSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const patience = 60_000
/**
 * How long a server may take to stop, in milliseconds. One that is asked to while it recovers from a crash never does
 * (PostgreSQL 18.4); told to stop at once it loses nothing either, as the next start recovers.
 */
export const stopPatience = 5000

/**
 * Deals with what an earlier run left in the cluster: a server that is still stopping is waited for, and a lock file
 * whose process number now belongs to another program is removed (PostgreSQL itself would take that for a server).
 * @throws when the cluster is in use
 */
export async function clearPrevious(cluster: string, onWait: () => void): Promise<void> {
  const lock = join(cluster, 'postmaster.pid')
  const begun = Date.now()
  let told: 'SIGINT' | 'SIGQUIT' | undefined
  for (;;) {
    const pid = lockedBy(lock)
    if (pid === undefined) return
    if (!serves(pid, cluster)) return removeStale(lock, pid)
    const waited = Date.now() - begun
    if (startedByNode(pid) || waited > patience)
      throw new Error(`The database in ${cluster} is in use by process ${pid}.`)
    if (told === undefined) onWait()
    const tell = waited > stopPatience ? 'SIGQUIT' : 'SIGINT'
    if (told !== tell) stop(pid, tell)
    told = tell
    await sleep(20)
  }
}

function lockedBy(lock: string): number | undefined {
  const pid = Number(read(lock).split('\n')[0])
  return pid > 0 ? pid : undefined
}

/** A lock file of a dead process is left to PostgreSQL, which also looks for sessions that outlived their server. */
function removeStale(lock: string, pid: number): void {
  if (read(`/proc/${pid}/stat`) !== '') rmSync(lock, { force: true })
}

function serves(pid: number, cluster: string): boolean {
  return read(`/proc/${pid}/cmdline`).split('\0').includes(cluster)
}

/** Its starter is gone, so it has had this signal, unless the starter was killed in the instant before it was arranged. */
function stop(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has stopped already.
  }
}

/** A server whose starter was killed has another parent by now. */
function startedByNode(pid: number): boolean {
  const parent = /\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1]
  try {
    return basename(readlinkSync(`/proc/${parent}/exe`)).startsWith('node')
  } catch {
    return false
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
