import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { page, upload, type Ask } from '../../engines/access/routes.ts'
import type { Dossier } from '../../engines/cases/dossier.ts'
import { draftKeptUntil } from '../../engines/cases/draft-term.ts'
import { listPieces } from '../../engines/cases/evidence.ts'
import { readTexts } from '../../engines/cases/organisation-texts.ts'
import type { Page } from '../../platform/answers.ts'
import type { Tx } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import type { RefusedFile } from '../../platform/arriving-file.ts'
import type { House } from '../../platform/house.ts'
import { Refusal } from '../../platform/routes.ts'
import { cleanLine } from '../../platform/text.ts'
import { notFound } from '../../platform/troubles.tsx'
import { findColleague } from '../../engines/access/colleague.ts'
import { readContacts } from '../../engines/cases/contacts.ts'
import { holdDraft, openDraft, openOrBeginDraft, ownState, readAnswers, saveAnswers } from './draft.ts'
import { keepFilled, readFilled, whereStopped } from './full-draft.ts'
import { checkPath, toValues } from './full-report.ts'
import { fileErrors } from './file-errors.ts'
import { question, quickReport } from './questions.ts'
import { readersOf } from './readers.ts'
import { reportsTo } from './reports-to-view.tsx'
import { receiveFile, receiving, takeOut } from './receiving.ts'
import { Fields, toAnswers, toForm } from './report-form.ts'
import { QuickReportForm, type KeptFile } from './report-views.tsx'
import { ownFunctions, submit } from './report.ts'
import { urls } from './urls.ts'

export const reportRoutes = [
  page(urls.quickReport, 'case.report', async ask => showForm(ask, await nextFormId(ask, 'quick'), emptyForm)),

  page('/melden/snel/:id', 'case.report', async ask => {
    const { house, actor, params } = ask
    const found = await house.db.as({ person: actor.id }, async (tx, now) => {
      const state = await ownState(tx, actor, params.id)
      if (state !== 'draft') return state
      // What was begun as a full report goes on as one: the quick form would not show all of it.
      if ((await whereStopped(tx, params.id)) !== undefined) return 'full'
      const dossier = await openDraft(tx, now, house, actor, params.id)
      return dossier && { form: toForm(await readAnswers(tx, dossier)) }
    })
    if (found === undefined) throw new Refusal(notFound)
    if (found === 'full') return { seeOther: urls.fullDraft(params.id) }
    return typeof found === 'string' ? { seeOther: urls.case(params.id) } : showForm(ask, params.id, found.form)
  }),

  upload('/melden/snel/:id', 'case.report', Fields, {
    prepare: async ({ house, actor, params }) => receiving(await openOrBeginDraft(house, actor, params.id)),
    receive: receiveFile,
    invalid: async (ask, form, { dossier, refused }) => {
      if (dossier && (await goesOnAsFull(ask, form, dossier))) return { seeOther: fullCheck(ask) }
      if (!dossier || !(await saveDraft(ask, form, dossier))) return alreadySent(ask)
      const { reach, via_weerbaar: via } = form.values
      const all = { ...form, errors: { ...form.errors, ...missingReach(reach, via) } }
      return showForm(ask, ask.params.id, withFileErrors(all, refused), fileErrors.status(refused))
    },
    valid: async (ask, input, form, { dossier, refused }) => {
      if (!dossier) return alreadySent(ask)
      if (await goesOnAsFull(ask, form, dossier)) return { seeOther: fullCheck(ask) }
      if (refused.length > 0) return { invalid: {} }
      return sendReport(ask, input, dossier)
    },
  }),

  // The button stands in the form itself, so that what was written and chosen meanwhile is kept too.
  upload('/melden/snel/:id/bewijs/:file/verwijderen', 'case.report', z.object({}), {
    prepare: async ({ house, actor, params }) => {
      const dossier = await house.db.as({ person: actor.id }, async (tx, now) =>
        (await ownState(tx, actor, params.id)) === 'draft' ? openDraft(tx, now, house, actor, params.id) : undefined,
      )
      if (!dossier) throw new Refusal(notFound)
      return receiving(dossier)
    },
    receive: receiveFile,
    invalid: (ask, form, { refused }) =>
      showForm(ask, ask.params.id, withFileErrors(form, refused), fileErrors.status(refused)),
    valid: async (ask, _input, form, { dossier, refused }) => {
      const { id, file } = ask.params
      await saveDraft(ask, form, dossier, tx => takeOut(tx, id, file))
      return refused.length > 0 ? { invalid: {} } : { seeOther: urls.draft(id) }
    },
  }),
]

/**
 * The id of the next report of this session: the same one until something was sent with it. With an id for each showing the
 * browser's back button would bring an empty form, where our pages promise that what was written is still there.
 */
export async function nextFormId({ house, actor, session = '' }: Ask, form: 'quick' | 'full'): Promise<string> {
  return house.db.as({ person: actor.id }, async tx => {
    for (let n = 0; ; n++) {
      const id = idFrom(`${form} report ${session} ${n}`)
      if ((await ownState(tx, actor, id)) === undefined) return id
    }
  })
}

// A UUID of version 8 (RFC 9562) from a hash: the session cannot be read back from it.
function idFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Keeps what was filled in, and does what goes with it. False when it is no draft any more: nothing was changed then. */
const saveDraft = (
  { house: { db }, actor }: Ask,
  form: Form,
  dossier: Dossier,
  alongside: (tx: Tx) => Promise<void> = async () => {},
): Promise<boolean> =>
  db.as({ person: actor.id }, async (tx, now) => {
    if (!(await holdDraft(tx, dossier.caseId))) return false
    const isFull = (await whereStopped(tx, dossier.caseId)) !== undefined
    if (!isFull) await saveAnswers(tx, now, dossier, actor.id, toAnswers(form))
    await alongside(tx)
    return true
  })

