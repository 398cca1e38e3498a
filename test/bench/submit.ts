import { randomUUID } from 'node:crypto'
import { ask, load, median, percentile, type Load } from './client.ts'
import { multipart, quickReport } from './form.ts'
import { findReporters, signIn, turn } from './people.ts'
import type { Place } from './place.ts'
import { recordSubmissions, replay } from './recorded.ts'
import { line, say } from './report.ts'
import type { Server } from './server.ts'

const seconds = 4
const rounds = 3

/** How many reports are taken in a second, and how that compares with their statements sent bare. */
export async function measureSubmissions(place: Place): Promise<void> {
  await place.fill(100_000)
  const server = await place.startServer()
  const organisations = await findReporters(place.owner)
  // Turn by turn another organisation: those of one wait for each other at the counter of its references.
  const spread = Array.from({ length: 640 }, (_, n) =>
    turn(turn(organisations, n), Math.floor(n / organisations.length)),
  )
  const within = organisations[0] ?? []
  const sessions = await signIn(place.owner, spread, 2)
  const submit = (tokens: readonly string[]) => (n: number) => submitOnce(server, turn(tokens, n))

  await load(8, 2, submit(sessions))
  line('submit_c1_per_s', (await load(1, seconds, submit(sessions))).perSecond, '/s')
  line('submit_c32_per_s', (await load(32, seconds, submit(sessions))).perSecond, '/s')
  const one = await load(8, seconds, submit(await signIn(place.owner, within)))
  line('submit_one_organisation_c8_per_s', one.perSecond, '/s')
  line('submit_one_organisation_c8_p95_ms', percentile(one.times, 0.95), 'ms')

  const recorded = await recordSubmissions(place, spread.slice(0, organisations.length))
  say(`one report is ${recorded[0]?.length ?? 0} statements, of which ${transactions(recorded[0] ?? [])} transactions`)
  const http: Load[] = []
  const bare: Load[] = []
  for (let round = 0; round < rounds; round++) {
    http.push(await load(8, seconds, submit(sessions)))
    bare.push(await replay(place, recorded, 8, seconds))
  }
  line('submit_c8_per_s', median(http.map(it => it.perSecond)), '/s')
  for (const share of [50, 95, 99])
    line(`submit_c8_p${share}_ms`, median(http.map(it => percentile(it.times, share / 100))), 'ms')
  line('submit_sql_c8_per_s', median(bare.map(it => it.perSecond)), '/s')
  line('submit_vs_sql_c8', median(http.map((it, n) => it.perSecond / (bare[n]?.perSecond ?? Number.NaN))), 'ratio')
  await server.stop()
}

async function submitOnce(server: Server, session: string): Promise<number> {
  const path = `/melden/snel/${randomUUID()}`
  const answer = await ask(server.port, {
    path,
    session,
    body: quickReport,
    type: multipart,
    length: quickReport.length,
  })
  if (answer.status !== 303) throw new Error(`A report was answered with ${answer.status}:\n${answer.body.toString()}`)
  return answer.ms
}

const transactions = (statements: readonly { sql: string }[]) => statements.filter(it => it.sql === 'begin').length
