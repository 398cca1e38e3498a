import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../../engines/access/routes.ts'
import { newEntryId } from '../../../engines/cases/dossier.ts'
import type { Page } from '../../../platform/answers.ts'
import { dateField } from '../../../platform/date-fields.ts'
import { emptyForm, type Form } from '../../../platform/form.ts'
import { Refusal } from '../../../platform/routes.ts'
import { textField } from '../../../platform/text.ts'
import { notFound } from '../../../platform/troubles.tsx'
import { isoDay } from '../../../ui/dates.ts'
import type { Done } from '../acting.ts'
import { LinkPage, NoticePage } from './besides-views.tsx'
import { linkCase, purposes, readLinks } from './link.ts'
import { entry } from './measure-form.ts'
import { deferReasons, readNotices, recordNotice } from './notice.ts'
import { opened } from './opening.ts'
import { reactionUrls } from './urls.ts'

const known = (list: readonly { id: string }[], message: string) =>
  z.string(message).refine(id => list.some(it => it.id === id), message)

const NoticeForm = z.object({
  entry,
  uitkomst: z.enum(['given', 'deferred'], 'Kies of het bericht is gegeven'),
  dag: dateField({ required: 'Kies een dag' }),
  reden: z.string().default(''),
  uitleg: textField({ max: 2000, required: 'Schrijf hoe het bericht is gegeven, of waarom het wacht' }),
})

const LinkForm = z.object({
  kenmerk: textField({ max: 40, oneLine: true, required: 'Vul het kenmerk van de eerdere melding in' }),
  doel: known(purposes, 'Kies waarvoor u de meldingen koppelt'),
  uitleg: textField({ max: 2000, required: 'Schrijf waarom dit nodig is' }),
})

const hasErrors = (form: Form) => Object.keys(form.errors).length > 0

const showNotice = (ask: Ask<'id'>, form: Form = emptyForm): Promise<Page> =>
  opened(ask, 'notice', async ({ tx, it, dossier }) => ({
    title: 'Bericht dat er gegevens zijn bewaard',
    narrow: true,
    errors: hasErrors(form),
    body: <NoticePage it={it} form={form} entryId={newEntryId()} notices={await readNotices(tx, dossier)} />,
  }))

const showLink = (ask: Ask<'id'>, form: Form = emptyForm): Promise<Page> =>
  opened(ask, 'links', async ({ tx, it, dossier }) => ({
    title: 'Eerdere melding van dezelfde persoon',
    narrow: true,
    errors: hasErrors(form),
    body: <LinkPage it={it} form={form} links={await readLinks(tx, dossier)} />,
  }))

function noticeObjections(it: z.infer<typeof NoticeForm>, today: string): Record<string, string> {
  if (it.uitkomst === 'given') return it.dag > today ? { dag: 'Deze dag is nog niet geweest' } : {}
  if (!deferReasons.some(one => one.id === it.reden)) return { reden: 'Kies waarom het bericht wacht' }
  return it.dag <= today ? { dag: 'Kies een dag na vandaag' } : {}
}

const late = 'Dit kan nu niet: de melding is intussen veranderd. Uw tekst staat hieronder nog.'
const noSuchCase = 'Wij vinden geen andere melding met dit kenmerk die u behandelt.'

const after = (done: Done, to: string, invalid: Record<string, string>) => {
  if (done === 'gone') throw new Refusal(notFound)
  return done === 'late' ? { invalid } : { seeOther: to }
}

/** What goes with a reaction: that the one it is about hears of the data, and which earlier case was of the same person. */
export const besidesRoutes: readonly Route[] = [
  page('/meldingen/:id/maatregelen/gegevensbericht', 'case.handle', ask => showNotice(ask)),
  action('/meldingen/:id/maatregelen/gegevensbericht', 'case.handle', NoticeForm, {
    invalid: showNotice,
    valid: async ({ house, actor, params }, input) => {
      const wrong = noticeObjections(input, isoDay(house.clock.now()))
      if (Object.keys(wrong).length > 0) return { invalid: wrong }
      const { entry: id, uitkomst: outcome, dag: day, reden, uitleg: why } = input
      const reason = outcome === 'deferred' ? reden : null
      const done = await recordNotice(house, actor, params.id, { id, outcome, day, reason, why })
      return after(done, reactionUrls.notice(params.id), { '': late })
    },
  }),
  page('/meldingen/:id/maatregelen/eerdere-melding', 'case.handle', ask => showLink(ask)),
  action('/meldingen/:id/maatregelen/eerdere-melding', 'case.handle', LinkForm, {
    invalid: showLink,
    valid: async ({ house, actor, params }, { kenmerk: reference, doel: purpose, uitleg: why }) =>
      after(await linkCase(house, actor, params.id, { reference, purpose, why }), reactionUrls.link(params.id), {
        kenmerk: noSuchCase,
      }),
  }),
]
