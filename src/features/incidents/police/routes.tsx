import { z } from 'zod'
import type { ActionOf } from '../../../engines/access/actions.ts'
import { action, download, page, type Ask, type Route } from '../../../engines/access/routes.ts'
import type { Actor } from '../../../engines/access/actor.ts'
import { newEntryId, openDossier, type Dossier } from '../../../engines/cases/dossier.ts'
import type { Download, Page } from '../../../platform/answers.ts'
import { dateField } from '../../../platform/date-fields.ts'
import type { Tx } from '../../../platform/db.ts'
import { mediaTypes, type DocumentFormat } from '../../../platform/documents/document.ts'
import { writeDocx } from '../../../platform/documents/docx.ts'
import { writePdf } from '../../../platform/documents/pdf.ts'
import { emptyForm, type Form } from '../../../platform/form.ts'
import { textField } from '../../../platform/text.ts'
import { isoDay } from '../../../ui/dates.ts'
import { readCase, type CaseFacts } from '../case.ts'
import { after, refuse } from '../case-page.tsx'
import { urls } from '../urls.ts'
import { readBeside } from './beside.ts'
import { readSteps } from './chain.ts'
import { ConceptForm, titles } from './concept-view.tsx'
import { Filled, inForm, keep } from './concept-form.ts'
import { readConcept, savedMark, versionOf, type Version } from './concept.ts'
import { noReport, stepAt } from './content.ts'
import { officeOf, policeReport, privateIn } from './document.ts'
import { handledBeside, recordStep } from './following.ts'
import { Overview } from './overview-view.tsx'
import { readSources } from './sources.ts'
import { StepForm } from './step-view.tsx'

type OneCase = Ask<'id'>

interface Opened {
  tx: Tx
  now: Date
  actor: Actor
  it: CaseFacts
  version: Version
  dossier: Dossier
}

/** Opens the case for one of the two versions and reads from it; the look is in the trail. Who has neither finds nothing. */
async function open<T>(ask: OneCase, look: ActionOf<'case'>, read: (opened: Opened) => Promise<T>): Promise<T> {
  const { house, actor, params } = ask
  const found = await house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, params.id)
    const version = it && it.state !== 'draft' ? versionOf(it.part) : undefined
    if (!it || !version) return undefined
    const asked = { actor: actor.id, organisation: it.organisation_id, organisationOfCase: it.organisation_id }
    const dossier = await openDossier(tx, now, house.keys, {
      ...asked,
      caseId: it.id,
      action: look,
      object: 'police_report',
    })
    return dossier && { read: await read({ tx, now, actor, it, version, dossier }) }
  })
  return found ? found.read : refuse(ask)
}

/** What was kept, or what the case itself says. */
async function readAll({ tx, actor, it, dossier, version }: Opened) {
  const beside = version === 'organisation' ? await readBeside(tx, actor, it.id) : []
  const [saved, sources] = await Promise.all([
    readConcept(tx, dossier, version),
    readSources(tx, dossier, it, version, beside),
  ])
  return { saved, sources, beside, concept: saved?.concept ?? sources.concept }
}

const showOverview = (ask: OneCase): Promise<Page> =>
  open(ask, 'case.open', async opened => {
    const [all, steps] = await Promise.all([readAll(opened), readSteps(opened.tx, opened.dossier)])
    return {
      title: 'Aangifte bij de politie',
      narrow: true,
      body: (
        <Overview
          it={opened.it}
          version={opened.version}
          saved={all.saved}
          steps={steps}
          beside={all.beside}
          found={privateIn(all)}
          office={officeOf(all)}
          today={isoDay(opened.now)}
          done={ask.query.get('klaar') === 'bewaard'}
        />
      ),
    }
  })

const showForm = (ask: OneCase, form?: Form): Promise<Page> =>
  open(ask, 'case.open', async opened => {
    const { saved, sources, concept } = await readAll(opened)
    return {
      title: titles[opened.version],
      narrow: true,
      errors: form !== undefined,
      body: (
        <ConceptForm
          it={opened.it}
          version={opened.version}
          form={form ?? inForm(concept)}
          sources={sources}
          seen={savedMark(saved)}
        />
      ),
    }
  })

const documentAs =
  (format: DocumentFormat) =>
  async (ask: OneCase): Promise<Download> => {
    const { made, reference } = await open(ask, 'case.report_made', async opened => {
      const { sources, concept } = await readAll(opened)
      const { version, now, it } = opened
      const about = it.reference ?? ''
      return { made: policeReport({ version, reference: about, now, concept, sources }), reference: about }
    })
    const body = format === 'pdf' ? await writePdf(made) : await writeDocx(made)
    return { fileName: `aangifte-${reference}.${format}`, contentType: mediaTypes[format], body, size: body.length }
  }

/** The form of one step of the chain, for who handles the case. */
async function showStep(ask: Ask<'id' | 'step'>, form: Form = emptyForm): Promise<Page> {
  const info = stepAt(ask.params.step)
  const { house, actor, params } = ask
  const found = await house.db.as({ person: actor.id }, async tx => {
    const it = await readCase(tx, actor, params.id)
    return it?.part === 'handler' ? { it, beside: (await handledBeside(tx, actor, params.id)).length } : undefined
  })
  if (!found || !info) return refuse(ask)
  const today = isoDay(house.clock.now())
  return {
    title: info.label,
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: (
      <StepForm
        {...found}
        info={info}
        form={{ ...form, values: { allen: 'ja', ...(info.id === noReport && { day: today }), ...form.values } }}
        entryId={newEntryId()}
      />
    ),
  }
}

/** The report to the police: two versions, and what becomes of it. */
export const policeRoutes: readonly Route[] = [
  page('/meldingen/:id/aangifte', 'case.read', showOverview),
  page('/meldingen/:id/aangifte/opstellen', 'case.read', ask => showForm(ask)),
  action('/meldingen/:id/aangifte/opstellen', 'case.read', Filled, {
    invalid: (ask, form) => showForm(ask, form),
    valid: (ask, input) => keep(ask, input),
  }),
  download('/meldingen/:id/aangifte/pdf', 'case.read', documentAs('pdf')),
  download('/meldingen/:id/aangifte/docx', 'case.read', documentAs('docx')),

  page('/meldingen/:id/aangifte/stap/:step', 'case.handle', ask => showStep(ask)),
  action(
    '/meldingen/:id/aangifte/stap/:step',
    'case.handle',
    z.object({
      entry: z.uuid('Laad de pagina opnieuw en probeer het nog een keer.'),
      code: z.string().default(''),
      day: dateField({ required: 'Vul in op welke dag het was' }),
      words: textField({ max: 200, oneLine: true }),
      allen: z.enum(['ja', 'nee']).default('nee'),
    }),
    {
      invalid: (ask, form) => showStep(ask, form),
      valid: async (ask, { entry: id, code, day, words, allen }) => {
        const { house, actor, params } = ask
        const info = stepAt(params.step)
        if (!info) return refuse(ask)
        if (info.options.length > 0 && !info.options.some(it => it.id === code))
          return { invalid: { code: 'Kies een antwoord' } }
        if (info.field?.required && words === '') return { invalid: { words: 'Vul dit in' } }
        const kept = { id, info, day, code: info.options.length > 0 ? code : '', words: info.field ? words : '' }
        const done = await recordStep(house, actor, params.id, kept, allen === 'ja')
        if (typeof done === 'object') return { invalid: { day: done.wrong } }
        return done === 'done'
          ? { seeOther: `${urls.police(params.id)}?klaar=bewaard` }
          : after(done, params.id, 'bewaard')
      },
    },
  ),
]
