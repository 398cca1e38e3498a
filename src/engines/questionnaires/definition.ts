import { z } from 'zod'
import { Condition, id } from './condition.ts'
import { instrumentId, Scan } from './scan.ts'

// A questionnaire is data: a file in content/questionnaires, one for each version. What it asks is here, what a self-scan adds in
// scan.ts; how it is walked in walk.ts, what is a right answer in answers.ts, how it looks in pages.tsx, whether it is sound in
// soundness.ts.

const Option = z.object({ value: z.string(), label: z.string(), hint: z.string().optional() })

const asked = {
  id,
  label: z.string(),
  hint: z.string().optional(),
  when: Condition.optional(),
  /** The error when it is not answered; without it the question is optional. */
  required: z.string().optional(),
  /** What the question rests on: a guideline, a law, an advice. */
  basis: z.string().optional(),
  /** Asks the same as the question with this id in earlier versions: results may be compared. */
  comparable: z.boolean().optional(),
}
/** Points by answer, for the theme of its page. "Niet van toepassing" and "weet ik niet" may be left out: they do not count. */
const scored = { score: z.record(z.string(), z.number().nonnegative()).optional() }
/** Out of these answers, or out of a list that the one who asks lends. */
const choosing = { ...asked, ...scored, options: z.array(Option).min(2).optional(), from: id.optional() }
const typing = { ...asked, max: z.number().int().positive(), too_long: z.string().optional() }

/** A number that was released of the last year: a subject and a cell of content/figures.yaml. */
const Figures = z.strictObject({
  subject: z.string(),
  cell: z.string(),
  /** What is counted, after the number: “meldingen van fysieke agressie”. */
  words: z.string(),
  /** From which number on the second answer is proposed, the third, and so on. */
  from: z.array(z.number().int().positive()),
})

/** The answers to a yes-or-no question, in the order in which they are shown. */
export const yesNo = { yes: 'Ja', partly: 'Deels', no: 'Nee', na: 'Niet van toepassing' } as const
export const yesNoAnswers = ['yes', 'partly', 'no', 'na'] as const
const YesNo = z.enum(yesNoAnswers)

/** Of which a matrix or a table asks the same. */
const Row = z.object({ id, label: z.string(), hint: z.string().optional() })

/** What a table asks of each row: a scale, a choice, or, without answers of its own, a box to check. */
const Column = z.strictObject({
  id,
  label: z.string(),
  hint: z.string().optional(),
  anchors: z.array(z.string()).min(3).max(7).optional(),
  options: z.array(Option).min(2).optional(),
  /** A checked box is called `ja`. */
  ...scored,
  unscored: z.boolean().optional(),
})

/** How far an item of a norm is. */
export const statuses = {
  done: 'Uitgevoerd',
  developing: 'In ontwikkeling',
  missing: 'Ontbreekt',
  na: 'Niet van toepassing',
} as const

const Question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choice'), ...choosing, inline: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('choices'), ...choosing }),
  z.strictObject({ kind: z.literal('yesno'), ...asked, ...scored, answers: z.array(YesNo).min(2).optional() }),
  /** From 1 to as many as there are anchors, each said in words. It counts by its place unless it says not to. */
  z.strictObject({
    kind: z.literal('scale'),
    ...asked,
    anchors: z.array(z.string()).min(3).max(7),
    unscored: z.boolean().optional(),
    /** A number of the own organisation that proposes an answer. Who chooses another one says why. */
    figures: Figures.optional(),
  }),
  /** The same question of several things. An answer is called `id_row`. */
  z.strictObject({
    kind: z.literal('matrix'),
    ...asked,
    ...scored,
    rows: z.array(Row).min(2),
    options: z.array(Option).min(2),
  }),
  /** A list of their own, such as the processes of an organisation: the rows of a table on a later page. A line is called `id_1`. */
  z.strictObject({
    kind: z.literal('list'),
    ...asked,
    most: z.number().int().min(2).max(30),
    /** What one line is: “Proces”. */
    line: z.string(),
  }),
  /** Several things of each row: processes × circumstances. An answer is called `id_row_column`. */
  z.strictObject({
    kind: z.literal('grid'),
    ...asked,
    rows: z.array(Row).min(1).optional(),
    /** Or those of a list on an earlier page, or of one that the one who asks lends. */
    from: id.optional(),
    columns: z.array(Column).min(1).max(8),
    /** What is added up where the answers are shown: the points of a row, of a column, or both. */
    totals: z.array(z.enum(['rows', 'columns'])).optional(),
  }),
  /** An item of a norm: how far it is, why not, who, by when, and what shows it. */
  z.strictObject({ kind: z.literal('item'), ...asked, number: z.string().optional(), evidence: z.string() }),
  /** One thing that can be checked. */
  z.strictObject({ kind: z.literal('check'), ...asked }),
  z.strictObject({ kind: z.literal('text'), ...typing, rows: z.number().int().optional() }),
  z.strictObject({
    kind: z.literal('line'),
    ...typing,
    autocomplete: z.string().optional(),
    /** Nothing needs to be typed when this is checked. */
    unless: id.optional(),
  }),
  /** Where something is: a street, a building, a part of the house. */
  z.strictObject({ kind: z.literal('place'), ...asked }),
  z.strictObject({ kind: z.literal('date'), ...asked, past: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('time'), ...asked }),
  z.strictObject({
    kind: z.literal('number'),
    ...asked,
    min: z.number(),
    max: z.number(),
    unit: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal('colleague'), ...asked, none: z.string(), unknown: z.string() }),
  z.strictObject({ kind: z.literal('files'), ...asked }),
  /** Says something and asks nothing. A text from a law or a guideline says where it comes from, and who looked when. */
  z.strictObject({
    kind: z.literal('explain'),
    id,
    when: Condition.optional(),
    tone: z.enum(['plain', 'info', 'warning', 'danger']),
    title: z.string().optional(),
    text: z.string().optional(),
    points: z.array(z.string()).optional(),
    source: z.string().optional(),
    checked_on: z.iso.date().nullable().optional(),
    /** What the one who asks shows here, such as who will read it. */
    slot: id.optional(),
  }),
])

const Page = z.strictObject({
  id,
  /** As it stands in the address. */
  path: z.string().regex(/^[a-z][a-z-]{1,39}$/, 'Een adres is van kleine letters en streepjes, zoals om-het-huis.'),
  title: z.string(),
  intro: z.string().optional(),
  when: Condition.optional(),
  /** Kept apart from the other answers, under this name. */
  apart: id.optional(),
  /** What its questions count for. */
  theme: id.optional(),
  questions: z.array(Question).min(1),
})

export const Definition = z.strictObject({
  id: instrumentId,
  version: z.number().int().positive(),
  source: z.string(),
  title: z.string(),
  /** What the one who asks must tell: each is answered with yes or no. */
  facts: z.array(id),
  pages: z.array(Page).min(1),
  /** What makes it a self-scan, check or norm, with a result. */
  scan: Scan.optional(),
})

export type Definition = z.infer<typeof Definition>
export type QuestionPage = z.infer<typeof Page>
export type Question = z.infer<typeof Question>
export type Column = z.infer<typeof Column>
export type Choice = z.infer<typeof Option>
/** A question to which there is an answer. */
export type Asking = Exclude<Question, { kind: 'explain' }>
export const isAsking = (it: Question): it is Asking => it.kind !== 'explain'

export const versionOf = ({ id: name, version }: Definition): string => `${name}@${version}`
