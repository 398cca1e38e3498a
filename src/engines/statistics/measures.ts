import { outcomes, categories, channels, families, functions } from '../cases/vocabulary.ts'

/** What is counted, in words. The counting itself, and what is withheld, is in the database: `figure_subject`. */
export interface Measure {
  subject: string
  title: string
  /** Over the column of its rows. */
  heading: string
  /** Its rows in their order. Those that are not here come after, by their name. */
  rows: readonly Row[]
  /** A drawing beside the table: where how much of each there is, is the point. */
  drawn?: true
}

export interface Row {
  cell: string
  label: string
}

const named = (list: readonly { id: string; label: string }[]): Row[] =>
  list.map(({ id, label }) => ({ cell: id, label }))
const none = (label: string): Row => ({ cell: 'none', label })

const inTime = (missing: string): Row[] => [
  { cell: 'in_time', label: 'Op tijd' },
  { cell: 'late', label: 'Te laat' },
  none(missing),
]

const kindsOf = (family: { id: string; label: string }): Measure => ({
  subject: `kind_${family.id}`,
  title: `Soorten: ${family.label.toLowerCase()}`,
  heading: 'Soort',
  rows: [...named(categories.filter(it => it.family === family.id)), none('Soort niet meer bekend')],
})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The subject of all reports together. */
export const total = { subject: 'total', cell: 'all' } as const

/** Every measure: one here, and one row in `figure_subject`. Two must not be about the same thing. */
export const measures: readonly Measure[] = [
  {
    subject: 'month',
    title: 'Per maand',
    heading: 'Maand',
    rows: [
      { cell: '1', label: 'Eerste maand' },
      { cell: '2', label: 'Tweede maand' },
      { cell: '3', label: 'Derde maand' },
      none('Maand niet meer bekend'),
    ],
    drawn: true,
  },
  {
    subject: 'family',
    title: 'Wat er gebeurde',
    heading: 'Familie',
    rows: [...named(families), none('Nog niet bepaald')],
    drawn: true,
  },
  ...families.map(kindsOf),
  {
    subject: 'channel',
    title: 'Waar of hoe het gebeurde',
    heading: 'Waar of hoe',
    rows: [...named(channels), none('Niet ingevuld')],
    drawn: true,
  },
  {
    subject: 'function',
    title: 'Functie van wie het overkwam',
    heading: 'Functie',
    rows: [
      ...functions.map(it => ({ cell: it.id, label: capital(it.label) })),
      { cell: 'other', label: 'Functies die één persoon heeft' },
      none('Niet bekend'),
    ],
    drawn: true,
  },
  { subject: 'unit', title: 'Eenheid', heading: 'Eenheid', rows: [none('Zonder eenheid')] },
  {
    subject: 'result',
    title: 'Hoe het afliep',
    heading: 'Afloop',
    rows: [
      ...named(outcomes.closing.options),
      { cell: 'withdrawn', label: 'Ingetrokken door de melder' },
      { cell: 'duplicate', label: 'Dubbel gemeld' },
      { cell: 'not_an_incident', label: 'Bleek geen incident' },
      none('Nog niet afgesloten'),
    ],
    drawn: true,
  },
  { subject: 'take_up', title: 'Opgepakt', heading: 'Opgepakt', rows: inTime('Niet, of nog niet') },
  {
    subject: 'decision',
    title: 'Besluit over de reactie, volgens het protocol',
    heading: 'Besluit',
    rows: inTime('Niet, of nog niet'),
  },
  {
    subject: 'talk',
    title: 'Opvanggesprek vastgelegd, volgens het protocol',
    heading: 'Opvanggesprek',
    rows: inTime('Niet, of nog niet'),
  },
  {
    subject: 'influence',
    title: 'Invloed op een besluit',
    heading: 'Invloed',
    rows: [
      { cell: 'yes', label: 'Een besluit is beïnvloed' },
      { cell: 'tried', label: 'Het was de bedoeling' },
      { cell: 'no', label: 'Geen invloed' },
      { cell: 'unknown', label: 'De melder weet het niet' },
      none('Niet ingevuld'),
    ],
  },
  {
    subject: 'helped',
    title: 'Heeft melden geholpen?',
    heading: 'Antwoord van de melder',
    rows: [
      { cell: 'helped', label: 'Ja, het heeft geholpen' },
      { cell: 'partly', label: 'Een beetje' },
      { cell: 'not', label: 'Nee' },
      none('Geen antwoord'),
    ],
    drawn: true,
  },
]
