import type { Block, TextDocument } from '../../../platform/documents/document.ts'
import { formatDateTime } from '../../../ui/dates.ts'
import type { Concept, TextName, Version } from './concept.ts'
import { offenceLabel, offences, words } from './content.ts'
import { findPrivate, withoutPrivate, type PrivateFind } from './private-data.ts'
import type { Sources } from './sources.ts'
import { lastDayToComplain, readDay } from './terms.ts'

// The report to the police as a document. Nothing that gives a home away comes into it, whatever was filled in.

export const atHome = 'woning, adres bij de politie bekend'

export const sevenWs: readonly (readonly [TextName, string])[] = [
  ['who', 'Wie'],
  ['what', 'Wat'],
  ['where', 'Waar'],
  ['with_what', 'Waarmee'],
  ['how', 'Op welke wijze'],
  ['when', 'Wanneer'],
  ['why', 'Waarom'],
]

export const besides: readonly (readonly [TextName, string])[] = [
  ['task', 'Functie en publieke taak'],
  ['witnesses', 'Getuigen'],
  ['earlier', 'Eerdere voorvallen'],
  ['warnings', 'Eerdere waarschuwingen en maatregelen'],
  ['damage', 'Schade'],
]

interface Written {
  version: Version
  reference: string
  now: Date
  concept: Concept
  sources: Sources
}

/** The address of the office: that of the organisation, or what was filled in where it has none. */
export const officeOf = ({ concept, sources }: Pick<Written, 'concept' | 'sources'>): string =>
  sources.office || concept.domicile

export interface FoundIn extends PrivateFind {
  label: string
}

/** What in the texts gives a home away; the document leaves it out. */
export function privateIn(it: Pick<Written, 'concept' | 'sources'>): FoundIn[] {
  const { concept, sources } = it
  const office = officeOf(it)
  const texts = [...sevenWs, ...besides]
    .filter(([name]) => !(name === 'where' && concept.at_home))
    .map(([name, label]) => [label, concept[name]] as const)
  const files = sources.pieces.map(piece => ['Bewijs', piece.name] as const)
  return [...texts, ...files].flatMap(([label, text]) =>
    findPrivate(text, office, sources.reach).map(found => ({ ...found, label })),
  )
}

/** The address of an office that is told of as a home somewhere in the case; undefined: it is not. */
export const homeInOffice = (domicile: string, { told, reach }: Sources): boolean => {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s,.-]+/gu, '')
  const written = plain(domicile)
  return (
    written !== '' &&
    (told.some(text => findPrivate(text).some(it => written.includes(plain(it.text)))) ||
      reach.some(text => text.length > 5 && written.includes(plain(text))))
  )
}

/** The document of one version. */
export function policeReport(it: Written): TextDocument {
  const { version, reference, now, concept, sources } = it
  const office = officeOf(it)
  const clean = (text: string) => withoutPrivate(text, office, sources.reach)
  const chosen = offences.filter(offence => concept.offences.includes(offence.id))
  const byPerson = version === 'person'
  const texts = (names: typeof sevenWs): Block[] =>
    names.flatMap(([name, label]) => [
      { heading: label, level: 3 } as const,
      { paragraph: name === 'where' && concept.at_home ? atHome : clean(concept[name]) || 'Niet ingevuld.' },
    ])
  return {
    title: byPerson ? 'Aangifte door het slachtoffer' : 'Aangifte door de organisatie',
    organisation: sources.organisation,
    about: [`Concept van ${formatDateTime(now)}`, `Kenmerk ${reference}`],
    footer: `Concept aangifte ${reference}`,
    blocks: [
      { heading: 'Wie doet aangifte', level: 2 },
      {
        facts: [
          ['Aangever', byPerson ? (sources.hit ?? 'Naam volgt bij de aangifte') : sources.organisation],
          ...(byPerson ? [] : ([['Slachtoffer', victims(sources)]] as const)),
          ['Functie', clean(concept.task) || 'Niet ingevuld'],
          ['Adres (domicilie)', office || 'Het adres van de organisatie volgt bij de aangifte'],
        ],
      },
      { heading: words.domicile.title, level: 2 },
      { paragraph: words.domicile.text },
      { heading: words.agreements.title, level: 2 },
      { paragraph: words.agreements.text },
      { heading: 'Wat er is gebeurd', level: 2 },
      ...texts(sevenWs),
      { heading: 'Publieke taak, getuigen en voorgeschiedenis', level: 2 },
      ...texts(besides),
      { paragraph: concept.join ? words.joining.text : words.joining.no_text },
      ...(concept.informed ? [{ paragraph: words.informed.text }] : []),
      { heading: 'Bewijs', level: 2 },
      ...evidence(sources, clean),
      { heading: 'Strafbare feiten om aan te denken', level: 2 },
      ...(chosen.length > 0
        ? [
            { list: chosen.map(offenceLabel) },
            {
              paragraph:
                'Dit is geen juridisch advies. De politie en het Openbaar Ministerie bepalen welk feit het is.',
            },
          ]
        : [{ paragraph: 'Niet ingevuld. De politie en het Openbaar Ministerie bepalen welk feit het is.' }]),
      { heading: words.complaint.title, level: 2 },
      ...complaint(version, concept),
      { heading: 'Ondertekening', level: 2 },
      { toSign: 'Datum' },
      { toSign: byPerson ? 'Handtekening van het slachtoffer' : 'Naam en handtekening namens de organisatie' },
    ],
  }
}

/** With one report for many each of them is named; who has no account here is named at the police. */
const victims = ({ hit, alsoHit }: Sources): string =>
  [hit ?? 'Naam volgt bij de aangifte', ...alsoHit.filter(name => name !== hit)].join('\n')

function evidence({ pieces }: Sources, clean: (text: string) => string): Block[] {
  if (pieces.length === 0) return [{ paragraph: 'Er is geen bewijs toegevoegd.' }]
  const lines = pieces.map(
    piece =>
      `${clean(piece.name)} (${piece.type.label}, toegevoegd op ${formatDateTime(piece.addedAt)})\nSHA-256: ${piece.sha256}`,
  )
  return [{ list: lines, ordered: true }]
}

/** Only the person hit can ask for prosecution: the version of the organisation says that it lacks that. */
function complaint(version: Version, concept: Concept): Block[] {
  if (version === 'organisation') return [{ note: words.complaint.missing }]
  if (!concept.complaint) return [{ paragraph: 'In deze aangifte staat geen klacht.' }]
  return [
    { paragraph: words.complaint.text },
    ...(concept.known_on
      ? [
          {
            paragraph: `Ik weet van dit feit sinds ${readDay(concept.known_on)}. Een klacht kan tot en met ${readDay(lastDayToComplain(concept.known_on))}.`,
          },
        ]
      : []),
  ]
}
