import { allJobs, createWeerbaar } from '../../app.ts'
import type { Job } from '../../engines/jobs/runner.ts'
import { fixedClock } from '../../platform/clock.ts'
import { readConfig } from '../../platform/config.ts'
import { connect } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { createKeyRing } from '../../platform/keys.ts'
import { createLog } from '../../platform/log.ts'
import type { Signer } from '../../platform/signing.ts'
import type { MasterKeys } from '../../platform/vault.ts'
import type { SentFile } from './files.ts'

export type Form = Readonly<Record<string, string>>

/** The browser of somebody who is signed in. */
export interface Browser {
  open: (path: string) => Promise<void>
  /** Gives the address to which it leads. */
  send: (path: string, form?: Form) => Promise<string>
  sendFiles: (path: string, form: Form, files: readonly SentFile[]) => Promise<string>
}

/** The product as people use it, at moments of our choice. */
export interface Door {
  /** From here on it is this moment. */
  setTime: (moment: Date) => void
  /** The browser in which this session is. */
  browser: (session: string) => Browser
  /** Does what was to be done outside requests. */
  runJob: (job: Job) => Promise<void>
  /** What the engines work with, for what has no page of its own. */
  house: House
  close: () => Promise<void>
}

const unlimited = { capacity: 1e9, perMinute: 1e9 }
const limits = { perSession: unlimited, perAddress: unlimited }
const assets = { css: '/assets/none.css', scripts: [] }

/**
 * Opens the whole application, without a port, to play what people did in the past: by the same forms, rights, keys and
 * audit trail as in real use. Nothing waits for the disk: who loads a demonstration can load it again.
 * @param appUrl the address for the restricted role
 */
export function openDoor(appUrl: string, master: MasterKeys, signer: Signer): Door {
  const clock = fixedClock(new Date())
  const config = readConfig({}, true)
  const house: House = {
    db: connect(hasty(appUrl), { clock, signer, connections: 3 }),
    keys: createKeyRing(master),
    signer,
    clock,
    // Faults of the application end the load, see `expect`.
    log: createLog(() => {}, clock),
    mailer: { send: async () => {} },
    scanner: undefined,
    config,
  }
  const app = createWeerbaar(house, assets, limits)
  return {
    house,
    setTime: moment => clock.set(moment),
    browser: session => {
      const headers = { cookie: `weerbaar=${session}`, origin: config.origin }
      const ask = async (path: string, expected: number, init: RequestInit = {}) =>
        expect(await app.request(config.origin + path, { ...init, headers }), expected, path)
      return {
        open: async path => {
          await ask(path, 200)
        },
        send: (path, form = {}) => ask(path, 303, { method: 'POST', body: new URLSearchParams(form) }),
        sendFiles: (path, form, files) => ask(path, 303, { method: 'POST', body: multipart(form, files) }),
      }
    },
    runJob: job =>
      house.db.as(job.organisation_id === null ? 'nobody' : { systemOf: job.organisation_id }, async (tx, now) =>
        allJobs[job.kind]?.(job, tx, now, house),
      ),
    close: () => house.db.close(),
  }
}

// Statements are planned once a connection, when the tables are still empty: for what they will hold, not for what they hold.
const hastily =
  '-c search_path=weerbaar -c timezone=UTC -c synchronous_commit=off -c plan_cache_mode=force_generic_plan -c enable_seqscan=off'

function hasty(appUrl: string): string {
  const url = new URL(appUrl)
  url.searchParams.set('options', hastily)
  return url.href
}

async function expect(answer: Response, status: number, path: string): Promise<string> {
  const html = await answer.text()
  if (answer.status === status) return answer.headers.get('location') ?? ''
  const words = html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  throw new Error(`${path} was answered with ${answer.status} instead of ${status}: ${words.slice(0, 600)}`)
}

function multipart(form: Form, files: readonly SentFile[]): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(form)) data.append(name, value)
  for (const { name, type, content } of files)
    data.append('evidence', new File([Uint8Array.from(content)], name, { type }))
  return data
}
