import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Checks } from '../support/checks.ts'
import { directly, literal } from '../support/direct.ts'
import { idOf, peopleKeys } from '../support/people.ts'
import { aLetter, takeUp } from '../support/stories.ts'
import { traced } from '../support/trail.ts'
import type { World } from '../support/world.ts'
import { entryOf, salt } from './looks.checks.ts'

// What a scanner says of a file, and what that opens and shuts.

const jobs = { systemOf: 'waterstad' } as const
const refused = { refused: '42501' }

async function aFile(
  world: World,
): Promise<{ id: string; file: string; record: (malware?: string, but?: object) => string }> {
  const id = await world.report('member', {}, [aLetter])
  await takeUp(world, 'clerk', id)
  const { rows } = await world.owner.query<{ id: string }>('select id from file where case_id = $1', [id])
  const file = rows[0]?.id ?? ''
  const record = (malware?: string, but: object = {}) => {
    const action = malware === undefined ? 'evidence.scan_clean' : 'evidence.scan_infected'
    const entry = entryOf({ actor: null, action, case: id, object: file, organisation: idOf('waterstad'), ...but })
    return `select app.record_scan('${file}', ${malware === undefined ? 'null' : literal(malware)}, ${entry}, ${salt})`
  }
  return { id, file, record }
}

export const scanningChecks: Checks = {
  'only a job of the own organisation says that a file is clean, and what was clean stays so': async world => {
    const { file, record } = await aFile(world)
    for (const who of [...peopleKeys, 'nobody', { systemOf: 'elders' }] as const)
      assert.deepEqual(await directly(world, who, db => db.attempt(record())), [refused], JSON.stringify(who))
    const abroad = record(undefined, { organisation: idOf('elders') })
    assert.deepEqual(await directly(world, { systemOf: 'elders' }, db => db.attempt(abroad)), [refused])
    for (const who of ['member', 'clerk', 'administrator', jobs] as const)
      assert.deepEqual(
        await directly(world, who, db =>
          db.attempt(
            `update file set scan = 'clean', scanned_at = app.now() where id = '${file}'`,
            `update file set malware = null where id = '${file}'`,
          ),
        ),
        [refused, refused],
      )
    assert.deepEqual(await directly(world, jobs, db => db.attempt(record(), record('Eicar'))), [
      { count: 1 },
      { count: 1 },
    ])
    await world.owner.query(`update file set scan = 'clean', scanned_at = now() where id = $1`, [file])
    assert.deepEqual(await directly(world, jobs, db => db.attempt(record(), record('Eicar'))), [refused, refused])
  },

  'what a scanner said is in the trail of its case, as it was said': async world => {
    const { id, file, record } = await aFile(world)
    const wrong = [
      { actor: idOf('clerk') },
      { case: idOf('another case') },
      { object: id },
      { organisation: idOf('elders') },
      { result: 'refused' },
      { action: 'evidence.scan_infected' },
    ]
    const outcomes = await directly(world, jobs, db => db.attempt(...wrong.map(but => record(undefined, but))))
    assert.deepEqual(
      outcomes,
      wrong.map(() => refused),
    )
    const written = await traced(world, () =>
      world.house.db.as({ systemOf: idOf('waterstad') }, tx => sql.raw(record('Eicar')).execute(tx)),
    )
    const said = { action: 'evidence.scan_infected', result: 'done', who: null }
    assert.deepEqual(written, [{ ...said, case: id, object: file, organisation: idOf('waterstad') }])
  },

  'the key of a file is for a job of its organisation, and only until it is clean': async world => {
    const { file } = await aFile(world)
    const key = `select * from app.file_to_scan('${file}')`
    for (const who of [...peopleKeys, 'nobody', { systemOf: 'elders' }] as const)
      assert.deepEqual(await directly(world, who, db => db.attempt(key)), [{ count: 0 }], JSON.stringify(who))
    assert.deepEqual(await directly(world, jobs, db => db.attempt(key)), [{ count: 1 }])
    await world.owner.query(`update file set scan = 'clean', scanned_at = now() where id = $1`, [file])
    assert.deepEqual(await directly(world, jobs, db => db.attempt(key)), [{ count: 0 }])
  },

  'an original that holds malware leaves by no door': async world => {
    const { id, file } = await aFile(world)
    await world.owner.query(`update file set scan = 'infected', malware = 'Eicar', scanned_at = now() where id = $1`, [
      file,
    ])
    for (const who of ['member', 'clerk', 'politicalCoordinator'] as const) {
      const answer = await (await world.signIn(who)).bytes(`/meldingen/${id}/bewijs/${file}/origineel`)
      assert.equal(answer.status, 403, who)
      assert.ok(!answer.body.includes(aLetter.content.toString()), who)
    }
    for (const who of ['member', 'clerk'] as const) {
      const bundle = await (await world.signIn(who)).bytes(`/meldingen/${id}/bewijspakket`)
      assert.equal(bundle.status, 200, who)
      assert.ok(!bundle.body.includes(aLetter.content.toString()), who)
      assert.ok(bundle.body.includes('"leftOut": "malware"'), who)
    }
  },
}
