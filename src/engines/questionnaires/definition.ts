import { z } from 'zod'

// A questionnaire is data: a file in content/questionnaires, one for each version. What it asks is here, how it is walked in
// walk.ts, what is a right answer in answers.ts, how it looks in pages.tsx.

const id = z.string().regex(/^[a-z][a-z_]{1,39}$/)
const Option = z.object({ value: z.string(), label: z.string(), hint: z.string().optional() })

/** Holds when every question or fact that it names has one of these values. */
const Condition = z.record(z.string(), z.array(z.string()).min(1))
export type Condition = z.infer<typeof Condition>

const asked = {
  id,
  label: z.string(),
  hint: z.string().optional(),
  when: Condition.optional(),
  /** The error when it is not answered; without it the question is optional. */
  required: z.string().optional(),
}
/** Out of these answers, or out of a list that the one who asks lends. */
const choosing = { ...asked, options: z.array(Option).min(2).optional(), from: id.optional() }
const typing = { ...asked, max: z.number().int().positive(), too_long: z.string().optional() }

const Question = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choice'), ...choosing, inline: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('choices'), ...choosing }),
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
  z.strictObject({ kind: z.literal('date'), ...asked, past: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('time'), ...asked }),
  z.strictObject({ kind: z.literal('number'), ...asked, min: z.number(), max: z.number() }),
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
  path: z.string().regex(/^[a-z][a-z-]{1,39}$/),
  title: z.string(),
  intro: z.string().optional(),
  when: Condition.optional(),
  /** Kept apart from the other answers, under this name. */
  apart: id.optional(),
  questions: z.array(Question).min(1),
})

export const Definition = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]{1,39}$/),
  version: z.number().int().positive(),
  source: z.string(),
  title: z.string(),
  /** What the one who asks must tell: each is answered with yes or no. */
  facts: z.array(id),
  pages: z.array(Page).min(1),
})

export type Definition = z.infer<typeof Definition>
export type QuestionPage = z.infer<typeof Page>
export type Question = z.infer<typeof Question>
export type Choice = z.infer<typeof Option>
/** A question to which there is an answer. */
export type Asking = Exclude<Question, { kind: 'explain' }>
export const isAsking = (it: Question): it is Asking => it.kind !== 'explain'

export const versionOf = ({ id: name, version }: Definition): string => `${name}@${version}`

/** What is wrong with a questionnaire, in words; a sound one gives an empty list. */
export function definitionFaults(it: Definition): string[] {
  const faults: string[] = []
  const known = new Map<string, ReadonlySet<string> | undefined>(it.facts.map(fact => [fact, new Set(['yes', 'no'])]))
  const names = new Set<string>(it.facts)
  const isNew = (name: string, what: string) => {
    if (names.has(name)) faults.push(`${what} ${name} is there twice`)
    names.add(name)
  }
  const check = (condition: Condition | undefined, where: string) => {
    for (const [name, values] of Object.entries(condition ?? {})) {
      if (!known.has(name)) faults.push(`${where} asks for ${name}, which is not asked on an earlier page`)
      const possible = known.get(name)
      for (const value of possible ? values : [])
        if (!possible?.has(value)) faults.push(`${where} asks whether ${name} is ${value}, which it never is`)
    }
  }
  const paths = new Set<string>()
  for (const page of it.pages) {
    if (paths.has(page.path)) faults.push(`page ${page.path} is there twice`)
    paths.add(page.path)
    check(page.when, `page ${page.id}`)
    for (const question of page.questions) {
      isNew(question.id, 'question')
      check(question.when, question.id)
      faults.push(...questionFaults(question, page))
    }
    // Only from the next page on: on its own page an answer is not known yet.
    for (const question of page.questions) if (isAsking(question)) known.set(question.id, valuesOf(question))
  }
  return faults
}

function questionFaults(it: Question, page: QuestionPage): string[] {
  const faults: string[] = []
  if ((it.kind === 'choice' || it.kind === 'choices') && (it.options === undefined) === (it.from === undefined))
    faults.push(`${it.id} has its options either here or from elsewhere`)
  if (it.kind === 'line' && it.unless !== undefined) {
    const other = page.questions.find(one => one.id === it.unless)
    if (other?.kind !== 'check') faults.push(`${it.id} is needed unless ${it.unless}, which is no check on that page`)
  }
  if (it.kind === 'explain' && !it.text && !it.points && !it.slot) faults.push(`${it.id} says nothing`)
  if (it.kind === 'explain' && it.source !== undefined && it.checked_on === undefined)
    faults.push(`${it.id} has a source, and does not say when it was checked`)
  return faults
}

/** The values that an answer can have, when they are known beforehand. */
const valuesOf = (it: Asking): ReadonlySet<string> | undefined => {
  if (it.kind === 'check') return new Set(['ja'])
  return (it.kind === 'choice' || it.kind === 'choices') && it.options
    ? new Set(it.options.map(option => option.value))
    : undefined
}
