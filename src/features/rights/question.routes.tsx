import { z } from 'zod'
import { atDesk } from '../../engines/access/desk.ts'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { saysOneOf } from '../../engines/cases/naming.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { answerAbout } from './acts.ts'
import { QuestionPage, QuestionsPage } from './question.views.tsx'
import { namesToKeep, readQuestion, readQuestions } from './questions.ts'
import { rightsUrls } from './urls.ts'
import { outcomeChoices } from './words.ts'

const AnswerForm = z.object({
  uitkomst: z.enum(
    outcomeChoices.map(it => it.value),
    'Kies wat u vond.',
  ),
  antwoord: textField({ max: 20_000 }),
})

const namesSomebody =
  'In uw antwoord staat de naam van iemand die iets meldde, getroffen is of hielp. Haal die naam weg.'

// With these the answer is for who asked.
const says: ReadonlySet<string> = new Set(['found', 'done'])

/** What a privacy officer asks of who handles cases: they look, leave others out, and answer. */
export const questionRoutes: readonly Route[] = [
  page(rightsUrls.questions, 'case.handle', ask =>
    atDesk(ask, async desk => ({
      title: 'Vragen van de privacyfunctionaris',
      body: (
        <QuestionsPage
          rows={await readQuestions(desk.tx, desk.actor, desk.organisation)}
          done={ask.query.get('klaar') === 'ja'}
        />
      ),
    })),
  ),
  page('/privacy-vragen/:id', 'case.handle', ask => questionPage(ask, emptyForm)),
  action('/privacy-vragen/:id', 'case.handle', AnswerForm, {
    invalid: (ask, form) => questionPage(ask, form),
    valid: (ask, { uitkomst, antwoord }) =>
      atDesk(ask, async desk => {
        if (says.has(uitkomst) && antwoord === '') return { invalid: { antwoord: 'Schrijf op wat u vond of deed.' } }
        const { row } = await readQuestion(desk, ask.house, ask.params.id)
        if (saysOneOf(await namesToKeep(desk.tx, row.id), antwoord)) return { invalid: { antwoord: namesSomebody } }
        const it = { request: row.request_id, question: row.id, outcome: uitkomst, answer: antwoord }
        const answered = await answerAbout(desk, ask.house, it)
        return answered
          ? { seeOther: `${rightsUrls.questions}?klaar=ja` }
          : { invalid: { '': 'Deze vraag is al beantwoord, of het verzoek is afgerond.' } }
      }),
  }),
]

const questionPage = (ask: Ask<'id'>, form: Form): Promise<Page> =>
  atDesk(ask, async desk => {
    const it = await readQuestion(desk, ask.house, ask.params.id)
    return {
      title: `Vraag bij verzoek ${it.row.number}`,
      narrow: true,
      errors: form !== emptyForm,
      body: <QuestionPage it={it} form={form} />,
    }
  })
