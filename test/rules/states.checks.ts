import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { changedIn, fingerprint } from '../support/fingerprint.ts'
import { makeLetter, makeMeasure } from '../support/measures.ts'
import { onlineOf } from '../support/online.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import {
  aPicture,
  formsBesides,
  handleAndClose,
  keepSomebody,
  letIn,
  referenceOf,
  sendBesides,
  takeUp,
} from '../support/stories.ts'
import type { World } from '../support/world.ts'
import { ask, firstFile, firstTask, formFor, toStranger, type Names } from './routes.asking.ts'
import { caseRoutes } from './routes.cases.ts'
import { impossibleIn, insiders, outsiders, withoutForm, type TriedState } from './routes.states.ts'

const routes = Object.entries(caseRoutes)
const isAsked = (route: string) => route.startsWith('get')
const triedStates = Object.keys(impossibleIn).filter((it): it is TriedState => Object.hasOwn(impossibleIn, it))

/** How a case that was reported comes into each state. */
const into: Record<TriedState, (world: World, id: string) => Promise<void>> = {
  in_progress: (world, id) => takeUp(world, 'clerk', id),
  waiting: async (world, id) => {
    await takeUp(world, 'clerk', id)
    await sendBesides(world, 'clerk', id, 'wachten')
  },
  closed: async (world, id) => {
    await takeUp(world, 'clerk', id)
    await handleAndClose(world, 'clerk', id)
  },
  withdrawn: (world, id) => sendBesides(world, 'member', id, 'intrekken'),
  duplicate: async (world, id) => {
    await takeUp(world, 'clerk', id)
    const kenmerk = await referenceOf(world, await world.report('member'))
    const clerk = await world.signIn('clerk')
    assert.equal((await clerk.post(`/meldingen/${id}/dubbel`, { ...formsBesides()['dubbel'], kenmerk })).status, 303)
  },
  not_an_incident: async (world, id) => {
    await takeUp(world, 'clerk', id)
    await sendBesides(world, 'clerk', id, 'geen-incident')
  },
}

/** A report with a file, a confidant and a witness, in this state, and what stands in a path about it. */
async function caseIn(world: World, state: TriedState): Promise<Names & { id: string }> {
  const id = await world.report('member', {}, [aPicture])
  await letIn(world, 'member', id, 'confidant')
  await sendBesides(world, 'clerk', id, 'getuigen')
  const measure = await makeMeasure(world, 'clerk', id)
  const record = await keepSomebody(world, 'clerk', id)
  const letter = await makeLetter(world, 'clerk', id, measure)
  await into[state](world, id)
  const { rows } = await world.owner.query<{ state: string }>('select state from incident_case where id = $1', [id])
  assert.equal(rows[0]?.state, state)
  const [file, task] = [await firstFile(world, id), await firstTask(world, id)]
  const online = await onlineOf(world, id)
  return {
    ...online,
    id,
    file,
    task,
    measure,
    record,
    report: id,
    person: idOf('otherMember'),
    page: 'wat',
    step: 'gedaan',
    letter,
  }
}

const withCases =
  (look: (world: World, state: TriedState, names: Names & { id: string }) => Promise<void>) => async (world: World) => {
    for (const state of triedStates) await look(world, state, await caseIn(world, state))
  }

const impossible = (state: TriedState, route: string): number | undefined => {
  const found: Readonly<Record<string, number>> = impossibleIn[state]
  return isAsked(route) ? undefined : found[route.replace('post /meldingen/:id/', '')]
}

export const stateChecks: Checks = {
  'in whatever state a case is, it is not there for who is not named in the table, and nothing in it changes':
    withCases(async (world, state, names) => {
      const before = await fingerprint(world, names.id)
      const tryAll = async (who: PersonKey) => {
        const visitor = await world.signIn(who)
        for (const [route] of routes) {
          const seen = await ask(visitor, route, names, formFor(route))
          assert.equal(seen.status, 404, `${who}: ${route} when ${state}`)
          assert.doesNotMatch(seen.text, /M-2026-/, `${who}: ${route} when ${state}`)
        }
      }
      await Promise.all(outsiders.map(tryAll))
      for (const [route] of routes)
        assert.equal((await ask(world.visitor, route, names)).status, toStranger(route), `a stranger: ${route}`)
      assert.deepEqual(changedIn(before, await fingerprint(world, names.id)), [])
    }),

  'in whatever state a case is, those who see it may do what the table says for it, and no more': withCases(
    async (world, state, names) => {
      const before = await fingerprint(world, names.id)
      const tryAll = async (who: PersonKey) => {
        const visitor = await world.signIn(who)
        for (const [route, may] of routes) {
          const at = `${who}: ${route} when ${state}`
          const no = impossible(state, route)
          if (may[who] === undefined) {
            const { status } = await ask(visitor, route, names, formFor(route))
            assert.ok(status === 404 || (status === 422 && !isAsked(route)), `${at} was answered with ${status}`)
          } else if (no !== undefined) assert.equal((await ask(visitor, route, names, formFor(route))).status, no, at)
          else if (isAsked(route)) assert.equal((await ask(visitor, route, names)).status, may[who], at)
          else if (withoutForm[route] === undefined)
            assert.equal((await ask(visitor, route, names, {}, [])).status, 422, at)
        }
      }
      await Promise.all(insiders.map(tryAll))
      assert.deepEqual(changedIn(before, await fingerprint(world, names.id)), [])
      for (const [route, status] of Object.entries(withoutForm))
        for (const who of insiders) {
          if (caseRoutes[route]?.[who] === undefined || impossible(state, route) !== undefined) continue
          const seen = await ask(await world.signIn(who), route, names)
          assert.equal(seen.status, status, `${who}: ${route} when ${state}`)
        }
    },
  ),
}
