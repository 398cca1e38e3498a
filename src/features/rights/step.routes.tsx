import { z } from 'zod'
import { atDesk, found } from '../../engines/access/desk.ts'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { notFound } from '../../platform/troubles.tsx'
import { takeStep } from './acts.ts'
import { atRightsDesk } from './requests.ts'
import { StepPage } from './request.views.tsx'
import { stepForms, type StepForm } from './step-forms.ts'
import { rightsUrls } from './urls.ts'

// One step of a request, by the table of steps. Whether it may be taken now is decided by the database.

const path = '/privacy-verzoeken/:id/stap/:page'
const Step = z.object({ keuze: z.string().default(''), toelichting: textField({ max: 4000 }) })
type OneStep = Ask<'id' | 'page'>

export const stepRoutes: readonly Route[] = [
  page(path, 'privacy.manage', ask => stepPage(ask, emptyForm)),
  action(path, 'privacy.manage', Step, {
    invalid: (ask, form) => stepPage(ask, form),
    valid: (ask, { keuze, toelichting }) =>
      atDesk(ask, async desk => {
        const it = stepFormOf(ask)
        const invalid = faultsIn(it, keuze, toelichting)
        if (Object.keys(invalid).length > 0) return { invalid }
        const { id } = ask.params
        const code = it.choice === undefined ? null : keuze
        const taken = await takeStep(desk, ask.house, { id, event: it.event, code, note: toelichting })
        return taken ? { seeOther: `${rightsUrls.request(id)}?klaar=ja` } : { invalid: { '': tooLate } }
      }),
  }),
]

const tooLate = 'Dit kan nu niet (meer) bij dit verzoek. Ga terug en kijk wat de stand is.'

const stepFormOf = ({ params }: OneStep): StepForm =>
  found(Object.hasOwn(stepForms, params.page) ? stepForms[params.page] : undefined)

function faultsIn({ choice, note }: StepForm, chosen: string, text: string): Record<string, string> {
  return {
    ...(choice && !choice.options.some(it => it.value === chosen) && { keuze: 'Maak een keuze.' }),
    ...(note.required !== undefined && text === '' && { toelichting: note.required }),
  }
}

const stepPage = (ask: OneStep, form: Form): Promise<Page> => {
  if (!Object.hasOwn(stepForms, ask.params.page)) throw new Refusal(notFound)
  const step = stepFormOf(ask)
  return atDesk(ask, async desk => {
    const row = await atRightsDesk(desk, ask.params.id)
    return {
      title: step.title,
      narrow: true,
      errors: form !== emptyForm,
      body: <StepPage row={row} step={step} address={rightsUrls.step(row.id, ask.params.page)} form={form} />,
    }
  })
}
