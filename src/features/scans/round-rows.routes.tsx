import { z } from 'zod'
import { listsIn } from '../../engines/questionnaires/grid.ts'
import { atDesk, found, type Desk } from '../../engines/access/desk.ts'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { checkRows, fieldsOfRows, nameRows } from './round-rows.tsx'
import { RowsPage } from './round-rows.views.tsx'
import { readMembers, readRound, type Round } from './rounds.ts'
import { urls } from './urls.ts'

/** Naming what everybody in a round answers about. */
export const roundRowsRoutes: readonly Route[] = [
  page('/rondes/:id/rijen', 'scan.manage', ask => rowsPage(ask, emptyForm)),

  action('/rondes/:id/rijen', 'scan.manage', z.looseObject({}), {
    invalid: (ask, form) => rowsPage(ask, form),
    valid: (ask, _input, form) =>
      atDesk(ask, async desk => {
        const round = await roundToName(ask, desk)
        const { values, errors } = checkRows(round, form.values, desk.now)
        if (Object.keys(errors).length > 0) return { invalid: errors }
        found((await nameRows(desk, round, values)) || undefined)
        return { seeOther: urls.round(round.id) }
      }),
  }),
]

/** The round in the address, for who leads it, as long as nobody was asked. */
async function roundToName({ params }: Ask<'id'>, desk: Desk): Promise<Round> {
  const round = found(await readRound(desk, params.id))
  const isOpen = round.leads && round.closedOn === null && listsIn(round.instrument).length > 0
  return found(isOpen && (await readMembers(desk, round.id)).length === 0 ? round : undefined)
}

const rowsPage = (ask: Ask<'id'>, form: Form): Promise<Page> =>
  atDesk(ask, async desk => {
    const round = await roundToName(ask, desk)
    const errors = Object.keys(form.errors).length > 0
    return {
      title: 'Waarover vraagt u antwoorden?',
      narrow: true,
      errors,
      body: <RowsPage round={round} form={errors ? form : { values: fieldsOfRows(round), errors: {} }} />,
    }
  })
