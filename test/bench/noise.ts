import { readdirSync, readFileSync } from 'node:fs'
import { say } from './report.ts'

interface Moment {
  /** Of all processors together, in ticks since the machine started. */
  passed: number
  busy: number
  /** What we, the servers and the database used of it. */
  ours: number
}

/** Does a piece of work, and says how much of the machine others used meanwhile: with much of it, times say little. */
export async function amidOthers(what: string, work: () => Promise<void>): Promise<void> {
  const before = now()
  await work()
  const after = now()
  const others = after.busy - before.busy - (after.ours - before.ours)
  const share = Math.max(0, Math.round((100 * others) / (after.passed - before.passed)))
  say(`${what}: others used ${share} % of the machine meanwhile`)
}

function now(): Moment {
  const ticks = numbers(readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '')
  const [idle = 0, waiting = 0] = ticks.slice(3, 5)
  const passed = ticks.slice(0, 8).reduce((sum, it) => sum + it, 0)
  return { passed, busy: passed - idle - waiting, ours: usedBy(process.pid, readProcesses()) }
}

interface Used {
  parent: number
  /** With that of its children that ended. */
  ticks: number
}

function readProcesses(): Map<number, Used> {
  const found = new Map<number, Used>()
  for (const entry of readdirSync('/proc')) {
    const fields = afterName(entry)
    if (fields)
      found.set(Number(entry), { parent: fields[1] ?? 0, ticks: fields.slice(11, 15).reduce((sum, it) => sum + it, 0) })
  }
  return found
}

const usedBy = (pid: number, processes: ReadonlyMap<number, Used>): number =>
  [...processes].reduce(
    (sum, [child, { parent }]) => (parent === pid ? sum + usedBy(child, processes) : sum),
    processes.get(pid)?.ticks ?? 0,
  )

// The name of a program may hold spaces and brackets; what counts comes after its last bracket.
function afterName(entry: string): number[] | undefined {
  if (!/^\d+$/.test(entry)) return undefined
  try {
    const text = readFileSync(`/proc/${entry}/stat`, 'utf8')
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
  } catch {
    return undefined
  }
}

const numbers = (text: string) => text.split(/\s+/).slice(1).map(Number)
