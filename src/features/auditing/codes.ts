import { codeField, lookUp, withNames, type CodeField } from '../../engines/cases/codes.ts'
import { categoryLabel, outcome } from '../../engines/cases/vocabulary.ts'
import { actionName } from './actions.ts'

// The object of an entry is written in codes, without a word of or about a person. Here they are read out.

const search: CodeField = { label: 'Gezocht op', read: actionName }

const single = lookUp({
  name: 'Naam',
  invitation: 'Uitnodiging',
  reset: 'Wachtwoord vergeten',
})

const ofCase = new Map<string, (code: string) => string>([
  ['case.set_category', categoryLabel],
  ['case.decide', code => outcome('decision', code)?.label ?? code],
  ['case.record_talk', code => outcome('talk', code)?.label ?? code],
  ['case.close', code => outcome('closing', code)?.label ?? code],
])

/**
 * One code of an entry in words, with the name of a person for an id, and the beginning of any other id.
 * @param code such as `role:reporter`, `line:none→political` or an id alone; an unknown one stays as it is
 */
export function codeInWords(action: string, code: string, names: ReadonlyMap<string, string>): string {
  const named = (text: string) => withNames(text, names)
  const [, name = '', value = ''] = /^([a-z_]+):(.*)$/su.exec(code) ?? []
  const field = name === 'action' ? search : codeField(name)
  if (field === undefined) return named((ofCase.get(action) ?? single)(code))
  const [from = '', to] = value.split('→').map(field.read)
  return named(to === undefined ? `${field.label}: ${from}` : `${field.label}: ${from}, nu ${to}`)
}
