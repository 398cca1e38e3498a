import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import type { Form } from '../../platform/form.ts'
import { atDesk, found } from './desk.ts'
import { readKind } from './functions.ts'
import { changeMembership, NewMembership, orApart, readRole, type HeldRole } from './membership.ts'
import { openTasksOf } from './open-tasks.ts'
import { readPerson } from './people.ts'
import { ChangeRolePage } from './person.views.tsx'
import { lastDayOf } from './period.ts'
import { readUnits } from './units.ts'

type OneRole = Ask<'id' | 'membership'>

/** A role that is changed: the old one ends at the moment that the new one begins. */
export const membershipRoutes = [
  page('/beheer/mensen/:id/rollen/:membership', 'people.manage', ask => changePage(ask, undefined)),

  action('/beheer/mensen/:id/rollen/:membership', 'people.manage', NewMembership, {
    invalid: (ask, form) => changePage(ask, form),
    valid: async (ask, input) => {
      const { id, membership } = ask.params
      const done = found(await orApart(atDesk(ask, desk => changeMembership(desk, id, membership, input))))
      return 'invalid' in done ? done : { seeOther: `/beheer/mensen/${id}?klaar=veranderd` }
    },
  }),
]

const changePage = (ask: OneRole, sent: Form | undefined): Promise<Page> =>
  atDesk(ask, async desk => {
    const { id, membership } = ask.params
    const person = await readPerson(desk, id)
    const held = found(await readRole(desk, id, membership))
    const role = found(person.memberships.find(it => it.id === membership))
    const props = { person, role, kind: await readKind(desk), units: await readUnits(desk) }
    const tasks = await openTasksOf(desk, id)
    return {
      title: 'Rol veranderen',
      narrow: true,
      errors: sent !== undefined,
      body: <ChangeRolePage {...props} tasks={tasks} form={sent ?? formOf(held)} />,
    }
  })

const formOf = ({ role, function: functie, unit_id, line, ends }: HeldRole): Form => ({
  values: {
    functie,
    rol: role,
    eenheid: unit_id ?? '',
    lijn: line ?? '',
    tot: ends === null ? '' : lastDayOf(ends),
  },
  errors: {},
})
