import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, load } from './client.ts'
import { multipart, reportWithDocument } from './form.ts'
import { findReporters, signIn, turn, viewersOf } from './people.ts'
import type { Place } from './place.ts'
import { line, say } from './report.ts'

const uploads = 4
const size = 50 * 1024 * 1024

/** The most memory that a server takes while four people each send 50 MB and others read their lists. */
export async function measureMemory(place: Place): Promise<void> {
  const viewers = viewersOf(await place.fill(10_000))
  const readers = await signIn(place.owner, viewers, 50)
  const server = await place.startServer()
  say(`the server takes ${server.peakMemory().toFixed(0)} MB after its start`)
  const senders = await signIn(place.owner, turn(await findReporters(place.owner), 0))

  const sending = Array.from({ length: uploads }, async (_, n) => {
    const answer = await ask(server.port, {
      path: `/melden/snel/${randomUUID()}`,
      session: turn(senders, n),
      type: multipart,
      ...reportWithDocument(size),
    })
    if (answer.status !== 303) throw new Error(`A report with 50 MB was answered with ${answer.status}`)
    return answer.ms
  })
  const reading = load(2, 3, async n => {
    const { path } = turn(viewers, n)
    return (await ask(server.port, { path, session: turn(readers, n) })).ms
  })
  const times = await Promise.all(sending)
  const { perSecond } = await reading
  await sleep(500)
  say(`50 MB took ${(Math.max(...times) / 1000).toFixed(1)} s, with ${perSecond.toFixed(0)} lists a second meanwhile`)
  line('rss_peak_mb', server.peakMemory(), 'MB')
  await server.stop()
}
