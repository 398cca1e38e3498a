import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { page, upload, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Dossier } from '../../engines/cases/dossier.ts'
import { draftKeptUntil } from '../../engines/cases/draft-term.ts'
import { checkPage } from '../../engines/questionnaires/answers.ts'
import { withPage } from '../../engines/questionnaires/changing.ts'
import { fieldsOf, nextTo, pageAt, walk, type Values } from '../../engines/questionnaires/walk.ts'
import type { Page, SeeOther } from '../../platform/answers.ts'
import type { Tx } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { isoDay } from '../../ui/dates.ts'
import { readContacts } from '../../engines/cases/contacts.ts'
import { holdDraft, openOrBeginDraft, ownState } from './draft.ts'
import { fileErrors } from './file-errors.ts'
import { keepFilled, readFilled, readFullDraft, whereStopped } from './full-draft.ts'
import { checkPath, checkTitle, fullReport } from './full-report.ts'
import { besidesErrors, decideTheSame, settingFor, type FullSetting } from './full-setting.ts'
import { categoriesOf, errorsIn, sendFull } from './full-send.ts'
import { CheckPage, ChooseReport, FullPage } from './full-views.tsx'
import { confidantsOf, readersOf } from './readers.ts'
import { receiveFile, receiving, takeOut, withStatus } from './receiving.ts'
import { nextFormId } from './report-routes.tsx'
import { reportsTo } from './reports-to-view.tsx'
import { urls } from './urls.ts'
import type { WhoReadsProps } from './who-reads-view.tsx'

type OnPage = Ask<'id' | 'page'>
const anything = z.looseObject({})

/** The full report: one group of questions on a page, kept at every step. */
export const fullRoutes: readonly Route[] = [
  page('/melden', 'case.report', async ask => ({
    title: 'Melden',
    narrow: true,
    body: (
      <ChooseReport
        {...reportsTo(ask.actor, ask.actor.organisation?.id)}
        contacts={await ask.house.db.as({ person: ask.actor.id }, tx =>
          readContacts(tx, ask.actor.organisation?.id ?? ''),
        )}
      />
    ),
  })),

  page('/melden/volledig', 'case.report', async ask => ({
    seeOther: urls.fullDraft(await nextFormId(ask, 'full'), firstPath),
  })),

  page('/melden/volledig/:id', 'case.report', async ask => {
    const { house, actor, params } = ask
    if (!(await isTheirs(ask))) throw new Refusal(notFound)
    const stopped = await house.db.as({ person: actor.id }, tx => whereStopped(tx, params.id))
    return { seeOther: urls.fullDraft(params.id, stopped ?? firstPath) }
  }),

  page('/melden/volledig/:id/:page', 'case.report', ask => show(ask)),

  upload('/melden/volledig/:id/:page', 'case.report', anything, {
    prepare: async ({ house, actor, params }) => receiving(await openOrBeginDraft(house, actor, params.id)),
    receive: receiveFile,
    invalid: async (ask, form, { refused }) => withStatus(await show(ask, form), refused),
    valid: async (ask, _input, form, { dossier, refused }) => {
      if (!dossier) return alreadySent(ask)
      if (ask.params.page === checkPath) return send(ask)
      const kept = await keepPage(ask, dossier, form.values)
      if (!kept) return alreadySent(ask)
      if (form.values['ga'] === 'terug') return { seeOther: urls.fullDraft(ask.params.id, kept.before ?? firstPath) }
      const errors = { ...kept.errors, ...(refused.length > 0 && { evidence: fileErrors.of(refused) }) }
      if (Object.keys(errors).length > 0) return { invalid: errors }
      return { seeOther: urls.fullDraft(ask.params.id, form.values['naar'] === checkPath ? kept.leftToDo : kept.after) }
    },
  }),

  upload('/melden/volledig/:id/bewijs/:file/verwijderen', 'case.report', anything, {
    prepare: async ({ house, actor, params }) => {
      const draft = await house.db.as({ person: actor.id }, (tx, now) =>
        readFullDraft(tx, now, house, actor, params.id),
      )
      if (draft === undefined || typeof draft === 'string') throw new Refusal(notFound)
      return receiving(draft.dossier)
    },
    receive: receiveFile,
    invalid: async (ask, form, { refused }) =>
      withStatus(await show({ ...ask, params: { ...ask.params, page: evidencePath } }, form), refused),
    valid: async ({ house, actor, params }, _input, _form, { refused }) => {
      await house.db.as({ person: actor.id }, tx => takeOut(tx, params.id, params.file))
      if (refused.length > 0) return { invalid: { evidence: fileErrors.of(refused) } }
      return { seeOther: urls.fullDraft(params.id, evidencePath) }
    },
  }),
]

