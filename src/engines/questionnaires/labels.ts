import type { Asking } from './definition.ts'
import { cellsOf } from './grid.ts'
import { proposedField, reasonField } from './proposal.ts'
import { choosing, noSetting } from './walk.ts'

/** A field as it is named: its question, with the row and the column where there are several. */
export function labelOf(asked: Asking, field: string): string {
  const parts = [asked.label, ...besides(asked, field)]
  return parts.join(' ')
}

function besides(asked: Asking, field: string): string[] {
  if (asked.kind === 'matrix') return asked.rows.flatMap(it => (field === `${asked.id}_${it.id}` ? [it.label] : []))
  if (asked.kind === 'grid')
    return cellsOf(asked).flatMap(it => (it.field === field ? [`${it.row.label}: ${it.column.label}`] : []))
  if (field === reasonField(asked.id)) return ['(toelichting)']
  return field === proposedField(asked.id) ? ['(voorstel, aantal en jaar)'] : []
}

/** An answer to a field in the words of its question; several are joined. */
export function answerLabel(asked: Asking, field: string, answer: string): string {
  if (answer === '') return 'Niet aangevinkt'
  const options = choosing(asked, noSetting).find(it => it.field === field)?.options ?? []
  const labels = new Map(options.map(it => [it.value, it.label]))
  return answer
    .split('\n')
    .map(one => labels.get(one) ?? one)
    .join(', ')
}
