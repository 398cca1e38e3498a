import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { readCategories } from '../../engines/cases/categories.ts'
import { transition } from '../../engines/cases/chart.ts'
import { newEntryId } from '../../engines/cases/dossier.ts'
import { readTexts } from '../../engines/cases/organisation-texts.ts'
import { protocolOf } from '../../engines/cases/protocol-settings.ts'
import { categories, channels, outcomes } from '../../engines/cases/vocabulary.ts'
import type { Page } from '../../platform/answers.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import type { Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { readCase, type CaseFacts } from './case.ts'
import { after, afterWriting, refuse } from './case-page.tsx'
import { CategoryForm, CloseForm, DecisionForm, TalkForm } from './handle-views.tsx'
import * as handling from './handling.ts'
import { incidentChart, isOpen, type IncidentEvent } from './incident.chart.ts'
import { readOtherKinds } from './kinds.ts'
import { mayReact, noWord } from './improper/word.ts'
import { proposalFor } from './proposal.ts'
import { outlivesClosing, taskLabel } from './tasks.ts'

type OneCase = Ask<'id'>

/** The coded facts of a case for one who handles it; anybody else gets no form. */
async function handled(ask: OneCase): Promise<CaseFacts> {
  const { house, actor, params } = ask
  const it = await house.db.as({ person: actor.id }, tx => readCase(tx, actor, params.id))
  return it?.part === 'handler' ? it : refuse(ask)
}

interface FormView {
  event: IncidentEvent
  show: (it: CaseFacts, form: Form, ask: OneCase) => Promise<Page> | Page
}

const categoryPage: FormView = {
  event: 'set_category',
  show: async (it, form, ask) => ({
    title: 'Bepaal de soort',
    narrow: true,
    errors: hasErrors(form),
    body: <CategoryForm it={it} form={form} others={await otherKinds(it, ask)} offered={await offeredFor(it, ask)} />,
  }),
}
const decisionPage: FormView = {
  event: 'decide',
  show: async (it, form, ask) => ({
    title: 'Besluit over de reactie',
    narrow: true,
    errors: hasErrors(form),
    body: <DecisionForm it={it} form={form} entryId={newEntryId()} protocol={await protocolFor(it, ask)} />,
  }),
}
const talkPage: FormView = {
  event: 'record_talk',
  show: async (it, form, ask) => ({
    title: 'Opvanggesprek',
    narrow: true,
    errors: hasErrors(form),
    body: <TalkForm {...{ it, form, entryId: newEntryId(), hours: (await protocolFor(it, ask)).supportTalkHours }} />,
  }),
}
const closePage: FormView = {
  event: 'close',
  show: async (it, form, ask) => ({
    title: 'Sluit de melding af',
    narrow: true,
    errors: hasErrors(form),
    body: (
      <CloseForm
        it={it}
        form={form}
        entryId={newEntryId()}
        open={await openTaskLabels(it, ask)}
        talks={(await talksOf(it, ask)).length}
      />
    ),
  }),
}

const protocolFor = (it: CaseFacts, { house, actor }: OneCase) =>
  house.db.as({ person: actor.id }, tx => protocolOf(tx, it))

/** What this organisation offers; a case keeps the kind that it has. */
const offeredFor = (it: CaseFacts, { house, actor }: OneCase) =>
  house.db.as({ person: actor.id }, tx => readCategories(tx, it.organisation_id, it.category))

const otherKinds = (it: CaseFacts, { house, actor }: OneCase) =>
  house.db.as({ person: actor.id }, tx => readOtherKinds(tx, it.id))

async function openTaskLabels(it: CaseFacts, { house, actor }: OneCase): Promise<string[]> {
  const tasks = await house.db.as({ person: actor.id }, tx =>
    tx
      .selectFrom('task')
      .select('kind')
      .where('case_id', '=', it.id)
      .where('done_at', 'is', null)
      .orderBy('due_at')
      .execute(),
  )
  // Closing is what `wrap_up` asks.
  return tasks.filter(({ kind }) => kind !== 'wrap_up' && !outlivesClosing(kind)).map(({ kind }) => taskLabel(kind))
}

const hasErrors = (form: Form) => Object.keys(form.errors).length > 0

const show = (view: FormView) => async (ask: OneCase) => {
  const it = await handled(ask)
  const possible = transition(incidentChart, it.state, view.event, 'handler') !== undefined
  return possible ? view.show(it, emptyForm, ask) : after('late', it.id, 'soort')
}
const again = (view: FormView) => async (ask: OneCase, form: Form) => view.show(await handled(ask), form, ask)

const entry = z.uuid('Laad de pagina opnieuw en probeer het nog een keer.')
const codeOf = (options: readonly { id: string }[], message: string) =>
  z.string(message).refine(code => options.some(it => it.id === code), message)

const Category = z.object({
  category: codeOf(categories, 'Kies wat er vooral is gebeurd'),
  /** What else happened, a line each. */
  ook: z.string().default(''),
  /** How it happened: with it, and with the moment, reports of the same event are found. */
  kanaal: z.enum(['', ...channels.map(it => it.id)], 'Kies een van deze manieren').default(''),
})
const Decision = z.object({
  entry,
  code: codeOf(outcomes.decision.options, 'Kies wat het besluit is'),
  text: textField(),
  /** The button that asks for a proposal. */
  voorstel: z.string().optional(),
})
const Talk = z.object({ entry, code: codeOf(outcomes.talk.options, 'Kies hoe het gesprek ging'), text: textField() })
const Closing = z.object({
  entry,
  code: codeOf(outcomes.closing.options, 'Kies wat de uitkomst is'),
  text: textField(),
  /** Why it is closed while a promised talk is open. */
  gesprek_open: textField(),
  voorstel: z.string().optional(),
})

