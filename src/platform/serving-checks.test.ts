import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { emptyDatabase, freshDatabase, testCluster, type TestDatabase } from '../../test/support/postgres.ts'
import { prepareWorld, testMasterKeys, testSigner } from '../../test/support/seed.ts'
import { requireServable } from './serving-checks.ts'
import { readMasterKeys } from './vault.ts'

let database: TestDatabase
before(async () => {
  database = await freshDatabase(prepareWorld)
})
after(() => database.drop())

const statement = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** The address of the database for another role, that is there during the test only. */
async function asRole(attributes: string): Promise<string> {
  const { ownerUrl } = await testCluster()
  await statement(
    ownerUrl('postgres'),
    `drop role if exists somebody; create role somebody login password 'secret' ${attributes}`,
  )
  after(() => statement(ownerUrl('postgres'), 'drop role if exists somebody'))
  const url = new URL(database.ownerUrl)
  url.username = 'somebody'
  url.password = 'secret'
  return url.href
}

test('a server runs as the restricted role', async () => {
  await requireServable(database.appUrl, testMasterKeys, testSigner)
})

test('a server does not run as a role that row-level security does not hold', async () => {
  await assert.rejects(requireServable(database.ownerUrl, testMasterKeys, testSigner), /which is a superuser/)
  await assert.rejects(
    requireServable(await asRole('bypassrls'), testMasterKeys, testSigner),
    /bypasses row-level security/,
  )
  await assert.rejects(
    requireServable(await asRole('in role weerbaar_owner'), testMasterKeys, testSigner),
    /which owns the tables/,
  )
  await assert.rejects(requireServable(await asRole(''), testMasterKeys, testSigner), /has no rights in this database/)
})

test('a server does not run on a database that is behind', async () => {
  const behind = await freshDatabase(prepareWorld)
  after(() => behind.drop())
  await statement(behind.ownerUrl, `delete from public.migration where name like '0008%'`)
  await assert.rejects(
    requireServable(behind.appUrl, testMasterKeys, testSigner),
    /misses 1 migrations \(0008_server\.sql\).*weerbaar migrate/s,
  )
  const empty = await emptyDatabase()
  after(() => empty.drop())
  await assert.rejects(requireServable(empty.appUrl, testMasterKeys, testSigner), /not prepared yet.*weerbaar migrate/s)
})

test('a server does not run with another master key than the words are sealed under, and does not quote it', async () => {
  const other = readMasterKeys({ WEERBAAR_MASTER_KEY: 'p7Xr0m9Yp2b6m1vO0sXhQm5nUjz2c3VnTqKk1yZbR9E=' })
  await assert.rejects(requireServable(database.appUrl, other, testSigner), error => {
    assert.match(String(error), new RegExp(`sealed under the master key ${testMasterKeys.current.id}`))
    assert.doesNotMatch(String(error), /p7Xr0m9Y/)
    return true
  })
})

test('a database that does not answer is told without its password', async () => {
  await assert.rejects(
    requireServable('postgres://a:secret@127.0.0.1:1/weerbaar', testMasterKeys, testSigner),
    error => {
      assert.match(String(error), /cannot be reached/)
      assert.doesNotMatch(String(error), /secret/)
      return true
    },
  )
})
