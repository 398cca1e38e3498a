import {
  protocolParts,
  type Decider,
  type LadderStep,
  type ProtocolPart,
  type RouteGroup,
  type RouteRole,
  type RouteRule,
} from './protocol-settings.ts'

/** The steps of the ladder, as people read them. */
export const ladderLabels: Readonly<Record<LadderStep, string>> = {
  talk: 'Gesprek om de grens te stellen',
  verbal_warning: 'Mondelinge waarschuwing',
  meeting: 'Ordegesprek',
  written_warning: 'Schriftelijke waarschuwing',
  contact_measure: 'Contactmaatregel',
  access_ban: 'Tijdelijke toegangsontzegging',
  police_stop_talk: 'Stopgesprek door de politie',
  police_report: 'Aangifte',
  civil_measure: 'Maatregel via de rechter',
  damages: 'Schade verhalen',
}

/** The measures that end: those for which a protocol says how long at most. */
export const timedSteps: readonly LadderStep[] = ['contact_measure', 'access_ban', 'civil_measure']

/** Who decides, as people read it. */
export const deciderLabels: Readonly<Record<Decider, string>> = {
  handler: 'De behandelaar',
  clerk: 'De griffier',
  secretary: 'De secretaris',
  mayor: 'De voorzitter van de organisatie',
  manager: 'De leidinggevende',
  council: 'De volksvertegenwoordiging',
  executive: 'Het dagelijks bestuur',
}

/** Whose reports a route is for, as people read it. */
export const routeGroupLabels: Readonly<Record<RouteGroup, string>> = {
  council: 'Volksvertegenwoordigers',
  executive: 'Bestuurders',
  mayor: 'De voorzitter van de organisatie',
  secretary: 'De secretaris',
  clerk: 'De griffier',
  clerk_staff: 'Medewerkers van de griffie',
  staff: 'Medewerkers',
  about_mayor: 'Meldingen over de voorzitter',
  improper_pressure: 'Ongepaste druk',
}

/** Who gets a report, as people read it. */
export const routeRoleLabels: Readonly<Record<RouteRole, string>> = {
  appointed: 'wie de beheerder aanwijst',
  manager: 'de leidinggevende van de eenheid',
  clerk: 'de griffier',
  clerk_staff: 'een medewerker van de griffie',
  secretary: 'de secretaris',
  mayor: 'de voorzitter van de organisatie',
}

export const routeInWords = ({ handler, deputy }: RouteRule): string =>
  `${routeRoleLabels[handler]}; vervanger: ${routeRoleLabels[deputy]}`

/** Who adopts a part, by the kind of organisation. */
const adopters: Readonly<Record<string, Readonly<Record<ProtocolPart, string>>>> = {
  municipality: { council: 'Gemeenteraad', executive: 'College en burgemeester', staff: 'Werkgever' },
  province: { council: 'Provinciale Staten', executive: 'Gedeputeerde Staten en commissaris', staff: 'Werkgever' },
  water_board: { council: 'Algemeen bestuur', executive: 'Dagelijks bestuur en dijkgraaf', staff: 'Werkgever' },
  public_body: { council: 'Eilandsraad', executive: 'Bestuurscollege en gezaghebber', staff: 'Werkgever' },
}

export const adopterLabel = (kind: string, part: ProtocolPart): string =>
  adopters[kind]?.[part] ?? { council: 'Volksvertegenwoordiging', executive: 'Bestuur', staff: 'Werkgever' }[part]

/** For whom a part holds. */
export const partLabels: Readonly<Record<ProtocolPart, string>> = {
  council: 'Volksvertegenwoordigers',
  executive: 'Bestuurders',
  staff: 'Medewerkers',
}

/** The same for a part as the database has it. */
export const partLabel = (part: string): string =>
  protocolParts.flatMap(it => (it === part ? partLabels[it] : []))[0] ?? part
