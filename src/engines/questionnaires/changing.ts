import { isAsking, type Asking, type Definition } from './definition.ts'
import { asKept, isProposing, proposedField } from './proposal.ts'
import { fieldsOf, walk, type Setting, type Values, type WayPage } from './walk.ts'

/**
 * What was sent from a page, as it replaces what was known: what is not checked any more is not sent. What was proposed is never
 * taken from what was sent.
 */
export function withPage({ page, asked }: WayPage, before: Values, sent: Values, { proposals }: Setting): Values {
  const names = [...page.questions.filter(isAsking), ...asked].flatMap(fieldsOf)
  const proposed = asked.filter(isProposing).map(({ id }) => [proposedField(id), asKept(proposals?.[id])] as const)
  return {
    ...before,
    ...Object.fromEntries(names.map(name => [name, sent[name] ?? ''])),
    ...Object.fromEntries(proposed),
  }
}

/** A question of which answers are dropped, or a row of one. */
export interface Dropped {
  id: string
  label: string
}

/** What was answered and is not asked any more. */
export function dropped(it: Definition, before: Values, values: Values, setting: Setting): Dropped[] {
  const { pages, kept } = walk(it, before, setting)
  const fields = new Set(walk(it, values, setting).pages.flatMap(page => page.asked.flatMap(fieldsOf)))
  return pages
    .flatMap(page => page.asked)
    .flatMap(one => {
      const lost = fieldsOf(one).filter(name => kept[name] && !fields.has(name))
      if (lost.length === 0) return []
      const rows = one.kind === 'grid' ? (one.rows ?? []).filter(row => lost.some(name => isIn(name, one, row.id))) : []
      return rows.length > 0 && fieldsOf(one).some(name => fields.has(name))
        ? rows.map(row => ({ id: one.id, label: `${one.label} ${row.label}` }))
        : [{ id: one.id, label: one.label }]
    })
}

const isIn = (name: string, { id }: Asking, row: string) => name.startsWith(`${id}_${row}_`)
