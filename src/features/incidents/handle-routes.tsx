import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { newEntryId } from '../../engines/cases/dossier.ts'
import { categories, outcome, outcomes } from '../../engines/cases/vocabulary.ts'
import type { Page, SeeOther } from '../../platform/answers.ts'
import type { Tx } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { Refusal, type Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { notFound } from '../../platform/troubles.tsx'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { PageTitle } from '../../ui/parts.tsx'
import { openCasePage, readCase, readLooks, type CaseFacts } from './case.ts'
import { CaseView } from './case-views.tsx'
import { CategoryForm, CloseForm, DecisionForm, TalkForm } from './handle-views.tsx'
import type { Done } from './acting.ts'
import * as handling from './handling.ts'
import * as ownActs from './own-acts.ts'
import { LooksView } from './looks-view.tsx'
import { isTaskKind, taskKinds } from './tasks.ts'
import { urls } from './urls.ts'

type OneCase = Ask<'id'>

const entry = z.uuid('Laad de pagina opnieuw en probeer het nog een keer.')
const codeOf = (options: readonly { id: string }[], message: string) =>
  z.string(message).refine(code => options.some(it => it.id === code), message)
const words = (required: string) => textField({ required })

/** The page of a case, or of nothing: who may not see it is told what somebody is told about a case that does not exist. */
export async function showCase({ house, actor, params }: OneCase, form: Form = emptyForm): Promise<Page> {
  const found = await openCasePage(house, actor, params.id)
  if (!found) throw new Refusal(notFound)
  const confidants =
    found.facts.part === 'own'
      ? await house.db.as({ person: actor.id }, (tx, now) =>
          readConfidants(tx, now, found.facts.organisation_id, actor.id),
        )
      : []
  return {
    title: `Melding ${found.facts.reference}`,
    errors: Object.keys(form.errors).length > 0,
    body: <CaseView page={found} viewer={actor.id} now={house.clock.now()} form={form} confidants={confidants} />,
  }
}

const readConfidants = (tx: Tx, now: Date, organisation: string, self: string) =>
  tx
    .selectFrom('membership as m')
    .innerJoin('person', 'person.id', 'm.person_id')
    .select(['person.id', 'person.name'])
    .distinct()
    .where('m.organisation_id', '=', organisation)
    .where('m.role', '=', 'confidant')
    .where('m.person_id', '<>', self)
    .where('m.starts', '<=', now)
    .where(eb => eb.or([eb('m.ends', 'is', null), eb('m.ends', '>', now)]))
    .orderBy('person.name')
    .execute()

/** Where an act leads: back to the case, to a page that explains, or nowhere. */
function after(done: Done, id: string, anchor = ''): SeeOther | Page {
  if (done === 'done') return { seeOther: `${urls.case(id)}${anchor}` }
  if (done === 'gone') throw new Refusal(notFound)
  return {
    title: 'Dit kan nu niet meer',
    narrow: true,
    body: (
      <>
        <PageTitle>Dit kan nu niet meer</PageTitle>
        <p>
          Iemand anders was u net voor, of de melding is intussen afgesloten of heropend. Er is niets veranderd door uw
          keuze.
        </p>
        <Actions>
          <ButtonLink href={urls.case(id)}>Bekijk hoe de melding er nu voor staat</ButtonLink>
        </Actions>
      </>
    ),
  }
}

type Act = (house: Ask['house'], actor: Actor, id: string) => Promise<Done>

/** An act that needs no words: one button. */
const button = (
  path: `/meldingen/:id/${'oppakken' | 'overnemen' | 'heropenen'}`,
  needs: 'case.handle' | 'case.read',
  act: Act,
): Route =>
  action(path, needs, z.object({}), {
    invalid: ask => after('late', ask.params.id),
    valid: async ask => after(await act(ask.house, ask.actor, ask.params.id), ask.params.id),
  })

/** The coded facts of a case for one who handles it; anybody else gets no form. */
async function handled({ house, actor, params }: OneCase): Promise<CaseFacts> {
  const it = await house.db.as({ person: actor.id }, tx => readCase(tx, actor, params.id))
  if (it?.part !== 'handler') throw new Refusal(notFound)
  return it
}

type FormView = (it: CaseFacts, form: Form, ask: OneCase) => Promise<Page> | Page

const categoryPage: FormView = (it, form) => ({
  title: 'Bepaal de soort',
  narrow: true,
  errors: hasErrors(form),
  body: <CategoryForm it={it} form={form} />,
})
const decisionPage: FormView = (it, form) => ({
  title: 'Besluit over de reactie',
  narrow: true,
  errors: hasErrors(form),
  body: <DecisionForm it={it} form={form} entryId={newEntryId()} />,
})
const talkPage: FormView = (it, form) => ({
  title: 'Opvanggesprek',
  narrow: true,
  errors: hasErrors(form),
  body: <TalkForm it={it} form={form} entryId={newEntryId()} />,
})
const closePage: FormView = async (it, form, { house, actor }) => {
  const tasks = await house.db.as({ person: actor.id }, tx =>
    tx
      .selectFrom('task')
      .select('kind')
      .where('case_id', '=', it.id)
      .where('done_at', 'is', null)
      .orderBy('due_at')
      .execute(),
  )
  const open = tasks.flatMap(({ kind }) => (isTaskKind(kind) ? [taskKinds[kind].label] : []))
  return {
    title: 'Sluit de melding af',
    narrow: true,
    errors: hasErrors(form),
    body: <CloseForm it={it} form={form} entryId={newEntryId()} open={open} />,
  }
}

const hasErrors = (form: Form) => Object.keys(form.errors).length > 0
const show = (view: FormView) => async (ask: OneCase) => view(await handled(ask), emptyForm, ask)
const again = (view: FormView) => async (ask: OneCase, form: Form) => view(await handled(ask), form, ask)

const Decision = z.object({
  entry,
  code: codeOf(outcomes.decision.options, 'Kies wat het besluit is'),
  text: words('Leg uit waarom dit het besluit is; de melder leest dit'),
})
const Talk = z.object({ entry, code: codeOf(outcomes.talk.options, 'Kies hoe het gesprek ging'), text: textField() })
const Closing = z.object({
  entry,
  code: codeOf(outcomes.closing.options, 'Kies wat de uitkomst is'),
  text: textField(),
})

export const handleRoutes: readonly Route[] = [
  page('/meldingen/:id', 'case.read', ask => showCase(ask)),

  page('/meldingen/:id/gekeken', 'case.read', async ({ house, actor, params }) => {
    const found = await house.db.as({ person: actor.id }, async tx => {
      const it = await readCase(tx, actor, params.id)
      return it?.part === 'own' ? { it, looks: await readLooks(tx, actor, params.id) } : undefined
    })
    if (!found) throw new Refusal(notFound)
    return { title: 'Wie heeft gekeken?', narrow: true, body: <LooksView {...found} now={house.clock.now()} /> }
  }),

  button('/meldingen/:id/oppakken', 'case.handle', handling.takeUp),
  button('/meldingen/:id/overnemen', 'case.handle', handling.takeUp),
  button('/meldingen/:id/heropenen', 'case.handle', handling.reopen),

  page('/meldingen/:id/soort', 'case.handle', show(categoryPage)),
  action(
    '/meldingen/:id/soort',
    'case.handle',
    z.object({ category: codeOf(categories, 'Kies wat er vooral is gebeurd') }),
    {
      invalid: again(categoryPage),
      valid: async ({ house, actor, params }, input) =>
        after(await handling.setCategory(house, actor, params.id, input.category), params.id),
    },
  ),

  page('/meldingen/:id/besluit', 'case.handle', show(decisionPage)),
  action('/meldingen/:id/besluit', 'case.handle', Decision, {
    invalid: again(decisionPage),
    valid: async ({ house, actor, params }, { entry: id, code, text }) =>
      after(await handling.recordDecision(house, actor, params.id, { id, code, text }), params.id),
  }),

  page('/meldingen/:id/gesprek', 'case.handle', show(talkPage)),
  action('/meldingen/:id/gesprek', 'case.handle', Talk, {
    invalid: again(talkPage),
    valid: async ({ house, actor, params }, { entry: id, code, text }) =>
      after(await handling.recordTalk(house, actor, params.id, { id, code, text }), params.id),
  }),

  page('/meldingen/:id/afsluiten', 'case.handle', show(closePage)),
  action('/meldingen/:id/afsluiten', 'case.handle', Closing, {
    invalid: (ask, form) => again(closePage)(ask, withProposal(form)),
    valid: async (ask, { entry: id, code, text }) => {
      const it = await handled(ask)
      if (!text) return noText
      if (!it.category) return noCategory
      return after(await handling.close(ask.house, ask.actor, it.id, { id, code, text }), it.id)
    },
  }),

  action('/meldingen/:id/bericht', 'case.read', z.object({ entry, bericht: words('Schrijf een bericht') }), {
    invalid: (ask, form) => showCase(ask, form),
    valid: async ({ house, actor, params }, input) =>
      after(await ownActs.writeMessage(house, actor, params.id, { id: input.entry, text: input.bericht }), params.id),
  }),

  action('/meldingen/:id/notitie', 'case.handle', z.object({ entry, notitie: words('Schrijf een notitie') }), {
    invalid: (ask, form) => showCase(ask, form),
    valid: async ({ house, actor, params }, input) =>
      after(await handling.writeNote(house, actor, params.id, { id: input.entry, text: input.notitie }), params.id),
  }),

  action(
    '/meldingen/:id/heropening-vragen',
    'case.read',
    z.object({ entry, reden: words('Schrijf waarom u de melding wilt heropenen') }),
    {
      invalid: (ask, form) => showCase(ask, form),
      valid: async ({ house, actor, params }, input) =>
        after(await ownActs.askReopening(house, actor, params.id, { id: input.entry, text: input.reden }), params.id),
    },
  ),

  action(
    '/meldingen/:id/vertrouwenspersoon',
    'case.read',
    z.object({ confidant: z.uuid('Kies een vertrouwenspersoon'), lezen: z.enum(['ja', 'nee']) }),
    {
      invalid: (ask, form) => showCase(ask, form),
      valid: async (ask, { confidant, lezen }) => {
        const known = await isConfidant(ask, confidant)
        if (lezen === 'ja' && !known) return { invalid: { confidant: 'Kies een vertrouwenspersoon uit de lijst' } }
        return after(
          await ownActs.changeConfidant(ask.house, ask.actor, ask.params.id, confidant, lezen === 'ja'),
          ask.params.id,
        )
      },
    },
  ),
]

async function isConfidant({ house: { db }, actor, params }: OneCase, confidant: string): Promise<boolean> {
  return db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, params.id)
    return (
      it !== undefined &&
      (await readConfidants(tx, now, it.organisation_id, actor.id)).some(one => one.id === confidant)
    )
  })
}

const noText: Invalid = {
  invalid: { text: 'Lees het voorstel hieronder, pas het aan waar dat nodig is, en sluit daarna af' },
}
const noCategory: Invalid = {
  invalid: { code: 'Bepaal eerst de soort: zonder soort kan de melding niet worden afgesloten' },
}

/** Puts the text that goes with the chosen outcome in an empty field. */
function withProposal(form: Form): Form {
  const proposal = outcome('closing', form.values['code'] ?? '')?.feedback
  return form.values['text'] || !proposal ? form : { ...form, values: { ...form.values, text: proposal } }
}
