import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { testSigner } from '../../test/support/seed.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { auditEntry } from '../engines/access/audit.ts'
import { signHead } from '../engines/log/heads.ts'
import { verifyLog, type Kept, type Outcome } from '../engines/log/verify.ts'
import type { DB } from '../platform/database-types.ts'
import type { Tx } from '../platform/db.ts'
import { signerOf } from '../platform/signing.ts'
import { readLog } from './log.ts'

let world: World
let owner: Kysely<DB>
const minutes = (n: number) => world.clock.advance(n * 60_000)
before(async () => {
  world = await openWorld()
  const pool = new pg.Pool({
    connectionString: world.database.ownerUrl,
    max: 1,
    options: '-c search_path=weerbaar -c timezone=UTC',
  })
  owner = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  for (let day = 0; day < 3; day++) {
    await world.report('member')
    await (await world.signIn('auditor')).get('/controle/logboek')
    await world.visitor.post('/inloggen', { email: 'nobody@example.nl', password: 'x' })
    await world.keepLog()
    minutes(24 * 60)
  }
  // One that has a number and no head yet, and one that waits for a number.
  await world.report('member')
  await sql`select app.append_leaves(100)`.execute(owner)
  await world.report('member')
})
after(async () => {
  await owner.destroy()
  await world.close()
})

class TakeBack extends Error {}

/** What is found in the log after the owner of the database did this to it; all of it is taken back. */
async function foundAfter(tamper: (tx: Tx) => Promise<unknown>, kept: Kept = {}): Promise<Outcome> {
  let outcome: Outcome | undefined
  const work = owner.transaction().execute(async tx => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await tamper(tx)
    outcome = await verifyLog(readLog(tx, world.clock.now()), testSigner.known, kept)
    throw new TakeBack()
  })
  await work.catch((error: unknown) => {
    if (!(error instanceof TakeBack)) throw error
  })
  assert.ok(outcome)
  return outcome
}

const assertFound = async (name: string, tamper: (tx: Tx) => Promise<unknown>, kept?: Kept) => {
  const { findings } = await foundAfter(tamper, kept)
  assert.notEqual(findings.length, 0, `Nothing was found: ${name}`)
}

const nothing = async () => {}
const run = (text: string) => (tx: Tx) => sql.raw(text).execute(tx)
/** An entry in the middle that a head covers, one after the last head, and one that waits. */
const somewhere = {
  covered: '(select entry_id from leaf where n = 2)',
  uncovered: '(select max(entry_id) from leaf)',
  waiting: '(select max(entry_id) from pending)',
}

test('a log that nobody touched is whole, and knows its heads and what waits', async () => {
  const outcome = await foundAfter(nothing)
  assert.deepEqual(outcome.findings, [])
  assert.equal(outcome.heads, 3)
  assert.deepEqual([outcome.leaves > 6, outcome.waiting], [true, 1])
})

const fields = ['action', 'actor', 'at', 'case', 'object', 'organisation', 'origin', 'result', 'v']
const another: Record<string, string> = {
  actor: '00000000-0000-4000-8000-000000000000',
  case: '00000000-0000-4000-8000-000000000000',
  organisation: '00000000-0000-4000-8000-000000000000',
  at: '2026-04-24T18:50:00.001Z',
  result: 'refused',
}

test('whatever field of an entry is changed, back-dating and salt too, it is found', async () => {
  for (const [where, id] of Object.entries(somewhere)) {
    for (const field of fields)
      await assertFound(`${field} ${where}`, tx =>
        sql`update audit_entry set entry = (select json_object_agg(key, case when key = ${field} and value #>> '{}' is distinct from ${another[field] ?? 'other'}
            then to_jsonb(${another[field] ?? 'other'}::text) when key = ${field} then 'null' else value end order by key)::text
          from jsonb_each(entry::jsonb)) where id = ${sql.raw(id)}`.execute(tx),
      )
    await assertFound(`white space ${where}`, run(`update audit_entry set entry = entry || ' ' where id = ${id}`))
    for (const byte of [0, 15, 16, 79])
      await assertFound(
        `salt ${byte} ${where}`,
        run(`update audit_entry set salt = set_byte(salt, ${byte}, get_byte(salt, ${byte}) # 1) where id = ${id}`),
      )
    await assertFound(
      `no signature ${where}`,
      run(`update audit_entry set salt = substr(salt, 1, 16) where id = ${id}`),
    )
  }
})

test('a searchable column that says something else than the text is found', async () => {
  const values: Record<string, string> = {
    action: `'other'`,
    result: `case result when 'done' then 'refused' else 'done' end`,
    at: `at - interval '1 millisecond'`,
    actor_id: `case when actor_id is null then gen_random_uuid() end`,
    organisation_id: `gen_random_uuid()`,
    case_id: `gen_random_uuid()`,
    object: `'other'`,
  }
  for (const [column, value] of Object.entries(values))
    await assertFound(column, tx =>
      sql
        .raw(`alter table audit_entry alter column ${column} drop expression;
        update audit_entry set ${column} = ${value} where id = ${somewhere.covered}`)
        .execute(tx),
    )
})

