import { sql } from 'kysely'
import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { transition } from '../../engines/cases/chart.ts'
import { newEntryId } from '../../engines/cases/dossier.ts'
import { outcome } from '../../engines/cases/vocabulary.ts'
import type { Page } from '../../platform/answers.ts'
import { dateField } from '../../platform/date-fields.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { isoDay } from '../../ui/dates.ts'
import { readCase, type CaseFacts } from './case.ts'
import { after, afterWriting, refuse } from './case-page.tsx'
import type { Confirmed } from './case-parts.tsx'
import { incidentChart, type IncidentEvent } from './incident.chart.ts'
import { proposalFor } from './proposal.ts'
import { DuplicateForm, RefuseIncidentForm, WaitForm, type AsideProps } from './setting-aside-views.tsx'
import * as aside from './setting-aside.ts'

type OneCase = Ask<'id'>
type List = 'waiting' | 'not_an_incident' | 'duplicate'

interface AsidePage {
  title: string
  event: IncidentEvent
  list: List
  view: (props: AsideProps) => ReturnType<typeof WaitForm>
}

const waitPage: AsidePage = { title: 'Zet op wachten', event: 'wait', list: 'waiting', view: WaitForm }
const duplicatePage: AsidePage = {
  title: 'Dit is dubbel gemeld',
  event: 'mark_duplicate',
  list: 'duplicate',
  view: DuplicateForm,
}
const refusePage: AsidePage = {
  title: 'Dit is geen incident',
  event: 'refuse_incident',
  list: 'not_an_incident',
  view: RefuseIncidentForm,
}

async function handled({ house, actor, params }: OneCase): Promise<CaseFacts | undefined> {
  const it = await house.db.as({ person: actor.id }, tx => readCase(tx, actor, params.id))
  return it?.part === 'handler' ? it : undefined
}

async function show(ask: OneCase, it: AsidePage, form: Form = emptyForm): Promise<Page | ReturnType<typeof after>> {
  const facts = await handled(ask)
  if (!facts) return refuse(ask)
  if (!transition(incidentChart, facts.state, it.event, 'handler')) return after('late', ask.params.id, 'bewaard')
  return {
    title: it.title,
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: it.view({ it: facts, form, entryId: newEntryId() }),
  }
}

const entry = z.uuid('Laad de pagina opnieuw en probeer het nog een keer.')
const fieldsFor = (list: List, message: string) =>
  z.object({
    entry,
    code: z.string(message).refine(code => outcome(list, code) !== undefined, message),
    text: textField(),
    /** The button that asks for a proposal. */
    voorstel: z.string().optional(),
    tot: dateField(),
    kenmerk: textField({ max: 40, oneLine: true }),
  })

type Input = z.infer<ReturnType<typeof fieldsFor>>
type Told = { id: string; code: string; text: string }

/** A form with a choice, and a text to the person hit for which there is a proposal. */
const asideRoutes = (
  path: `/meldingen/:id/${string}`,
  it: AsidePage,
  missing: string,
  confirmed: Confirmed,
  carryOut: (
    ask: OneCase,
    told: Told,
    input: Input,
  ) => Promise<Awaited<ReturnType<typeof aside.wait>> | { invalid: Record<string, string> }>,
): Route[] => [
  page(path, 'case.handle', ask => show(ask, it)),
  action(path, 'case.handle', fieldsFor(it.list, missing), {
    invalid: (ask, form) => show(ask, it, form),
    valid: async (ask, input, form) => {
      const proposed = proposalFor(it.list, input)
      if (proposed !== undefined)
        return show(ask, it, { values: { ...form.values, text: proposed, voorgesteld: 'ja' }, errors: {} })
      if (!input.text)
        return { invalid: { text: 'Schrijf wat de melder hoort, of kies “Zet een voorsteltekst klaar”' } }
      const done = await carryOut(ask, { id: input.entry, code: input.code, text: input.text }, input)
      return typeof done === 'object' ? done : afterWriting(done, ask.params.id, confirmed)
    },
  }),
]

const longestDays = 366

/** Leaving a case to wait, and ending it otherwise than by closing it. */
export const settingAsideRoutes: readonly Route[] = [
  ...asideRoutes(
    '/meldingen/:id/wachten',
    waitPage,
    'Kies waarop de melding wacht',
    'wacht',
    async (ask, told, { tot }) => {
      const { house, actor, params } = ask
      const now = house.clock.now()
      if (tot === '') return { invalid: { tot: 'Kies tot welke dag de melding wacht' } }
      if (tot <= isoDay(now)) return { invalid: { tot: 'Kies een dag na vandaag' } }
      const until = await house.db.as({ person: actor.id }, async tx => {
        const { rows } = await sql<{
          at: Date
        }>`select (${tot}::date + time '09:00') at time zone 'Europe/Amsterdam' as at`.execute(tx)
        return rows[0]?.at
      })
      if (!until || until.getTime() - now.getTime() > longestDays * 24 * 3_600_000)
        return { invalid: { tot: 'Kies een dag binnen een jaar' } }
      return aside.wait(house, actor, params.id, { ...told, until })
    },
  ),
  action('/meldingen/:id/verder', 'case.handle', z.object({}), {
    invalid: ask => after('late', ask.params.id, 'verder'),
    valid: async ({ house, actor, params }) => after(await aside.resume(house, actor, params.id), params.id, 'verder'),
  }),
  ...asideRoutes(
    '/meldingen/:id/dubbel',
    duplicatePage,
    'Kies dat dit dubbel is gemeld',
    'dubbel',
    async (ask, told, { kenmerk }) => {
      const { house, actor, params } = ask
      const facts = await handled(ask)
      if (!facts) return refuse(ask)
      const other = await house.db.as({ person: actor.id }, tx => aside.findOther(tx, facts, kenmerk))
      if (other === undefined)
        return {
          invalid: {
            kenmerk: 'Wij vinden bij u geen andere melding met dit kenmerk. Een kenmerk ziet eruit als M-2026-000123.',
          },
        }
      // Nobody would go on with either.
      if (aside.notGoneOnWith.includes(other.state))
        return {
          invalid: {
            kenmerk: 'Die melding is zelf afgerond als dubbel of ingetrokken. Kies de melding waarmee u verdergaat.',
          },
        }
      return aside.markDuplicate(house, actor, params.id, { ...told, other: other.id })
    },
  ),
  ...asideRoutes(
    '/meldingen/:id/geen-incident',
    refusePage,
    'Kies waarom dit geen incident is',
    'geen_incident',
    ({ house, actor, params }, told) => aside.refuseIncident(house, actor, params.id, told),
  ),
]
