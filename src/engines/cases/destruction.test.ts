import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { aLetter, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { destroyCaseKey } from './destruction.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const destroy = (caseId: string) =>
  world.house.db.as({ systemOf: idOf('waterstad') }, tx =>
    destroyCaseKey(tx, world.house.keys, { caseId, organisationId: idOf('waterstad') }),
  )
const see = async (who: 'member' | 'otherMember' | 'clerk', path: string) => (await world.signIn(who)).get(path)

test('a case whose key is destroyed is unreadable at once, and stays so when a backup from before is put back', async () => {
  const id = await world.report('member', { what: 'Weg is weg.' })
  assert.match((await see('member', `/meldingen/${id}`)).text, /Weg is weg/)
  // The backup: content and keys, as they were before.
  const tables = ['case_report', 'case_words', 'case_key', 'incident_key']
  for (const table of tables) await world.owner.query(`create table public.kept_${table} as table weerbaar.${table}`)
  await destroy(id)
  assert.equal((await see('member', `/meldingen/${id}`)).status, 404)
  // Put back over what is there, keys too; then what was destroyed since is destroyed again.
  for (const table of tables)
    await world.owner.query(`insert into weerbaar.${table} select * from public.kept_${table} on conflict do nothing`)
  assert.match((await see('member', `/meldingen/${id}`)).text, /Weg is weg/, 'the backup does hold it')
  await world.owner.query('select app.reapply_destruction()')
  assert.equal((await see('member', `/meldingen/${id}`)).status, 404)
  for (const table of tables) await world.owner.query(`drop table public.kept_${table}`)
})

test('of two joined cases one is destroyed: the other keeps what is shared, and the evidence of the first opens no more', async () => {
  const ids: string[] = []
  for (const who of ['member', 'otherMember'] as const) {
    const id = await world.report(who, { what: `Brief aan ${who}.` }, [{ ...aLetter, name: `brief-${who}.txt` }])
    await takeUp(world, 'clerk', id)
    await (await world.signIn('clerk')).post(`/meldingen/${id}/soort`, { category: 'threat', kanaal: 'email' })
    ids.push(id)
  }
  const [one = '', two = ''] = ids
  const clerk = await world.signIn('clerk')
  assert.equal((await clerk.post(`/meldingen/${one}/samenvoegen`, { meldingen: two })).status, 303)
  const wrapped = async (id: string) =>
    (await world.owner.query<{ it: string }>('select wrapped_key::text as it from file where case_id = $1', [id]))
      .rows[0]?.it
  const before = [await wrapped(one), await wrapped(two)]
  await destroy(one)
  assert.equal(await wrapped(one), before[0], 'stays under a key that is nowhere any more')
  assert.notEqual(await wrapped(two), before[1])
  await world.owner.query('delete from file_chunk where file_id in (select id from file where case_id = $1)', [one])
  await world.owner.query('delete from file where case_id = $1', [one])
  assert.match((await see('otherMember', `/meldingen/${two}`)).text, /Brief aan otherMember.*brief-otherMember/s)
  assert.equal((await see('member', `/meldingen/${one}`)).status, 404)
})

test('nobody but a job of the organisation destroys a key', async () => {
  const id = await world.report('member')
  for (const viewer of [{ person: idOf('clerk') }, { person: idOf('administrator') }, { systemOf: idOf('elders') }])
    await assert.rejects(
      world.house.db.as(viewer, tx =>
        destroyCaseKey(tx, world.house.keys, { caseId: id, organisationId: idOf('waterstad') }),
      ),
      /only a job of the organisation/,
    )
  assert.equal((await see('member', `/meldingen/${id}`)).status, 200)
})
