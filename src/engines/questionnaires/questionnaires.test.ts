import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { projectFile } from '../../platform/project.ts'
import { checkAll } from './answers.ts'
import { definitionFaults, isAsking, type Definition } from './definition.ts'
import { questionnaire } from './library.ts'
import { answersOnWay, askedOn, nextTo, optionsOf, pagesFor, type Setting, type Values } from './walk.ts'

const versions = readdirSync(projectFile('content/questionnaires')).map(it => it.replace(/\.yaml$/, ''))

test('every questionnaire that lies in content is sound', () => {
  assert.ok(versions.length > 0)
  for (const version of versions) assert.deepEqual(definitionFaults(questionnaire(version)), [], version)
})

test('a questionnaire that asks for what was not asked yet, or is never answered so, is not sound', () => {
  const full = questionnaire('full-report@1')
  const first = full.pages[0]
  assert.ok(first)
  const wrong: Definition = {
    ...full,
    pages: [
      { ...first, when: { influence: ['yes'] } },
      { ...first, id: 'again', when: { for_whom: ['nobody'] } },
    ],
  }
  const faults = definitionFaults(wrong).join('\n')
  assert.match(faults, /asks for influence, which is not asked on an earlier page/)
  assert.match(faults, /whether for_whom is nobody, which it never is/)
  assert.match(faults, /question for_whom is there twice/)
  assert.match(faults, /page voor-wie is there twice/)
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
      const pages = pagesFor(it, values, setting)
      const walked = []
      for (let page = pages[0]; page; page = nextTo(it, page, 1, values, setting)) walked.push(page.id)
      assert.deepEqual(
        walked,
        pages.map(page => page.id),
      )
      const back = []
      for (let page = pages.at(-1); page; page = nextTo(it, page, -1, values, setting)) back.push(page.id)
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
      const asked = pagesFor(it, values, setting).flatMap(page => askedOn(page, values, setting))
      const names = new Set(asked.flatMap(one => [one.id, `${one.id}_id`]))
      for (const name of Object.keys(answersOnWay(it, values, setting))) assert.ok(names.has(name), name)
      const errors = checkAll(it, values, setting, '2026-04-24')
      for (const question of asked) {
        const known = optionsOf(question, setting)?.map(one => one.value)
        const value = values[question.id]
        if (known && value && !known.includes(value)) assert.ok(errors[question.id], question.id)
      }
    }),
  )
})
