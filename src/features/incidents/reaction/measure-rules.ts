import type { Decider, LadderStep, ProtocolSettings } from '../../../engines/cases/protocol-settings.ts'
import { noWord } from '../improper/word.ts'
import { isRight, recentMonths } from './measure-content.ts'

/** A measure as somebody proposes it; days in ISO 8601, '' for what is not filled in. */
export interface Proposed {
  kind: LadderStep
  grounds: readonly string[]
  facts: string
  lastFactOn: string
  decidedBy: Decider
  beginsOn: string
  reviewOn: string
  endsOn: string
  /** Why it is other than the protocol says. */
  deviation: string
  /** What the police said, or why they were not asked. */
  police: string
}

export interface Setting {
  protocol: Pick<ProtocolSettings, 'ladder'>
  today: string
  /** The police are spoken to before anything else: a threat, stalking, organised crime. */
  policeFirst: boolean
  /** It was decided to do nothing, on the advice of the police. */
  held: boolean
  /** Who comes first at improper pressure has not said that one may react. */
  noWord: boolean
  /** The rung of the ladder that was decided on. */
  decided?: LadderStep | undefined
}

/** What stands in the way of a measure: a sentence for each field. Nothing: it may be made. */
export function objections(it: Proposed, setting: Setting): Readonly<Record<string, string>> {
  const found: [string, string | undefined][] = [
    ['stap', setting.noWord ? noWord : setting.held ? held : undefined],
    ['grond', groundObjection(it.grounds)],
    ['feiten', it.facts.trim() === '' ? noFacts : undefined],
    ['feit_op', it.lastFactOn === '' ? 'Vul in wanneer het laatste feit was' : futureFact(it, setting)],
    ['begint', it.beginsOn < it.lastFactOn ? beforeFact : undefined],
    ['eindigt', endObjection(it, setting)],
    ['beoordelen', reviewObjection(it, setting)],
    ['politie', setting.policeFirst && it.police.trim() === '' ? policeFirst : undefined],
    ['afwijking', deviations(it, setting).length > 0 && it.deviation.trim() === '' ? askWhy(it, setting) : undefined],
  ]
  return Object.fromEntries(found.flatMap(([field, message]) => (message === undefined ? [] : [[field, message]])))
}

const held =
  'Er geldt nu een besluit om niet te reageren, op advies van de politie. Overleg met de politie en leg eerst een nieuw besluit vast.'
const noFacts = 'Schrijf wat er is gebeurd: wie deed wat, waar en wanneer. Zonder feiten kan een maatregel niet.'
const noEnd = 'Vul in wanneer de maatregel eindigt. Een maatregel zonder einde kan niet.'
const beforeFact = 'De maatregel begint voor het laatste feit waar hij op rust. Controleer de dagen.'
const policeFirst = 'Overleg eerst met de politie. Schrijf wie u sprak en wanneer, of waarom dat niet kon.'
const onlyRights =
  'Dit mag iedereen doen. Een klacht, een bezwaar, een vraag om informatie, een protest of een artikel is geen reden voor een maatregel.'

function groundObjection(grounds: readonly string[]): string | undefined {
  if (grounds.length === 0) return 'Kies waarop deze maatregel rust'
  return grounds.every(isRight) ? onlyRights : undefined
}

const futureFact = ({ lastFactOn }: Proposed, { today }: Setting) =>
  lastFactOn > today ? 'Deze dag is nog niet geweest' : undefined

function endObjection({ beginsOn, endsOn }: Proposed, { today }: Setting): string | undefined {
  if (endsOn === '') return noEnd
  if (endsOn < beginsOn) return 'Het einde ligt voor het begin'
  return endsOn < today
    ? 'Deze dag is al voorbij. Een maatregel die is afgelopen, schrijft u bij de eerdere stappen.'
    : undefined
}

function reviewObjection({ beginsOn, reviewOn, endsOn }: Proposed, { today }: Setting): string | undefined {
  if (reviewOn === '') return 'Kies een dag waarop u kijkt of de maatregel nog nodig is'
  if (reviewOn < beginsOn) return 'Deze dag ligt voor het begin'
  if (reviewOn < today) return 'Deze dag is al voorbij'
  return endsOn !== '' && reviewOn > endsOn ? 'Kies een dag voor het einde' : undefined
}

const askWhy = (it: Proposed, setting: Setting): string =>
  `Schrijf waarom u afwijkt: ${deviations(it, setting).join('; ')}.`

/** In what a measure is other, longer or higher than the protocol allows, in words. */
export function deviations(it: Proposed, { protocol, today }: Setting): string[] {
  const rule = protocol.ladder[it.kind]
  return [
    ...(rule.used ? [] : ['uw protocol gebruikt deze stap niet']),
    ...(rule.decidedBy === it.decidedBy ? [] : ['volgens uw protocol beslist iemand anders over deze stap']),
    ...(rule.atMostWeeks !== null && weeksBetween(it.beginsOn, it.endsOn) > rule.atMostWeeks
      ? [`uw protocol staat ten hoogste ${rule.atMostWeeks} weken toe`]
      : []),
    ...(it.lastFactOn !== '' && it.lastFactOn < monthsBefore(today, recentMonths)
      ? [`het laatste feit is ouder dan ${recentMonths} maanden`]
      : []),
  ]
}

const dayInMs = 86_400_000

/** Whole weeks and parts of weeks from the first day up to and with the last; 0 when one is not filled in. */
function weeksBetween(first: string, last: string): number {
  if (first === '' || last === '') return 0
  return (Date.parse(last) - Date.parse(first)) / dayInMs / 7
}

function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() - months)
  return date.toISOString().slice(0, 10)
}