const firstPath = fullReport.pages[0]?.path ?? ''
const evidencePath = fullReport.pages.find(it => it.questions.some(one => one.kind === 'files'))?.path ?? firstPath

/**
 * Keeps what was sent from a page, right or wrong, and says what is wrong and where the way goes on: after this page, before
 * it, and to what is left to do when somebody only came back to change it. Undefined when it was sent meanwhile.
 */
async function keepPage({ house, actor, params }: OnPage, dossier: Dossier, sent: Values) {
  return house.db.as({ person: actor.id }, async (tx, now) => {
    // Pages that arrive at the same moment come one after the other, or one would take away what the other kept.
    if (!(await holdDraft(tx, params.id))) return undefined
    const before = await readFilled(tx, dossier, actor.id)
    const organisation = dossier.organisationId
    const first = await settingFor(tx, now, { organisation, actor, values: before })
    const standing = pageAt(walk(fullReport, before, first.setting), params.page)
    if (!standing) throw new Refusal(notFound)
    const at = standing.page
    const merged = withPage(standing, before, sent, first.setting)
    const same = decideTheSame(before, merged)
    const full = same ? first : await settingFor(tx, now, { organisation, actor, values: merged })
    const here = pageAt(walk(fullReport, merged, full.setting), params.page)
    const { values: cleaned, errors } = checkPage(here, merged, full.setting, isoDay(now))
    const values = { ...merged, ...cleaned }
    const way = walk(fullReport, values, full.setting)
    const fields = new Set(at.questions.flatMap(it => (it.kind === 'explain' ? [] : fieldsOf(it))))
    const besides = Object.entries(besidesErrors(full, values, now)).filter(([name]) => fields.has(name))
    const after = nextTo(fullReport, way, at, 1)?.path ?? checkPath
    const all = { ...errors, ...Object.fromEntries(besides) }
    const wrong = errorsIn(values, full, now)
    const unfinished = way.pages.find(({ asked }) =>
      asked.flatMap(fieldsOf).some(name => wrong[name] !== undefined),
    )?.page
    const goesOn = Object.keys(all).length === 0 ? after : at.path
    await keepFilled(tx, now, dossier, actor.id, values, goesOn)
    const leftToDo = unfinished ? `${unfinished.path}?terug=${checkPath}` : checkPath
    return { errors: all, after, leftToDo, before: nextTo(fullReport, way, at, -1)?.path }
  })
}

async function send(ask: OnPage) {
  const done = await sendFull(ask.house, ask.actor, ask.params.id)
  if (done === 'gone') throw new Refusal(notFound)
  if (typeof done === 'object') return { invalid: done.errors }
  if (done === 'no_route')
    return {
      invalid: {
        '': 'Uw organisatie heeft nog niet ingesteld wie deze melding leest. Wat u schreef, is bewaard. Bel een van de nummers hieronder.',
      },
    }
  return { seeOther: await whereTo(ask) }
}

