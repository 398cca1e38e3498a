import { wrongWhatever } from '../faults/invariants.ts'
import { furnish } from '../journeys/templates.ts'
import { declaredAt } from '../support/declared.ts'
import { formsOf, type FoundForm } from '../support/forms.ts'
import { idOf, type PersonKey } from '../support/people.ts'
import { copyOf, freshDatabase, type TestDatabase } from '../support/postgres.ts'
import { prepareWorld } from '../support/seed.ts'
import { openWorld, type World } from '../support/world.ts'
import { moreScene, type Scene } from './more-scene.ts'
import { people } from './words.ts'

// Every route is found from the pages themselves: what is linked from them, and the forms that stand on them.

export interface Who {
  key: PersonKey | undefined
  /** How many factors this session gave. */
  assurance: 1 | 2
}

/** One way to a route: somebody, and the page that it is or on which its form stands. */
export interface Door {
  who: Who
  page: string
  /** The form as it stood there, for a route that is sent to. */
  form?: FoundForm
  /** What is sent first; its answer is the page, or leads to it. */
  before?: { path: string; values: Readonly<Record<string, string>>; upload: boolean }
}

export type Doors = ReadonlyMap<string, readonly Door[]>

export interface Furnished {
  doors: Doors
  scene: Scene
  /** A database as it was when everything had been put down. */
  copy: () => Promise<TestDatabase>
  /** What was not sound then. */
  wrong: ReadonlyMap<string, readonly string[]>
  /** How far the clock had gone by then. */
  now: Date
  drop: () => Promise<void>
}

export const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

/** The route that answers at this address, by its name. */
export function routeAt(method: string, address: string): string | undefined {
  const route = declaredAt(method, address)
  return route && nameOf(route)
}

/** Fills a world with something for every route, and looks where each can be reached. */
export async function furnishForFuzz(): Promise<Furnished> {
  const database = await freshDatabase(prepareWorld)
  const world = await openWorld({ ...database, drop: () => Promise.resolve() })
  const lookers = await furnish(world)
  const scene = await moreScene(world)
  const starts = new Map<string, { who: Who; pages: string[] }>()
  const add = (key: PersonKey | undefined, assurance: 1 | 2, pages: readonly string[]) => {
    const known = starts.get(`${key} ${assurance}`) ?? { who: { key, assurance }, pages: [] }
    known.pages.push(...pages)
    starts.set(`${key} ${assurance}`, known)
  }
  for (const { who, sees } of lookers)
    add(
      who === 'nobody' ? undefined : who,
      2,
      sees.map(it => it.at ?? it.route),
    )
  add(undefined, 2, [...scene.links, scene.feed, '/.well-known/security.txt', '/thema/GM9901', '/thema/GM9901/logo'])
  const cases = scene.cases.map(it => `/meldingen/${it}`)
  add('clerk', 2, ['/account/agenda', '/werklijst?soort=threat', `/meldingen/${scene.held}/bewaren`, ...cases])
  add('privacyOfficer', 2, ['/bewaartermijnen/instellen?soort=threat&afloop=any'])
  add('mayor', 2, ['/account/agenda'])
  add('member', 2, cases)
  add('deputyClerk', 2, [
    '/werklijst',
    '/noodtoegang',
    '/account/tweede-stap',
    ...scene.shared.map(it => `/meldingen/${it}`),
  ])
  add('secretary', 1, ['/inloggen/tweede-stap'])
  add('integrityOfficer', 1, ['/inloggen/tweede-stap'])
  add('otherManager', 1, ['/account/tweede-stap', '/account/passkeys/nieuw'])
  add('member', 2, [
    `/melden/volledig/${scene.full}/bewijs`,
    `/account/inloggen/${idOf('waterstad')}/verder?staat=${'s'.repeat(43)}`,
  ])
  add(undefined, 2, [`/inloggen/organisatie/${idOf('waterstad')}/sleutels`])
  add('administrator', 2, [`/beheer/mensen/${scene.invited}`])
  add('member', 2, ['/account/inloggen'])
  add('foreignCoordinator', 2, ['/privacy-instellingen/inloggen'])
  const doors = new Map<string, Door[]>()
  for (const { who, pages } of starts.values()) await walk(world, who, pages, doors)
  for (const door of await reachedBySending(world)) doors.set(door.route, [...(doors.get(door.route) ?? []), door])
  const now = world.clock.now()
  const wrong = await wrongWhatever(world.owner)
  await world.close()
  return { doors, wrong, scene, now, copy: () => copyOf(database.name), drop: database.drop }
}

