import { roleNames } from '../access/permissions.ts'
import { organisationTexts } from './organisation-texts.ts'
import { partLabels } from './protocol-words.ts'
import { categoryLabel, functionLabel, isLine, lines, provinces, routeLabel } from './vocabulary.ts'

// What is written down in the audit trail and of changes stands in codes, without a word of or about a person, such as
// `role:reporter function:council_member`. Here they are read out.

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu

/** The ids in these codes: those of people have a name. */
export const idsIn = (codes: string): string[] => codes.match(uuids) ?? []

/** The name of who or what has an id, and the beginning of any other id. */
export const withNames = (text: string, names: ReadonlyMap<string, string>): string =>
  text.replaceAll(uuids, id => names.get(id) ?? id.slice(0, 8))

/** A value by its code; one that is not in the words stays as it is. */
export const lookUp =
  (words: Record<string, string>) =>
  (value: string): string =>
    Object.hasOwn(words, value) ? (words[value] ?? value) : value

const nobody = lookUp({ none: 'niemand', manager: 'de leidinggevende' })
const standard = lookUp({ default: 'standaard' })
const yesOrNo = lookUp({ yes: 'ja', no: 'nee' })
const plain = (value: string) => value
const day = (value: string) =>
  ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'][Number(value) - 1] ?? value
const line = (value: string) => (isLine(value) ? lines[value] : lookUp({ none: 'geen' })(value))

// Of requests about own data, in short.
const ofRights = lookUp({
  access: 'inzage',
  rectification: 'rectificatie',
  erasure: 'wissing',
  restriction: 'beperking',
  objection: 'bezwaar',
  in_person: 'aan het loket',
  known_address: 'op een bekend adres',
  document: 'met een kopie',
  representative: 'met een machtiging',
  complex: 'ingewikkeld',
  many: 'veel verzoeken',
  granted: 'ja',
  partly: 'voor een deel',
  refused: 'nee',
  in_weerbaar: 'in Weerbaar',
  by_post: 'per post',
  in_talk: 'in een gesprek',
  secure_mail: 'met beveiligde mail',
  found: 'iets gevonden',
  done: 'gedaan',
  nothing: 'niets gevonden',
  not_mine: 'niet voor deze behandelaar',
})

export interface CodeField {
  label: string
  read: (value: string) => string
}

/** What a feature can say of the codes that only it writes. */
export interface KnownCodes {
  fields?: Readonly<Record<string, CodeField>>
  /** A code that stands alone, of one action; undefined when it is another feature's. */
  alone?: (action: string, code: string) => string | undefined
}

const fields = new Map<string, CodeField>([
  ['person', { label: 'Persoon', read: plain }],
  ['membership', { label: 'Nummer van de rol', read: plain }],
  ['role', { label: 'Rol', read: lookUp(roleNames) }],
  ['function', { label: 'Functie', read: functionLabel }],
  ['unit', { label: 'Eenheid', read: plain }],
  ['line', { label: 'Lijn', read: line }],
  ['subject', { label: 'Route', read: routeLabel }],
  ['protocol', { label: 'Versie van het protocol', read: plain }],
  ['handler', { label: 'Behandelaar', read: nobody }],
  ['deputy', { label: 'Vervanger', read: nobody }],
  ['duty', { label: 'Dienst', read: plain }],
  ['weekday', { label: 'Dag', read: day }],
  ['from', { label: 'Vanaf', read: plain }],
  ['to', { label: 'Tot', read: plain }],
  ['until', { label: 'Tot en met', read: plain }],
  ['contact_point', { label: 'Contactpunt', read: plain }],
  ['conversation', { label: 'Gesprek', read: plain }],
  ['appointment', { label: 'Afspraak', read: plain }],
  ['receives', { label: 'Ontvangt bezoekers', read: yesOrNo }],
  ['take_up_hours', { label: 'Uren tot de vervanger', read: plain }],
  ['escalate_hours', { label: 'Uren te laat tot de vervanger', read: plain }],
  ['session_idle_minutes', { label: 'Minuten tot uitloggen', read: plain }],
  ['session_hours', { label: 'Uren per keer inloggen', read: plain }],
  ['brand', { label: 'Kleur', read: standard }],
  ['link', { label: 'Kleur van links', read: standard }],
  ['tokens', { label: 'Andere onderdelen', read: plain }],
  ['logo', { label: 'Logo', read: lookUp({ removed: 'weggehaald', set: 'ingesteld' }) }],
  ['case', { label: 'Zaak', read: plain }],
  ['result', { label: 'Uitkomst', read: lookUp({ refused: 'geweigerd' }) }],
  ['year', { label: 'Jaar', read: plain }],
  ['quarter', { label: 'Kwartaal', read: plain }],
  ['category', { label: 'Soort', read: categoryLabel }],
  ['offered', { label: 'Staat aan', read: yesOrNo }],
  ['text', { label: 'Tekst', read: it => organisationTexts.find(text => text.id === it)?.label ?? it }],
  ['version', { label: 'Versie', read: plain }],
  ['part', { label: 'Deel', read: lookUp(partLabels) }],
  ['request', { label: 'Verzoek', read: plain }],
  ['requests', { label: 'Aantal verzoeken', read: plain }],
  ['rights', { label: 'Keuze', read: ofRights }],
  ['province', { label: 'Provincie', read: value => lookUp({ ...provinces, none: 'geen' })(value) }],
  [
    'method',
    {
      label: 'Weerbaar bewijst wie het is',
      read: lookUp({ private_key_jwt: 'met een sleutel', client_secret_basic: 'met een geheim' }),
    },
  ],
  ['key', { label: 'Sleutel', read: lookUp({ kept: 'dezelfde', new: 'nieuw' }) }],
  ['measure', { label: 'Maatregel', read: plain }],
  ['letter', { label: 'Brief', read: plain }],
  ['format', { label: 'Bestand', read: value => value.toUpperCase() }],
  ['added', { label: 'Toegevoegd', read: plain }],
  ['joined', { label: 'Bij een andere gevoegd', read: plain }],
  ['list', { label: 'Lijst', read: plain }],
  ['approved', { label: 'Mag weg', read: plain }],
  ['kept', { label: 'Blijft', read: plain }],
  ['drafts', { label: 'Aantal concepten', read: plain }],
  ['answers', { label: 'Antwoorden', read: plain }],
  ['perpetrator_council', { label: 'Vragen wie het deed, bij volksvertegenwoordigers', read: yesOrNo }],
])

/** The field that a code begins with. */
export const codeField = (name: string): CodeField | undefined => fields.get(name)
