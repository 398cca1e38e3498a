import { ask, median } from './client.ts'
import { urlEncoded } from './form.ts'
import { signIn, turn } from './people.ts'
import type { Place } from './place.ts'
import { line } from './report.ts'
import type { Server } from './server.ts'

const together = 31
const rounds = 3

/** How long it takes to join the reports of a whole council about one mail, for the handler who has all of them. */
export async function measureJoining(place: Place): Promise<void> {
  const { organisation, handler } = await place.fill(100_000)
  const server = await place.startServer()
  const sessions = await signIn(place.owner, [{ person: handler.id, organisation }], 2)
  const open = await openCases(place, handler.id)
  const seconds: number[] = []
  for (let round = 0; round < rounds; round++) {
    const cases = open.slice(round * together, (round + 1) * together)
    await makeAlike(place, cases, round)
    seconds.push(await join(server, turn(sessions, round), cases))
    await assertJoined(place, cases)
  }
  line('join_31_s', median(seconds), 's')
  await server.stop()
}

async function join(server: Server, session: string, [first = '', ...others]: readonly string[]): Promise<number> {
  const body = Buffer.from(new URLSearchParams(others.map(id => ['meldingen', id])).toString())
  const path = `/meldingen/${first}/samenvoegen`
  const answer = await ask(server.port, { path, session, body, type: urlEncoded })
  if (answer.status !== 303) throw new Error(`Joining was answered with ${answer.status}`)
  return answer.ms / 1000
}

/** Open cases of this handler that are alone in their incident, enough for each round. */
async function openCases({ owner }: Place, handler: string): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select id from incident_case where owner_id = $1 and state in ('reported', 'in_progress')
     order by reported_at desc limit $2`,
    [handler, together * rounds],
  )
  if (rows.length < together * rounds) throw new Error('This handler has too few open cases')
  return rows.map(row => row.id)
}

/** Of one kind, by one channel, on one day of their own: so that they are suggested to each other. */
async function makeAlike({ owner }: Place, cases: readonly string[], day: number): Promise<void> {
  await owner.query(
    `update incident_case set category = 'threat', channel = 'email', happened_at = $2 where id = any($1)`,
    [cases, new Date(Date.UTC(2001, 1, 7 * (day + 1)))],
  )
}

async function assertJoined({ owner }: Place, cases: readonly string[]): Promise<void> {
  const { rows } = await owner.query<{ incidents: number }>(
    'select count(distinct incident_id)::int as incidents from incident_case where id = any($1)',
    [cases],
  )
  if (rows[0]?.incidents !== 1) throw new Error('The reports do not lie in one incident')
}
