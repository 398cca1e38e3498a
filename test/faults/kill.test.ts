import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'
import { openHands, said, type Deed, type Report } from './deeds.ts'
import { checkSound } from './invariants.ts'
import { childrenOf, commandOf, processesOf, start, until, type Running } from './running.ts'

const full = process.env['FAULTS'] === 'full'
// Of the server and of the database each: fifty blows together.
const rounds = full ? 25 : 2
const seed = Number(process.env['FAULTS_SEED'] ?? (full ? Date.now() % 1_000_000 : 7))

let folder: string
let server: Running
const hands = openHands(() => server.origin)
before(async () => {
  folder = makeTemporaryFolder()
  server = await start(folder, true)
  for (const key of ['member', 'clerk']) await hands.signIn(key)
})
after(async () => {
  await server.killAlone()
  // Not in good order: a test that failed may have left one that never ends by itself.
  for (const pid of processesOf(folder)) process.kill(Number(pid), 'SIGKILL')
  await until(() => processesOf(folder).length === 0, 'the database is gone')
  rmSync(folder, { recursive: true, force: true })
})

/** Numbers that look random and are the same for the same seed (mulberry32). */
function dice(start: number): (sides: number) => number {
  let state = start
  return sides => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

for (const [turn, victim] of (['server', 'database'] as const).entries())
  test(`kill -9 of the ${victim} at any statement loses nothing that was acknowledged, and leaves no half case`, async t => {
    t.diagnostic(`FAULTS_SEED=${seed}`)
    const roll = dice(seed + turn)
    for (let round = 0; round < rounds; round++) {
      const prepare = hands.deeds[(round + turn) % hands.deeds.length]
      assert.ok(prepare)
      await server.tell({ at: 0 })
      const rehearsal = await prepare()
      const before = await server.count()
      assert.equal(await said(rehearsal.act()), 303)
      const statements = (await server.count()) - before
      await rehearsal.learn()

      const deed = await prepare()
      const at = 1 + roll(statements)
      await server.tell({ victim, at })
      const answer = await said(deed.act())
      const where = `round ${round}, ${deed.what}, statement ${at} of ${statements}`
      const expected = victim === 'server' ? [undefined, 303] : [503, 303]
      assert.ok(expected.includes(answer), `${where}: ${answer}`)
      await server.kill()
      server = await start(folder, false)
      try {
        await withOwner(owner => checkAfter(owner, deed, answer))
      } catch (error) {
        throw new Error(`After a kill in ${where}`, { cause: error })
      }
    }
  })

async function withOwner(look: (owner: pg.Client) => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: server.ownerUrl, options: '-c search_path=weerbaar' })
  await owner.connect()
  try {
    await look(owner)
  } finally {
    await owner.end()
  }
}

async function checkAfter(owner: pg.Client, deed: Deed, answer: number | undefined): Promise<void> {
  await checkSound(owner)
  if (answer === 303) await deed.learn()
  for (const it of hands.reports) await hands.isThere(owner, it)

  // Who got no answer sends it once more: there is one case, with the number that it had if it had one.
  const had = await storedReference(owner, deed.it.id)
  assert.equal(await said(deed.act()), 303, 'sent again')
  if (had !== undefined) assert.equal(await storedReference(owner, deed.it.id), had)
  await deed.learn()
  await hands.isThere(owner, deed.it)
  await checkSound(owner)
}

async function storedReference(owner: pg.Client, id: string): Promise<string | undefined> {
  const { rows } = await owner.query<{ reference: string | null }>(
    'select reference from incident_case where id = $1',
    [id],
  )
  assert.ok(rows.length <= 1)
  return rows[0]?.reference ?? undefined
}

test('after kill -9 no database is left running, and the next start has everything', async () => {
  const it = await hands.report(true)
  assert.ok(processesOf(folder).includes(String(server.postgres)))
  await server.kill()
  assert.deepEqual(processesOf(folder), [])
  server = await start(folder, false)
  await withOwner(owner => hands.isThere(owner, it))
})

test('a database that was recovering when it was told to stop, and hangs, does not keep the next start away', async () => {
  const it = await hands.report(false)
  const { postgres } = server
  const session = childrenOf(postgres).find(pid => commandOf(pid).includes('weerbaar_app'))
  assert.ok(session)
  process.kill(session, 'SIGKILL')
  const recovering = () => childrenOf(postgres).some(pid => commandOf(pid).includes('startup'))
  await until(recovering, 'PostgreSQL recovers', 1)
  await server.killAlone()
  server = await start(folder, false)
  await withOwner(owner => hands.isThere(owner, it))
})

test('a step or a piece of evidence that was acknowledged and is not there is noticed', async () => {
  for (const [lose, noticed] of [
    [(it: Report) => hands.stepping(it, 'oppakken'), /oppakken is lost/],
    [(it: Report) => hands.stepping(it, 'soort'), /soort is lost/],
    [(it: Report) => hands.adding(it), /foto-.*is lost/],
  ] as const) {
    const it = await hands.report(true)
    // Told, and never done.
    await lose(it).learn()
    await assert.rejects(
      withOwner(owner => hands.isThere(owner, it)),
      noticed,
    )
  }
})
