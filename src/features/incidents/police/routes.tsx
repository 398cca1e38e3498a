import { z } from 'zod'
import { action, download, page, type Ask, type Route } from '../../../engines/access/routes.ts'
import { newEntryId, openDossier, type Dossier } from '../../../engines/cases/dossier.ts'
import type { Download, Page } from '../../../platform/answers.ts'
import { dateField } from '../../../platform/date-fields.ts'
import type { Tx } from '../../../platform/db.ts'
import { mediaTypes, type DocumentFormat } from '../../../platform/documents/document.ts'
import { writeDocx } from '../../../platform/documents/docx.ts'
import { writePdf } from '../../../platform/documents/pdf.ts'
import { emptyForm, type Form } from '../../../platform/form.ts'
import { Refusal } from '../../../platform/routes.ts'
import { textField } from '../../../platform/text.ts'
import { notFound } from '../../../platform/troubles.tsx'
import { isoDay } from '../../../ui/dates.ts'
import { actOrUndo } from '../acting.ts'
import { readCase, type CaseFacts } from '../case.ts'
import { after, refuse } from '../case-page.tsx'
import { urls } from '../urls.ts'
import { readSteps } from './chain.ts'
import { ConceptForm, titles } from './concept-view.tsx'
import { keepConcept, readConcept, savedMark, textNames, versionOf, type Concept, type Version } from './concept.ts'
import { noReport, offences, stepAt } from './content.ts'
import { homeInOffice, officeOf, policeReport, privateIn } from './document.ts'
import { recordStep } from './following.ts'
import { Overview } from './overview-view.tsx'
import { readSources } from './sources.ts'
import { StepForm } from './step-view.tsx'
import { askForComplaint } from './timers.ts'

type OneCase = Ask<'id'>

interface Opened {
  tx: Tx
  now: Date
  it: CaseFacts
  version: Version
  dossier: Dossier
}

/** Opens the case for one of the two versions and reads from it; the look is in the trail. Who has neither finds nothing. */
async function open<T>(ask: OneCase, look: string, read: (opened: Opened) => Promise<T>): Promise<T> {
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
    return dossier && { read: await read({ tx, now, it, version, dossier }) }
  })
  return found ? found.read : refuse(ask)
}

/** What was kept, or what the case itself says. */
async function readAll({ tx, it, dossier, version }: Opened) {
  const [saved, sources] = await Promise.all([readConcept(tx, dossier, version), readSources(tx, dossier, it, version)])
  return { saved, sources, concept: saved?.concept ?? sources.concept }
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
          found={privateIn(all)}
          office={officeOf(all)}
          today={isoDay(opened.now)}
          done={ask.query.get('klaar') === 'bewaard'}
        />
      ),
    }
  })

