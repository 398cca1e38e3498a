import { z } from 'zod'
import { action, page, type Ask } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import type { Form } from '../../platform/form.ts'
import {
  addContactPoint,
  changeContactPoint,
  ContactPointForm,
  markChecked,
  readContactPoint,
  readContactPoints,
  removeContactPoint,
  type ContactPointRow,
} from './contact-points.ts'
import { ContactPointPage, ContactPointsPage } from './contact-points.views.tsx'
import { atDesk, type Desk } from './desk.ts'

const here = '/beheer/contactpunten'

const done = new Map([
  ['bewaard', 'Het contactpunt is bewaard.'],
  ['gecontroleerd', 'Opgeslagen: dit contactpunt klopt vandaag.'],
  ['weg', 'Het contactpunt is verwijderd.'],
])

export const contactPointRoutes = [
  page(here, 'settings.manage', ask => listPage(ask)),

  page('/beheer/contactpunten/nieuw', 'settings.manage', ask =>
    atDesk(ask, async desk =>
      pointPage(undefined, { values: { plaats: String((await lastPosition(desk)) + 1) }, errors: {} }),
    ),
  ),

  action('/beheer/contactpunten/nieuw', 'settings.manage', ContactPointForm, {
    invalid: (_, form) => pointPage(undefined, form),
    valid: async (ask, input): Promise<{ seeOther: string }> => {
      await atDesk(ask, desk => addContactPoint(desk, input))
      return { seeOther: `${here}?klaar=bewaard` }
    },
  }),

  page('/beheer/contactpunten/:id', 'settings.manage', ask =>
    atDesk(ask, async desk => {
      const point = await readContactPoint(desk, ask.params.id)
      return pointPage(point, formOf(point))
    }),
  ),

  action('/beheer/contactpunten/:id', 'settings.manage', ContactPointForm, {
    invalid: (ask, form) => atDesk(ask, async desk => pointPage(await readContactPoint(desk, ask.params.id), form)),
    valid: async (ask, input): Promise<{ seeOther: string }> => {
      await atDesk(ask, desk => changeContactPoint(desk, ask.params.id, input))
      return { seeOther: `${here}?klaar=bewaard` }
    },
  }),

  button('/beheer/contactpunten/:id/gecontroleerd', markChecked, 'gecontroleerd'),
  button('/beheer/contactpunten/:id/verwijderen', removeContactPoint, 'weg'),
]

/** A button without fields. */
function button(
  path: `/beheer/contactpunten/:id/${string}`,
  change: (desk: Desk, id: string) => Promise<void>,
  klaar: string,
) {
  return action(path, 'settings.manage', z.object({}), {
    invalid: ask => listPage(ask),
    valid: async (ask): Promise<{ seeOther: string }> => {
      await atDesk(ask, desk => change(desk, ask.params.id))
      return { seeOther: `${here}?klaar=${klaar}` }
    },
  })
}

const listPage = (ask: Ask): Promise<Page> =>
  atDesk(ask, async desk => ({
    title: 'Contactpunten',
    narrow: true,
    body: (
      <ContactPointsPage
        points={await readContactPoints(desk)}
        now={desk.now}
        done={done.get(ask.query.get('klaar') ?? '')}
      />
    ),
  }))

const pointPage = (point: ContactPointRow | undefined, form: Form): Page => ({
  title: point?.name ?? 'Contactpunt toevoegen',
  narrow: true,
  errors: Object.keys(form.errors).length > 0,
  body: <ContactPointPage point={point} form={form} />,
})

const lastPosition = async (desk: Desk): Promise<number> =>
  Math.min(98, (await readContactPoints(desk)).at(-1)?.position ?? 0)

const formOf = (point: ContactPointRow): Form => ({
  values: {
    naam: point.name,
    telefoon: point.phone,
    website: point.url,
    uitleg: point.description,
    bron: point.source,
    plaats: String(Math.max(1, point.position)),
    openbaar: point.published ? 'ja' : '',
  },
  errors: {},
})