test('what is dropped, put in another order or put in is found', async () => {
  const changes: Record<string, string> = {
    'an entry is dropped': `delete from audit_entry where id = ${somewhere.covered}`,
    'an entry after the last head is dropped': `delete from audit_entry where id = ${somewhere.uncovered}`,
    'an entry is dropped with its leaf': `delete from audit_entry where id = ${somewhere.covered}; delete from leaf where n = 2`,
    'the last entries under a head are dropped with their leaves': `delete from audit_entry a using leaf f where f.entry_id = a.id and f.n >= 3; delete from leaf where n >= 3`,
    'an entry waits no more': `delete from pending`,
    'an entry waits a second time': `insert into pending select entry_id from leaf where n = 1`,
    'a leaf is dropped': 'delete from leaf where n = 1',
    'the last leaf is dropped': 'delete from leaf where n = (select max(n) from leaf)',
    'two leaves change places': `update leaf set n = n + 1000 where n in (1, 2); update leaf set n = 1003 - n where n >= 1000`,
    'a hash of a leaf is changed': 'update leaf set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where n = 2',
    'a subtree is changed':
      'update subtree set hash = set_byte(hash, 31, get_byte(hash, 31) # 1) where level = 2 and n = 0',
    'a subtree is dropped': 'delete from subtree where level = 1 and n = 0',
    'a subtree is put in': 'insert into subtree select 1, 1000, hash from subtree where level = 1 limit 1',
    'a head is dropped':
      'delete from tree_head where size = (select size from tree_head order by size offset 1 limit 1)',
    'the first head is dropped': 'delete from tree_head where size = (select min(size) from tree_head)',
  }
  for (const [name, text] of Object.entries(changes)) await assertFound(name, run(text))
})

test('two entries that change places are found by their leaves, though each of them and each leaf is as it was', async () => {
  const outcome = await foundAfter(
    run(`update leaf set entry_id = -entry_id where n in (1, 2);
      update leaf set entry_id = (select -o.entry_id from leaf o where o.n = 3 - leaf.n) where n in (1, 2)`),
  )
  const what = 'an entry is not the one of its leaf'
  assert.deepEqual(
    outcome.findings.filter(it => it.what === what).map(it => it.where),
    ['leaf 1', 'leaf 2'],
  )
})

const insertEntry = (tx: Tx, at: Date, origin: 'web' | 'command' = 'web') =>
  sql`insert into audit_entry (entry, salt) values (${auditEntry(tx, { action: 'case.open', actor: null, organisation: null, origin }, at).entry}, ${Buffer.alloc(80, 1)})`.execute(
    tx,
  )

test('an entry that the owner of the database puts in is found, with a number, in the queue or with neither', async () => {
  for (const origin of ['web', 'command'] as const) {
    await assertFound(`${origin} with neither`, tx => insertEntry(tx, world.clock.now(), origin))
    await assertFound(`${origin} in the queue`, async tx => {
      await insertEntry(tx, world.clock.now(), origin)
      await sql`insert into pending select max(id) from audit_entry`.execute(tx)
    })
    await assertFound(`${origin} with a number`, async tx => {
      await insertEntry(tx, world.clock.now(), origin)
      await sql`insert into pending select max(id) from audit_entry`.execute(tx)
      await sql`select app.append_leaves(100)`.execute(tx)
    })
  }
  const copy = `insert into audit_entry (entry, salt) select entry, salt from audit_entry where id = ${somewhere.covered}`
  await assertFound(
    'a copy of one that was signed',
    run(`${copy}; insert into pending select max(id) from audit_entry`),
  )
  await assertFound(
    'a copy with a number',
    run(`alter table leaf drop constraint leaf_hash_key; ${copy};
      insert into leaf select max(n) + 1, (select max(id) from audit_entry), (select hash from leaf where n = 2) from leaf`),
  )
})

test('a tree head that was changed, made up or taken from another key is found', async () => {
  for (const [name, text] of Object.entries({
    size: String.raw`regexp_replace(note, E'\n(\\d+)\n', E'\n1\\1\n')`,
    time: `replace(note, 'time 2026', 'time 2025')`,
    root: String.raw`regexp_replace(note, E'\n([A-Za-z0-9+/])([A-Za-z0-9+/]{42}=)\n', E'\nA\\2\n')`,
    previous: `replace(note, 'previous 0', 'previous 1')`,
    signature: `replace(note, '—', '–')`,
  }))
    await assertFound(name, run(`update tree_head set note = ${text} where size = (select min(size) from tree_head)`))
  const { privateKey } = generateKeyPairSync('ed25519')
  await assertFound('another key', tx => {
    const note = signHead(signerOf(privateKey), { size: 3, root: Buffer.alloc(32), at: world.clock.now(), previous: 0 })
    return sql`insert into tree_head (note) values (${note})`.execute(tx)
  })
})

test('who rewrites everything and signs nothing, by dropping the last heads, is betrayed by the head that left', async () => {
  const { rows } = await sql<{ note: string }>`select note from tree_head order by size desc limit 1`.execute(owner)
  const kept = { heads: [{ name: 'mail', note: rows[0]?.note ?? '' }] }
  assert.deepEqual((await foundAfter(nothing, kept)).findings, [])
  await assertFound(
    'everything after the second head is dropped',
    run(`delete from tree_head where size = (select max(size) from tree_head);
      delete from audit_entry where id > (select max(entry_id) from leaf where n < (select max(size) from tree_head));
      delete from pending; delete from subtree; delete from leaf where n >= (select max(size) from tree_head)`),
    kept,
  )
})

test('the same comparisons that the server makes each day find a change as well', async () => {
  await owner
    .transaction()
    .execute(async tx => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql
        .raw(`update audit_entry set entry = replace(entry, 'done', 'refused') where id = ${somewhere.covered}`)
        .execute(tx)
      const { rows } = await sql<{ what: string }>`select what from app.check_log()`.execute(tx)
      assert.deepEqual(
        rows.map(it => it.what),
        ['entry_changed'],
      )
      throw new TakeBack()
    })
    .catch((error: unknown) => assert.ok(error instanceof TakeBack, String(error)))
  assert.deepEqual((await sql`select * from app.check_log()`.execute(owner)).rows, [])
})
