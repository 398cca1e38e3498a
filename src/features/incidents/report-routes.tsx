import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { action, page, upload, type Ask } from '../../engines/access/routes.ts'
import { openDossier, type Dossier } from '../../engines/cases/dossier.ts'
import { listPieces, storeFile } from '../../engines/cases/evidence.ts'
import type { Page } from '../../platform/answers.ts'
import type { ArrivingFile } from '../../platform/body.ts'
import type { Tx } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import type { House } from '../../platform/house.ts'
import { Refusal } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { notFound } from '../../platform/troubles.tsx'
import { findColleague } from './colleague.ts'
import { readContacts } from './contacts.ts'
import { openOrBeginDraft, ownState, readAnswers, saveAnswers, type Answers } from './draft.ts'
import { fileErrors, type RefusedFile } from './file-errors.ts'
import { question, quickReport } from './questions.ts'
import { readersOf } from './readers.ts'
import { QuickReportForm, type KeptFile } from './report-views.tsx'
import { ownFunctions, submit } from './report.ts'
import { urls } from './urls.ts'

const maxText = question('what').max_length ?? 20_000
const maxReach = question('reach').max_length ?? 200

const Fields = z.object({
  function: textField({ max: 40, oneLine: true }),
  safe_now: z.enum(['yes', 'not_sure', 'no'], question('safe_now').error_required),
  what: textField({
    required: question('what').error_required ?? '',
    max: maxText,
    tooLong: question('what').error_too_long ?? '',
  }),
  reach: textField({ max: maxReach, tooLong: question('reach').error_too_long ?? '', oneLine: true }),
  via_weerbaar: z.string().optional(),
  colleague: textField({ max: 254, oneLine: true }),
  colleague_id: z.union([z.uuid(), z.literal('none')], question('own_organisation').error_unknown).optional(),
})
type Fields = z.infer<typeof Fields>

/** What a form leaves behind in a draft, whether it was right or not. */
const toAnswers = (values: Readonly<Record<string, string>>): Answers => {
  const { what = '', reach = '', via_weerbaar: via, ...draft } = values
  return { what, reach, via_weerbaar: via !== undefined, draft }
}

const toForm = ({ what, reach, via_weerbaar: via, draft = {} }: Answers): Form => ({
  values: { ...draft, what, reach, ...(via && { via_weerbaar: 'ja' }) },
  errors: {},
})

interface Prepared {
  dossier: Dossier
  refused: RefusedFile[]
}

export const reportRoutes = [
  page(urls.quickReport, 'case.report', ask => showForm(ask, crypto.randomUUID(), emptyForm)),

  page('/melden/snel/:id', 'case.report', async ask => {
    const { house, actor, params } = ask
    const found = await house.db.as({ person: actor.id }, async (tx, now) => {
      const state = await ownState(tx, actor, params.id)
      if (state !== 'draft') return state
      const dossier = await openDraft(tx, now, house, actor, params.id)
      return dossier && { form: toForm(await readAnswers(tx, dossier)) }
    })
    if (found === undefined) throw new Refusal(notFound)
    return typeof found === 'string' ? { seeOther: urls.case(params.id) } : showForm(ask, params.id, found.form)
  }),

  upload('/melden/snel/:id', 'case.report', Fields, {
    prepare: async ({ house, actor, params }): Promise<Prepared | undefined> => {
      const dossier = await openOrBeginDraft(house, actor, params.id)
      return dossier && { dossier, refused: [] }
    },
    receive: async ({ house, actor }, prepared, file) => {
      // Sent before, or not theirs: what comes along is read and left.
      if (prepared === undefined) file.content.resume()
      else await receiveFile(house, actor, prepared, file)
    },
    invalid: async (ask, form, prepared) => {
      if (!prepared) return alreadySent(ask)
      const { house, actor } = ask
      await house.db.as({ person: actor.id }, (tx, now) =>
        saveAnswers(tx, now, prepared.dossier, toAnswers(storable(form.values))),
      )
      return showForm(ask, ask.params.id, withFileErrors(form, prepared.refused), fileErrors.status(prepared.refused))
    },
    valid: async (ask, input, _form, prepared) => {
      if (!prepared) return alreadySent(ask)
      if (prepared.refused.length > 0) return { invalid: {} }
      return sendReport(ask, input, prepared.dossier)
    },
  }),

  action('/melden/snel/:id/bewijs/:file/verwijderen', 'case.report', z.looseObject({}), {
    invalid: ask => ({ seeOther: urls.draft(ask.params.id) }),
    valid: async ({ house, actor, params }, _input, form) => {
      await house.db.as({ person: actor.id }, async (tx, now) => {
        const dossier = await openDraft(tx, now, house, actor, params.id)
        if (!dossier) return
        await saveAnswers(tx, now, dossier, toAnswers(storable(form.values)))
        await tx.deleteFrom('file').where('parent_id', '=', params.file).where('case_id', '=', params.id).execute()
        await tx.deleteFrom('file').where('id', '=', params.file).where('case_id', '=', params.id).execute()
      })
      return { seeOther: urls.draft(params.id) }
    },
  }),
]

