import { roleNames } from '../../engines/access/permissions.ts'
import { aboutMayor, categoryLabel, functionLabel, isLine, lines, outcome } from '../../engines/cases/vocabulary.ts'
import { actionName } from './actions.ts'

// The object of an entry is written in codes, without a word of or about a person. Here they are read out.

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu

/** The ids in these codes: those of people have a name. */
export const idsIn = (codes: string): string[] => codes.match(uuids) ?? []

const lookUp =
  (words: Record<string, string>) =>
  (value: string): string =>
    Object.hasOwn(words, value) ? (words[value] ?? value) : value

const nobody = lookUp({ none: 'niemand', manager: 'de leidinggevende' })
const standard = lookUp({ default: 'standaard' })
const plain = (value: string) => value
const day = (value: string) =>
  ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'][Number(value) - 1] ?? value
const line = (value: string) => (isLine(value) ? lines[value] : lookUp({ none: 'geen' })(value))

interface Field {
  label: string
  read: (value: string) => string
}

const fields = new Map<string, Field>([
  ['person', { label: 'Persoon', read: plain }],
  ['membership', { label: 'Nummer van de rol', read: plain }],
  ['role', { label: 'Rol', read: lookUp(roleNames) }],
  ['function', { label: 'Functie', read: functionLabel }],
  ['unit', { label: 'Eenheid', read: plain }],
  ['line', { label: 'Lijn', read: line }],
  ['subject', { label: 'Route', read: it => (it === aboutMayor ? lines[aboutMayor] : functionLabel(it)) }],
  ['handler', { label: 'Behandelaar', read: nobody }],
  ['deputy', { label: 'Vervanger', read: nobody }],
  ['duty', { label: 'Dienst', read: plain }],
  ['weekday', { label: 'Dag', read: day }],
  ['from', { label: 'Vanaf', read: plain }],
  ['to', { label: 'Tot', read: plain }],
  ['until', { label: 'Tot en met', read: plain }],
  ['contact_point', { label: 'Contactpunt', read: plain }],
  ['take_up_hours', { label: 'Uren tot de vervanger', read: plain }],
  ['session_idle_minutes', { label: 'Minuten tot uitloggen', read: plain }],
  ['session_hours', { label: 'Uren per keer inloggen', read: plain }],
  ['brand', { label: 'Kleur', read: standard }],
  ['link', { label: 'Kleur van links', read: standard }],
  ['tokens', { label: 'Andere onderdelen', read: plain }],
  ['logo', { label: 'Logo', read: lookUp({ removed: 'weggehaald', set: 'ingesteld' }) }],
  ['action', { label: 'Gezocht op', read: actionName }],
  ['case', { label: 'Zaak', read: plain }],
  ['result', { label: 'Uitkomst', read: lookUp({ refused: 'geweigerd' }) }],
  ['year', { label: 'Jaar', read: plain }],
])

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
  const named = (text: string) => text.replaceAll(uuids, id => names.get(id) ?? id.slice(0, 8))
  const [, name = '', value = ''] = /^([a-z_]+):(.*)$/su.exec(code) ?? []
  const field = fields.get(name)
  if (field === undefined) return named((ofCase.get(action) ?? single)(code))
  const [from = '', to] = value.split('→').map(field.read)
  return named(to === undefined ? `${field.label}: ${from}` : `${field.label}: ${from}, nu ${to}`)
}
