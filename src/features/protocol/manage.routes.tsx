import { z } from 'zod'
import { atDesk, found, type Desk } from '../../engines/access/desk.ts'
import { action, page, upload, type Ask } from '../../engines/access/routes.ts'
import { planRoutes, readRouteState } from '../../engines/cases/protocol-routes.ts'
import { protocolParts } from '../../engines/cases/protocol-settings.ts'
import type { Page } from '../../platform/answers.ts'
import { dateField } from '../../platform/date-fields.ts'
import { readSmallFile } from '../../platform/small-file.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { ProtocolForm, valuesOf, versionFrom } from './form.ts'
import { VersionPage } from './form.views.tsx'
import { checkDocument, keepDocument, largestDocument, type Arrived } from './own-document.ts'
import { AdoptPage, doneWords, ManagePage } from './manage.views.tsx'
import { desk as here } from './urls.ts'
import * as versions from './versions.ts'

const AdoptForm = z.object({
  deel: z.enum(protocolParts, 'Kies wie dit vaststelde.'),
  vastgesteld: dateField({ required: 'Vul de dag van het besluit in.' }),
  instemming: dateField(),
})

export const manageRoutes = [
  page(here, 'settings.manage', ask =>
    atDesk(ask, async desk => ({
      title: 'Agressieprotocol',
      body: (
        <ManagePage
          versions={await versions.readVersions(desk)}
          {...await holdingOf(desk)}
          done={doneWords[ask.query.get('klaar') ?? '']}
        />
      ),
    })),
  ),

  page(`${here}/nieuw`, 'settings.manage', ask =>
    atDesk(ask, async desk =>
      versionPage({ values: valuesOf(await startFrom(desk, ask)), errors: {} }, await kindOf(desk)),
    ),
  ),
  action(`${here}/nieuw`, 'settings.manage', ProtocolForm, {
    invalid: (ask, form) => atDesk(ask, async desk => versionPage(form, await kindOf(desk))),
    valid: async (ask, _, { values }) => {
      const made = versionFrom(values, await atDesk(ask, kindOf))
      if ('problems' in made) return { invalid: made.problems }
      await atDesk(ask, desk => versions.addVersion(desk, made))
      return { seeOther: made.documentName === undefined ? `${here}?klaar=versie` : `${here}/${made.id}` }
    },
  }),

  page(`${here}/:id`, 'settings.manage', ask => adoptPage(ask, undefined)),
  action(`${here}/:id`, 'settings.manage', AdoptForm, {
    invalid: (ask, form) => adoptPage(ask, form),
    valid: async (ask, it) => {
      const staff = it.deel === 'staff'
      if (staff && it.instemming === '')
        return { invalid: { instemming: 'Vul in wanneer de ondernemingsraad instemde.' } }
      const consentOn = staff ? it.instemming : null
      const invalid = await atDesk(ask, async desk =>
        versions.adopt(desk, await versionOf(desk, ask), { part: it.deel, adoptedOn: it.vastgesteld, consentOn }),
      )
      return invalid ? { invalid } : { seeOther: `${here}?klaar=vastgesteld` }
    },
  }),

  upload(`${here}/:id/document`, 'settings.manage', z.object({}), {
    prepare: async (ask): Promise<Sent> => {
      await atDesk(ask, desk => draftOf(desk, ask))
      return {}
    },
    receive: async ({ house }, sent, file) => {
      const checked = await checkDocument(house, await readSmallFile(file.content, largestDocument), file.name)
      if ('error' in checked) sent.error = checked.error
      else sent.arrived = checked
    },
    invalid: (ask, form) => adoptPage(ask, form),
    valid: async (ask, _input, _form, { arrived, error }) => {
      if (!arrived || error !== undefined) return { invalid: { document: error ?? 'Kies een bestand.' } }
      await atDesk(ask, async desk => keepDocument(ask.house, desk, await draftOf(desk, ask), arrived))
      return { seeOther: `${here}/${ask.params.id}?klaar=document` }
    },
  }),

  action(`${here}/:id/verwijderen`, 'settings.manage', z.object({}), {
    invalid: ask => adoptPage(ask, undefined),
    valid: async (ask): Promise<{ seeOther: string }> => {
      const removed = await atDesk(ask, async desk => versions.removeVersion(desk, await versionOf(desk, ask)))
      return { seeOther: removed ? `${here}?klaar=weg` : `${here}/${ask.params.id}` }
    },
  }),
]

const versionOf = async (desk: Desk, { params }: Ask<'id'>) => found(await versions.readVersion(desk, params.id))

/** A version with a text of its own that nobody adopted: only that can be given a file. */
async function draftOf(desk: Desk, ask: Ask<'id'>) {
  const version = await versionOf(desk, ask)
  const adopted = (await versions.readAdoptions(desk)).some(it => it.version_id === version.id)
  return found(version.document && !adopted ? version : undefined)
}

interface Sent {
  arrived?: Arrived
  error?: string
}

const holdingOf = async (desk: Desk) => ({
  adoptions: await versions.readAdoptions(desk),
  kind: await kindOf(desk),
})

const kindOf = ({ tx, organisation }: Desk) => versions.organisationKind(tx, organisation)

/** What a new version begins with: the one that was asked for, else the newest, else the model. */
async function startFrom(desk: Desk, { query }: Ask) {
  const made = await versions.readVersions(desk)
  return made.find(it => it.id === query.get('van')) ?? made[0] ?? versions.modelVersion
}

const versionPage = (form: Form, kind: string): Page => ({
  title: 'Nieuwe versie van het protocol',
  narrow: true,
  errors: Object.keys(form.errors).length > 0,
  body: <VersionPage {...{ form, kind }} id={crypto.randomUUID()} />,
})

const adoptPage = (ask: Ask<'id'>, sent: Form | undefined): Promise<Page> =>
  atDesk(ask, async desk => {
    const version = await versionOf(desk, ask)
    const holding = await holdingOf(desk)
    const state = await readRouteState(desk, holding.kind)
    const planned = protocolParts.map(part => ({ part, routes: planRoutes(state, version.settings.routes, part) }))
    const names = new Map(state.handlers.map(it => [it.id, it.name]))
    return {
      title: `Versie ${version.number} vaststellen`,
      narrow: true,
      errors: sent !== undefined,
      body: (
        <AdoptPage
          {...{
            version,
            form: sent ?? emptyForm,
            ...holding,
            planned,
            names,
            done: doneWords[ask.query.get('klaar') ?? ''],
          }}
        />
      ),
    }
  })
