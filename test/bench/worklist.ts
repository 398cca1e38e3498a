import type { Generated } from '../../src/cli/demo/cases/generate.ts'
import { ask, load, median, percentile } from './client.ts'
import { signIn, turn, viewersOf, type Viewer } from './people.ts'
import type { Place } from './place.ts'
import { line, say } from './report.ts'
import type { Server } from './server.ts'

const rounds = 5
const seconds = 1.5

/**
 * How long the lists take, counts included, for the worst of the four kinds of viewer: one request after the other, and
 * eight at once.
 */
export async function measureWorklists(place: Place): Promise<void> {
  const small = await place.fill(10_000)
  const server = await place.startServer()
  const few = await worstOf(place, server, small, 1)
  line('worklist_10k_p95_ms', few, 'ms')
  const many = await place.fill(100_000)
  const one = await worstOf(place, server, many, 1)
  line('worklist_100k_p95_ms', one, 'ms')
  line('worklist_100k_vs_10k', one / few, 'ratio')
  line('worklist_100k_c8_p95_ms', await worstOf(place, server, many, 8), 'ms')
  await server.stop()
}

async function worstOf(place: Place, server: Server, people: Generated, clients: number): Promise<number> {
  const all: number[] = []
  for (const viewer of viewersOf(people)) {
    const times = await measure(place, server, viewer, clients)
    say(`${viewer.path} of the ${viewer.who}, ${clients} at once: p95 ${times.toFixed(1)} ms`)
    all.push(times)
  }
  return Math.max(...all)
}

/** The median of the rounds: one of them may have met something else that the machine did. */
async function measure(place: Place, server: Server, viewer: Viewer, clients: number): Promise<number> {
  const sessions = await signIn(place.owner, [viewer], 30)
  const read = async (n: number) => {
    const answer = await ask(server.port, { path: viewer.path, session: turn(sessions, n) })
    if (answer.status !== 200) throw new Error(`${viewer.path} was answered with ${answer.status}`)
    return answer.ms
  }
  await load(clients, 0.5, read)
  const p95s: number[] = []
  for (let round = 0; round < rounds; round++) p95s.push(percentile((await load(clients, seconds, read)).times, 0.95))
  return median(p95s)
}