const inForm = (concept: Concept): Form => ({
  values: {
    ...Object.fromEntries(textNames.map(name => [name, concept[name]])),
    at_home: concept.at_home ? 'ja' : 'nee',
    join: concept.join ? 'ja' : '',
    informed: concept.informed ? 'ja' : '',
    complaint: concept.complaint ? 'ja' : '',
    known_on: concept.known_on,
    offences: concept.offences.join('\n'),
    domicile: concept.domicile,
  },
  errors: {},
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

const text = textField()
const Filled = z.object({
  gezien: z.string().max(40).default(''),
  who: text,
  what: textField({ required: 'Schrijf wat er is gebeurd' }),
  at_home: z.enum(['ja', 'nee'], 'Kies waar het gebeurde'),
  where: text,
  with_what: text,
  how: text,
  when: text,
  why: text,
  task: text,
  witnesses: text,
  earlier: text,
  warnings: text,
  damage: text,
  join: z.string().optional(),
  informed: z.string().optional(),
  complaint: z.string().optional(),
  domicile: textField({ max: 400 }),
  offences: z.string().default(''),
  known_on: dateField({ required: 'Vul in sinds welke dag dit bekend is' }),
})

const toConcept = (input: z.infer<typeof Filled>): Concept => {
  const { gezien: _seen, at_home, join, informed, complaint, offences: chosen, ...texts } = input
  const ids = chosen.split(/\r?\n/u)
  return {
    ...texts,
    at_home: at_home === 'ja',
    join: join === 'ja',
    informed: informed === 'ja',
    complaint: complaint === 'ja',
    offences: offences.map(it => it.id).filter(id => ids.includes(id)),
  }
}

const changedMeanwhile =
  'Iemand heeft dit concept intussen veranderd. Uw tekst staat hieronder nog. Open de aangifte in een ander venster, vergelijk de teksten, en bewaar dan opnieuw.'

/** Keeps what was filled in; errors by field when it cannot be kept like this. */
async function keep(ask: OneCase, input: z.infer<typeof Filled>) {
  const { house, actor, params } = ask
  let errors: Record<string, string> = {}
  const done = await actOrUndo(house, actor, params.id, async acting => {
    const { tx, now, it, dossier } = acting
    const version = versionOf(it.part)
    if (!version) return 'gone'
    const sources = await readSources(tx, dossier, it, version)
    const whole = toConcept(input)
    const concept = {
      ...whole,
      // The request to prosecute is in the version that the person hit signs, and nowhere else.
      complaint: version === 'person' && whole.complaint,
      domicile: sources.office === '' ? whole.domicile : '',
    }
    errors = wrongIn(concept, sources, isoDay(now))
    if (Object.keys(errors).length > 0) return 'late'
    if ((await keepConcept(tx, now, dossier, version, actor.id, concept, input.gezien)) === 'changed') {
      errors = { '': changedMeanwhile }
      return 'late'
    }
    await askForComplaint(acting, concept)
    return 'done'
  })
  if (done === 'gone') throw new Refusal(notFound)
  return done === 'done' ? { seeOther: `${urls.police(params.id)}?klaar=bewaard` } : { invalid: errors }
}

function wrongIn(concept: Concept, sources: Parameters<typeof homeInOffice>[1], today: string): Record<string, string> {
  const errors: Record<string, string> = {}
  if (sources.office === '' && concept.domicile === '') errors['domicile'] = 'Vul het adres van het kantoor in'
  else if (homeInOffice(concept.domicile, sources))
    errors['domicile'] =
      'Dit staat ook in de melding zelf en kan een privéadres of privénummer zijn. Vul het adres van het kantoor in.'
  if (concept.known_on > today) errors['known_on'] = 'Deze dag moet nog komen. Vul vandaag of een eerdere dag in.'
  return errors
}

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
  const it = await house.db.as({ person: actor.id }, tx => readCase(tx, actor, params.id))
  if (it?.part !== 'handler' || !info) return refuse(ask)
  const today = isoDay(house.clock.now())
  return {
    title: info.label,
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: (
      <StepForm
        it={it}
        info={info}
        form={info.id === noReport ? { ...form, values: { day: today, ...form.values } } : form}
        entryId={newEntryId()}
        beside={0}
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
    }),
    {
      invalid: (ask, form) => showStep(ask, form),
      valid: async (ask, { entry: id, code, day, words }) => {
        const { house, actor, params } = ask
        const info = stepAt(params.step)
        if (!info) return refuse(ask)
        if (info.options.length > 0 && !info.options.some(it => it.id === code))
          return { invalid: { code: 'Kies een antwoord' } }
        if (info.field?.required && words === '') return { invalid: { words: 'Vul dit in' } }
        const kept = { id, info, day, code: info.options.length > 0 ? code : '', words: info.field ? words : '' }
        const done = await recordStep(house, actor, params.id, kept)
        if (typeof done === 'object') return { invalid: { day: done.wrong } }
        return done === 'done'
          ? { seeOther: `${urls.police(params.id)}?klaar=bewaard` }
          : after(done, params.id, 'bewaard')
      },
    },
  ),
]
