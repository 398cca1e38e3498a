import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { isAsking } from '../../src/engines/questionnaires/definition.ts'
import { fullReport } from '../../src/features/incidents/full-report.ts'
import { formsOf } from './forms.ts'
import type { Markers } from './markers.ts'
import type { Recorder } from './recorder.ts'

// A full report with a word in each of its fields, and one that goes wrong on every page.

/** What is chosen on a page that goes right; every other field gets a word. */
const chosen: Record<string, string> = {
  for_whom: 'witness',
  function_hit: 'enforcement_officer',
  categories: 'threat\ndoxing',
  main_category: 'threat',
  date: '2026-04-20',
  time: '09:00',
  channel: 'email',
  perpetrator_known: 'known',
  perpetrator_relation: 'resident',
  influence: 'tried',
  consequences: 'damage',
  serious_injury: 'no',
  safe_now: 'no',
  via_weerbaar: 'ja',
  not_manager: '',
}
// A colleague who is not found keeps the page from going on.
const people = new Set(['hit', 'seen', 'colleague'])
const names = fullReport.pages.flatMap(page => page.questions.filter(isAsking).map(it => it.id))

/** Every field of every page with a word that cannot be right there, and then the report as it should be. */
export async function reportFullyWithWords(seen: Recorder, markers: Markers): Promise<string> {
  const id = randomUUID()
  const witness = await seen.signIn('otherMember')
  for (const { path } of fullReport.pages) {
    const wrong = Object.fromEntries(names.map(name => [name, markers.of(`wrong full report ${path} ${name}`)]))
    const file = { name: `${markers.of(`wrong full report ${path} file name`)}.exe`, content: 'MZ' }
    const answer = await witness.upload(`/melden/volledig/${id}/${path}`, wrong, [file])
    assert.ok(answer.status < 500, `${path} was answered with ${answer.status}`)
  }
  let at = `/melden/volledig/${id}/voor-wie`
  for (let step = 0; step < 20 && !at.startsWith('/meldingen/'); step++) {
    const words = Object.fromEntries(
      names.flatMap(name => (people.has(name) ? [] : [[name, chosen[name] ?? markers.of(`full report ${name}`)]])),
    )
    const answer = await witness.upload(at, words, [])
    assert.equal(answer.status, 303, `${at}: ${answer.text.slice(0, 300)}`)
    at = answer.location
  }
  await (await seen.signIn('secretary')).get(`/meldingen/${id}`)
  return id
}

/** An addition to a report: each page wrong and right, and read by who handles it. */
export async function addWithWords(seen: Recorder, markers: Markers, id: string): Promise<void> {
  const member = await seen.signIn('member')
  let at = (await member.get(`/meldingen/${id}/aanvullen`)).location
  for (let step = 0; step < 20 && at.includes('/aanvullen/'); step++) {
    const fields = formsOf((await member.get(at)).html).flatMap(it => it.fields.map(field => field.name))
    const word = (how: string) => (name: string) => [name, markers.of(`${how} addition ${name}`)] as const
    const wrong = await member.post(at, Object.fromEntries(fields.map(word('wrong'))))
    assert.ok(wrong.status < 500, `${at} was answered with ${wrong.status}`)
    const right = fields.map(name => (name in chosen ? ([name, chosen[name] ?? ''] as const) : word('right')(name)))
    const answer = await member.post(at, Object.fromEntries(right))
    assert.equal(answer.status, 303, `${at}: ${answer.text.slice(0, 300)}`)
    at = answer.location
  }
  await (await seen.signIn('clerk')).get(`/meldingen/${id}`)
}
