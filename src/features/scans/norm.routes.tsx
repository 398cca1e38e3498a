import { z } from 'zod'
import { atDesk, found, type Desk } from '../../engines/access/desk.ts'
import { action, download, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Instrument } from '../../engines/questionnaires/library.ts'
import { loadDrawing } from '../../engines/statistics/chart.ts'
import type { Page } from '../../platform/answers.ts'
import { mediaTypes, type DocumentFormat } from '../../platform/documents/document.ts'
import { writeDocx } from '../../platform/documents/docx.ts'
import { writePdf } from '../../platform/documents/pdf.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { isoDay } from '../../ui/dates.ts'
import { DecidedPage } from './norm-decided.views.tsx'
import { progressReport } from './norm-report.ts'
import { OrganisationPage } from './norm.views.tsx'
import { readVersions } from './norm.ts'
import { openDecided, readDecided, type OpenedDecided } from './organisation.ts'
import { ProvincePage } from './province.views.tsx'
import { isProvince, provinceOf, readShared, readSharing, setSharing } from './province.ts'
import { urls } from './urls.ts'

const SharingForm = z.object({ delen: z.enum(['ja', 'nee'], 'Kies of de provincie meekijkt.') })

/** How far an organisation is with a norm, over the years, and what its province sees of that. */
export const normRoutes: readonly Route[] = [
  page('/scans/:name/organisatie', 'scan.do', ask => organisationPage(ask, emptyForm)),

  action('/scans/:name/delen', 'scan.manage', SharingForm, {
    invalid: (ask, form) => organisationPage(ask, form),
    valid: async (ask, { delen }) => {
      const { name } = ask.params
      const error = await atDesk(ask, async desk => {
        await newestOf(desk, name)
        const province = delen === 'ja' && (await mayShare(desk)) ? await provinceOf(desk) : undefined
        if (delen === 'ja' && province === undefined) return 'Uw organisatie heeft geen provincie om mee te delen.'
        await setSharing(desk, name, province)
        // Another province was chosen at the same moment.
        if (delen === 'ja' && (await readSharing(desk, name)).since === undefined)
          return 'De provincie van uw organisatie veranderde net. Kies opnieuw.'
        return undefined
      })
      return error === undefined
        ? { seeOther: `${urls.organisation(name)}?klaar=${delen === 'ja' ? 'gedeeld' : 'ingetrokken'}` }
        : { invalid: { delen: error } }
    },
  }),

  page('/scans/:name/vastgesteld/:id', 'scan.read', ask =>
    atDesk(ask, async desk => ({
      title: 'Vastgesteld antwoord',
      body: <DecidedPage decided={await decidedAt(ask, desk)} today={isoDay(desk.now)} />,
    })),
  ),

  report('docx', writeDocx),
  report('pdf', writePdf),

  page('/scans/:name/provincie', 'scan.manage', ask =>
    atDesk(ask, async desk => {
      const versions = await readVersions(desk, ask.params.name)
      const newest = found((await isProvince(desk)) ? versions[0] : undefined)
      return {
        title: 'Organisaties in de provincie',
        body: <ProvincePage instrument={newest} versions={versions} shared={await readShared(desk, newest.id)} />,
      }
    }),
  ),
]

/** The decided answer in the address. */
export async function decidedAt({ house, params }: Ask<'name' | 'id'>, desk: Desk): Promise<OpenedDecided> {
  const versions = await readVersions(desk, params.name)
  const decided = await openDecided(desk.tx, house.keys, params.id)
  const isHere = decided?.organisation === desk.organisation && versions.some(it => it.id === decided.instrument.id)
  return found(isHere ? decided : undefined)
}

const newestOf = async (desk: Desk, name: string): Promise<Instrument> => found((await readVersions(desk, name))[0])

const mayShare = async (desk: Desk): Promise<boolean> =>
  (await provinceOf(desk)) !== undefined && !(await isProvince(desk))

function organisationPage(ask: Ask<'name'>, form: Form): Promise<Page> {
  return atDesk(ask, async desk => {
    const versions = await readVersions(desk, ask.params.name)
    const instrument = found(versions[0])
    return {
      title: `${instrument.title}: hoe ver`,
      errors: Object.keys(form.errors).length > 0,
      body: (
        <OrganisationPage
          {...{ instrument, versions, form }}
          decided={await readDecided(desk.tx, desk.organisation, instrument.id)}
          sharing={(await mayShare(desk)) ? await readSharing(desk, instrument.id) : undefined}
          isProvince={await isProvince(desk)}
          permissions={ask.actor.permissions}
          today={isoDay(desk.now)}
          done={ask.query.get('klaar') ?? ''}
          draw={await loadDrawing()}
        />
      ),
    }
  })
}

function report(format: DocumentFormat, write: typeof writePdf): Route {
  return download(`/scans/:name/voortgang.${format}`, 'scan.read', ask =>
    atDesk(ask, async desk => {
      const versions = await readVersions(desk, ask.params.name)
      const decided = await readDecided(desk.tx, desk.organisation, ask.params.name)
      const last = found(decided.at(-1) && versions[0] ? decided.at(-1) : undefined)
      const opened = found(await openDecided(desk.tx, ask.house.keys, last.id))
      const organisation = ask.actor.organisation?.name ?? ''
      return {
        fileName: `${ask.params.name}-voortgang.${format}`,
        contentType: mediaTypes[format],
        body: await write(progressReport({ opened, decided, versions, organisation, today: isoDay(desk.now) })),
      }
    }),
  )
}
