import assert from 'node:assert/strict'
import { allRoutes } from '../../src/app.ts'
import { fillIn, formsOf, type FoundForm } from './forms.ts'
import type { Markers } from './markers.ts'
import { idOf, type PersonKey } from './people.ts'
import type { Recorder } from './recorder.ts'
import { aProtocolToName } from './protocol.ts'
import { aPicture, leaveDraft, takeUp } from './stories.ts'
import type { Seen, Visitor, World } from './world.ts'

const visitors: readonly (PersonKey | undefined)[] = [
  undefined,
  ...(['member', 'clerk', 'manager', 'politicalCoordinator', 'confidant', 'administrator', 'auditor'] as const),
]

/** Goes to every page as somebody of every role, and sends every form that stands there: right as far as can be, and all wrong. */
export async function fillInEveryForm(world: World, seen: Recorder, markers: Markers) {
  const id = await world.report('member', {}, [aPicture])
  await takeUp(world, 'clerk', id)
  const draft = await leaveDraft(world, 'member', [aPicture])
  const protocol = await aProtocolToName(world)
  const known = new Set<string>()
  const isNew = (who: PersonKey | undefined, { action, fields }: FoundForm) => {
    const name = [who, patternOf(action), ...fields.map(it => it.name)].join(' ')
    return !known.has(name) && known.add(name).size > 0
  }
  for (const who of visitors) {
    for (const page of pagesFor(id, draft, protocol)) {
      // Anew for each page: among the forms are those that end a session.
      const { html } = await (await seen.signIn(who)).get(page)
      for (const form of formsOf(html).filter(it => isNew(who, it)))
        for (const wrong of [true, false]) {
          const answer = await sendWords(await seen.signIn(who), form, markers, wrong)
          assert.ok(answer.status < 500, `${form.action} was answered with ${answer.status}`)
        }
    }
  }
}

/** Whose things a page of this kind names. */
const namedIn = (path: string, id: string, draft: string, protocol: string): string => {
  if (path.includes('/protocol/')) return protocol
  if (path.startsWith('/melden/snel/')) return draft
  if (path.startsWith('/beheer/mensen/')) return idOf('otherMember')
  if (path.startsWith('/beheer/eenheden/')) return idOf('griffie')
  return path.startsWith('/beheer/contactpunten/') ? idOf('contact waterstad') : id
}

const namesFor = (path: string): string[] =>
  path.startsWith('/beheer/teksten/') ? ['melden', 'afsluiten', 'rechtsbijstand', 'norm'] : ['council-member']

const pagesFor = (id: string, draft: string, protocol: string): string[] =>
  allRoutes
    .filter(it => it.kind === 'page')
    .flatMap(({ path }) => {
      const named = path
        .replace(':id', namedIn(path, id, draft, protocol))
        .replace(':membership', idOf('otherMember 0'))
      return namesFor(path).map(name => named.replace(':name', name))
    })
    .filter(path => !path.includes(':'))

function sendWords(visitor: Visitor, form: FoundForm, markers: Markers, wrong: boolean): Promise<Seen> {
  const path = patternOf(form.action)
  const { values, files } = fillIn(form, field => markers.of(`${path} ${field}`), wrong)
  if (!form.upload) return visitor.post(form.action, values)
  return visitor.upload(
    form.action,
    values,
    files.map(it => it.file),
    files[0]?.field,
  )
}

/** The path as its route is declared. */
export const patternOf = (path: string): string =>
  allRoutes.find(it => it.method === 'post' && new RegExp(`^${it.path.replaceAll(/:[a-z]+/g, '[^/]+')}$`).test(path))
    ?.path ?? path

/** The paths of the routes to which no form was sent yet. */
export const routesNotSent = (seen: Recorder): string[] => {
  const sent = new Set(seen.sent.map(it => patternOf(it.path)))
  return allRoutes.filter(it => it.method === 'post' && !sent.has(it.path)).map(it => it.path)
}

/** Where there is only a button, words come along that nobody asked for. */
export async function pressEveryButton(seen: Recorder, markers: Markers, id: string) {
  for (const path of routesNotSent(seen))
    for (const who of ['clerk', 'member', 'administrator'] as const) {
      const visitor = await seen.signIn(who)
      const answer = await visitor.post(path.replaceAll(/:[a-z]+/g, id), { extra: markers.of(`${path} extra`) })
      assert.ok(answer.status < 500, `${path} was answered with ${answer.status}`)
    }
}
