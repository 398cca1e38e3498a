import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '../platform/database-types.ts'
import { signWith, type Tx } from '../platform/db.ts'
import { findLogKey } from '../platform/signing.ts'

/** The address of the database for its owner, from the environment. Throws when it is not given. */
export function ownerUrlFrom(env: Record<string, string | undefined>): string {
  const url = env['DATABASE_OWNER_URL']
  if (url) return url
  throw new CommandError(
    'Set DATABASE_OWNER_URL to the address of the database for the owner of its tables, such as\n' +
      'DATABASE_OWNER_URL=postgres://owner:password@db.example.nl/weerbaar',
  )
}

/** Something that the person at the command line can mend; shown as it is, without a stack. */
export class CommandError extends Error {}

/** What the command line writes down is signed too, when the log key is there; else verify-log tells of it. */
function signing(tx: Tx): Tx {
  const signer = findLogKey(process.env)
  if (signer) signWith(tx, signer)
  return tx
}

const undefinedTable = '42P01'

/** Works in one transaction as the owner of the tables, whom row-level security does not stop. */
export const asOwner = <Result>(ownerUrl: string, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  inTransaction(ownerUrl, 'read committed', work)

/** The same, for reading everything as it was at one moment while others go on writing. */
export const asOwnerInSnapshot = <Result>(ownerUrl: string, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  inTransaction(ownerUrl, 'repeatable read', work)

async function inTransaction<Result>(
  ownerUrl: string,
  isolation: 'read committed' | 'repeatable read',
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1, options: '-c search_path=weerbaar -c timezone=UTC' })
  pool.on('error', () => {})
  const owner = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  try {
    return await owner
      .transaction()
      .setIsolationLevel(isolation)
      .execute(tx => work(signing(tx)))
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== undefinedTable) throw error
    throw new CommandError('This database is not prepared yet. Run first: DATABASE_OWNER_URL=… weerbaar migrate', {
      cause: error,
    })
  } finally {
    await owner.destroy()
  }
}
