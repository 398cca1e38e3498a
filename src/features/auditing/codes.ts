import { actionName } from '../../engines/access/actions.ts'
import { codeField, lookUp, withNames, type CodeField, type KnownCodes } from '../../engines/cases/codes.ts'

// The object of an entry is written in codes, without a word of or about a person. Here they are read out.

const search: CodeField = { label: 'Gezocht op', read: actionName }

const single = lookUp({
  name: 'Naam',
  invitation: 'Uitnodiging',
  reset: 'Wachtwoord vergeten',
  own: 'Zelf gekoppeld',
  rule: 'Gekoppeld volgens de regel van de organisatie',
  each: 'Elke mail apart',
  daily: 'Eén mail per dag',
})

/**
 * One code of an entry in words, with the name of a person for an id, and the beginning of any other id.
 * @param code such as `role:reporter`, `line:none→political` or an id alone; an unknown one stays as it is
 */
export type CodeInWords = (action: string, code: string, names: ReadonlyMap<string, string>) => string

/** Reads the codes that all of the product writes, and those that only these features know. */
export function codeReader(known: readonly KnownCodes[]): CodeInWords {
  const fields = new Map<string, CodeField>(known.flatMap(it => Object.entries(it.fields ?? {})))
  const alone = (action: string, code: string) =>
    known.reduce<string | undefined>((found, it) => found ?? it.alone?.(action, code), undefined) ?? single(code)
  return (action, code, names) => {
    const named = (text: string) => withNames(text, names)
    const [, name = '', value = ''] = /^([a-z_]+):(.*)$/su.exec(code) ?? []
    const field = name === 'action' ? search : (codeField(name) ?? fields.get(name))
    if (field === undefined) return named(alone(action, code))
    const [from = '', to] = value.split('→').map(field.read)
    return named(to === undefined ? `${field.label}: ${from}` : `${field.label}: ${from}, nu ${to}`)
  }
}
