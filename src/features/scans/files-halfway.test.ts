import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { faults, pictureOf, sendAs, streamed, type Part } from '../../../test/support/sender.ts'
import { begin, filesOf, linkTo, publishSmall, withFiles } from '../../../test/support/scanning.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

const megabyte = 1024 * 1024

let world: World
let member: Visitor
before(async () => {
  world = await openWorld()
  await publishSmall(world, withFiles('own-files'))
  member = await world.signIn('member')
})
after(() => world.close())

async function begun(): Promise<string> {
  const id = await begin(member, 'own-files')
  for (const [path, form] of Object.entries({ eerst: { garden: 'yes' }, huis: { lock: 'no' } }))
    assert.equal((await member.post(`/antwoorden/${id}/vragen/${path}`, form)).status, 303)
  return id
}

const send = async (id: string, content: Part['content'], fileName = 'deur.png') =>
  (await sendAs(world, 'member')).send(
    `/antwoorden/${id}/vragen/foto/bestanden`,
    streamed([
      { name: 'door', fileName, content },
      { name: 'note', content: 'Een raam' },
    ]),
  )

/** Two chunks and a part of a third, and then something happens. */
async function* until(happens: () => unknown): AsyncGenerator<Uint8Array, void, undefined> {
  yield* pictureOf(2.5 * megabyte)
  await happens()
  yield Buffer.alloc(2 * megabyte)
}

test('a file of exactly 50 MB is taken and comes back whole; one byte more is refused, and the words are kept', async () => {
  const id = await begun()
  const over = await send(id, pictureOf(50 * megabyte + 1))
  assert.equal(over.status, 413)
  assert.match(over.html, /deur\.png: Dit bestand is groter dan 50 MB\./)
  assert.match(over.html, /Een raam/)
  assert.deepEqual(await filesOf(world, id), { files: 0, chunks: 0 })
  assert.equal((await send(id, pictureOf(50 * megabyte))).status, 303)
  assert.deepEqual(await filesOf(world, id), { files: 1, chunks: 50 })
  const at = linkTo(await member.get(`/antwoorden/${id}/vragen/foto`), 'deur.png')
  assert.equal((await member.bytes(at)).body.length, 50 * megabyte)
  assert.deepEqual(faults(world), [])
})

test('an upload whose sender goes away halfway leaves nothing', async () => {
  const id = await begun()
  const seen = await send(
    id,
    until(() => {
      throw new Error('the line went dead')
    }),
  )
  assert.equal(seen.status, 400)
  while ((await filesOf(world, id)).files > 0) await new Promise(setImmediate)
  assert.deepEqual(await filesOf(world, id), { files: 0, chunks: 0 })
  assert.equal((await send(id, pictureOf(1000))).status, 303, 'and it comes whole when it is sent again')
})

test('a file that cannot be kept any more halfway, because the database refuses it, leaves nothing', async () => {
  const id = await begun()
  await world.owner.query(
    `create function broken() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`,
  )
  await world.owner.query(
    'create trigger broken before insert on answer_file_chunk for each row when (new.n = 1) execute function broken()',
  )
  try {
    assert.equal((await send(id, pictureOf(3 * megabyte))).status, 500)
  } finally {
    await world.owner.query('drop function broken cascade')
  }
  assert.equal(faults(world).length, 1)
  assert.deepEqual(await filesOf(world, id), { files: 0, chunks: 0 })
})

test('answers that are finished or thrown away while a file is on its way do not get it', async () => {
  const done = await begun()
  await send(done, pictureOf(1000), 'eerst.png')
  const late = await send(
    done,
    until(async () => assert.equal((await member.post(`/antwoorden/${done}/controleren`)).status, 303)),
  )
  assert.equal(late.location, `/antwoorden/${done}/uitslag`)
  assert.deepEqual(await filesOf(world, done), { files: 1, chunks: 1 })
  assert.match((await member.get(`/antwoorden/${done}/uitslag`)).text, /eerst\.png/)
  assert.doesNotMatch((await member.get(`/antwoorden/${done}/uitslag`)).text, /deur\.png/)
  const thrown = await begun()
  const gone = await send(
    thrown,
    until(() => member.post(`/antwoorden/${thrown}/weggooien`)),
  )
  assert.equal(gone.status, 404)
  assert.deepEqual(await filesOf(world, thrown), { files: 0, chunks: 0 })
  assert.deepEqual(faults(world), [])
})

test('what a killed server left half goes within two weeks, and what is still coming in is not touched', async () => {
  const id = await begun()
  await send(id, pictureOf(1000))
  const half = async () => {
    const file = randomUUID()
    await world.owner.query('insert into answer_file (id, set_id, stale) values ($1, $2, false)', [file, id])
    await world.owner.query('insert into answer_file_chunk values ($1, 0, $2)', [file, Buffer.from('half')])
  }
  const week = async () => {
    world.clock.advance(7 * 24 * 3_600_000)
    await world.runJobs()
  }
  await half()
  await week()
  assert.equal((await filesOf(world, id)).files, 2, 'it may still be coming in')
  await half()
  await week()
  assert.equal((await filesOf(world, id)).files, 2, 'that of the week before is gone')
  await week()
  assert.deepEqual(await filesOf(world, id), { files: 1, chunks: 1 })
  member = await world.signIn('member')
})
