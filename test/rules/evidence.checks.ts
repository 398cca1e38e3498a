import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { directly, type DirectViewer } from '../support/direct.ts'
import { idOf, peopleKeys } from '../support/people.ts'
import { aLetter, letIn, takeUp } from '../support/stories.ts'
import type { World } from '../support/world.ts'
import { firstFile } from './routes.asking.ts'

// Who had evidence in hand, and who reads it first for somebody else.

async function aCase(world: World): Promise<{ id: string; file: string }> {
  const id = await world.report('member', {}, [aLetter])
  await takeUp(world, 'clerk', id)
  await letIn(world, 'member', id, 'confidant')
  return { id, file: await firstFile(world, id) }
}

const describing = (who: string, id: string) =>
  `update piece_reading set described_by = '${idOf(who)}', described_at = app.now(), sealed = '\\x00' where case_id = '${id}'`
const choosing = (id: string) => `update piece_reading set seen_at = app.now() where case_id = '${id}'`

const done = { count: 1 }
const nothing = { count: 0 }
const byRow = { refused: '42501' }
const byGuard = { refused: '23514' }

export const evidenceChecks: Checks = {
  'who had a piece in hand is told to whose case it is and who handles it, of that case only': async world => {
    const { id, file } = await aCase(world)
    const other = await aCase(world)
    await (await world.signIn('clerk')).get(`/meldingen/${other.id}/bewijs/${other.file}`)
    await (await world.signIn('mayor')).get(`/meldingen/${id}/bewijs/${file}`)
    await (await world.signIn('confidant')).get(`/meldingen/${id}/bewijs/${file}`)
    const told = (who: DirectViewer) =>
      directly(world, who, db => db.read('select piece, action, actor_id from app.custody_of($1)', [id]))
    const steps = [
      { piece: file, action: 'evidence.add', actor_id: idOf('member') },
      { piece: file, action: 'evidence.open', actor_id: idOf('confidant') },
    ]
    for (const who of [...peopleKeys, { systemOf: 'waterstad' }, 'nobody'] as const)
      assert.deepEqual(await told(who), who === 'member' || who === 'clerk' ? steps : [], JSON.stringify(who))
  },

  'a piece is described once, by who handles the case or reads along, and shown again by who asked only':
    async world => {
      const { id, file } = await aCase(world)
      const asked = await (await world.signIn('member')).post(`/meldingen/${id}/bewijs/${file}/lezer`)
      assert.equal(asked.status, 303)
      const tries = (who: (typeof peopleKeys)[number]) =>
        directly(world, who, db => db.attempt(describing(who, id), choosing(id)))
      assert.deepEqual(await tries('member'), [byGuard, done])
      // Who may describe it does not make somebody else see it.
      for (const who of ['clerk', 'confidant'] as const)
        assert.deepEqual(
          await directly(world, who, db =>
            db.attempt(describing(who, id), describing(who, id).replace(' where', ', seen_at = app.now() where')),
          ),
          [done, byGuard],
          who,
        )
      for (const who of peopleKeys.filter(it => !['member', 'clerk', 'confidant'].includes(it)))
        assert.deepEqual(await tries(who), [nothing, nothing], who)
      assert.deepEqual(await directly(world, 'clerk', db => db.attempt(describing('deputyClerk', id))), [byRow])
      const form = { beschrijving: 'Er staat een dreiging in, zonder plaats of moment.' }
      const described = await (
        await world.signIn('confidant')
      ).post(`/meldingen/${id}/bewijs/${file}/beschrijving`, form)
      assert.equal(described.status, 303)
      assert.deepEqual(await directly(world, 'clerk', db => db.attempt(describing('clerk', id))), [nothing])
    },
}
