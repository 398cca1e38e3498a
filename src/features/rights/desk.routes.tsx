import { sql } from 'kysely'
import { z } from 'zod'
import { atDesk, found, type Desk } from '../../engines/access/desk.ts'
import { action, download, page, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Page } from '../../platform/answers.ts'
import { dateField } from '../../platform/date-fields.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { isoDay } from '../../ui/dates.ts'
import { askAbout, beginRequest, leaveRequest } from './acts.ts'
import { DeskPage, LeavePage, NewPage } from './desk.views.tsx'
import { AskPage, RequestPage } from './request.views.tsx'
import type { DocumentFormat } from '../../platform/documents/document.ts'
import { answerDocument, answerFile, PackagePage } from './package.tsx'
import { atRightsDesk, readDesk, readRequest } from './requests.ts'
import { rightsUrls } from './urls.ts'
import { kindChoices } from './words.ts'

// Requests of people about their own data, for the privacy officer who handles them.

const kind = z.enum(
  kindChoices.map(it => it.value),
  'Kies wat iemand vraagt.',
)
const NewForm = z.object({
  soort: kind,
  ontvangen: dateField({ required: 'Vul in wanneer het verzoek binnenkwam.' }),
  account: textField({ max: 254, oneLine: true }).transform(it => it.toLowerCase()),
  wie: textField({ required: 'Vul in wie het vraagt.', max: 200, oneLine: true }),
  bereik: textField({ required: 'Vul in hoe u deze persoon bereikt.', max: 300, oneLine: true }),
  vraag: textField({ required: 'Schrijf op wat iemand vraagt.', max: 4000 }),
})
const QuestionForm = z.object({
  aan: z.uuid('Kies aan wie u het vraagt.'),
  opdracht: textField({ required: 'Schrijf op wat u vraagt.', max: 4000 }),
})
const LeaveForm = z.object({ zeker: z.literal('ja', 'Zet een vinkje als u het zeker weet.') })

export const deskRoutes: readonly Route[] = [
  page(rightsUrls.desk, 'privacy.manage', ask =>
    atDesk(ask, async desk => ({
      title: 'Verzoeken over eigen gegevens',
      body: (
        <DeskPage
          rows={await readDesk(desk.tx, desk.actor, desk.organisation)}
          today={isoDay(desk.now)}
          done={ask.query.get('klaar') ?? ''}
        />
      ),
    })),
  ),

  page(rightsUrls.new, 'privacy.manage', ask => newPage(ask, emptyForm)),
  action(rightsUrls.new, 'privacy.manage', NewForm, {
    invalid: (ask, form) => newPage(ask, form),
    valid: (ask, it) =>
      atDesk(ask, async desk => {
        if (it.ontvangen > isoDay(desk.now)) return { invalid: { ontvangen: 'Deze dag moet nog komen.' } }
        const about = it.account === '' ? null : await personOf(desk, it.account)
        if (about === undefined) return { invalid: { account: noAccount } }
        const said = { who: it.wie, reach: it.bereik, asks: it.vraag }
        const id = found(await beginRequest(desk, ask.house, { about, kind: it.soort, day: it.ontvangen, said }))
        return { seeOther: `${rightsUrls.request(id)}?klaar=ja` }
      }),
  }),

  page('/privacy-verzoeken/:id', 'privacy.manage', ask =>
    atDesk(ask, async desk => {
      const it = await readRequest(desk, ask.house, ask.params.id)
      return {
        title: `Verzoek ${it.row.number}`,
        body: <RequestPage it={it} today={isoDay(desk.now)} done={ask.query.get('klaar') === 'ja'} />,
      }
    }),
  ),

  page('/privacy-verzoeken/:id/vraag', 'privacy.manage', ask => askPage(ask, emptyForm)),
  action('/privacy-verzoeken/:id/vraag', 'privacy.manage', QuestionForm, {
    invalid: (ask, form) => askPage(ask, form),
    valid: (ask, { aan, opdracht }) =>
      atDesk(ask, async desk => {
        const asked = await askAbout(desk, ask.house, { id: ask.params.id, whom: aan, asks: opdracht })
        return asked
          ? { seeOther: `${rightsUrls.request(ask.params.id)}?klaar=ja` }
          : { invalid: { aan: 'Dit kan nu niet aan deze persoon worden gevraagd. Kies opnieuw.' } }
      }),
  }),

  page('/privacy-verzoeken/:id/overlaten', 'privacy.manage', ask => leavePage(ask, emptyForm)),
  action('/privacy-verzoeken/:id/overlaten', 'privacy.manage', LeaveForm, {
    invalid: (ask, form) => leavePage(ask, form),
    valid: async ask => {
      await atDesk(ask, desk => leaveRequest(desk, ask.params.id))
      return { seeOther: `${rightsUrls.desk}?klaar=overgelaten` }
    },
  }),

  page('/privacy-verzoeken/:id/pakket', 'privacy.manage', ask =>
    atDesk(ask, async desk => {
      const it = await readRequest(desk, ask.house, ask.params.id)
      return { title: `Antwoord op ${it.row.number}`, narrow: true, body: <PackagePage it={it} own={false} /> }
    }),
  ),
  download('/privacy-verzoeken/:id/pakket.json', 'privacy.manage', ask =>
    atDesk(ask, async desk => answerFile(await readRequest(desk, ask.house, ask.params.id), desk.now)),
  ),
  download('/privacy-verzoeken/:id/pakket.pdf', 'privacy.manage', ask => answerAs(ask, 'pdf')),
  download('/privacy-verzoeken/:id/pakket.docx', 'privacy.manage', ask => answerAs(ask, 'docx')),
]

async function answerAs(ask: Ask<'id'>, format: DocumentFormat) {
  const { it, at } = await atDesk(ask, async desk => ({
    it: await readRequest(desk, ask.house, ask.params.id),
    at: desk.now,
  }))
  return answerDocument(it, ask.actor.organisation?.name ?? '', at, format)
}

const noAccount =
  'Er is in uw organisatie geen account met dit adres, of het is uw eigen account. Laat het veld leeg als iemand geen account heeft.'

/** Somebody who has an account and works here, or did; undefined when there is nobody. */
async function personOf({ tx, organisation }: Desk, address: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`
    select app.rights_person(${organisation}::uuid, ${address}) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}

const newPage = (ask: Ask, form: Form): Promise<Page> =>
  atDesk(ask, async () => ({
    title: 'Nieuw verzoek',
    narrow: true,
    errors: form !== emptyForm,
    body: <NewPage form={form} />,
  }))

const askPage = (ask: Ask<'id'>, form: Form): Promise<Page> =>
  atDesk(ask, async desk => {
    const { row } = await readRequest(desk, ask.house, ask.params.id)
    const { rows: people } = await sql<{ id: string; name: string }>`
      select * from app.rights_askable(${row.id}::uuid)`.execute(desk.tx)
    return {
      title: 'Vraag aan een behandelaar',
      narrow: true,
      errors: form !== emptyForm,
      body: <AskPage row={row} people={people} form={form} />,
    }
  })

const leavePage = (ask: Ask<'id'>, form: Form): Promise<Page> =>
  atDesk(ask, async desk => {
    const row = await atRightsDesk(desk, ask.params.id)
    const { rows } = await sql<{ n: number | null }>`
      select app.others_at_rights_desk(${row.id}::uuid) as n`.execute(desk.tx)
    return {
      title: 'Verzoek overlaten',
      narrow: true,
      errors: form !== emptyForm,
      body: <LeavePage row={row} others={rows[0]?.n ?? 0} form={form} />,
    }
  })
