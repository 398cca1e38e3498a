import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { checkPage } from '../../engines/questionnaires/answers.ts'
import { withPage } from '../../engines/questionnaires/changing.ts'
import {
  nextTo,
  pageAt,
  progress,
  walk,
  type Setting,
  type Values,
  type Way,
} from '../../engines/questionnaires/walk.ts'
import type { Page, SeeOther } from '../../platform/answers.ts'
import { refusedBy, type Tx } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { isoDay } from '../../ui/dates.ts'
import { after, refuse, showCase } from './case-page.tsx'
import { checkPath, fullReport } from './full-report.ts'
import { notYet } from './full-setting.ts'
import { SupplementCheck, SupplementPage } from './supplement-views.tsx'
import { readSupplement } from './supplement-codes.ts'
import { keepSupplement, openSupplement, sendSupplement, withAnswers } from './supplement.ts'
import { urls } from './urls.ts'

type OnPage = Ask<'id' | 'page'>

/** The pages that ask something that was not told yet. Evidence is added on the page of the case itself. */
function wayOf(values: Values, setting: Setting): Way {
  const way = walk(fullReport, values, setting)
  return { kept: way.kept, pages: way.pages.filter(it => it.page.questions.every(one => one.kind !== 'files')) }
}

async function show(ask: OnPage, form: Form = emptyForm): Promise<Page | SeeOther> {
  const { house, actor, params } = ask
  const found = await house.db.as({ person: actor.id }, (tx, now) => openSupplement(tx, now, house, actor, params.id))
  if (!found) return refuse(ask)
  const { it, values, setting, keptUntil } = found
  const errors = Object.keys(form.errors).length > 0
  if (params.page === checkPath)
    return {
      title: 'Klopt uw aanvulling?',
      narrow: true,
      errors,
      body: <SupplementCheck {...{ it, values, setting, keptUntil, form }} />,
    }
  const way = wayOf(values, setting)
  const at = pageAt(way, params.page)
  if (!at) return { seeOther: urls.supplement(params.id, way.pages[0]?.page.path ?? checkPath) }
  const shown = errors ? form : { values: { ...values, ...form.values }, errors: {} }
  return {
    title: at.page.title,
    narrow: true,
    errors,
    body: <SupplementPage {...{ it, at, setting, keptUntil }} form={shown} {...progress(way, at.page)} />,
  }
}

/** Telling more about a report that was sent. */
export const supplementRoutes: readonly Route[] = [
  page('/meldingen/:id/aanvullen', 'case.read', async ask => {
    const { house, actor, params } = ask
    const found = await house.db.as({ person: actor.id }, (tx, now) => openSupplement(tx, now, house, actor, params.id))
    if (!found) return refuse(ask)
    const way = wayOf(found.values, found.setting)
    const stopped = found.stoppedAt === checkPath ? checkPath : pageAt(way, found.stoppedAt ?? '')?.page.path
    return { seeOther: urls.supplement(params.id, stopped ?? way.pages[0]?.page.path ?? checkPath) }
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
      const kept = await keepPage(ask, form.values)
      if (!kept) return refuse(ask)
      if (form.values['ga'] === 'terug') return { seeOther: urls.supplement(params.id, kept.before) }
      if (Object.keys(kept.errors).length > 0) return { invalid: kept.errors }
      return { seeOther: urls.supplement(params.id, kept.next) }
    },
  }),

  // By who handles the case.
  action('/meldingen/:id/aanvulling/:report', 'case.handle', z.object({ doe: z.enum(['gelezen', 'overnemen']) }), {
    invalid: ask => showCase(ask),
    valid: async ({ house, actor, params }, { doe }) =>
      after(
        await readSupplement(house, actor, params.id, params.report, doe === 'overnemen'),
        params.id,
        doe === 'gelezen' ? 'gelezen' : 'overgenomen_aanvulling',
      ),
  }),
]

/** Keeps what was sent from a page, right or wrong. Undefined when it is nobody's to add to, or there is no such page. */
async function keepPage(ask: OnPage, sent: Values) {
  const { house, actor } = ask
  const keep = () => house.db.as({ person: actor.id }, (tx, now) => keepIn(tx, now, ask, sent))
  try {
    return await keep()
  } catch (error) {
    // Two pages of one addition that was not there yet, at the same moment: the second goes on with what the first began.
    if (refusedBy(error) !== 'one_unsent_report') throw error
    return keep()
  }
}

async function keepIn(tx: Tx, now: Date, { house, actor, params }: OnPage, sent: Values) {
  const found = await openSupplement(tx, now, house, actor, params.id)
  const standing = found && pageAt(wayOf(found.values, found.setting), params.page)
  if (!found || !standing) return undefined
  const at = standing.page
  const merged = withPage(standing, found.values, sent, found.setting)
  const { setting } = await withAnswers(tx, found, merged)
  const { values: cleaned, errors: wrong } = checkPage(
    pageAt(wayOf(merged, setting), params.page),
    merged,
    setting,
    isoDay(now),
  )
  const values = { ...merged, ...cleaned }
  const errors = at.questions.some(it => it.id === 'time') ? { ...wrong, ...notYet(values, now) } : wrong
  const way = wayOf(values, setting)
  const step = (direction: 1 | -1) => nextTo(fullReport, way, at, direction)?.path
  const next = step(1) ?? checkPath
  const stoppedAt = Object.keys(errors).length > 0 ? at.path : next
  await keepSupplement(tx, now, found.dossier, actor.id, values, stoppedAt)
  return { errors, next, before: step(-1) ?? at.path }
}
