import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { allJobs, createWeerbaar } from '../../src/app.ts'
import { tokenHash } from '../../src/engines/access/actor.ts'
import { runDueJobs } from '../../src/engines/jobs/runner.ts'
import { createKeeper } from '../../src/engines/log/keeper.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import { connect } from '../../src/platform/db.ts'
import type { House } from '../../src/platform/house.ts'
import { createKeyRing } from '../../src/platform/keys.ts'
import { createLog } from '../../src/platform/log.ts'
import type { Mail } from '../../src/platform/mail.ts'
import type { Scanner } from '../../src/platform/scanner.ts'
import { idOf, type OrganisationKey, type Who } from './people.ts'
import { freshDatabase, type TestDatabase } from './postgres.ts'
import { fridayNight, prepareWorld, testMasterKeys, testSigner } from './seed.ts'
import { unreadIn } from './trail-words.ts'

const assets = { css: '/static/weerbaar.css', scripts: ['/static/weerbaar.js'] }
const origin = 'http://localhost:8080'
const unlimited = { capacity: 1_000_000, perMinute: 1_000_000 }

/** What a test sees of an answer. */
export interface Seen {
  status: number
  /** Where it leads, for a 303. */
  location: string
  html: string
  /** The words on the page, without its marks. */
  text: string
  headers: Headers
}

type FormValues = Record<string, string>
export interface TestFile {
  name: string
  type?: string
  content: string | Buffer
}

/** A browser of one person, as far as a test needs one. */
export interface Visitor {
  get: (path: string) => Promise<Seen>
  post: (path: string, form?: FormValues) => Promise<Seen>
  upload: (path: string, form: FormValues, files: readonly TestFile[], field?: string) => Promise<Seen>
  /** The bytes at an address. */
  bytes: (path: string) => Promise<{ status: number; body: Buffer; headers: Headers }>
}

export type World = Awaited<ReturnType<typeof openWorld>>

/** A world of its own for one test file: a database, a clock, the whole application behind its door. */
export async function openWorld(given?: TestDatabase, scanner?: Scanner) {
  const database = given ?? (await freshDatabase(prepareWorld))
  const clock = fixedClock(fridayNight)
  const mails: Mail[] = []
  const lines: string[] = []
  const db = connect(database.appUrl, { clock, signer: testSigner, connections: 6 })
  const house: House = {
    db,
    clock,
    keys: createKeyRing(testMasterKeys),
    signer: testSigner,
    log: createLog(line => void lines.push(line), clock),
    mailer: { send: async mail => void mails.push(checkedMail(mail)) },
    scanner,
    config: readConfig({ WEERBAAR_ORIGIN: origin }, false),
  }
  const keeper = createKeeper(house)
  const app = createWeerbaar(house, assets, { perSession: unlimited, perAddress: unlimited })
  const owner = new pg.Pool({
    connectionString: database.ownerUrl,
    max: 2,
    options: '-c search_path=weerbaar -c timezone=UTC',
  })
  owner.on('error', () => {})

  const visitor = (token?: string): Visitor => {
    const headers = {
      'sec-fetch-site': 'same-origin',
      host: 'localhost:8080',
      ...(token && { cookie: `weerbaar=${token}` }),
    }
    const ask = async (path: string, init: { method?: string; body?: URLSearchParams | FormData } = {}) =>
      app.request(`${origin}${path}`, { ...init, headers })
    return {
      get: async path => seen(await ask(path)),
      post: async (path, form = {}) => seen(await ask(path, { method: 'POST', body: new URLSearchParams(form) })),
      upload: async (path, form, files, field = 'evidence') =>
        seen(await ask(path, { method: 'POST', body: multipart(form, files, field) })),
      bytes: async path => {
        const response = await ask(path)
        return { status: response.status, body: Buffer.from(await response.arrayBuffer()), headers: response.headers }
      },
    }
  }

  /** A session for this person, in this organisation, started now, with as many factors as it needs; what the cookie holds. */
  const startSession = async (key: Who, organisation?: OrganisationKey, assurance = 2): Promise<string> => {
    const token = randomBytes(32).toString('base64url')
    await db.as('nobody', async (tx, now) => {
      const { rows } = await sql<{
        id: string | null
      }>`select app.first_organisation(${idOf(key)}, ${now}) as id`.execute(tx)
      const chosen = organisation ? idOf(organisation) : (rows[0]?.id ?? null)
      await sql`select app.start_session(${tokenHash(token)}, ${randomUUID()}, ${idOf(key)}, ${chosen}, ${assurance}, 'other', ${now})`.execute(
        tx,
      )
    })
    return token
  }
  const signIn = async (key: Who, organisation?: OrganisationKey, assurance?: number): Promise<Visitor> =>
    visitor(await startSession(key, organisation, assurance))

  return {
    app,
    house,
    clock,
    mails,
    /** What was logged, as it would stand in the log. */
    lines,
    database,
    /** The database as its owner sees it, who sees everything. */
    owner,
    visitor: visitor(),
    startSession,
    signIn,
    runJobs: () => runDueJobs(house, allJobs),
    /** What the server does with the log every few seconds. */
    keepLog: keeper.keep,
    /** Reports by the quick form; returns the id of the case. */
    report: async (key: Who, form: FormValues = {}, files: readonly TestFile[] = []): Promise<string> => {
      const id = randomUUID()
      const answer = await (await signIn(key)).upload(`/melden/snel/${id}`, { ...quickForm, ...form }, files)
      if (answer.status !== 303) throw new Error(`The report was answered with ${answer.status}: ${answer.text}`)
      return id
    },
    close: async () => {
      const unread = await unreadIn(owner)
      await db.close()
      await owner.end()
      await database.drop()
      assert.deepEqual(unread, [], 'Everything that a test writes in the audit trail reads in words')
    },
  }
}

// As strict as the real one, which refuses what is no Message-ID.
function checkedMail(mail: Mail): Mail {
  if (!/^<[^<>@\s]+@[^<>@\s]+>$/.test(mail.messageId)) throw new TypeError('A Message-ID has the form <id@host>')
  return mail
}

/** A quick report that is right. */
export const quickForm: FormValues = {
  safe_now: 'yes',
  what: 'Een brief onder de deur: we weten waar je woont.',
  reach: '06 00 00 00 00',
}

async function seen(response: Response): Promise<Seen> {
  const html = await response.text()
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    html,
    text: words(html),
    headers: response.headers,
  }
}

const words = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')

function multipart(form: FormValues, files: readonly TestFile[], field: string): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(form)) data.append(name, value)
  for (const file of files) {
    const content = typeof file.content === 'string' ? file.content : Uint8Array.from(file.content)
    data.append(field, new File([content], file.name, { type: file.type ?? 'application/octet-stream' }))
  }
  return data
}
