import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { answering, asked, plantSet, type Planted, type Viewer } from '../support/answer-sets.ts'
import type { Checks } from '../support/checks.ts'
import { idOf } from '../support/people.ts'
import type { World } from '../support/world.ts'

// What is told of private answers: of ten people or more, of each once, by a job.

/** How many sets the job is handed for counting. */
const countedIn = async (world: World, who: Viewer, named: string): Promise<number> =>
  (await asked(world, who, `select from app.answers_to_count('${idOf('waterstad')}', '${named}-private', 1)`)).length

export const tellingChecks: Checks = {
  'the job is handed private answers from ten people on, one of each, none of a household and none that was told of':
    async world => {
      const ids = await answering(world, 11)
      const plant = (it: Omit<Planted, 'privacy'>) => plantSet(world, { ...it, privacy: 'private', named: 'counted' })
      const counted = (who: Viewer) => countedIn(world, who, 'counted')
      for (const of of ids.slice(0, 9)) await plant({ of })
      for (let again = 0; again < 3; again += 1) await plant({ of: ids[0] ?? '' })
      await plant({ of: ids[9] ?? '', household: true })
      await plant({ of: ids[9] ?? '', counted: true })
      await plant({ of: ids[9] ?? '', state: 'open' })
      assert.equal(await counted({ jobsOf: 'waterstad' }), 0)
      await plant({ of: ids[10] ?? '' })
      assert.equal(await counted({ jobsOf: 'waterstad' }), 10)
      assert.equal(await counted({ jobsOf: 'elders' }), 0)
      assert.equal(await counted('politicalCoordinator'), 0)
    },

  'a release is made by the job only, of ten sets or more, and of each only once': async world => {
    const sets: string[] = []
    for (const of of await answering(world, 10))
      sets.push(await plantSet(world, { privacy: 'private', of, named: 'released' }))
    const releases = (who: Viewer, these: readonly string[]) =>
      asked<{ done: boolean }>(
        world,
        who,
        `select app.release_answers('${randomUUID()}', '${idOf('waterstad')}', 'released-private', 1, '{${these.join(',')}}', '[]') as done`,
      )
    assert.deepEqual(await releases('politicalCoordinator', sets), [{ done: false }])
    assert.deepEqual(await releases({ jobsOf: 'elders' }, sets), [{ done: false }])
    await assert.rejects(releases({ jobsOf: 'waterstad' }, sets.slice(1)), /cannot be told of/)
    assert.deepEqual(await releases({ jobsOf: 'waterstad' }, sets), [{ done: true }])
    await assert.rejects(releases({ jobsOf: 'waterstad' }, sets), /cannot be told of/)
  },

  'who was told of once is in no other release, also not after throwing those answers away': async world => {
    const sets = new Map<string, string>()
    const plant = async (of: string) => {
      sets.set(of, await plantSet(world, { privacy: 'private', of, named: 'twice' }))
    }
    const first = await answering(world, 10)
    for (const of of first) await plant(of)
    const jobs = { jobsOf: 'waterstad' } as const
    const told = `'${randomUUID()}', '${idOf('waterstad')}', 'twice-private', 1, '{${[...sets.values()].join(',')}}', '[]'`
    await asked(world, jobs, `select app.release_answers(${told})`)
    await world.owner.query('delete from answer_set where id = any ($1)', [[...sets.values()].slice(0, 9)])
    const next = [...first.slice(0, 9), ...(await answering(world, 1))]
    for (const of of next) await plant(of)
    assert.equal(await countedIn(world, jobs, 'twice'), 0)
    for (const of of await answering(world, 9)) await plant(of)
    assert.equal(await countedIn(world, jobs, 'twice'), 10)
    const marks = async () =>
      (await world.owner.query('select from answer_counted where keep_until = $1', ['2030-01-01'])).rowCount ?? 0
    const before = await marks()
    assert.ok(before >= 10)
    const moment = world.clock.now()
    world.clock.advance(4 * 365 * 24 * 3_600_000)
    await asked(world, jobs, `select app.expire_answers('${idOf('waterstad')}')`)
    assert.equal(await marks(), 0, 'the mark goes when the answers would have gone')
    world.clock.set(moment)
  },

  'nobody has private answers told of at a moment that they choose': async world => {
    const attempt = (who: Viewer) =>
      asked(
        world,
        who,
        `insert into job (id, kind, organisation_id, run_at, attempts, created_at)
         values ('${randomUUID()}', 'scans_tell', '${idOf('waterstad')}', '2026-04-24', 0, '2026-04-24')`,
      )
    for (const who of ['member', 'politicalCoordinator', 'administrator'] as const) await assert.rejects(attempt(who))
    await attempt({ jobsOf: 'waterstad' })
  },
}
