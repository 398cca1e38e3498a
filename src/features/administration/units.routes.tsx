import { z } from 'zod'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { atDesk } from './desk.ts'
import { addUnit, orUnitRefused, readUnit, readUnitsInUse, removeUnit, renameUnit, UnitName } from './units.ts'
import { UnitPage, UnitsPage } from './units.views.tsx'

const done = new Map([
  ['nieuw', 'De eenheid is toegevoegd.'],
  ['naam', 'De naam is veranderd.'],
  ['weg', 'De eenheid is verwijderd.'],
])

export const unitRoutes = [
  page('/beheer/eenheden', 'settings.manage', ask => listPage(ask, emptyForm)),

  action('/beheer/eenheden', 'settings.manage', UnitName, {
    invalid: (ask, form) => listPage(ask, form),
    valid: async (ask, { naam }) =>
      (await orUnitRefused(atDesk(ask, desk => addUnit(desk, naam)))) ?? { seeOther: '/beheer/eenheden?klaar=nieuw' },
  }),

  page('/beheer/eenheden/:id', 'settings.manage', ask => unitPage(ask, undefined)),

  action('/beheer/eenheden/:id', 'settings.manage', UnitName, {
    invalid: (ask, form) => unitPage(ask, form),
    valid: async (ask, { naam }) =>
      (await orUnitRefused(atDesk(ask, desk => renameUnit(desk, ask.params.id, naam)))) ?? {
        seeOther: '/beheer/eenheden?klaar=naam',
      },
  }),

  action('/beheer/eenheden/:id/verwijderen', 'settings.manage', z.object({}), {
    invalid: (ask, form) => unitPage(ask, form),
    valid: async ask =>
      (await orUnitRefused(atDesk(ask, desk => removeUnit(desk, ask.params.id)))) ?? {
        seeOther: '/beheer/eenheden?klaar=weg',
      },
  }),
]

const listPage = (ask: Ask, form: Form): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Eenheden',
    narrow: true,
    errors: form !== emptyForm,
    body: <UnitsPage units={await readUnitsInUse(desk)} form={form} done={done.get(ask.query.get('klaar') ?? '')} />,
  }))

const unitPage = (ask: Ask<'id'>, sent: Form | undefined): Promise<Page> =>
  atDesk(ask, async desk => {
    const unit = await readUnit(desk, ask.params.id)
    // After a refused removal the form holds no name: the one it has is shown.
    const form = { values: { naam: unit.name, ...sent?.values }, errors: sent?.errors ?? {} }
    return { title: unit.name, narrow: true, errors: sent !== undefined, body: <UnitPage unit={unit} form={form} /> }
  })
