import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { projectFile } from '../../platform/project.ts'
import { checkAll } from './answers.ts'
import { isAsking, type Definition } from './definition.ts'
import { questionnaire } from './library.ts'
import { readDefinition } from './reading.ts'
import { nextTo, optionsOf, walk, type Setting, type Values } from './walk.ts'

const files = readdirSync(projectFile('content/questionnaires')).filter(it => it.endsWith('.yaml'))

test('every questionnaire that lies in content is sound', () => {
  assert.ok(files.length > 0)
  for (const file of files)
    assert.deepEqual(
      readDefinition(readFileSync(projectFile(`content/questionnaires/${file}`), 'utf8')).faults,
      [],
      file,
    )
})

/** Answers that somebody could give, right and wrong ones. */
const answersFor = (it: Definition) =>
  fc.record(
    Object.fromEntries(
      it.pages.flatMap(page =>
        page.questions.filter(isAsking).map(question => {
          const known = question.kind === 'choice' || question.kind === 'choices' ? question.options : undefined
          const values = [...(known?.map(one => one.value) ?? ['ja', 'threat', '2026-04-24']), '', 'wat dan ook']
          return [question.id, fc.constantFrom(...values)] as const
        }),
      ),
    ),
    { requiredKeys: [] },
  )
const settings = fc
  .record({ several: fc.boolean(), perpetrator: fc.boolean(), manager: fc.boolean(), later: fc.boolean() })
  .map(({ several, perpetrator, manager, later }): Setting => {
    const said = (yes: boolean) => (yes ? 'yes' : 'no')
    const two = [
      { value: 'threat', label: 'Bedreiging' },
      { value: 'ja', label: 'Iets anders' },
    ]
    return {
      facts: {
        several_functions: said(several),
        perpetrator: said(perpetrator),
        to_manager: said(manager),
        later: said(later),
      },
      lists: {
        categories: two,
        chosen_categories: two,
        channels: two,
        own_functions: two,
        functions_hit: two,
        handlers: two,
      },
    }
  })

test('whoever goes on from the first page comes to the last, meets each page once, and finds the same way back', () => {
  const it = questionnaire('full-report@1')
  fc.assert(
    fc.property(answersFor(it), settings, (answers, setting) => {
      const values: Values = Object.fromEntries(
        Object.entries(answers).flatMap(([name, it]) => (it ? [[name, it]] : [])),
      )
      const way = walk(it, values, setting)
      const pages = way.pages.map(one => one.page)
      const walked = []
      for (let page = pages[0]; page; page = nextTo(it, way, page, 1)) walked.push(page.id)
      assert.deepEqual(
        walked,
        pages.map(page => page.id),
      )
      const back = []
      for (let page = pages.at(-1); page; page = nextTo(it, way, page, -1)) back.push(page.id)
      assert.deepEqual(back.toReversed(), walked)
      assert.ok(walked.length <= 12, 'at most twelve screens, with the one on which it is checked beside them')
    }),
  )
})

test('what is on the way is asked for these answers, and a choice is one that could be made', () => {
  const it = questionnaire('full-report@1')
  fc.assert(
    fc.property(answersFor(it), settings, (answers, setting) => {
      const values: Values = Object.fromEntries(
        Object.entries(answers).flatMap(([name, it]) => (it ? [[name, it]] : [])),
      )
      const way = walk(it, values, setting)
      const asked = way.pages.flatMap(page => page.asked)
      const names = new Set(asked.flatMap(one => [one.id, `${one.id}_id`]))
      for (const name of Object.keys(way.kept)) assert.ok(names.has(name), name)
      const errors = checkAll(it, values, setting, '2026-04-24')
      for (const question of asked) {
        const known = optionsOf(question, setting)?.map(one => one.value)
        const value = values[question.id]
        if (known && value && !known.includes(value)) assert.ok(errors[question.id], question.id)
      }
    }),
  )
})
