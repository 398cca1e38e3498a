import { z } from 'zod'
import { action, page, upload, type Ask, type Route } from '../../engines/access/routes.ts'
import { transition } from '../../engines/cases/chart.ts'
import { newEntryId, openDossier, type Dossier } from '../../engines/cases/dossier.ts'
import { modelSettings, protocolOf } from '../../engines/cases/protocol-settings.ts'
import { channels } from '../../engines/cases/vocabulary.ts'
import type { Page } from '../../platform/answers.ts'
import { dateField, timeField } from '../../platform/date-fields.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { isoDay } from '../../ui/dates.ts'
import { readCase, type CaseFacts, type CasePart } from './case.ts'
import { after, afterWriting, refuse } from './case-page.tsx'
import { evaluations } from './evaluation.ts'
import { fileErrors } from './file-errors.ts'
import { receiveFile, receiving, withStatus } from './receiving.ts'
import { incidentChart, isOpen, type IncidentEvent } from './incident.chart.ts'
import { CorrectForm, EvaluateForm, OccurrenceForm, WithdrawForm, type StepFormProps } from './own-forms-view.tsx'
import * as steps from './own-steps.ts'
import { tellOfEvidence } from './own-acts.ts'

type OneCase = Ask<'id'>

interface StepPage {
  title: string
  /** Who may, and whether it can be done now. */
  parts: readonly CasePart[]
  possible: (it: CaseFacts) => boolean
  view: (props: StepFormProps) => ReturnType<typeof WithdrawForm>
}

const can = (event: IncidentEvent) => (it: CaseFacts) =>
  transition(incidentChart, it.state, event, it.part === 'handler' ? 'handler' : 'reporter') !== undefined

const correctPage: StepPage = {
  title: 'Verbeter wat er is gemeld',
  parts: ['own'],
  possible: it => it.confirm_asked_at !== null && can('correct')(it),
  view: CorrectForm,
}
const withdrawPage: StepPage = {
  title: 'Trek de melding in',
  parts: ['own'],
  possible: can('withdraw'),
  view: WithdrawForm,
}
const occurrencePage: StepPage = {
  title: 'Meld een nieuw voorval',
  parts: ['own', 'handler'],
  possible: can('add_event'),
  view: OccurrenceForm,
}
const evaluatePage: StepPage = {
  title: 'Heeft melden u geholpen?',
  parts: ['own'],
  possible: it => !isOpen(it.state),
  view: EvaluateForm,
}

/** The form of a step for who may take it; anybody else finds nothing. */
async function showStep(ask: OneCase, it: StepPage, form: Form = emptyForm): Promise<Page | ReturnType<typeof after>> {
  const { house, actor, params } = ask
  const { facts, protocol } = await house.db.as({ person: actor.id }, async tx => {
    const found = await readCase(tx, actor, params.id)
    return { facts: found, protocol: found ? await protocolOf(tx, found) : modelSettings }
  })
  if (!facts || !it.parts.includes(facts.part)) return refuse(ask)
  if (!it.possible(facts)) return after('late', params.id, 'bewaard')
  return {
    title: it.title,
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: it.view({ it: facts, protocol, form, entryId: newEntryId() }),
  }
}

const entry = z.uuid('Laad de pagina opnieuw en probeer het nog een keer.')

const Occurrence = z.object({
  entry,
  dag: dateField(),
  tijd: timeField(),
  kanaal: z.enum(['', ...channels.map(it => it.id)], 'Kies een van deze manieren').default(''),
  aantal: z.coerce
    .number('Vul een getal in')
    .int('Vul een heel getal in')
    .min(1, 'Vul ten minste 1 in')
    .max(1000, 'Vul ten hoogste 1000 in'),
  dreiging: z.enum(
    ['ja', 'nee', 'onbekend'],
    'Kies of dit een nieuwe bedreiging is. U mag ook kiezen dat u het niet weet.',
  ),
  text: textField({ required: 'Schrijf kort op wat er nu is gebeurd. Eén zin is genoeg.' }),
})