const fullCheck = ({ params }: Ask<'id'>) => urls.fullDraft(params.id, checkPath)

/**
 * An old tab with the quick form, of a draft that was gone on with as a full report: its words are kept in there, and the
 * page that shows all of it is the one to send it from. False when it is no full report.
 */
const goesOnAsFull = ({ house: { db }, actor }: Ask, form: Form, dossier: Dossier): Promise<boolean> =>
  db.as({ person: actor.id }, async (tx, now) => {
    if ((await whereStopped(tx, dossier.caseId)) === undefined || !(await holdDraft(tx, dossier.caseId))) return false
    const filled = await readFilled(tx, dossier, actor.id)
    const written = Object.entries(toValues(toAnswers(form))).filter(([, value]) => value !== '')
    await keepFilled(tx, now, dossier, actor.id, { ...filled, ...Object.fromEntries(written) }, checkPath)
    return true
  })

/** This form was sent before: one case, and the page that says so. Somebody else's id leads nowhere. */
async function alreadySent({ house, actor, params }: Ask<'id'>): Promise<{ seeOther: string }> {
  const state = await house.db.as({ person: actor.id }, tx => ownState(tx, actor, params.id))
  if (state === undefined) throw new Refusal(notFound)
  return { seeOther: urls.receipt(params.id) }
}

/** What is wrong with how somebody can be reached; also said beside other errors, so that all are mended at once. */
const missingReach = (reach = '', via?: string): { reach: string } | undefined =>
  reach.trim() === '' && via === undefined ? { reach: question('reach').error_required ?? '' } : undefined

async function sendReport(ask: Ask<'id'>, input: Fields, dossier: Dossier) {
  const { house, actor } = ask
  const functions = ownFunctions(actor, dossier.organisationId)
  const own = functions.length === 1 ? functions[0] : functions.find(it => it.function === input.function)
  if (!own) return { invalid: { function: question('function').error_required ?? '' } }
  const missing = missingReach(input.reach, input.via_weerbaar)
  if (missing) return { invalid: missing }
  return house.db.as({ person: actor.id }, async (tx, now) => {
    const chosen = await findColleague(tx, now, dossier.organisationId, actor.id, input)
    if ('unclear' in chosen) return { invalid: { [chosen.unclear]: notClear[chosen.unclear] } }
    const done = await submit(tx, now, actor, dossier, {
      function: own,
      safeNow: input.safe_now,
      answers: { what: input.what, reach: input.reach, via_weerbaar: input.via_weerbaar !== undefined },
      accused: chosen.person,
    })
    return done === 'no_route' ? noRoute : { seeOther: urls.receipt(ask.params.id) }
  })
}

const notClear = {
  colleague: question('own_organisation').error_unknown ?? '',
  colleague_id: 'Kies hieronder wie u bedoelt, of kies dat het niemand van hen is.',
}

const noRoute = {
  invalid: {
    '': 'Uw organisatie heeft nog niet ingesteld wie deze melding leest. Wat u schreef, is bewaard. Bel een van de nummers hieronder.',
  },
}

const withFileErrors = (form: Form, refused: readonly RefusedFile[]): Form =>
  refused.length === 0 ? form : { ...form, errors: { ...form.errors, evidence: fileErrors.of(refused) } }

async function showForm(ask: Ask, id: string, form: Form, status?: 413 | 415): Promise<Page> {
  const { house, actor } = ask
  const shown = await house.db.as({ person: actor.id }, async (tx, now) => {
    const { begun, kept, organisation } = await readKept(tx, now, house, actor, id)
    const functions = ownFunctions(actor, organisation)
    const named = await findColleague(tx, now, organisation, actor.id, namedIn(form))
    const accused = 'person' in named ? named.person : undefined
    return {
      now,
      begun,
      keptUntil: begun ? await draftKeptUntil(tx, id) : undefined,
      kept,
      functions,
      readers: await readersOf(tx, now, organisation, actor.id, functions, accused),
      contacts: await readContacts(tx, organisation),
      texts: await readTexts(tx, organisation),
      matches: named.matches,
      ...reportsTo(actor, organisation),
    }
  })
  return {
    title: quickReport.title,
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    ...(status && { status }),
    body: <QuickReportForm {...shown} id={id} form={form} />,
  }
}

// As the fields themselves would read it, also from a form that was refused for something else.
const namedIn = ({ values }: Form) => ({
  colleague: cleanLine(values['colleague'] ?? '').slice(0, 254),
  colleague_id: values['colleague_id'],
})

/** The files that a draft keeps, and the organisation that it is for: that of the session as long as there is no draft. */
async function readKept(
  tx: Tx,
  now: Date,
  house: House,
  actor: Actor,
  id: string,
): Promise<{ begun: boolean; kept: KeptFile[]; organisation: string }> {
  const dossier = (await ownState(tx, actor, id)) === 'draft' ? await openDraft(tx, now, house, actor, id) : undefined
  if (!dossier) return { begun: false, kept: [], organisation: actor.organisation?.id ?? '' }
  const kept = (await listPieces(tx, dossier)).filter(it => it.parent === null)
  return { begun: true, kept, organisation: dossier.organisationId }
}
