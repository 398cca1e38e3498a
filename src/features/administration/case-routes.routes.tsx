import { z } from 'zod'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { adoptedRoutes, subjectsOf } from '../../engines/cases/protocol-routes.ts'
import { readCaseRoutes, type CaseRoute } from '../../engines/cases/route-rows.ts'
import { CaseRouteForm, managerOfUnit, removeUnitRoute, saveCaseRoute } from './case-routes.ts'
import { RoutePage, RoutesPage, type RoutesFacts } from './case-routes.views.tsx'
import { atDesk, found, type Desk } from './desk.ts'
import { functionsOf, readKind, subjectLabel, subjectOfPath, subjectPath } from './functions.ts'
import { readHandlers } from '../../engines/cases/handlers.ts'
import { readChoices } from './membership.ts'
import { TrialForm, tryRoute } from './route-trial.ts'
import { TrialPage } from './route-trial.views.tsx'
import { readUnits } from './units.ts'

export const caseRouteRoutes = [
  page('/beheer/routes', 'settings.manage', ask =>
    atDesk(ask, async desk => {
      const done = ask.query.get('klaar') === 'ja' ? 'De route is opgeslagen.' : undefined
      return { title: 'Routes', body: <RoutesPage facts={await readFacts(desk)} done={done} /> }
    }),
  ),

  page('/beheer/routes/proef', 'settings.manage', ask => trialPage(ask, emptyForm)),

  action('/beheer/routes/proef', 'settings.manage', TrialForm, {
    invalid: (ask, form) => trialPage(ask, form),
    valid: async (ask, input, form) => {
      const known = await atDesk(ask, async desk => {
        const { kind, units } = await readChoices(desk)
        return (
          functionsOf(kind).some(it => it.id === input.functie) &&
          (input.eenheid === '' || units.some(it => it.id === input.eenheid))
        )
      })
      return known ? trialPage(ask, form, input) : { invalid: { functie: 'Kies een functie.' } }
    },
  }),

  page('/beheer/routes/:name', 'settings.manage', ask => routePage(ask, undefined)),

  action('/beheer/routes/:name', 'settings.manage', CaseRouteForm, {
    invalid: (ask, form) => routePage(ask, form),
    valid: async (ask, input) => {
      const refused = await atDesk(ask, async desk =>
        saveCaseRoute(desk, await subjectIn(desk, ask.params.name), input),
      )
      return refused ?? { seeOther: '/beheer/routes?klaar=ja' }
    },
  }),

  action('/beheer/routes/:id/verwijderen', 'settings.manage', z.object({}), {
    invalid: () => ({ seeOther: '/beheer/routes' }),
    valid: async (ask): Promise<{ seeOther: string }> => {
      const route = found(await atDesk(ask, desk => removeUnitRoute(desk, ask.params.id)))
      return { seeOther: subjectPath(route.subject) }
    },
  }),
]

async function readFacts(desk: Desk): Promise<RoutesFacts> {
  const routes = await readCaseRoutes(desk)
  const people = [
    ...new Set(routes.flatMap(it => (it.handler_id === null ? [it.deputy_id] : [it.handler_id, it.deputy_id]))),
  ]
  const named =
    people.length === 0
      ? []
      : await desk.tx.selectFrom('person').select(['id', 'name']).where('id', 'in', people).execute()
  return {
    kind: await readKind(desk),
    routes,
    handlers: await readHandlers(desk),
    names: new Map(named.map(it => [it.id, it.name])),
    units: await readUnits(desk),
    adopted: await adoptedRoutes(desk),
  }
}

/** The subject that a path is about; only those that this kind of organisation has. */
async function subjectIn(desk: Desk, name: string): Promise<string> {
  const subject = subjectOfPath(name)
  return found(subjectsOf(await readKind(desk)).find(it => it === subject))
}

const routePage = (ask: Ask<'name'>, sent: Form | undefined): Promise<Page> =>
  atDesk(ask, async desk => {
    const subject = await subjectIn(desk, ask.params.name)
    const facts = await readFacts(desk)
    const unit = ask.query.get('eenheid')
    const route = facts.routes.find(it => it.subject === subject && it.unit_id === unit)
    return {
      title: `Route: ${subjectLabel(subject, facts.kind)}`,
      narrow: true,
      errors: sent !== undefined,
      body: <RoutePage facts={facts} subject={subject} form={sent ?? (route ? formOf(route) : emptyForm)} />,
    }
  })

const trialPage = (ask: Ask, form: Form, input?: z.infer<typeof TrialForm>): Promise<Page> =>
  atDesk(ask, async desk => {
    const choices = await readChoices(desk)
    const result = input && (await tryRoute(desk, choices.kind, input))
    return {
      title: 'Wie krijgt dit?',
      narrow: true,
      errors: Object.keys(form.errors).length > 0,
      body: <TrialPage choices={choices} form={form} result={result} />,
    }
  })

const formOf = (route: CaseRoute): Form => ({
  values: {
    eenheid: route.unit_id ?? '',
    behandelaar: route.handler_id ?? managerOfUnit,
    vervanger: route.deputy_id,
  },
  errors: {},
})
