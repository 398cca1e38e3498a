import { allRoutes } from '../../src/app.ts'
import { idOf } from '../support/people.ts'
import { aLetter, formsBesides, formsOfRecords, rightForms } from '../support/stories.ts'
import { quickForm, type Seen, type TestFile, type Visitor, type World } from '../support/world.ts'

// How the rules ask for routes by the names under which they stand in the tables.

export const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`
const kinds = new Map(allRoutes.map(route => [nameOf(route), route.kind]))

/** What stands in a path for its names. */
export type Names = Readonly<Record<string, string>>
const address = (path: string, names: Names) =>
  path.replaceAll(/:([a-z]+)/g, (_, name: string) => names[name] ?? 'missing')

/** Asks with a form, by itself an empty one, and with a file where one belongs. */
export function ask(
  visitor: Visitor,
  route: string,
  names: Names,
  form: Record<string, string> = {},
  files: readonly TestFile[] = route.endsWith('/bewijs') ? [aLetter] : [],
): Promise<Seen> {
  const [method, path = ''] = route.split(' ')
  const at = address(path, names)
  if (method === 'get') return visitor.get(at)
  return kinds.get(route) === 'upload' ? visitor.upload(at, form, files) : visitor.post(at, form)
}

/** What a route answers to somebody who is not signed in. */
export const toStranger = (route: string) => (route.startsWith('get') ? 303 : 401)

export async function firstTask({ owner }: World, id: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    "select id from task where case_id = $1 and kind = 'support_talk'",
    [id],
  )
  return rows[0]?.id ?? ''
}

export async function firstFile({ owner }: World, id: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>('select id from file where case_id = $1', [id])
  return rows[0]?.id ?? ''
}

/** The right form for a route of a case. */
export function formFor(route: string): Record<string, string> {
  if (route === 'post /melden/snel/:id') return quickForm
  if (route.endsWith('/vertrouwenspersoon')) return { confidant: idOf('confidant'), lezen: 'nee' }
  if (route === 'post /melden/volledig/:id/:page') return { for_whom: 'self' }
  if (route === 'post /meldingen/:id/aanvulling/:report') return { doe: 'gelezen' }
  const last = route.split('/').at(-1) ?? ''
  return { ...rightForms(), ...formsBesides(), ...formsOfRecords() }[last] ?? {}
}