async function receiveFile(house: House, actor: Actor, { dossier, refused }: Prepared, file: ArrivingFile) {
  const stored = await storeFile(house, actor.id, dossier, file)
  if ('refused' in stored && stored.refused !== 'empty') refused.push({ name: file.name, why: stored.refused })
}

const openDraft = (tx: Tx, now: Date, house: House, actor: Actor, id: string) =>
  openDossier(tx, now, house.keys, {
    actor: actor.id,
    organisation: actor.organisation?.id ?? null,
    caseId: id,
    action: 'case.draft_open',
  })

// What could not be valid must still be storable and bounded: an invalid form comes back whole, from the database too.
const storable = (values: Readonly<Record<string, string>>) => {
  const names = Object.keys(Fields.shape)
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => names.includes(name))
      .map(([name, value]) => [name, value.toWellFormed()]),
  )
}

/** This form was sent before: one case, and the page that says so. Somebody else's id leads nowhere. */
async function alreadySent({ house, actor, params }: Ask<'id'>): Promise<{ seeOther: string }> {
  const state = await house.db.as({ person: actor.id }, tx => ownState(tx, actor, params.id))
  if (state === undefined) throw new Refusal(notFound)
  return { seeOther: urls.receipt(params.id) }
}

async function sendReport(ask: Ask<'id'>, input: Fields, dossier: Dossier) {
  const { house, actor } = ask
  const functions = ownFunctions(actor, dossier.organisationId)
  const own = functions.length === 1 ? functions[0] : functions.find(it => it.function === input.function)
  if (!own) return { invalid: { function: question('function').error_required ?? '' } }
  if (!input.reach && input.via_weerbaar === undefined)
    return { invalid: { reach: question('reach').error_required ?? '' } }
  return house.db.as({ person: actor.id }, async (tx, now) => {
    const chosen = await findColleague(tx, now, dossier.organisationId, actor.id, input)
    if ('unclear' in chosen) return { invalid: { [chosen.unclear]: question('own_organisation').error_unknown ?? '' } }
    const done = await submit(tx, now, actor, dossier, {
      function: own,
      safeNow: input.safe_now,
      answers: { what: input.what, reach: input.reach, via_weerbaar: input.via_weerbaar !== undefined },
      accused: chosen.person,
    })
    return done === 'no_route' ? noRoute : { seeOther: urls.receipt(ask.params.id) }
  })
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
    const { kept, organisation } = await readKept(tx, now, house, actor, id)
    const functions = ownFunctions(actor, organisation)
    return {
      now,
      kept,
      functions,
      readers: await readersOf(tx, now, organisation, actor.id, functions),
      contacts: await readContacts(tx, organisation),
      matches:
        (form.errors['colleague'] ?? form.errors['colleague_id'])
          ? await matchesFor(tx, now, organisation, actor.id, form)
          : [],
      elsewhere: organisationsOf(actor).filter(it => it.id !== organisation),
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

const organisationsOf = ({ memberships }: Actor) => [
  ...new Map(memberships.map(it => [it.organisation, { id: it.organisation, name: it.organisationName }])).values(),
]

async function matchesFor(tx: Tx, now: Date, organisation: string, actor: string, form: Form) {
  const found = await findColleague(tx, now, organisation, actor, {
    colleague: form.values['colleague'] ?? '',
    colleague_id: undefined,
  })
  return 'unclear' in found ? found.matches : []
}

/** The files that a draft keeps, and the organisation that it is for: that of the session as long as there is no draft. */
async function readKept(
  tx: Tx,
  now: Date,
  house: House,
  actor: Actor,
  id: string,
): Promise<{ kept: KeptFile[]; organisation: string }> {
  const dossier = (await ownState(tx, actor, id)) === 'draft' ? await openDraft(tx, now, house, actor, id) : undefined
  if (!dossier) return { kept: [], organisation: actor.organisation?.id ?? '' }
  const kept = (await listPieces(tx, dossier)).filter(it => it.parent === null)
  return { kept, organisation: dossier.organisationId }
}