/** What whose case it is does with it, besides reading and writing messages. */
export const ownRoutes: readonly Route[] = [
  action('/meldingen/:id/klopt', 'case.read', z.object({}), {
    invalid: ask => after('late', ask.params.id, 'bevestigd'),
    valid: async ({ house, actor, params }) =>
      after(await steps.confirm(house, actor, params.id), params.id, 'bevestigd'),
  }),

  page('/meldingen/:id/verbeteren', 'case.read', ask => showStep(ask, correctPage)),
  action(
    '/meldingen/:id/verbeteren',
    'case.read',
    z.object({ entry, text: textField({ required: 'Schrijf wat er niet klopt, of wat er nog bij moet' }) }),
    {
      invalid: (ask, form) => showStep(ask, correctPage, form),
      valid: async ({ house, actor, params }, { entry: id, text }) =>
        afterWriting(await steps.correct(house, actor, params.id, { id, text }), params.id, 'verbeterd'),
    },
  ),

  page('/meldingen/:id/intrekken', 'case.read', ask => showStep(ask, withdrawPage)),
  action('/meldingen/:id/intrekken', 'case.read', z.object({ entry, text: textField() }), {
    invalid: (ask, form) => showStep(ask, withdrawPage, form),
    valid: async ({ house, actor, params }, { entry: id, text }) =>
      afterWriting(await steps.withdraw(house, actor, params.id, { id, text }), params.id, 'ingetrokken'),
  }),

  page('/meldingen/:id/geholpen', 'case.read', ask => showStep(ask, evaluatePage)),
  action(
    '/meldingen/:id/geholpen',
    'case.read',
    z.object({
      entry,
      code: z.enum(
        evaluations.map(it => it.value),
        'Kies een antwoord',
      ),
      text: textField(),
    }),
    {
      invalid: (ask, form) => showStep(ask, evaluatePage, form),
      valid: async ({ house, actor, params }, { entry: id, text, code }) =>
        afterWriting(await steps.evaluate(house, actor, params.id, { id, text, code }), params.id, 'geholpen'),
    },
  ),

  page('/meldingen/:id/voorval', 'case.read', ask => showStep(ask, occurrencePage)),
  upload('/meldingen/:id/voorval', 'case.read', Occurrence, {
    prepare: async ask => receiving(await openForWriting(ask)),
    receive: (ask, into, file) => receiveFile(ask, into, file, 1),
    invalid: async (ask, form, { refused, stored }) => {
      if (stored > 0) await tellOfEvidence(ask.house, ask.actor, ask.params.id)
      const errors = { ...form.errors, ...(refused.length > 0 && { evidence: fileErrors.of(refused) }) }
      const kept = stored > 0 ? { ...form.values, bewaard: String(stored) } : form.values
      return withStatus(await showStep(ask, occurrencePage, { values: kept, errors }), refused)
    },
    valid: async (ask, input, _form, { refused }) => {
      if (refused.length > 0) return { invalid: {} }
      const today = isoDay(ask.house.clock.now())
      if (input.dag > today) return { invalid: { dag: 'Deze dag moet nog komen. Vul vandaag of een eerdere dag in.' } }
      const happened = {
        day: input.dag,
        time: input.tijd,
        channel: input.kanaal,
        messages: input.aantal,
        threat: input.dreiging !== 'nee',
      }
      const written = { id: input.entry, text: input.text }
      const done = await steps.addOccurrence(ask.house, ask.actor, ask.params.id, written, happened)
      return afterWriting(done, ask.params.id, 'voorval')
    },
  }),
]

/** The keys of a case in which this person may tell of a new event; nothing of what comes along is kept otherwise. */
async function openForWriting({ house, actor, params }: OneCase): Promise<Dossier | undefined> {
  return house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, params.id)
    if (!it || !occurrencePage.parts.includes(it.part) || !occurrencePage.possible(it)) return undefined
    const look = { actor: actor.id, organisation: it.organisation_id, caseId: it.id, action: 'case.write' as const }
    return openDossier(tx, now, house.keys, look)
  })
}
