import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { maxFilesInCase } from '../../engines/cases/evidence.ts'
import { threateningMail } from '../../../test/support/evidence.ts'
import { faults } from '../../../test/support/sender.ts'
import { fridayNight } from '../../../test/support/seed.ts'
import { openWorld, type TestFile, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => {
  assert.deepEqual(faults(world), [])
  world.clock.set(fridayNight)
})

const mail: TestFile = { name: threateningMail.name, content: threateningMail.buffer }

async function filesOf(id: string): Promise<string[]> {
  const { rows } = await world.owner.query<{ line: string }>(
    `select state || ' ' || media_type as line from file where case_id = $1 order by line`,
    [id],
  )
  return rows.map(row => row.line)
}

test('twenty pieces are the most of a case, also when they are sent all at once', async () => {
  const id = await world.report('member')
  const member = await world.signIn('member')
  const clerk = await world.signIn('clerk')
  const answers = await Promise.all(
    Array.from({ length: maxFilesInCase + 8 }, (_, n) =>
      (n % 2 === 0 ? member : clerk).upload(`/meldingen/${id}/bewijs`, {}, [
        { name: `stuk-${n}.txt`, content: `Stuk ${n}.` },
      ]),
    ),
  )
  assert.equal(answers.filter(it => it.status === 303).length, maxFilesInCase)
  assert.deepEqual(
    answers.filter(it => it.status !== 303).map(it => it.status),
    Array.from({ length: 8 }, () => 422),
  )
  assert.deepEqual(
    await filesOf(id),
    Array.from({ length: maxFilesInCase }, () => 'complete txt'),
    'nothing is kept of what was refused',
  )
})

const breaks = { 'while its attachments arrive': 'before insert', 'when all of it was there': 'before update' }

for (const [when, moment] of Object.entries(breaks))
  test(`a mail that broke off ${when} is no evidence yet, and comes whole when it is sent again`, async () => {
    const id = await world.report('member')
    const clerk = await world.signIn('clerk')
    await world.owner.query(
      `create function broken() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`,
    )
    await world.owner.query(
      `create trigger broken ${moment} on file for each row when (new.parent_id is not null) execute function broken()`,
    )
    try {
      assert.equal((await clerk.upload(`/meldingen/${id}/bewijs`, {}, [mail])).status, 500)
    } finally {
      await world.owner.query('drop function broken cascade')
    }
    assert.equal(faults(world).length, 1)
    assert.ok((await filesOf(id)).every(it => it.startsWith('arriving')))
    assert.doesNotMatch((await clerk.get(`/meldingen/${id}`)).text, /dreiging\.eml/)

    assert.equal((await clerk.upload(`/meldingen/${id}/bewijs`, {}, [mail])).status, 303)
    assert.match((await clerk.get(`/meldingen/${id}`)).text, /dreiging\.eml.*foto van uw huis\.png/)
    world.clock.advance(24 * 3_600_000)
    await world.runJobs()
    assert.deepEqual(await filesOf(id), ['complete eml', 'complete png'])
  })
