import { createHash } from 'node:crypto'
import { page, type Route } from '../../engines/access/routes.ts'
import { readTexts } from '../../engines/cases/organisation-texts.ts'
import type { Tx } from '../../platform/db.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { readCase, type CaseFacts } from './case.ts'
import { refuse } from './case-page.tsx'
import { readContacts } from './contacts.ts'
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
]

async function readReceipt(tx: Tx, now: Date, it: CaseFacts, reportedAt: Date) {
  const entry = await tx
    .selectFrom('audit_entry')
    .select(['entry', 'salt'])
    .where('case_id', '=', it.id)
    .where('action', '=', 'case.submit')
    .executeTakeFirst()
  return {
    reader: await readerOf(tx, now, it),
    contacts: await readContacts(tx, it.organisation_id),
    texts: await readTexts(tx, it.organisation_id),
    reportedAt: formatDateTime(reportedAt),
    hash: entry ? leafHash(entry) : '',
  }
}

/** The hash of a leaf as in RFC 9162 §2.1.1, over the salt and the stored text: with it an auditor finds the entry back. */
const leafHash = ({ entry, salt }: { entry: string; salt: Buffer }) =>
  createHash('sha256').update(Buffer.of(0)).update(salt).update(entry).digest('hex')
