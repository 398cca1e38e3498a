import { z } from 'zod'
import { atDesk, found } from '../../engines/access/desk.ts'
import { action, download, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { allInstruments, type Instrument } from '../../engines/questionnaires/library.ts'
import { Release } from '../../engines/questionnaires/release.ts'
import { beginSet } from '../../engines/questionnaires/sets.ts'
import type { Page, SeeOther } from '../../platform/answers.ts'
import { mediaTypes } from '../../platform/documents/document.ts'
import { writePdf } from '../../platform/documents/pdf.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal, type Invalid } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { readOffered, type Offered } from './overview.ts'
import { InstrumentPage, ScansPage } from './overview.views.tsx'
import { beginJoint } from './organisation.ts'
import { paperOf } from './paper.ts'
import { isProvince } from './province.ts'
import { readRounds } from './rounds.ts'
import { TogetherPage, type Told } from './together.views.tsx'
import { urls } from './urls.ts'

const whoAnswers = 'Kies wie dit invult.'
const BeginForm = z.object({ voor: z.enum(['zelf', 'thuis'], whoAnswers).optional() })

/** Which instruments there are, and beginning one. */
export const overviewRoutes: readonly Route[] = [
  page('/scans', 'scan.do', ask =>
    atDesk(ask, async desk => ({
      title: 'Scans',
      body: (
        <ScansPage
          offered={await readOffered(desk)}
          rounds={await readRounds(desk)}
          done={ask.query.get('klaar') === 'weg'}
        />
      ),
    })),
  ),

  page('/scans/:name', 'scan.do', ask => instrumentPage(ask, emptyForm)),

  action('/scans/:name/begin', 'scan.do', BeginForm, {
    invalid: (ask, form) => instrumentPage(ask, form),
    valid: async (ask, { voor }): Promise<SeeOther | Invalid> => {
      const { instrument } = await offeredAt(ask)
      const asksWho = instrument.scan.household === true
      if (asksWho && voor === undefined) return { invalid: { voor: whoAnswers } }
      const household = asksWho && voor === 'thuis'
      const begun = await atDesk(ask, async desk => {
        if (!mayBegin(ask, instrument)) return undefined
        return instrument.scan.privacy === 'organisation'
          ? beginJoint(desk, ask.house.keys, instrument)
          : beginSet(desk, ask.house.keys, instrument, { household })
      })
      return { seeOther: urls.set(found(begun)) }
    },
  }),

  download('/scans/:name/papier', 'scan.do', async ask => {
    const { instrument } = await offeredAt(ask)
    return {
      fileName: `${instrument.id}.pdf`,
      contentType: mediaTypes.pdf,
      body: await writePdf(paperOf(instrument)),
    }
  }),

  page('/scans/:name/samen', 'scan.do', async ask => {
    const { instrument } = await offeredAt(ask)
    if (instrument.scan.privacy !== 'private') throw new Refusal(notFound)
    return {
      title: 'Samen',
      body: <TogetherPage instrument={instrument} told={await readTold(ask, instrument.id)} />,
    }
  }),
]

const offeredAt = async (ask: Ask<'name'>): Promise<Offered> =>
  atDesk(ask, async desk => found((await readOffered(desk)).find(it => it.instrument.id === ask.params.name)))

/** Whoever leads it begins a joint answer; a round is begun elsewhere, by who leads that. */
const mayBegin = ({ actor }: Ask, { scan }: Instrument): boolean =>
  scan.privacy === 'organisation' ? actor.permissions.has('scan.manage') : scan.privacy !== 'team'

async function instrumentPage(ask: Ask<'name'>, form: Form): Promise<Page> {
  const offered = await offeredAt(ask)
  const rounds = await atDesk(ask, readRounds)
  return {
    title: offered.instrument.title,
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: (
      <InstrumentPage
        {...offered}
        rounds={rounds.filter(it => it.instrument.id === offered.instrument.id)}
        leads={ask.actor.permissions.has('scan.manage')}
        form={form}
        mayBegin={mayBegin(ask, offered.instrument)}
        seesProvince={offered.instrument.scan.privacy === 'organisation' && (await leadsProvince(ask))}
      />
    ),
  }
}

const leadsProvince = async (ask: Ask): Promise<boolean> =>
  ask.actor.permissions.has('scan.manage') && (await atDesk(ask, isProvince))

const readTold = (ask: Ask, id: string): Promise<Told[]> =>
  atDesk(ask, async ({ tx, organisation }) => {
    const all = await allInstruments(tx)
    const rows = await tx
      .selectFrom('answer_release')
      .select(eb => ['version', eb.cast<string>('released_on', 'text').as('releasedOn'), 'people', 'result'])
      .where('organisation_id', '=', organisation)
      .where('questionnaire', '=', id)
      .orderBy('released_on', 'desc')
      .orderBy('id')
      .execute()
    return rows.flatMap(it => {
      const instrument = all.find(one => one.id === id && one.version === it.version)
      return instrument
        ? [{ releasedOn: it.releasedOn, people: it.people, instrument, release: Release.parse(it.result) }]
        : []
    })
  })
