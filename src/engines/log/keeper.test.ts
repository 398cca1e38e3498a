import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { idOf } from '../../../test/support/people.ts'
import { testSigner } from '../../../test/support/seed.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { audit } from '../access/audit.ts'
import { openHead } from './heads.ts'
import { createKeeper, numberWaiting } from './keeper.ts'
import { consistencyProof, inclusionProof, lastNote, logSize, rootAt } from './proofs.ts'
import { isConsistent, isIncluded } from './tree.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

class Failed extends Error {}
const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const note = async (it: number, outcome: 'quick' | 'slow' | 'fails') =>
  world.house.db.as({ person: idOf('member') }, async (tx, now) => {
    const facts = { action: 'account.sign_in' as const, actor: idOf('member'), organisation: null, object: String(it) }
    await audit(tx, facts, now)
    if (outcome !== 'quick') await sql`select pg_sleep(0.02)`.execute(tx)
    if (outcome === 'fails') throw new Failed()
  })
const heads = async () =>
  (await world.owner.query<{ note: string }>('select note from tree_head order by size')).rows.map(it => it.note)

test('in whatever order people are done, each entry gets one number and none is passed over', async () => {
  const state = { writing: true }
  const sequencers = [1, 2].map(async () => {
    while (state.writing) {
      await numberWaiting(world.house)
      await rest(1)
    }
  })
  const outcomes = ['quick', 'slow', 'quick', 'fails', 'quick'] as const
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; n < 25; n++)
      await note(n, outcomes[(n + writer) % 5] ?? 'quick').catch((error: unknown) => assert.ok(error instanceof Failed))
  })
  await Promise.all(writers)
  state.writing = false
  await Promise.all(sequencers)
  await numberWaiting(world.house)
  const { rows } = await world.owner.query<
    Record<'entries' | 'numbered' | 'size' | 'waiting' | 'written', number>
  >(`select count(*)::int as entries, count(f.n)::int as numbered, max(f.n)::int + 1 as size,
    (select count(*)::int from pending) as waiting,
    count(*) filter (where a.object is not null)::int as written from audit_entry a left join leaf f on f.entry_id = a.id`)
  const [it] = rows
  assert.ok(it)
  assert.deepEqual(it, { entries: it.entries, numbered: it.entries, size: it.entries, waiting: 0, written: 160 })
  const later = await world.owner.query('select from leaf a join leaf b on b.n = a.n + 1 where b.entry_id < a.entry_id')
  assert.notEqual(later.rowCount, 0, 'and the order of the ids was another one than that of the commits')
})

test('with news a head is signed, without news none, and each is a continuation of the one before', async () => {
  await world.keepLog()
  const before = await heads()
  world.clock.advance(3_600_000)
  await world.keepLog()
  assert.deepEqual(await heads(), before)
  await note(1, 'quick')
  await world.keepLog()
  const [first, second] = (await heads()).slice(-2).map(it => openHead(testSigner.known, it))
  assert.ok(first && second && second.size > first.size && second.previous === first.size)
  await world.house.db.as('nobody', async tx => {
    assert.ok(isConsistent(first, second, await consistencyProof(tx, first.size, second.size)))
    const { rows } = await world.owner.query<{ hash: Buffer }>('select hash from leaf order by n')
    for (const n of [0, 1, second.size - 1])
      assert.ok(
        isIncluded(
          n,
          second.size,
          rows[n]?.hash ?? Buffer.alloc(0),
          await inclusionProof(tx, n, second.size),
          second.root,
        ),
      )
  })
})

const signedSize = async () => openHead(testSigner.known, (await heads()).at(-1) ?? '')?.size ?? 0
const numberOf = async (it: number) => {
  const { rows } = await world.owner.query<{ n: number }>(
    'select f.n::int as n from leaf f join audit_entry a on a.id = f.entry_id where a.object = $1',
    [String(it)],
  )
  assert.equal(rows.length, 1, 'it has its number')
  return rows[0]?.n ?? 0
}

test('news is under a signed head when the hour since the last one is full, however soon or late in that hour it came', async () => {
  const hour = 3_600_000
  for (const [turn, soon] of [1, 20 * 60_000, hour - 1].entries()) {
    world.clock.advance(hour)
    await note(1000 + turn, 'quick')
    await world.keepLog()
    const before = await signedSize()
    assert.ok((await numberOf(1000 + turn)) < before)
    world.clock.advance(soon)
    await note(2000 + turn, 'quick')
    // As the server does in between, every few seconds.
    await world.keepLog()
    world.clock.advance(hour - soon)
    await world.keepLog()
    const number = await numberOf(2000 + turn)
    assert.ok(number >= before, 'the last head did not know of it')
    assert.ok(number < (await signedSize()), `news ${soon} ms after a head`)
  }
})

test('a log that is not what was signed is signed no further, and who runs the installation reads of it', async () => {
  await world.owner.query(`begin; set local session_replication_role = replica;
    update subtree set hash = sha256(hash) where n = 0; commit`)
  const before = await heads()
  world.clock.advance(3_600_000)
  await note(2, 'quick')
  await world.keepLog()
  assert.deepEqual(await heads(), before)
  assert.match(world.lines.at(-1) ?? world.lines.join(''), /transparency_log/)
  world.lines.length = 0
})

test('once a day the head leaves by mail, to each address, and not again while it is on its way', async () => {
  const other = await openWorld()
  try {
    other.house.config = { ...other.house.config, logMail: ['griffie@example.nl', 'toezicht@example.nl'] }
    const keeper = createKeeper(other.house)
    await other.report('member')
    const sent = () => other.mails.filter(it => it.subject.includes('logboek'))
    await keeper.keep()
    assert.deepEqual(
      sent().map(it => it.to),
      ['griffie@example.nl', 'toezicht@example.nl'],
    )
    const head = await other.house.db.as('nobody', tx => lastNote(tx))
    assert.ok(head && sent()[0]?.text.endsWith(head))
    await other.report('member')
    other.clock.advance(3_600_000)
    await keeper.keep()
    assert.equal(sent().length, 2)
    other.clock.advance(23 * 3_600_000)
    await keeper.keep()
    assert.equal(sent().length, 4)
    await other.house.db.as('nobody', async tx => {
      assert.deepEqual(
        await rootAt(tx, await logSize(tx)),
        openHead(testSigner.known, (await lastNote(tx)) ?? '')?.root,
      )
    })
  } finally {
    await other.close()
  }
})

test('a webhook that is away is tried again later, and then gets the head', async () => {
  const other = await openWorld()
  const got: string[] = []
  let away = true
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      if (!away) got.push(body)
      response.writeHead(away ? 503 : 204).end()
    })
  })
  try {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    other.house.config = { ...other.house.config, logWebhook: `http://127.0.0.1:${port}/` }
    const keeper = createKeeper(other.house)
    await other.report('member')
    await keeper.keep()
    assert.deepEqual(got, [])
    away = false
    other.clock.advance(60_000)
    await keeper.keep()
    assert.deepEqual(got, [], 'not at once')
    other.clock.advance(15 * 60_000)
    await keeper.keep()
    assert.deepEqual(got, [await other.house.db.as('nobody', tx => lastNote(tx))])
  } finally {
    server.close()
    await other.close()
  }
})
