import { z } from 'zod'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { atDesk } from './desk.ts'
import { addShifts, linesInUse, NewShifts, readShiftRows, removeShift } from './duty.ts'
import { DutyPage } from './duty.views.tsx'
import { readHandlers } from '../../engines/cases/handlers.ts'

const done = new Map([
  ['nieuw', 'De dienst is toegevoegd.'],
  ['weg', 'De dienst is weggehaald.'],
])

export const dutyRoutes = [
  page('/beheer/dienst', 'settings.manage', ask => dutyPage(ask, emptyForm)),

  action('/beheer/dienst', 'settings.manage', NewShifts, {
    invalid: (ask, form) => dutyPage(ask, form),
    valid: async (ask, input) =>
      (await atDesk(ask, desk => addShifts(desk, input))) ?? { seeOther: '/beheer/dienst?klaar=nieuw' },
  }),

  action('/beheer/dienst/:id/verwijderen', 'settings.manage', z.object({}), {
    invalid: ask => dutyPage(ask, emptyForm),
    valid: async (ask): Promise<{ seeOther: string }> => {
      await atDesk(ask, desk => removeShift(desk, ask.params.id))
      return { seeOther: '/beheer/dienst?klaar=weg' }
    },
  }),
]

const dutyPage = (ask: Ask, form: Form): Promise<Page> =>
  atDesk(ask, async desk => {
    const props = {
      lines: await linesInUse(desk),
      shifts: await readShiftRows(desk),
      handlers: await readHandlers(desk),
      now: desk.now,
      form,
      done: done.get(ask.query.get('klaar') ?? ''),
    }
    return { title: 'Dienst', narrow: true, errors: form !== emptyForm, body: <DutyPage {...props} /> }
  })
