import { sql, type RawBuilder, type Transaction } from 'kysely'
import pg from 'pg'
import type { Clock } from './clock.ts'
import type { DB } from './database-types.ts'
import type { Signer } from './signing.ts'
import { statements } from './statements.ts'

// A date without a time stays the text that it is; as a Date it would shift with the time zone of the machine.
pg.types.setTypeParser(pg.types.builtins.DATE, value => value)

/** On whose behalf a transaction runs: a person, an organisation's job, or nobody (the functions at the door only). */
export type Viewer = { person: string; withoutRoles?: boolean } | { systemOf: string } | 'nobody'

export type Tx = Transaction<DB>

// Beside the transaction and not in it, as it is kysely's.
const signers = new WeakMap<Tx, Signer>()

export const signWith = (tx: Tx, signer: Signer): void => void signers.set(tx, signer)
/** Who signs what this transaction writes down; the command line may have nobody. */
export const signerOf = (tx: Tx): Signer | undefined => signers.get(tx)

export interface Db {
  /** One transaction in which row-level security shows what this viewer may see. The moment is that of the clock. */
  as<Result>(viewer: Viewer, work: (tx: Tx, now: Date) => Promise<Result>): Promise<Result>
  /** One question by nobody, to a function at the door, that is a transaction by itself. */
  atTheDoor<Row>(question: RawBuilder<Row>): Promise<Row[]>
  close(): Promise<void>
}

export interface DbOptions {
  clock: Clock
  /** Signs what is written in the audit trail through this connection. */
  signer?: Signer
  /** How many connections at most. */
  connections?: number
  /** Told of every statement: for the measurements. */
  onStatement?: (statement: { sql: string; parameters: readonly unknown[] }) => void
}

/** Connects as the restricted role. */
export function connect(url: string, { clock, signer, connections = 12, onStatement }: DbOptions): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    pipeline: true,
    options: '-c search_path=weerbaar -c timezone=UTC',
    connectionTimeoutMillis: 10_000,
    // A statement that takes this long is a fault of ours; a page must not wait for ever on it.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  })
  // A connection that breaks is replaced at the next use, and a statement at work on it fails; without listeners, also for
  // the time that a connection is in use, it would end the process.
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  const use = statements(pool, onStatement)
  return {
    async as(viewer, work) {
      const client = await pool.connect()
      const { tx, say, end } = use(client)
      if (signer) signWith(tx, signer)
      let broken = false
      const attempt = async () => {
        try {
          const now = clock.now()
          // Not waited for: the first statements of the work go along. Where one of these fails, so does all that follows,
          // as nobody or not at all.
          const begun = Promise.all([say('begin'), enter(tx, viewer, now)])
          begun.catch(() => {})
          const result = await work(tx, now)
          await begun
          return result
        } catch (error) {
          await end('rollback').catch(() => (broken = true))
          throw error
        }
      }
      try {
        const result = await attempt()
        if ((await end('commit')) !== 'COMMIT') throw new Error('The transaction had failed and was not kept')
        return result
      } finally {
        client.release(broken)
      }
    },
    async atTheDoor(question) {
      const client = await pool.connect()
      try {
        return (await question.execute(use(client).tx)).rows
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

/** The same database, in which a person has no role in anything: what is left is what is their own. */
export const withoutRoles = (db: Db): Db => ({
  ...db,
  as: (viewer, work) =>
    db.as(viewer !== 'nobody' && 'person' in viewer ? { ...viewer, withoutRoles: true } : viewer, work),
})

/** Sets the viewer for the rest of this transaction. */
export async function enter(tx: Tx, viewer: Viewer, now: Date): Promise<void> {
  const person = viewer !== 'nobody' && 'person' in viewer ? viewer.person : ''
  const system = viewer !== 'nobody' && 'systemOf' in viewer ? viewer.systemOf : ''
  const assurance = viewer !== 'nobody' && 'withoutRoles' in viewer && viewer.withoutRoles ? '1' : '2'
  await sql`select set_config('app.viewer', ${person}, true), set_config('app.system', ${system}, true),
    set_config('app.assurance', ${assurance}, true), set_config('app.now', ${now.toISOString()}, true)`.execute(tx)
}

/** Whether a function of the database did what it was asked: one of those that do nothing for who may not, and say so. */
export async function didAsAsked(tx: Tx, call: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql<{ done: boolean | null }>`select ${call} as done`.execute(tx)
  return rows[0]?.done === true
}

/** The name of the constraint that refused a write, or undefined for any other error. */
export function refusedBy(error: unknown): string | undefined {
  if (!(error instanceof pg.DatabaseError) || !error.code?.startsWith('23')) return undefined
  return error.constraint
}
