import { categories, channels, functions } from '../../engines/cases/vocabulary.ts'
import { questionnaire } from '../../engines/questionnaires/library.ts'
import { versionOf, type Choice } from '../../engines/questionnaires/definition.ts'
import type { Setting, Values } from '../../engines/questionnaires/walk.ts'
import type { Answers } from './draft.ts'

/** The full report as it is asked today. A report keeps the version that it was answered in. */
export const fullReport = questionnaire('full-report@1')
export const fullVersion = versionOf(fullReport)
export const isFull = (questions: string): boolean => questions.startsWith(`${fullReport.id}@`)

/** The address of the page before sending; it is no page of the questionnaire. */
export const checkPath = 'controleren'
export const checkTitle = 'Klopt dit?'

/** All answers by question, from how they are sealed. What a quick report asks too, has the same name there. */
export const toValues = ({ what, reach, via_weerbaar: via, draft, given }: Answers): Values => ({
  ...draft,
  ...given,
  what,
  reach,
  ...(via && { via_weerbaar: 'ja' }),
})

export const toAnswers = ({ what = '', reach = '', via_weerbaar: via, ...given }: Values): Answers => ({
  what,
  reach,
  via_weerbaar: via === 'ja',
  given,
})

/** The answers of the pages that are kept apart under this name, and all others. */
export function split(values: Values, apart: string): { apart: Values; rest: Values } {
  const names = new Set(
    fullReport.pages.filter(it => it.apart === apart).flatMap(it => it.questions.map(question => question.id)),
  )
  const pick = (inside: boolean) =>
    Object.fromEntries(Object.entries(values).filter(([name, value]) => names.has(name) === inside && value !== ''))
  return { apart: pick(true), rest: pick(false) }
}

const typed = new Set(
  fullReport.pages
    .flatMap(it => it.questions)
    .filter(it => it.kind === 'text' || it.kind === 'line')
    .map(it => it.id),
)

/** What somebody wrote in their own words, to search in: no choices, days or numbers. */
export const writtenIn = (values: Values): string =>
  Object.entries(values)
    .filter(([name]) => typed.has(name))
    .map(([, text]) => text)
    .join('\n')

const option = (it: { id: string; label: string }): Choice => ({ value: it.id, label: it.label })

/** The lists that the questions choose from, as far as they are the same for everybody. */
export const knownLists = {
  channels: channels.map(option),
  all_functions: functions.map(option),
  all_categories: categories.map(option),
} as const

/** To read what was answered: by whatever organisation and whoever was asked. */
export const settingToRead = (values: Values, later: boolean): Setting => ({
  facts: {
    several_functions: values['function'] ? 'yes' : 'no',
    perpetrator: 'no',
    to_manager: values['not_manager'] ? 'yes' : 'no',
    later: later ? 'yes' : 'no',
  },
  lists: {
    channels: knownLists.channels,
    own_functions: knownLists.all_functions,
    functions_hit: knownLists.all_functions,
    categories: knownLists.all_categories,
    chosen_categories: knownLists.all_categories,
    handlers: [
      { value: 'manager', label: 'De leidinggevende' },
      { value: 'other', label: 'Iemand anders, en niet de leidinggevende' },
    ],
  },
})