/** The steps of a case that ask for more than a button: its kind, the decision, the talk, the closing. */
export const stepRoutes: readonly Route[] = [
  page('/meldingen/:id/soort', 'case.handle', show(categoryPage)),
  action('/meldingen/:id/soort', 'case.handle', Category, {
    invalid: again(categoryPage),
    valid: async (ask, input) => {
      const { house, actor, params } = ask
      const it = await house.db.as({ person: actor.id }, tx => readCase(tx, actor, params.id))
      const offered = it?.part === 'handler' ? await offeredFor(it, ask) : categories
      const { category: main, kanaal: channel, ook } = input
      if (!offered.some(one => one.id === main)) return noSuchCategory
      const chosen = ook.split(/\r?\n/)
      const others = categories.map(one => one.id).filter(kind => kind !== main && chosen.includes(kind))
      const done = await handling.setKinds(house, actor, params.id, { main, others, channel })
      if (done === 'done' && (await isGone(ask))) return { seeOther: '/melding-overgedragen' }
      return after(done, params.id, 'soort')
    },
  }),

  page('/meldingen/:id/besluit', 'case.handle', show(decisionPage)),
  action('/meldingen/:id/besluit', 'case.handle', Decision, {
    invalid: again(decisionPage),
    valid: async (ask, input, form) => {
      const { house, actor, params } = ask
      const proposal = proposalFor('decision', input)
      if (proposal !== undefined) return decisionPage.show(await handled(ask), proposed(form, proposal), ask)
      if (!input.text) return noReason
      if (!(await mayDecide(ask, input.code))) return { invalid: { code: noWord } }
      const { entry: id, code, text } = input
      return afterWriting(
        await handling.recordDecision(house, actor, params.id, { id, code, text }),
        params.id,
        'besluit',
      )
    },
  }),

  page('/meldingen/:id/gesprek', 'case.handle', show(talkPage)),
  action('/meldingen/:id/gesprek', 'case.handle', Talk, {
    invalid: again(talkPage),
    valid: async ({ house, actor, params }, { entry: id, code, text }) =>
      afterWriting(await handling.recordTalk(house, actor, params.id, { id, code, text }), params.id, 'gesprek'),
  }),

  page('/meldingen/:id/afsluiten', 'case.handle', show(closePage)),
  action('/meldingen/:id/afsluiten', 'case.handle', Closing, {
    invalid: again(closePage),
    valid: async (ask, input, form) => {
      const it = await handled(ask)
      const { entry: id, code, text, gesprek_open: why } = input
      const proposal = proposalFor('closing', input, await closingWords(it, ask))
      if (proposal !== undefined) return closePage.show(it, proposed(form, proposal), ask)
      if (!text) return noText
      if (!it.category && transition(incidentChart, it.state, 'close', 'handler')) return noCategory
      if (!why && isOpen(it.state) && (await talksOf(it, ask)).length > 0) return promisedTalk
      const closing = { id, code, text, why }
      return afterWriting(await handling.close(ask.house, ask.actor, it.id, closing), it.id, 'afgesloten')
    },
  }),
]

const talksOf = (it: CaseFacts, { house, actor }: OneCase): Promise<string[]> =>
  house.db.as({ person: actor.id }, tx => handling.openTalks(tx, it.id))

/** Who may not see the case at all, is refused by the act itself. */
const mayDecide = ({ house, actor, params }: OneCase, code: string): Promise<boolean> =>
  house.db.as({ person: actor.id }, async tx => {
    const it = await readCase(tx, actor, params.id)
    return it?.part !== 'handler' || mayReact(tx, it, code)
  })

/** Whether the case went where this person does not see it: along the route for improper pressure. */
const isGone = async ({ house, actor, params }: OneCase): Promise<boolean> =>
  (await house.db.as({ person: actor.id }, tx => readCase(tx, actor, params.id))) === undefined

/** The form as it was sent, with the words that are proposed. */
const proposed = (form: Form, text: string): Form => ({
  values: { ...form.values, text, voorgesteld: 'ja' },
  errors: {},
})

/** The words with which an organisation ends what a reporter hears. */
const closingWords = async (it: CaseFacts, { house, actor }: OneCase): Promise<string> =>
  (await house.db.as({ person: actor.id }, tx => readTexts(tx, it.organisation_id))).feedback_closing

const noSuchCategory: Invalid = { invalid: { category: 'Kies wat er vooral is gebeurd' } }
const noReason: Invalid = {
  invalid: { text: 'Leg uit waarom dit het besluit is, of kies “Zet een voorsteltekst klaar”. De melder leest dit' },
}
const noText: Invalid = {
  invalid: { text: 'Schrijf wat de melder hoort, of kies “Zet een voorsteltekst klaar”' },
}
const promisedTalk: Invalid = {
  invalid: { gesprek_open: 'Er staat nog een beloofd gesprek open. Schrijf waarom u de melding toch afsluit' },
}
const noCategory: Invalid = {
  invalid: { code: 'Bepaal eerst de soort: zonder soort kan de melding niet worden afgesloten' },
}
