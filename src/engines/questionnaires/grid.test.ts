import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { riskScan, teamScan } from '../../../test/support/risks.ts'
import { sound } from '../../../test/support/questionnaires.ts'
import { carryOver } from './carry-over.ts'
import { dropped } from './changing.ts'
import { totalsOf } from './grid-totals.ts'
import { rowsOf } from './grid.ts'
import { risksOf, titleOf } from './risk.ts'
import { isInstrument } from './library.ts'
import { countable } from './release.ts'
import { fewestTogether, shownOf, spreadOf, type Answered } from './spread.ts'
import { fieldsOf, noSetting, walk, type Values, type Way } from './walk.ts'

const own = sound(riskScan())
const team = sound(teamScan)
assert.ok(isInstrument(own) && isInstrument(team))
const columns = ['chance', 'impact', 'rules', 'alone']

/** These answers to each column of these rows, or none. */
const said = (rows: readonly string[], answers: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Values> =>
  fc
    .record(
      Object.fromEntries(
        rows.flatMap(row =>
          Object.entries(answers).map(
            ([column, these]) => [`processes_${row}_${column}`, fc.constantFrom('', ...these)] as const,
          ),
        ),
      ),
    )
    .map(it => Object.fromEntries(Object.entries(it).filter(([, value]) => value !== '')))

const lines = fc.array(fc.constantFrom('', 'Inkoop', 'Vergunningen', 'Subsidies', 'Zorg'), {
  minLength: 4,
  maxLength: 4,
})
const cells = said(['1', '2', '3', '4', '5', '9'], {
  chance: ['1', '5'],
  impact: ['1', '5'],
  rules: ['known', 'none'],
  alone: ['ja'],
})
const named = (own_: readonly string[]): Values =>
  Object.fromEntries(own_.flatMap((line, place) => (line === '' ? [] : [[`own_${place + 1}`, line]])))
const gridIn = ({ pages }: Way) => pages.flatMap(it => it.asked).find(it => it.kind === 'grid')

test('a table is asked of exactly the rows that were named, and nothing is kept of any other', () => {
  fc.assert(
    fc.property(lines, cells, (rows, filled) => {
      const way = walk(own, { ...named(rows), ...filled }, noSetting)
      const wanted = rows.flatMap((line, place) => (line === '' ? [] : [String(place + 1)]))
      const grid = gridIn(way)
      assert.deepEqual(grid?.rows?.map(it => it.id) ?? [], wanted)
      assert.deepEqual(
        grid ? fieldsOf(grid) : [],
        wanted.flatMap(row => columns.map(column => `processes_${row}_${column}`)),
      )
      const asked = new Set(way.pages.flatMap(it => it.asked.flatMap(fieldsOf)))
      for (const name of Object.keys(way.kept)) assert.ok(asked.has(name), name)
      assert.deepEqual(walk(own, way.kept, noSetting).kept, way.kept)
    }),
  )
})

test('rows that are lent are asked as they are, and then nobody is asked to name any', () => {
  fc.assert(
    fc.property(lines, lines, cells, (lent, typed, filled) => {
      const setting = { ...noSetting, lists: { own: rowsOf(lent) } }
      const way = walk(own, { ...named(typed), ...filled }, setting)
      assert.deepEqual(gridIn(way)?.rows?.map(it => it.label) ?? [], lent.filter(Boolean))
      assert.ok(way.pages.every(it => it.page.id !== 'naming'))
      assert.ok(Object.keys(way.kept).every(name => !name.startsWith('own_')))
    }),
  )
})

test('who takes rows away loses what was said of those, and hears of each; a new name loses nothing', () => {
  fc.assert(
    fc.property(lines, lines, cells, (before, after, filled) => {
      const [one, other] = [
        { ...named(before), ...filled },
        { ...named(after), ...filled },
      ]
      const [was, is] = [walk(own, one, noSetting).kept, walk(own, other, noSetting).kept]
      const lost = Object.keys(was).filter(name => name.startsWith('processes_') && !(name in is))
      const told = dropped(own, one, other, noSetting).filter(it => it.id === 'processes')
      assert.equal(told.length > 0, lost.length > 0)
      const gone = before.filter(
        (line, place) =>
          line !== '' && after[place] === '' && lost.some(name => name.startsWith(`processes_${place + 1}_`)),
      )
      // Where no row stays, the whole table is named, once.
      const stays = before.some((line, place) => line !== '' && after[place] !== '')
      assert.equal(told.length, stays ? gone.length : Math.min(gone.length, 1))
    }),
  )
})

test('points of the rows together are those of the columns together', () => {
  fc.assert(
    fc.property(lines, cells, (rows, filled) => {
      const way = walk(own, { ...named(rows), ...filled }, noSetting)
      const grid = gridIn(way)
      if (grid?.kind !== 'grid') return
      const { rows: ofRows, columns: ofColumns, whole } = totalsOf(grid, way.kept)
      for (const part of ['points', 'most'] as const)
        for (const totals of [ofRows, ofColumns])
          assert.equal(
            [...totals.values()].reduce((sum, it) => sum + it[part], 0),
            whole[part],
          )
    }),
  )
})

test('a new answer begins with the rows of the one before and what was said of them', () => {
  fc.assert(
    fc.property(lines, cells, (rows, filled) => {
      const { kept } = walk(own, { ...named([...new Set(rows)]), ...filled }, noSetting)
      assert.deepEqual(carryOver(own, kept, own, '2026-04-24').values, kept)
    }),
  )
})

test('rows of their own are in no aggregate', () => {
  assert.deepEqual(
    countable(own).map(it => it.field),
    ['desk_chance', 'desk_impact'],
  )
})

test('a table of fixed rows is counted cell by cell, as any choice that everybody is asked', () => {
  const rows = 'rows: [{ id: desk, label: Balie }, { id: street, label: Straat }]'
  const fixed = sound(riskScan(text => text.replace('from: own', rows).replace('most: 4', 'most: 2')))
  assert.ok(isInstrument(fixed))
  assert.ok(countable(fixed).some(it => it.field === 'processes_street_rules' && it.values.includes('none')))
  const way = walk(fixed, { processes_desk_chance: '5', processes_desk_impact: '5' }, noSetting)
  assert.deepEqual(
    risksOf(fixed, way).map(it => [titleOf(it), it.size]),
    [['Ondermijning: Balie', 25]],
  )
})

const lists = { own: rowsOf(['Inkoop', 'Vergunningen']) }
const person: fc.Arbitrary<Answered> = fc.record({
  work: fc.constantFrom('security', 'permits', 'data'),
  values: said(['1', '2'], { chance: ['1', '3', '5'], impact: ['1', '3', '5'], alone: ['ja'] }),
})

test('each cell of a table is compared by itself, and only where three people or more answered it', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 9 }), all => {
      const told = spreadOf(team, all, lists)
      if (all.length < fewestTogether)
        return assert.deepEqual(told, { people: null, works: [], themes: [], questions: [] })
      const answering = (field: string) => all.filter(it => it.values[field]).length
      for (const row of ['1', '2'])
        for (const column of ['chance', 'impact']) {
          const field = `processes_${row}_${column}`
          const cell = told.questions.find(it => it.field === field)
          assert.equal(cell !== undefined, answering(field) >= fewestTogether)
        }
      // A box that is not checked was looked at too.
      const box = told.questions.find(it => it.field === 'processes_1_alone')
      const checked = answering('processes_1_alone')
      const often = [['', all.length - checked] as const, ['ja', checked] as const]
      for (const { name, n } of box?.answers ?? [])
        assert.ok(often.some(([value, people]) => value === name && people === n))
      for (const { n } of [...told.works, ...told.questions.flatMap(it => it.answers)]) assert.ok(n >= fewestTogether)
      assert.deepEqual(new Set(shownOf(team, told).map(it => it.field)), new Set(told.questions.map(it => it.field)))
    }),
  )
})
