import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Checks } from '../support/checks.ts'
import { asked, plantSet, type Viewer } from '../support/answer-sets.ts'
import { idOf } from '../support/people.ts'
import type { World } from '../support/world.ts'
import { plantJoint } from './norms.checks.ts'
import { others } from './scans.checks.ts'

// Files with answers, by the functions that alone can reach them.

/** A file of a set with one chunk, complete or still arriving. */
async function plantFile({ owner }: World, set: string, complete: boolean, stale = false): Promise<string> {
  const id = randomUUID()
  await owner.query('insert into answer_file values ($1, $2, $3, $4)', [id, set, stale, complete ? 'sealed' : null])
  await owner.query(`insert into answer_file_chunk values ($1, 0, 'sealed')`, [id])
  return id
}

async function isDone(world: World, who: Viewer, call: string): Promise<boolean | undefined> {
  return (await asked<{ done: boolean }>(world, who, `select app.${call} as done`))[0]?.done
}

const begins = (world: World, who: Viewer, set: string) =>
  isDone(world, who, `begin_answer_file('${randomUUID()}', '${set}')`)
const adds = (world: World, who: Viewer, file: string, n = 1) =>
  isDone(world, who, `add_answer_chunk('${file}', ${n}, 'more')`)
const completes = (world: World, who: Viewer, file: string, most = 20) =>
  isDone(world, who, `complete_answer_file('${file}', 'sealed', ${most})`)
const drops = (world: World, who: Viewer, file: string) => isDone(world, who, `drop_answer_file('${file}')`)

/** How many files of a set somebody is told of, and of how many of these they get the bytes. */
async function reads(world: World, who: Viewer, set: string, files: readonly string[]): Promise<[number, number]> {
  const listed = await asked(world, who, `select from app.answer_files('${set}')`)
  const bytes = await Promise.all(
    files.map(it => asked<{ sealed: unknown }>(world, who, `select app.answer_chunk('${it}', 0) as sealed`)),
  )
  return [listed.length, bytes.filter(([row]) => row?.sealed !== null).length]
}

export const answerFileChecks: Checks = {
  'a file comes to answers by who may change them, as long as they may be changed, and never in a round':
    async world => {
      const open = await plantSet(world, { privacy: 'private', of: idOf('member'), state: 'open' })
      const arriving = await plantFile(world, open, false)
      for (const who of others) {
        assert.equal(await begins(world, who, open), false)
        assert.equal(await adds(world, who, arriving), false)
        assert.equal(await completes(world, who, arriving), false)
      }
      assert.equal(await begins(world, 'member', open), true)
      assert.equal(await adds(world, 'member', arriving), true)
      assert.equal(await completes(world, 'member', arriving), true)
      assert.equal(await adds(world, 'member', arriving, 2), false, 'it is whole')
      assert.equal(await completes(world, 'member', arriving), false, 'only once')
      const done = await plantSet(world, { privacy: 'private', of: idOf('member') })
      const late = await plantFile(world, done, false)
      assert.equal(await begins(world, 'member', done), false)
      assert.equal(await adds(world, 'member', late), false)
      assert.equal(await completes(world, 'member', late), false)
      const team = await plantTeamSet(world)
      assert.equal(await begins(world, 'member', team), false, 'a file says whose it is')
    },

  'answers have no more files than may be': async world => {
    const set = await plantSet(world, { privacy: 'private', of: idOf('member'), state: 'open' })
    await plantFile(world, set, true)
    assert.equal(await completes(world, 'member', await plantFile(world, set, false), 1), false)
    assert.equal(await completes(world, 'member', await plantFile(world, set, false), 2), true)
  },

  'files are listed and read by who reads the answers, once they are whole, and by nobody else': async world => {
    const set = await plantSet(world, { privacy: 'private', of: idOf('member') })
    const files = [await plantFile(world, set, true), await plantFile(world, set, false)]
    for (const who of others) assert.deepEqual(await reads(world, who, set, files), [0, 0])
    assert.deepEqual(await reads(world, 'member', set, files), [1, 1])
    const decided = await plantJoint(world, 'files-norm', '2026-04-20')
    const proof = await plantFile(world, decided, true)
    for (const who of ['politicalCoordinator', 'manager', 'auditor'] as const)
      assert.deepEqual(await reads(world, who, decided, [proof]), [1, 1], who)
    for (const who of ['member', 'administrator', 'privacyOfficer', 'foreignCoordinator'] as const)
      assert.deepEqual(await reads(world, who, decided, [proof]), [0, 0], who)
  },

  'a file is taken away by who may change the answers; what did not arrive also when they are done': async world => {
    const open = await plantSet(world, { privacy: 'private', of: idOf('member'), state: 'open' })
    const done = await plantSet(world, { privacy: 'private', of: idOf('member') })
    const [whole, kept] = [await plantFile(world, open, true), await plantFile(world, done, true)]
    const [half, left] = [await plantFile(world, open, false), await plantFile(world, done, false)]
    for (const who of others)
      for (const file of [whole, kept, half, left]) assert.equal(await drops(world, who, file), false)
    assert.equal(await drops(world, 'member', kept), false, 'what is finished stays as it is')
    for (const file of [whole, half, left]) assert.equal(await drops(world, 'member', file), true)
  },

  'what never arrived is swept by the job of its organisation, a week after it was first seen': async world => {
    const set = await plantSet(world, { privacy: 'private', of: idOf('member'), state: 'open' })
    const [whole, seen, fresh] = [
      await plantFile(world, set, true, true),
      await plantFile(world, set, false, true),
      await plantFile(world, set, false),
    ]
    const left = async () => {
      const { rows } = await world.owner.query<{ id: string }>('select id from answer_file where set_id = $1', [set])
      return rows.map(it => it.id).toSorted()
    }
    const sweep = (who: Viewer) => asked(world, who, `select app.sweep_answer_files('${idOf('waterstad')}')`)
    for (const who of ['member', 'administrator', { jobsOf: 'elders' }] as const) await sweep(who)
    assert.deepEqual(await left(), [whole, seen, fresh].toSorted())
    await sweep({ jobsOf: 'waterstad' })
    assert.deepEqual(await left(), [whole, fresh].toSorted())
    await sweep({ jobsOf: 'waterstad' })
    assert.deepEqual(await left(), [whole])
  },
}

/** A member's own answers in an open round. */
async function plantTeamSet({ owner }: World): Promise<string> {
  const [id, round] = [randomUUID(), randomUUID()]
  await owner.query(`insert into questionnaire_privacy values ('files-team', 'team') on conflict do nothing`)
  await owner.query(
    `insert into answer_round (id, organisation_id, questionnaire, version, number, facilitator_id, opened_on)
     values ($1, $2, 'files-team', 1, 1, $3, '2026-04-20')`,
    [round, idOf('waterstad'), idOf('politicalCoordinator')],
  )
  await owner.query(
    `insert into answer_set (id, organisation_id, questionnaire, version, privacy, person_id, household, round_id, state, sealed, counted, keep_until)
     values ($1, $2, 'files-team', 1, 'team', $3, false, $4, 'open', 'sealed', false, '2030-01-01')`,
    [id, idOf('waterstad'), idOf('member'), round],
  )
  return id
}
