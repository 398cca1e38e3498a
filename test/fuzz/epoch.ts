import assert from 'node:assert/strict'
import { allRoutes } from '../../src/app.ts'
import { wrongWhatever } from '../faults/invariants.ts'
import { formsOf } from '../support/forms.ts'
import { faults } from '../support/sender.ts'
import { openWorld, type World } from '../support/world.ts'
import { checkAnswer, type Side } from './answers.ts'
import { pathOf } from '../support/declared.ts'
import { nameOf, routeAt, type Door, type Furnished, type Who } from './doors.ts'
import { fillIn, type Filled } from './filling.ts'
import type { Change, Move } from './moves.ts'
import { asked, describe, spoil, toRequest, type Draft } from './sending.ts'
import type { Tally } from './tally.ts'

// One world, as it was furnished, and everything that is asked of it.

/** Called with what a form was told that should be right and did not pass. */
type Watch = (route: string, reason: string) => void

const names = allRoutes.map(nameOf)
const somebody: readonly Who[] = (
  [
    'member',
    'clerk',
    'manager',
    'administrator',
    'auditor',
    'privacyOfficer',
    'archivist',
    'foreignClerk',
    'foreignMember',
  ] as const
).map(key => ({ key, assurance: 2 }))
const nobody: Who = { key: undefined, assurance: 2 }
/** Who could send a request in the place of somebody. */
const others: readonly Who[] = [nobody, ...somebody]

const sideOf = ({ key }: Who): Side =>
  key === undefined ? 'nowhere' : key.startsWith('foreign') ? 'elsewhere' : 'here'

/** Whose request it is after what was done to it. */
const whoAfter = (changes: readonly Change[], who: Who): Who =>
  changes.reduce((now, it) => {
    if (it.what === 'cookie') return nobody
    return it.what === 'somebody else' ? (others[it.who % others.length] ?? now) : now
  }, who)

export async function runEpoch(
  furnished: Furnished,
  moves: readonly Move[],
  tally: Tally,
  watch: Watch,
): Promise<void> {
  const world = await openWorld(await furnished.copy())
  try {
    world.clock.advance(furnished.now.getTime() - world.clock.now().getTime())
    const epoch = createEpoch(world, furnished, tally, watch)
    for (const move of moves) await epoch.carryOut(move)
    await world.runJobs()
    await world.keepLog()
    assert.deepEqual(faults(world), [], 'a fault was logged')
    for (const [what, rows] of await wrongWhatever(world.owner)) {
      // Some of what was put down for the pages is no whole case.
      const before = furnished.wrong.get(what) ?? []
      assert.deepEqual(
        rows.filter(it => !before.includes(it)),
        [],
        `not so: ${what}`,
      )
    }
  } finally {
    await world.close()
  }
}