/** Who reported for somebody else gets the page of the case; a receipt is for whose case it is. */
async function whereTo({ house, actor, params }: Ask<'id'>): Promise<string> {
  const own = await house.db.as({ person: actor.id }, tx =>
    tx
      .selectFrom('participant')
      .select('role')
      .where('case_id', '=', params.id)
      .where('person_id', '=', actor.id)
      .where('role', '=', 'helper')
      .executeTakeFirst(),
  )
  return own ? `${urls.case(params.id)}?klaar=gemeld` : urls.receipt(params.id)
}

async function alreadySent(ask: OnPage): Promise<SeeOther> {
  const { house, actor, params } = ask
  const state = await house.db.as({ person: actor.id }, tx => ownState(tx, actor, params.id))
  if (state === undefined) throw new Refusal(notFound)
  return { seeOther: await whereTo(ask) }
}

/** A report of this person, or the one that this session begins next: another id leads nowhere. */
async function isTheirs(ask: Ask<'id'>): Promise<boolean> {
  const { house, actor, params } = ask
  const state = await house.db.as({ person: actor.id }, tx => ownState(tx, actor, params.id))
  return state !== undefined || params.id === (await nextFormId(ask, 'full'))
}

async function show(ask: OnPage, form: Form = emptyForm): Promise<Page | SeeOther> {
  const { house, actor, params } = ask
  if (!(await isTheirs(ask))) throw new Refusal(notFound)
  const found = await house.db.as({ person: actor.id }, async (tx, now) => {
    const draft = await readFullDraft(tx, now, house, actor, params.id)
    if (typeof draft === 'string') return draft
    const organisation = draft?.dossier.organisationId ?? actor.organisation?.id ?? ''
    const values = draft?.values ?? {}
    const full = await settingFor(tx, now, { organisation, actor, values })
    const [main] = categoriesOf(values)
    const { hit, subject, accused, notManager } = full
    const readers = subject
      ? await readersOf(tx, now, organisation, hit ?? actor.id, [subject], accused, notManager, main)
      : undefined
    const known = [full.hit, full.accused].filter(it => typeof it === 'string')
    return {
      now,
      values,
      full,
      knows: {
        readers,
        now,
        other: await otherThan(tx, actor, full),
        confidants: await confidantsOf(tx, now, organisation, known),
      },
      kept: draft?.kept ?? [],
      reportsTo: { ...reportsTo(actor, organisation), to: draft ? undefined : urls.fullReport },
      keptUntil: draft && (await draftKeptUntil(tx, params.id)),
      contacts: await readContacts(tx, organisation),
    }
  })
  if (typeof found === 'string') return { seeOther: await whereTo(ask) }
  const { values, full } = found
  const shared = { ...found, id: params.id, form }
  const errors = Object.keys(form.errors).length > 0
  if (params.page === checkPath) {
    const wrong = errorsIn(values, full, found.now)
    return { title: checkTitle, narrow: true, errors, body: <CheckPage {...shared} wrong={wrong} /> }
  }
  const way = walk(fullReport, values, full.setting)
  const at = pageAt(way, params.page)
  // An answer on an earlier page may have taken this one away.
  if (!at) {
    if (!fullReport.pages.some(it => it.path === params.page)) throw new Refusal(notFound)
    return { seeOther: urls.fullDraft(params.id, way.pages[0]?.page.path ?? firstPath) }
  }
  const shownForm = errors ? form : { values: { ...values, ...form.values }, errors: {} }
  const changing = (form.values['naar'] ?? ask.query.get('terug')) === checkPath
  return {
    title: at.page.title,
    narrow: true,
    errors,
    body: <FullPage {...shared} form={shownForm} way={way} at={at} changing={changing} />,
  }
}

/** For whom it is reported, when that is neither the reporter nor somebody at home. */
async function otherThan(tx: Tx, actor: Actor, { hit, about }: FullSetting): Promise<WhoReadsProps['other']> {
  if (about === undefined || hit === actor.id) return undefined
  if (hit === null) return { name: undefined }
  const row = await tx.selectFrom('person').select('name').where('id', '=', hit).executeTakeFirst()
  return { name: row?.name }
}