/** Forms that no page shows to who only follows links. */
async function reachedBySending(world: World): Promise<(Door & { route: string })[]> {
  const ways: (Door & { route: string })[] = []
  const list = { path: '/beheer/mensen/lijst', values: { tekst: people }, upload: true }
  const setUp = { path: '/account/tweede-stap/app', values: {}, upload: false }
  for (const { who, page, before, also } of [
    { who: { key: 'administrator', assurance: 2 }, page: list.path, before: list, also: [] },
    { who: { key: 'otherManager', assurance: 1 }, page: setUp.path, before: setUp, also: ['/account/tweede-stap/qr'] },
  ] as const) {
    const visitor = await world.signIn(who.key, undefined, who.assurance)
    const sent = before.upload
      ? await visitor.upload(before.path, before.values, [])
      : await visitor.post(before.path, before.values)
    const { html } = sent.status === 303 ? await visitor.get(page) : sent
    for (const form of formsOf(html)) {
      const route = routeAt('post', form.action)
      if (route !== undefined && form.action !== before.path) ways.push({ route, who, page, form, before })
    }
    for (const address of [page, ...also])
      ways.push({ route: routeAt('get', address) ?? '', who, page: address, before })
  }
  return ways
}

/** Whose page a form must be taken from to be right. */
const onlyBy: Readonly<Record<string, PersonKey>> = {
  'post /noodtoegang': 'deputyClerk',
  'post /inloggen/tweede-stap': 'secretary',
}

/** Of a case there must be many, as some routes end it. */
function mostDoors(route: string): { each: number; all: number } {
  if (route.includes('/beheer/')) return { each: 12, all: 12 }
  if (!route.includes('/meldingen/:id')) return { each: 2, all: 6 }
  return route.startsWith('post') ? { each: 16, all: 60 } : { each: 5, all: 20 }
}

/** Somebody looks at these pages and at what they lead to. */
async function walk(world: World, who: Who, pages: readonly string[], doors: Map<string, Door[]>): Promise<void> {
  const visitor = who.key ? await world.signIn(who.key, undefined, who.assurance) : world.visitor
  const queue = [...pages]
  const done = new Set<string>()
  const hasAll = (route: string) => {
    const known = doors.get(route) ?? []
    const { each, all } = mostDoors(route)
    return known.length >= all || known.filter(it => it.who === who).length >= each
  }
  const put = (route: string | undefined, door: Door) => {
    if (route === undefined || hasAll(route) || (onlyBy[route] ?? who.key) !== who.key) return
    const known = doors.get(route) ?? []
    if (!known.some(it => it.who === who && it.page === door.page && it.form?.action === door.form?.action))
      doors.set(route, [...known, door])
  }
  for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
    const route = routeAt('get', page)
    const given = pages.includes(page)
    if (done.has(page) || (!given && (route === undefined || hasAll(route)))) continue
    done.add(page)
    const { status, body, headers } = await visitor.bytes(page)
    const html = headers.get('content-type')?.startsWith('text/html') ? body.toString() : ''
    if (given || status < 400) put(route, { who, page })
    for (const form of formsOf(html)) put(routeAt('post', form.action || page), { who, page, form })
    for (const [, address = ''] of html.matchAll(/(?:href|src)="(\/[^"#]*)/g))
      queue.push(address.replaceAll('&amp;', '&'))
  }
}
