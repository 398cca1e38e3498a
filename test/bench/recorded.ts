import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { createWeerbaar } from '../../src/app.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import { connect } from '../../src/platform/db.ts'
import { createKeyRing } from '../../src/platform/keys.ts'
import { createLog } from '../../src/platform/log.ts'
import { load, type Load } from './client.ts'
import { multipart, quickReport } from './form.ts'
import { signIn, type Somebody } from './people.ts'
import type { Place } from './place.ts'

interface Statement {
  sql: string
  parameters: readonly unknown[]
}

/** What the database was asked for one report, from the first statement to the last. */
export type Recording = readonly Statement[]

/** Sends one real report of each of these people through the whole application, and keeps what it asked of the database. */
export async function recordSubmissions(place: Place, people: readonly Somebody[]): Promise<Recording[]> {
  const statements: Statement[] = []
  const db = connect(place.appUrl, { clock: systemClock, signer: place.signer, onStatement: it => statements.push(it) })
  const origin = 'http://localhost:8080'
  const house = {
    db,
    keys: createKeyRing(place.master),
    signer: place.signer,
    clock: systemClock,
    log: createLog(() => {}),
    mailer: { send: async () => {} },
    scanner: undefined,
    config: readConfig({ WEERBAAR_ORIGIN: origin }, false),
  }
  const app = createWeerbaar(house, { css: '', scripts: [] })
  const recordings: Recording[] = []
  for (const [n, session] of (await signIn(place.owner, people)).entries()) {
    // The second report of each: the first one also fetches the organisation's key, which is then remembered.
    for (const keep of [false, true]) {
      statements.length = 0
      const answer = await app.request(`${origin}/melden/snel/${randomUUID()}`, {
        method: 'POST',
        headers: {
          host: 'localhost:8080',
          cookie: `weerbaar=${session}`,
          'sec-fetch-site': 'same-origin',
          'content-type': multipart,
        },
        body: quickReport,
      })
      if (answer.status !== 303) throw new Error(`Report ${n} was answered with ${answer.status}`)
      if (keep) recordings.push([...statements])
    }
  }
  await db.close()
  return recordings
}

/** Sends recorded reports bare, so many at once, each time with fresh ids and the reference that the database gives. */
export async function replay(
  { appUrl, owner }: Place,
  recordings: readonly Recording[],
  clients: number,
  seconds: number,
): Promise<Load> {
  const pool = new pg.Pool({
    connectionString: appUrl,
    max: clients,
    options: '-c search_path=weerbaar -c timezone=UTC',
  })
  const lasting = await lastingIds(owner, recordings)
  const send = async (n: number) => {
    const recording = recordings[n % recordings.length] ?? []
    const start = performance.now()
    const client = await pool.connect()
    try {
      await sendOnce(client, recording, lasting)
    } finally {
      client.release()
    }
    return performance.now() - start
  }
  try {
    await load(clients, 1, send)
    return await load(clients, seconds, send)
  } finally {
    await pool.end()
  }
}

async function sendOnce(client: pg.PoolClient, recording: Recording, lasting: ReadonlySet<string>) {
  const fresh = new Map<string, string>()
  const freshened = (value: unknown): unknown => {
    if (typeof value !== 'string') return value
    return value
      .replaceAll(uuids, id => (lasting.has(id) ? id : (fresh.get(id) ?? remember(fresh, id, randomUUID()))))
      .replace(reference, it => fresh.get('reference') ?? it)
  }
  for (const { sql, parameters } of recording) {
    const { rows } = await client.query<{ reference?: string }>(sql, parameters.map(freshened))
    const given = rows[0]?.reference
    if (given !== undefined && sql.includes('next_reference')) fresh.set('reference', given)
  }
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const reference = /^M-\d{4}-\d{6,}$/

function remember(fresh: Map<string, string>, id: string, other: string): string {
  fresh.set(id, other)
  return other
}

/** The ids in these recordings that are of people, organisations and units: those stay what they are. */
async function lastingIds(owner: pg.Client, recordings: readonly Recording[]): Promise<Set<string>> {
  const texts = recordings.flat().flatMap(it => it.parameters.filter(value => typeof value === 'string'))
  const { rows } = await owner.query<{ id: string }>(
    `select id from (select id from person union all select id from organisation union all select id from unit) as it
     where id = any($1::uuid[])`,
    [[...new Set(texts.flatMap(text => text.match(uuids) ?? []))]],
  )
  return new Set(rows.map(row => row.id))
}
