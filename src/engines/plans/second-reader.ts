import { isLate, sizeOf, type Measure } from './measures.ts'
import { isGivenUp, isOver } from './words.ts'

// What somebody else would ask who reads the plan: where it does not say what it should, or says two things.

export interface Rule {
  id: string
  /** What is the matter, as a heading. */
  title: string
  /** What to do about it. */
  advice: string
  /** @param today the day in Amsterdam, as `2026-04-24` */
  applies: (it: Measure, today: string) => boolean
}

const decided = (it: Measure) => ['accepted', 'in_progress', 'done'].includes(it.state)
const toDo = (it: Measure) => it.state === 'accepted' || it.state === 'in_progress'
const costs = (it: Measure) => (it.costOnce ?? 0) + (it.costYearly ?? 0) > 0
const daysBetween = (from: Date, today: string) => (Date.parse(today) - from.getTime()) / (24 * 3_600_000)
const undecidedDays = 60

export const rules: readonly Rule[] = [
  {
    id: 'lowered_without_done',
    title: 'Risico lager, maar de maatregel is niet gedaan',
    advice: 'Zet de kans en het gevolg van nu terug, of schrijf op dat de maatregel gedaan is.',
    applies: it =>
      it.state !== 'done' && it.before !== null && it.after !== null && sizeOf(it.after) < sizeOf(it.before),
  },
  {
    id: 'done_not_lowered',
    title: 'Gedaan, maar het risico is niet lager',
    advice: 'Kijk of de maatregel werkt. Bedenk anders een andere.',
    applies: it =>
      it.state === 'done' && it.before !== null && it.after !== null && sizeOf(it.after) >= sizeOf(it.before),
  },
  {
    id: 'done_not_assessed',
    title: 'Gedaan, maar niet opnieuw gekeken naar het risico',
    advice: 'Vul de kans en het gevolg van nu in.',
    applies: it => it.state === 'done' && it.before !== null && it.after === null,
  },
  {
    id: 'done_without_evidence',
    title: 'Gedaan, maar nergens te zien',
    advice: 'Schrijf op waaraan iemand anders ziet dat het gedaan is.',
    applies: it => it.state === 'done' && it.evidence === '' && it.evidenceUrl === '',
  },
  {
    id: 'decided_without_name',
    title: 'Besloten, maar zonder naam',
    advice: 'Spreek af wie het doet.',
    applies: it => decided(it) && it.owner === null,
  },
  {
    id: 'owner_gone',
    title: 'Op naam van iemand die hier niet meer werkt',
    advice: 'Spreek af wie het overneemt.',
    applies: it => !isOver(it.state) && it.owner?.here === false,
  },
  {
    id: 'decided_without_day',
    title: 'Besloten, maar zonder dag waarop het klaar is',
    advice: 'Spreek af wanneer het klaar is.',
    applies: it => toDo(it) && it.dueOn === null,
  },
  {
    id: 'late_without_reason',
    title: 'Te laat, zonder reden',
    advice: 'Schrijf op waarom het later wordt, en spreek een nieuwe dag af.',
    applies: (it, today) => isLate(it, today) && it.reason === '',
  },
  {
    id: 'costs_without_payer',
    title: 'Kost geld, maar het is niet bekend wie betaalt',
    advice: 'Spreek af wie betaalt.',
    applies: it => costs(it) && it.payer === 'unknown' && !isGivenUp(it.state),
  },
  {
    id: 'given_up_without_reason',
    title: 'Vervallen of niet van toepassing, zonder echte reden',
    advice: 'U koos “een andere reden”. Schrijf op welke dat is.',
    applies: it => isGivenUp(it.state) && it.reasonCode === 'other' && it.reason === '',
  },
  {
    id: 'first_but_undecided',
    title: 'Eerst doen, maar nog niet besloten',
    advice: 'Het staat al twee maanden in het plan. Besluit erover, of geef het minder voorrang.',
    applies: (it, today) =>
      it.state === 'proposed' && it.priority === 'high' && daysBetween(it.madeAt, today) > undecidedDays,
  },
]

export interface Remark {
  rule: Rule
  measures: readonly Measure[]
}

/** What a second reader would ask about these measures, by rule; rules that find nothing are left out. */
export const secondReading = (plan: readonly Measure[], today: string): Remark[] =>
  rules
    .map(rule => ({ rule, measures: plan.filter(it => rule.applies(it, today)) }))
    .filter(it => it.measures.length > 0)
