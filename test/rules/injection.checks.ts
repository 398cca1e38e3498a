import assert from 'node:assert/strict'
import { z } from 'zod'
import { allRoutes } from '../../src/app.ts'
import type { Checks } from '../support/checks.ts'
import { wrongWith } from '../support/harmless.ts'
import { createHostileMarkers, planted, wordsIn } from '../support/hostile.ts'
import { writeTheRest } from '../support/hostile-story.ts'
import { patternOf } from '../support/leaving-forms.ts'
import { writeEverywhere } from '../support/leaving.ts'
import type { Markers } from '../support/markers.ts'
import { recorder, type Recorder } from '../support/recorder.ts'
import { may, pathFiller, viewAll, viewers, viewWithQueries, type Fill, type Shown } from '../support/viewing.ts'
import { checkMails } from '../support/mails-sent.ts'
import type { World } from '../support/world.ts'
import { harmful, harmfulHeaders, notKept } from './injection.expected.ts'

const made = new WeakMap<World, ReturnType<typeof attack>>()

/** Once for each world, as it takes some seconds. */
function attacked(world: World): ReturnType<typeof attack> {
  const known = made.get(world) ?? attack(world)
  made.set(world, known)
  return known
}

/** Writes what means harm in every field of every form, and asks for every address as everybody. */
async function attack(world: World) {
  const markers = createHostileMarkers()
  const seen = recorder(world)
  const { quick, full, tokens } = await writeEverywhere(world, seen, markers)
  const others = await writeTheRest(world, seen, markers)
  await world.runJobs()
  const calendar = await (await world.signIn('clerk')).post('/account/agenda')
  const feed = /\/agenda\/([\w-]+)\.ics/u.exec(calendar.html)?.[1] ?? ''
  const fill = await pathFiller(world, { cases: [quick, full, ...others.slice(0, 1)], others, feed, tokens })
  await sendWhatIsLeft(seen, markers, fill)
  const viewed: Shown[] = []
  for (const who of [undefined, ...viewers]) viewed.push(...(await viewAll(world, who, fill)))
  viewed.push(...(await viewWithQueries(world, fill, name => markers.of(`query ${name}`))))
  const answered = seen.seen.map(({ status, headers, html }) => ({
    where: `an answer with ${status}: ${/<title>(.{0,60})/u.exec(html)?.[1] ?? ''}`,
    status,
    headers,
    body: Buffer.from(html),
  }))
  return { markers, viewed, answered, seen }
}

/** The fields that take any text, as their own schema says. */
const freeFields = allRoutes.flatMap(({ path, needs, schema }) =>
  Object.entries(schema?.shape ?? {})
    .filter(([, field]) => field instanceof z.ZodType && field.safeParse(createHostileMarkers().of('free')).success)
    .map(([name]) => ({ path, needs, name, field: `${path} ${name}` })),
)

/** The words that were sent in each field. */
function wordsByField(seen: Recorder): Map<string, string[]> {
  const words = new Map<string, string[]>()
  for (const { path, form } of seen.sent)
    for (const [name, value] of Object.entries(form).filter(([, it]) => it.includes(planted))) {
      const field = `${patternOf(path)} ${name}`
      words.set(field, [...(words.get(field) ?? []), ...wordsIn(value)])
    }
  return words
}

/** Forms that no story sent with words in every free field. */
async function sendWhatIsLeft(seen: Recorder, markers: Markers, fill: Fill) {
  const sent = wordsByField(seen)
  const left = Map.groupBy(
    freeFields.filter(it => !sent.has(it.field)),
    it => it.path,
  )
  for (const [path, fields] of left) {
    const who = ['clerk' as const, ...viewers].find(it => may(it, fields[0]?.needs ?? ''))
    const form = Object.fromEntries(fields.map(({ name, field }) => [name, markers.of(field)]))
    const answer = await (await seen.signIn(who)).post(fill(path)[0] ?? '', form)
    assert.ok(answer.status < 500, `${path} was answered with ${answer.status}`)
  }
}

export const injectionChecks: Checks = {
  'what somebody typed is never more than text: no element, script, handler, address, header or line of its own':
    async world => {
      const { viewed, answered } = await attacked(world)
      const holding = viewed.filter(it => it.body.includes(planted))
      assert.ok(holding.length > 200)
      assert.deepEqual(
        viewed.filter(it => it.status >= 500).map(it => it.where),
        [],
      )
      const wrong = [...viewed, ...answered].flatMap(it => wrongWith(it).map(what => `${what}, in ${it.where}`))
      assert.deepEqual([...new Set(wrong)], [])
    },

  'every field that takes any text was sent what means harm, and is shown to somebody or kept nowhere': async world => {
    const { viewed, seen } = await attacked(world)
    const sent = wordsByField(seen)
    assert.deepEqual(
      freeFields.filter(it => !sent.has(it.field)).map(it => it.field),
      [],
    )
    const shown = new Set(viewed.filter(it => it.status === 200).flatMap(it => wordsIn(it.body.toString('utf8'))))
    const unseen = freeFields.map(it => it.field).filter(it => !sent.get(it)?.some(word => shown.has(word)))
    assert.deepEqual(unseen.toSorted(), Object.values(notKept).flat().toSorted())
  },

  'an answer that does what somebody typed would be found': async () => {
    for (const [type, bodies] of Object.entries(harmful))
      for (const body of bodies) {
        const answer = { status: 200, headers: new Headers({ 'content-type': type }), body: Buffer.from(body) }
        assert.notDeepEqual(wrongWith(answer), [], `${type}: ${body}`)
      }
    for (const [name, value] of harmfulHeaders) {
      const headers = new Headers({ 'content-type': 'text/plain', [name]: value })
      assert.notDeepEqual(wrongWith({ status: 200, headers, body: Buffer.from('') }), [], `${name}: ${value}`)
    }
  },

  'no mail has a header, an address or a part that somebody typed, and no word but the name of the organisation':
    async world => {
      const { markers } = await attacked(world)
      assert.deepEqual(await checkMails(world.mails), [])
      const words = world.mails.flatMap(it => markers.foundIn(`${it.subject} ${it.text}`))
      assert.deepEqual([...new Set(words)], ['/beheer/instellingen naam'])
    },
}
