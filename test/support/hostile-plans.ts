import assert from 'node:assert/strict'
import { planted } from './hostile.ts'
import { addMeasure, measureForm } from './plans.ts'
import type { Visitor } from './world.ts'

/** A measure of the plan with words in each of its fields, after it was changed. */
export async function writePlan(coordinator: Visitor, word: (field: string) => string): Promise<void> {
  const words = (what: string, fields: readonly string[]) =>
    Object.fromEntries(fields.map(field => [field, word(`${what} ${field}`)]))
  const id = await addMeasure(coordinator, words('plan', ['titel', 'uitleg', 'risico']))
  const { thema: _, ...form } = measureForm
  const changed = { ...form, ...words('plan wijzigen', ['titel', 'uitleg', 'risico']) }
  assert.equal((await coordinator.post(`/plan/${id}/wijzigen`, changed)).status, 303)
  const stands = { stand: 'done', ...words('plan stand', ['reden', 'bewijs']) }
  const at = `https://${planted}.example/${encodeURIComponent(word('plan bewijs_url'))}`
  assert.equal((await coordinator.post(`/plan/${id}/stand`, { ...stands, bewijs_url: at })).status, 303)
  for (const runs of ['javascript:kwaad()', ' javascript:kwaad()', 'data:text/html,kwaad', '//kwaad.example'])
    assert.equal((await coordinator.post(`/plan/${id}/stand`, { ...stands, bewijs_url: runs })).status, 422)
}
