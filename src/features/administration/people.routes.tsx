import { z } from 'zod'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { atDesk } from './desk.ts'
import { factorState } from './factor-reset.tsx'
import { readKind } from './functions.ts'
import { addMembership, endMembership, NewMembership, orApart } from './membership.ts'
import { openTasksOf } from './open-tasks.ts'
import { invite, inviteAgain, listPeople, NewPerson, orRefused, readPerson, Search, searchPeople } from './people.ts'
import { InvitePage, PeoplePage } from './people.views.tsx'
import { PersonPage } from './person.views.tsx'
import { readUnits } from './units.ts'
import { workOf } from './work-of.ts'

const url = (id: string, done?: string) => `/beheer/mensen/${id}${done === undefined ? '' : `?klaar=${done}`}`

export const peopleRoutes = [
  page('/beheer/mensen', 'people.manage', ask => listPage(ask, emptyForm)),

  // A search is sent as a form, so that no name ends up in an address.
  action('/beheer/mensen', 'people.manage', Search, {
    invalid: (ask, form) => listPage(ask, form),
    valid: (ask, { naam }, form) =>
      atDesk(ask, async desk =>
        peoplePage({ people: await searchPeople(desk, naam), now: desk.now, form, found: naam }),
      ),
  }),

  page('/beheer/mensen/nieuw', 'people.manage', ask => invitePage(ask, emptyForm)),

  action('/beheer/mensen/nieuw', 'people.manage', NewPerson, {
    invalid: (ask, form) => invitePage(ask, form),
    valid: async (ask, input) => {
      const invited = await orApart(orRefused(atDesk(ask, desk => invite(desk, input))))
      return 'invalid' in invited ? invited : { seeOther: url(invited.person, 'uitgenodigd') }
    },
  }),

  page('/beheer/mensen/:id', 'people.manage', ask => personPage(ask, emptyForm)),

  action('/beheer/mensen/:id/rollen', 'people.manage', NewMembership, {
    invalid: (ask, form) => personPage(ask, form),
    valid: async (ask, input) => {
      const { id } = ask.params
      const add = atDesk(ask, async desk => {
        await readPerson(desk, id)
        return addMembership(desk, id, input)
      })
      return (await orApart(add)) ?? { seeOther: url(id, 'rol') }
    },
  }),

  action('/beheer/mensen/:id/rollen/:membership/beeindigen', 'people.manage', z.object({}), {
    invalid: ask => personPage(ask, emptyForm),
    valid: async (ask): Promise<{ seeOther: string }> => {
      const { id, membership } = ask.params
      const ended = await atDesk(ask, desk => endMembership(desk, id, membership))
      return { seeOther: url(id, ended ? 'einde' : undefined) }
    },
  }),

  action('/beheer/mensen/:id/uitnodiging', 'people.manage', z.object({}), {
    invalid: ask => personPage(ask, emptyForm),
    valid: async (ask): Promise<{ seeOther: string }> => {
      const sent = await atDesk(ask, desk => inviteAgain(desk, ask.params.id))
      return { seeOther: url(ask.params.id, sent ? 'opnieuw' : undefined) }
    },
  }),
]

const listPage = (ask: Ask, form: Form): Promise<Page> =>
  atDesk(ask, async desk => {
    const after = z.uuid().safeParse(ask.query.get('na')).data
    const waiting = ask.query.get('nog') === 'uitgenodigd'
    return peoplePage({
      people: await listPeople(desk, after, waiting),
      now: desk.now,
      form,
      waiting,
      done: listDone(ask.query),
    })
  })

/** What a list did, by the numbers in the address. */
function listDone(query: URLSearchParams): string | undefined {
  const count = (name: string) => Number(/^\d{1,4}$/.exec(query.get(name) ?? '')?.[0] ?? 0)
  if (query.get('klaar') !== 'lijst') return undefined
  return `De lijst is verwerkt: ${count('uitgenodigd')} mensen uitgenodigd, ${count('rollen')} rollen gegeven.`
}

const peoplePage = (props: Parameters<typeof PeoplePage>[0]): Page => ({
  title: 'Mensen',
  errors: Object.keys(props.form.errors).length > 0,
  body: <PeoplePage {...props} />,
})

const invitePage = (ask: Ask, form: Form): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Iemand uitnodigen',
    narrow: true,
    errors: form !== emptyForm,
    body: <InvitePage form={form} kind={await readKind(desk)} units={await readUnits(desk)} />,
  }))

const personPage = (ask: Ask<'id'>, form: Form): Promise<Page> =>
  atDesk(ask, async desk => {
    const person = await readPerson(desk, ask.params.id)
    const kind = await readKind(desk)
    const props = {
      person,
      kind,
      form,
      self: person.id === ask.actor.id,
      now: desk.now,
      units: await readUnits(desk),
      work: await workOf(desk, person.id, kind),
      tasks: await openTasksOf(desk, person.id),
      factor: await factorState(desk, person.id),
      done: ask.query.get('klaar') ?? '',
    }
    return { title: person.name, errors: form !== emptyForm, body: <PersonPage {...props} /> }
  })
