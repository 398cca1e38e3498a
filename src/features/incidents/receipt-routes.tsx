import { download, page, type Route } from '../../engines/access/routes.ts'
import { readTexts } from '../../engines/cases/organisation-texts.ts'
import { protocolOf } from '../../engines/cases/protocol-settings.ts'
import { writeReceipt, type LoggedEntry } from '../../engines/log/receipt.ts'
import { leafHash } from '../../engines/log/tree.ts'
import type { Tx } from '../../platform/db.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { formatDateTime } from '../../ui/dates.ts'
import { readCase, type CaseFacts } from './case.ts'
import { refuse } from './case-page.tsx'
import { readContacts } from '../../engines/cases/contacts.ts'
import { quickReport } from './questions.ts'
import { readerOf } from './readers.ts'
import { Receipt } from './receipt-view.tsx'

export const receiptRoutes: readonly Route[] = [
  page('/meldingen/:id/ontvangst', 'case.read', async ask => {
    const { house, actor, params } = ask
    const found = await house.db.as({ person: actor.id }, async (tx, now) => {
      const it = await readCase(tx, actor, params.id)
      return it?.part === 'own' && it.reported_at
        ? { it, ...(await readReceipt(tx, now, it, it.reported_at)), now }
        : undefined
    })
    if (!found) return refuse(ask)
    return { title: quickReport.after.title, narrow: true, body: <Receipt {...found} /> }
  }),

  // The entry was signed while the report was sent: what is saved here later on is what was signed then.
  download('/meldingen/:id/ontvangstbewijs', 'case.read', async ({ house, actor, params }) => {
    const found = await house.db.as({ person: actor.id }, async tx => {
      const it = await readCase(tx, actor, params.id)
      const logged = it?.part === 'own' && it.reported_at ? await submission(tx, it) : undefined
      return it && logged && { logged, reference: it.reference ?? '' }
    })
    if (!found) throw new Refusal(notFound)
    const text = writeReceipt(found.logged, { reference: found.reference, key: house.signer.current.text })
    return {
      fileName: `ontvangstbewijs-${found.reference}.json`,
      contentType: 'application/json; charset=utf-8',
      body: Buffer.from(text),
    }
  }),
]

const submission = (tx: Tx, { id }: CaseFacts): Promise<LoggedEntry | undefined> =>
  tx
    .selectFrom('audit_entry')
    .select(['entry', 'salt'])
    .where('case_id', '=', id)
    .where('action', '=', 'case.submit')
    .executeTakeFirst()

async function readReceipt(tx: Tx, now: Date, it: CaseFacts, reportedAt: Date) {
  const entry = await submission(tx, it)
  const { files } = await tx
    .selectFrom('file')
    .select(eb => eb.fn.countAll<string>().as('files'))
    .where('case_id', '=', it.id)
    .where('parent_id', 'is', null)
    .where('state', '=', 'complete')
    .where('added_at', '<=', reportedAt)
    .executeTakeFirstOrThrow()
  return {
    reader: await readerOf(tx, now, it),
    contacts: await readContacts(tx, it.organisation_id),
    texts: await readTexts(tx, it.organisation_id),
    protocol: await protocolOf(tx, it),
    reportedAt: formatDateTime(reportedAt),
    files: Number(files),
    hash: entry ? leafHash(entry.entry, entry.salt).toString('hex') : '',
  }
}
