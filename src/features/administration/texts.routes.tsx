import { action, page, type Ask } from '../../engines/access/routes.ts'
import { readTexts } from '../../engines/cases/organisation-texts.ts'
import type { Page } from '../../platform/answers.ts'
import type { Form } from '../../platform/form.ts'
import { atDesk, found } from './desk.ts'
import { pagesOfTexts, saveTexts, TextsForm } from './texts.ts'
import { TextsFormPage, TextsPage, textsPath } from './texts.views.tsx'

export const textRoutes = [
  page('/beheer/teksten', 'settings.manage', ask =>
    atDesk(ask, async ({ tx, organisation }) => ({
      title: 'Teksten',
      body: <TextsPage texts={await readTexts(tx, organisation)} done={ask.query.get('klaar') === 'ja'} />,
    })),
  ),

  page('/beheer/teksten/:name', 'settings.manage', ask => formPage(ask, undefined)),

  action('/beheer/teksten/:name', 'settings.manage', TextsForm, {
    invalid: (ask, form) => formPage(ask, form),
    valid: async (ask, input): Promise<{ seeOther: string }> => {
      const texts = pageOf(ask)
      await atDesk(ask, desk => saveTexts(desk, texts, input))
      return { seeOther: `${textsPath}?klaar=ja` }
    },
  }),
]

const pageOf = ({ params }: Ask<'name'>) => found(pagesOfTexts.find(it => it.id === params.name))

const formPage = (ask: Ask<'name'>, sent: Form | undefined): Promise<Page> => {
  const texts = pageOf(ask)
  return atDesk(ask, async ({ tx, organisation }) => ({
    title: `Teksten: ${texts.label.toLowerCase()}`,
    narrow: true,
    errors: sent !== undefined,
    body: <TextsFormPage page={texts} form={sent ?? { values: await readTexts(tx, organisation), errors: {} }} />,
  }))
}