function createEpoch(world: World, { doors, scene }: Furnished, tally: Tally, watch: Watch) {
  const sessions = new Map<string, string>()
  const cookieOf = async ({ key, assurance }: Who): Promise<string> => {
    if (key === undefined) return ''
    const name = `${key} ${assurance}`
    const token = sessions.get(name) ?? (await world.startSession(key, undefined, assurance))
    sessions.set(name, token)
    return `weerbaar=${token}`
  }

  /** Sends it, and judges the answer. */
  const send = async (route: string, draft: Draft, move: Move, who: Who) => {
    world.clock.advance(2000)
    const began = performance.now()
    const response = await world.app.request(toRequest(draft))
    const text = Buffer.from(await response.arrayBuffer()).toString()
    const { status, headers } = response
    const ms = performance.now() - began
    const location = headers.get('location') ?? ''
    try {
      checkAnswer({ status, headers, text, ms }, sideOf(who))
    } catch (error) {
      const why = error instanceof Error ? error.message : ''
      throw new Error(`${route}: ${why}\n${describe(draft, move)}\n${faults(world).join('')}`, { cause: error })
    }
    // Who was signed out, signs in again.
    if (status === 401 || location.startsWith('/inloggen')) sessions.delete(`${who.key} ${who.assurance}`)
    return { status, text, location }
  }

  /** Sends what was drawn, and counts it: not the page that it was read from, nor the answer to what it asks. */
  const sendDrawn = async (route: string, draft: Draft, move: Move, who: Who) => {
    const answer = await send(route, draft, move, who)
    tally.add(route, answer.status, draft.method === 'GET' && answer.location.includes('?naar='))
    return answer
  }

  const get = async (path: string, move: Move, who: Who) =>
    send(
      routeAt('get', path) ?? '',
      { method: 'GET', path, cookie: await cookieOf(who), headers: [], filled: undefined, upload: false },
      move,
      who,
    )

  /** The form of a route as it stands on a page now. */
  const findForm = async (route: string, { page, who, before }: Door, move: Move) => {
    let html = ''
    if (before) {
      const filled: Filled = { fields: Object.entries(before.values), files: [] }
      const sent = await send(
        `post ${before.path}`,
        { method: 'POST', path: before.path, cookie: await cookieOf(who), headers: [], filled, upload: before.upload },
        move,
        who,
      )
      html = sent.status === 303 ? '' : sent.text
    }
    if (!html) html = (await get(page, move, who)).text
    const found = formsOf(html).filter(it => routeAt('post', it.action || page) === route)
    const form = found[move.door % Math.max(1, found.length)]
    return form && { form, html }
  }

  const draftOf = async (route: string, move: Move): Promise<{ draft: Draft; who: Who }> => {
    const known = doors.get(route) ?? []
    const door = (n: number) => known[(move.door + n) % known.length]
    if (route.startsWith('get')) {
      const { page, who } = door(0) ?? { page: '/', who: somebody[0] ?? { key: undefined, assurance: 2 } }
      const inPage = routeAt('get', page) === route && move.picks[1] !== undefined && move.picks[1] % 2 === 0
      const [form] = inPage ? formsOf((await get(page, move, who)).text, 'get') : []
      const path = form
        ? asked(page, fillIn(form, move, { html: '', path: page, now: world.clock.now() }, scene).fields)
        : page
      return {
        draft: { method: 'GET', path, cookie: await cookieOf(who), headers: [], filled: undefined, upload: false },
        who,
      }
    }
    for (let n = 0; n < 3; n++) {
      const way = door(n)
      const now = way && (await findForm(route, way, move))
      if (now) return { draft: await toDraft(way, now.form, now.html, move), who: way.who }
    }
    const way = door(0)
    assert.ok(way?.form, `${route} has no form`)
    return { draft: await toDraft(way, way.form, '', move), who: way.who }
  }

  const toDraft = async (
    { who, page }: Door,
    form: NonNullable<Door['form']>,
    html: string,
    move: Move,
  ): Promise<Draft> => {
    // A code of an app is good once.
    if (form.action.includes('tweede-stap')) world.clock.advance(30_000)
    return {
      method: 'POST',
      path: form.action || pathOf(page),
      cookie: await cookieOf(who),
      headers: [],
      filled: fillIn(
        form,
        move,
        { html, path: form.action || page, now: new Date(world.clock.now().getTime() + 2000) },
        scene,
      ),
      upload: form.upload,
    }
  }

  return {
    carryOut: async (move: Move): Promise<void> => {
      const route = names[move.route] ?? ''
      const { draft, who } = await draftOf(route, move)
      if (!move.right) {
        const cookies = await Promise.all(others.map(cookieOf))
        for (const change of move.changes) spoil(draft, change, scene, cookies)
        await sendDrawn(route, draft, move, whoAfter(move.changes, who))
        return
      }
      const answer = await sendDrawn(route, draft, move, who)
      if (answer.status >= 400) watch(route, `${answer.status} ${errorsIn(answer.text)} ${describe(draft, move)}`)
      // A page that asks whether it is right, is answered.
      if (draft.method !== 'POST' || answer.status !== 200) return
      const [sure] = formsOf(answer.text).filter(it => it.action !== '/uitloggen')
      const next = sure && routeAt('post', sure.action)
      if (next) await send(next, await toDraft({ who, page: draft.path }, sure, answer.text, move), move, who)
    },
  }
}

const errorsIn = (html: string) => /id="fouten".*?<\/section>/s.exec(html)?.[0].replaceAll(/<[^>]*>|\s+/g, ' ') ?? ''
