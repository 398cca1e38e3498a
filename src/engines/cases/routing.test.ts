import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { chooseOwner } from './routing.ts'

const present = (person: string) => ({ person, absent: false })
const away = (person: string) => ({ person, absent: true })

test('the handler has the case, or the deputy while the handler is away', () => {
  assert.deepEqual(chooseOwner([present('a'), present('b')], new Set()), { owner: 'a', deputy: 'b' })
  assert.deepEqual(chooseOwner([away('a'), present('b')], new Set()), { owner: 'b', deputy: 'a' })
  assert.deepEqual(chooseOwner([away('a'), away('b')], new Set()), { owner: 'a', deputy: 'b' })
})

test('who may not have it is passed over, even when nobody else is there', () => {
  assert.deepEqual(chooseOwner([present('a'), away('b')], new Set(['a'])), { owner: 'b', deputy: null })
  assert.deepEqual(chooseOwner([present('a'), present('a')], new Set()), { owner: 'a', deputy: null })
  assert.equal(chooseOwner([present('a')], new Set(['a'])), undefined)
  assert.equal(chooseOwner([], new Set()), undefined)
})

const people = fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e')
const candidates = fc.array(fc.record({ person: people, absent: fc.boolean() }), { maxLength: 8 })
const barred = fc.uniqueArray(people).map(it => new Set<string>(it))

test('the owner and the deputy are two candidates, never of those who may not, and present ones come first', () => {
  fc.assert(
    fc.property(candidates, barred, (list, never) => {
      // The same person is as present in each place as in the first.
      const first = new Map(list.toReversed().map(it => [it.person, it.absent]))
      const able = [...new Set(list.map(it => it.person))].filter(it => !never.has(it))
      const chosen = chooseOwner(list, never)
      assert.equal(chosen !== undefined, able.length > 0)
      if (!chosen) return
      const { owner, deputy } = chosen
      assert.ok(able.includes(owner))
      assert.equal(deputy !== null, able.length > 1)
      if (deputy !== null) assert.ok(able.includes(deputy) && deputy !== owner)
      const there = able.filter(it => first.get(it) === false)
      if (there.length > 0) assert.equal(owner, there[0])
      if (there.length > 1) assert.equal(deputy, there[1])
    }),
    { numRuns: 2000 },
  )
})
