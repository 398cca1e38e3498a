import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Checks } from '../support/checks.ts'
import { countOf, directly, insert } from '../support/direct.ts'
import { reportFully } from '../support/full.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import type { World } from '../support/world.ts'

// What a full report keeps apart, and whom it passes over.

const allowCouncil = (world: World, allowed: boolean) =>
  world.owner.query('update organisation set perpetrator_council = $1 where id = $2', [allowed, idOf('waterstad')])

const keptBy = (world: World, who: PersonKey, id: string) => ({
  id: randomUUID(),
  case_id: id,
  organisation_id: idOf('waterstad'),
  author_id: idOf(who),
  questions: 'full-report@1',
  sealed: Buffer.alloc(40),
  saved_at: world.clock.now(),
  sent_at: world.clock.now(),
})

/** Whether somebody could keep with this report, in the database itself, who did it. */
async function mayKeep(world: World, who: PersonKey, id: string): Promise<boolean> {
  const row = insert('perpetrator', keptBy(world, who, id))
  const [outcome] = await directly(world, who, db => db.attempt(row))
  return countOf(outcome) > 0
}

async function readsWhoDidIt(world: World, who: PersonKey, id: string): Promise<boolean> {
  const [outcome] = await directly(world, who, db => db.attempt(`select * from perpetrator where case_id = '${id}'`))
  return countOf(outcome) > 0
}

export const fullChecks: Checks = {
  'who did it is kept with a report of the council only when the privacy officer said so, and read by who wrote it and who handles it':
    async world => {
      const told = { for_whom: 'self', what: 'Hij wacht mij op.', perpetrator_words: 'De man van de hoek' }
      await allowCouncil(world, false)
      const council = await reportFully(world, 'member', told)
      const staff = await reportFully(world, 'officer', told)
      assert.equal(await mayKeep(world, 'member', council), false)
      assert.equal(await mayKeep(world, 'clerk', council), false)
      assert.equal(await mayKeep(world, 'officer', staff), true)
      assert.equal(await readsWhoDidIt(world, 'member', council), false)
      await allowCouncil(world, true)
      const now = await reportFully(world, 'member', told)
      await allowCouncil(world, false)
      for (const [id, may] of [
        [now, ['member', 'clerk']],
        [staff, ['officer', 'manager']],
      ] as const) {
        const asked = ['member', 'clerk', 'officer', 'manager', 'politicalCoordinator', 'staffCoordinator'] as const
        const reading = []
        for (const who of [...asked, 'administrator', 'privacyOfficer', 'secretary'] as const)
          if (await readsWhoDidIt(world, who, id)) reading.push(who)
        assert.deepEqual(reading, may)
      }
    },

  'who did it is not rewritten once it was sent, and a draft of it is not sent where it may not be kept':
    async world => {
      const told = { for_whom: 'self', what: 'Hij wacht mij op.', perpetrator_words: 'De man van de hoek' }
      await allowCouncil(world, false)
      const staff = await reportFully(world, 'officer', told)
      const rewrite = `update perpetrator set saved_at = saved_at where case_id = '${staff}'`
      for (const who of ['officer', 'manager'] as const)
        assert.deepEqual(await directly(world, who, db => db.attempt(rewrite)), [{ count: 0 }])
      const council = await reportFully(world, 'member', told)
      await world.owner.query(insert('perpetrator', { ...keptBy(world, 'member', council), sent_at: null }))
      const send = `update perpetrator set sent_at = app.now() where case_id = '${council}'`
      assert.deepEqual(await directly(world, 'member', db => db.attempt(send)), [{ refused: '42501' }])
    },

  'a manager who is passed over finds nothing of the report, by no page, no row and no count': async world => {
    const id = await reportFully(world, 'officer', {
      for_whom: 'self',
      what: 'Het gaat over mijn team.',
      not_manager: 'other',
    })
    const manager = await world.signIn('manager')
    assert.equal((await manager.get(`/meldingen/${id}`)).status, 404)
    const outcomes = await directly(world, 'manager', db =>
      db.attempt(
        `select * from incident_case where id = '${id}'`,
        ...['case_report', 'participant', 'task', 'case_event'].map(
          it => `select * from ${it} where case_id = '${id}'`,
        ),
      ),
    )
    assert.deepEqual(outcomes.map(countOf), [0, 0, 0, 0, 0])
    assert.equal((await (await world.signIn('secretary')).get(`/meldingen/${id}`)).status, 200)
  },
}
