import { randomUUID } from 'node:crypto'
import { ask, load, median, percentile } from './client.ts'
import { urlEncoded } from './form.ts'
import { signIn, turn } from './people.ts'
import type { Place } from './place.ts'
import { line, say } from './report.ts'
import type { Server } from './server.ts'

const rounds = 5
const seconds = 2

/**
 * How long it takes to search the words of 10,000 cases, for who watches over all of them; and how much longer another page takes
 * while somebody does so without a pause.
 */
export async function measureSearch(place: Place): Promise<void> {
  const { organisation, coordinator, reporter } = await place.fill(10_000)
  const lines = ['administrative', 'clerk_office', 'mayor']
  const ids = lines.map(() => randomUUID())
  await place.owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, line, starts)
     select id, $3, $4, 'coordinator', 'civil_servant', line, '2020-01-01' from unnest($1::uuid[], $2::text[]) as it (id, line)`,
    [ids, lines, organisation, coordinator.id],
  )
  const server = await place.startServer()
  try {
    const searchers = await signIn(place.owner, [{ person: coordinator.id, organisation }], 60)
    const readers = await signIn(place.owner, [{ person: reporter.id, organisation }], 60)
    const search = (n: number) => request(server, turn(searchers, n), '/zoeken/woorden', 'woorden=bedreigingen+huizen')
    const read = (n: number) => request(server, turn(readers, n), '/meldingen')
    await load(1, 1, search)
    await load(1, 1, read)
    line('search_10k_p95_ms', median(await p95s(search)), 'ms')
    const alone = median(await p95s(read))
    const state = { searching: true }
    const searched = (async () => {
      for (let n = 0; state.searching; n++) await search(n)
    })()
    const besides = median(await p95s(read))
    state.searching = false
    await searched
    say(`another page: p95 ${alone.toFixed(1)} ms alone, ${besides.toFixed(1)} ms beside a search`)
    line('search_other_pages_ratio', besides / alone, 'ratio')
  } finally {
    await server.stop()
    await place.owner.query('delete from membership where id = any($1::uuid[])', [ids])
  }
}

async function p95s(next: (n: number) => Promise<number>): Promise<number[]> {
  const found: number[] = []
  for (let round = 0; round < rounds; round++) found.push(percentile((await load(1, seconds, next)).times, 0.95))
  return found
}

async function request(server: Server, session: string, path: string, body?: string): Promise<number> {
  const form = body === undefined ? {} : { body: Buffer.from(body), type: urlEncoded }
  const answer = await ask(server.port, { path, session, ...form })
  if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`)
  // A search that finds nothing is quick, and says nothing.
  if (!/M-\d{4}-\d+/.test(answer.body.toString())) throw new Error(`${path} found no report`)
  return answer.ms
}
