import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saysOneOf } from './naming.ts'

test('a name is found in a text however it is written, and a part of another word is not one', () => {
  assert.ok(saysOneOf(['Anne-Lies Çelik'], 'Mevrouw CELIK zei dat'))
  assert.ok(saysOneOf(['Anne-Lies Çelik'], 'anne lies celik'))
  assert.ok(!saysOneOf(['Bo Berg'], 'Hij stond op de bergen'))
  assert.ok(saysOneOf(['Bo Berg'], 'Dat zei Berg.'))
})
