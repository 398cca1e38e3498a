import { text } from 'node:stream/consumers'
import pg from 'pg'
import { restrictedUrl, setRestrictedPassword } from '../../platform/migrate.ts'
import { readWords, UsageError, type Command } from '../command.ts'
import { CommandError, ownerUrlFrom } from '../owner.ts'
import { prepareDatabase } from '../prepare.ts'

const help = `Usage: DATABASE_OWNER_URL=… weerbaar migrate [--new-app-password | --app-password-stdin]

Brings a PostgreSQL 15 or newer up to date, and makes the restricted role weerbaar_app that the server signs in as.
DATABASE_OWNER_URL is the address for the role that owns the tables; it may create roles, or weerbaar_app is there.
When the role is made now it gets a random password, and the address for DATABASE_URL is shown once.

  --new-app-password     gives weerbaar_app a new random password, and shows the address once
  --app-password-stdin   gives it the password that comes in on standard input
                         (or that WEERBAAR_APP_PASSWORD holds)`

/** Prepares a database of an organisation's own. */
export const migrateDatabase: Command = {
  help,
  run: async words => {
    const { values } = readWords({
      args: words,
      options: { 'new-app-password': { type: 'boolean' }, 'app-password-stdin': { type: 'boolean' } },
    })
    const ownerUrl = ownerUrlFrom(process.env)
    const given = await givenPassword(values['app-password-stdin'] === true)
    if (given !== undefined && values['new-app-password']) throw new UsageError('Give a password, or ask for a new one')

    const isNew = !(await hasRestrictedRole(ownerUrl))
    const applied = await explained(prepareDatabase(ownerUrl))
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`)
    if (given !== undefined) {
      await setRestrictedPassword(ownerUrl, given)
      console.log(`The role weerbaar_app has the password that you gave: ${restrictedUrl(ownerUrl, '…')}`)
    } else if (isNew || values['new-app-password']) console.log(shown(await setRestrictedPassword(ownerUrl)))
  },
}

const shown = (url: string) =>
  `The role weerbaar_app has a new password. This address is shown once; keep it where the server reads its settings:\nDATABASE_URL=${url}`

async function givenPassword(fromStandardInput: boolean): Promise<string | undefined> {
  const given = fromStandardInput ? (await text(process.stdin)).trim() : process.env['WEERBAAR_APP_PASSWORD']
  if (given === undefined) return undefined
  if (given.length < 16) throw new CommandError('A password for weerbaar_app has at least 16 characters')
  return given
}

async function hasRestrictedRole(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    const { rowCount } = await client.query("select from pg_roles where rolname = 'weerbaar_app'")
    return rowCount === 1
  } finally {
    await client.end()
  }
}

/** PostgreSQL says what it refuses, but not what could be done about it. */
async function explained<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error
    throw new CommandError(
      `${error.message}.\nThe role of DATABASE_OWNER_URL must own the database, and either create roles or find one made for it:\n` +
        'create role weerbaar_app login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls;',
      { cause: error },
    )
  }
}
