import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { checkPage } from '../../engines/questionnaires/answers.ts'
import type { QuestionPage } from '../../engines/questionnaires/definition.ts'
import { nextTo, pagesFor, type Setting, type Values } from '../../engines/questionnaires/walk.ts'
import type { Page, SeeOther } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { isoDay } from '../../ui/dates.ts'
import { after, refuse } from './case-page.tsx'
import { checkPath, fullReport, withPage } from './full-report.ts'
import { notYet } from './full-setting.ts'
import { SupplementCheck, SupplementPage } from './supplement-views.tsx'
import { keepSupplement, openSupplement, sendSupplement } from './supplement.ts'
import { urls } from './urls.ts'

type OnPage = Ask<'id' | 'page'>

/** The pages that ask something that was not told yet. Evidence is added on the page of the case itself. */
const pages = (values: Values, setting: Setting): QuestionPage[] =>
  pagesFor(fullReport, values, setting).filter(it => it.questions.every(one => one.kind !== 'files'))

async function show(ask: OnPage, form: Form = emptyForm): Promise<Page | SeeOther> {
  const { house, actor, params } = ask
  const found = await house.db.as({ person: actor.id }, (tx, now) => openSupplement(tx, now, house, actor, params.id))
  if (!found) return refuse(ask)
  const { it, values, setting } = found
  const errors = Object.keys(form.errors).length > 0
  if (params.page === checkPath)
    return {
      title: 'Klopt uw aanvulling?',
      narrow: true,
      errors,
      body: <SupplementCheck {...{ it, values, setting, form }} />,
    }
  const all = pages(values, setting)
  const at = all.find(one => one.path === params.page)
  if (!at) return { seeOther: urls.supplement(params.id, all[0]?.path ?? checkPath) }
  const shown = errors ? form : { values: { ...values, ...form.values }, errors: {} }
  return {
    title: at.title,
    narrow: true,
    errors,
    body: <SupplementPage {...{ it, at, values, setting }} form={shown} number={all.indexOf(at) + 1} of={all.length} />,
  }
}

/** Telling more about a report that was sent. */
export const supplementRoutes: readonly Route[] = [
  page('/meldingen/:id/aanvullen', 'case.read', async ask => {
    const { house, actor, params } = ask
    const found = await house.db.as({ person: actor.id }, (tx, now) => openSupplement(tx, now, house, actor, params.id))
    if (!found) return refuse(ask)
    return { seeOther: urls.supplement(params.id, pages(found.values, found.setting)[0]?.path ?? checkPath) }
  }),
  page('/meldingen/:id/aanvullen/:page', 'case.read', ask => show(ask)),
  action('/meldingen/:id/aanvullen/:page', 'case.read', z.looseObject({}), {
    invalid: (ask, form) => show(ask, form),
    valid: async (ask, _input, form) => {
      const { house, actor, params } = ask
      if (params.page === checkPath) {
        const done = await sendSupplement(house, actor, params.id)
        return typeof done === 'object' ? { invalid: done.errors } : after(done, params.id, 'aangevuld')
      }
      const kept = await house.db.as({ person: actor.id }, async (tx, now) => {
        const found = await openSupplement(tx, now, house, actor, params.id)
        const at = found && pages(found.values, found.setting).find(one => one.path === params.page)
        if (!found || !at) return undefined
        const merged = withPage(at, found.values, form.values, found.setting)
        const again = await openSupplement(tx, now, house, actor, params.id, merged)
        if (!again) return undefined
        const { values: cleaned, errors: wrong } = checkPage(at, merged, again.setting, isoDay(now))
        const values = { ...merged, ...cleaned }
        const errors = at.questions.some(it => it.id === 'time') ? { ...wrong, ...notYet(values, now) } : wrong
        await keepSupplement(tx, now, found.dossier, actor.id, values, at.path)
        const files = (one: QuestionPage | undefined) => one?.questions.some(it => it.kind === 'files')
        const step = (direction: 1 | -1) => {
          const next = nextTo(fullReport, at, direction, values, again.setting)
          return next && files(next) ? nextTo(fullReport, next, direction, values, again.setting) : next
        }
        return { errors, next: step(1)?.path ?? checkPath, before: step(-1)?.path ?? at.path }
      })
      if (!kept) return refuse(ask)
      if (form.values['ga'] === 'terug') return { seeOther: urls.supplement(params.id, kept.before) }
      if (Object.keys(kept.errors).length > 0) return { invalid: kept.errors }
      return { seeOther: urls.supplement(params.id, kept.next) }
    },
  }),
]
