import { randomUUID } from 'node:crypto'
import { ask, load, median, percentile, type Call } from './client.ts'
import { document, multipart, urlEncoded } from './form.ts'
import { signIn, turn } from './people.ts'
import type { Place } from './place.ts'
import { line } from './report.ts'
import type { Server } from './server.ts'

const items = 40
const files = 10
const rounds = 5
const seconds = 2

/** How long it takes to open a case with much in it, for the handler who has three thousand of them. */
export async function measureCase(place: Place): Promise<void> {
  const { organisation, handler } = await place.fill(100_000)
  const server = await place.startServer()
  const sessions = await signIn(place.owner, [{ person: handler.id, organisation }], 60)
  const path = `/meldingen/${await caseOf(place, handler.id)}`
  await fillCase(server, path, turn(sessions, 0))
  const open = async (n: number) => {
    const answer = await ask(server.port, { path, session: turn(sessions, n) })
    if (answer.status !== 200) throw new Error(`The case was answered with ${answer.status}`)
    return answer.ms
  }
  await load(1, 0.5, open)
  const p95s: number[] = []
  for (let round = 0; round < rounds; round++) p95s.push(percentile((await load(1, seconds, open)).times, 0.95))
  line('open_case_p95_ms', median(p95s), 'ms')
  await server.stop()
}

async function caseOf(place: Place, handler: string): Promise<string> {
  const { rows } = await place.owner.query<{ id: string }>(
    `select id from incident_case where owner_id = $1 and state = 'in_progress' order by reported_at desc limit 1`,
    [handler],
  )
  const id = rows[0]?.id
  if (id === undefined) throw new Error('This handler has nothing in progress')
  return id
}

/** Puts messages, notes and files in it, through the door. */
async function fillCase({ port }: Server, path: string, session: string): Promise<void> {
  const send = async (call: Pick<Call, 'path' | 'body' | 'type'>) => {
    const { status } = await ask(port, { ...call, session })
    if (status !== 303) throw new Error(`${call.path} was answered with ${status}`)
  }
  for (let n = 0; n < items; n++) {
    const [act, name] = n % 2 === 0 ? ['bericht', 'bericht'] : ['notitie', 'notitie']
    const fields = new URLSearchParams({ entry: randomUUID(), [name]: `Nummer ${n}. ${words}` })
    await send({ path: `${path}/${act}`, body: Buffer.from(fields.toString()), type: urlEncoded })
  }
  for (let n = 0; n < files; n++) await send({ path: `${path}/bewijs`, body: document(n), type: multipart })
}

const words =
  'Wij hebben de wijkagent gesproken. Die komt vanavond langs en belt u eerst op. Bewaar het bericht. '.repeat(3)
