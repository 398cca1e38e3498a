import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { idOf } from '../../test/support/people.ts'
import { openWorld } from '../../test/support/world.ts'
import { connect, type Tx } from './db.ts'

const world = await openWorld()
// One connection, so that everything here comes after each other on it.
const db = connect(world.database.appUrl, { clock: world.clock, connections: 1 })
after(async () => {
  await db.close()
  await world.close()
})

const mayor = { person: idOf('mayor') }
const viewer = async (tx: Tx) => (await sql<{ id: string | null }>`select app.viewer() as id`.execute(tx)).rows[0]?.id
const number = async (tx: Tx, n: number) => (await sql<{ n: number }>`select ${n}::integer as n`.execute(tx)).rows[0]?.n

test('what is asked at once is answered each by its own, on behalf of the same viewer', async () => {
  const answers = await db.as(mayor, tx => Promise.all([number(tx, 1), viewer(tx), number(tx, 2), number(tx, 3)]))
  assert.deepEqual(answers, [1, mayor.person, 2, 3])
})

test('a viewer is gone with the transaction, also after one that failed', async () => {
  const door = () => db.atTheDoor(sql<{ id: string | null }>`select app.viewer() as id`)
  assert.equal(await db.as(mayor, viewer), mayor.person)
  assert.deepEqual(await door(), [{ id: null }])
  await assert.rejects(
    db.as(mayor, () => Promise.reject(new Error('on purpose'))),
    /on purpose/,
  )
  assert.deepEqual(await door(), [{ id: null }])
  assert.equal(await db.as('nobody', viewer), null)
})

test('where one of the things asked at once fails, nothing was done, and the next one finds the connection whole', async () => {
  const rename = (tx: Tx) =>
    tx.updateTable('person').set({ name: 'Iemand anders' }).where('id', '=', mayor.person).execute()
  const name = (tx: Tx) => tx.selectFrom('person').select('name').where('id', '=', mayor.person).executeTakeFirst()
  const before = await db.as(mayor, name)
  await assert.rejects(db.as(mayor, tx => Promise.all([rename(tx), sql`select 1 / 0`.execute(tx), rename(tx)])))
  assert.deepEqual(await db.as(mayor, name), before)
})

test('a fault that the work swallows is told at the end: nothing of it was kept', async () => {
  const swallow = (tx: Tx) => sql`select 1 / 0`.execute(tx).catch(() => 'swallowed')
  await assert.rejects(db.as(mayor, swallow), /not kept/)
})

test('a statement after the end of its transaction is refused: it would be asked on behalf of somebody else', async () => {
  const kept = await db.as(mayor, async tx => ({ tx }))
  await assert.rejects(number(kept.tx, 1), /after the end of its transaction/)
})
