import type { Definition, Question, QuestionPage } from './definition.ts'

/** What is wrong in a questionnaire, and where in its file. In Dutch: who writes questionnaires reads it. */
export interface Fault {
  path: readonly (string | number)[]
  message: string
}

/** What stands around a questionnaire where it is read: what is not told of is not judged. */
export interface Around {
  /** The instruments that there are, by id. */
  instruments?: ReadonlySet<string>
  /** Whether figures tell of this cell. */
  tellsOf?: (subject: string, cell: string) => boolean
}

export type Place = (string | number)[]
export const placeOf = (page: number, question?: number): Place =>
  question === undefined ? ['pages', page] : ['pages', page, 'questions', question]

/** Each question with where it stands. */
export const questionsOf = (it: Definition): { question: Question; page: QuestionPage; at: Place; place: number }[] =>
  it.pages.flatMap((page, place) =>
    page.questions.map((question, number) => ({ question, page, at: placeOf(place, number), place })),
  )
