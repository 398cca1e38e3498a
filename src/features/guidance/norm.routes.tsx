import { download, page, type Ask } from '../../engines/access/routes.ts'
import { atDesk, found } from '../../engines/access/desk.ts'
import { readContacts } from '../../engines/cases/contacts.ts'
import { readTexts } from '../../engines/cases/organisation-texts.ts'
import type { Download } from '../../platform/answers.ts'
import { mediaTypes } from '../../platform/documents/document.ts'
import { writePoster, type Notice } from '../../platform/documents/poster.ts'
import { writeWalletCards } from '../../platform/documents/wallet-cards.ts'
import { noticeOf, readPublicNorm } from './norm.ts'
import { NormPage, PublicNormPage } from './norm.views.tsx'

export const normRoutes = [
  page('/onze-norm', 'case.report', ask =>
    atDesk(ask, async ({ tx, organisation }) => ({
      title: 'Onze norm',
      narrow: true,
      body: (
        <NormPage
          norm={await readTexts(tx, organisation)}
          organisation={ask.actor.organisation ?? { name: 'uw organisatie', code: '' }}
        />
      ),
    })),
  ),

  printed('/onze-norm/poster', 'Poster melden helpt.pdf', writePoster),
  printed('/onze-norm/kaartje', 'Kaartje melden helpt.pdf', writeWalletCards),

  page('/norm/:code', 'public', async ({ house, params }) => {
    const it = found(await house.db.as('nobody', tx => readPublicNorm(tx, params.code)))
    return { title: `De norm van ${it.organisation}`, narrow: true, body: <PublicNormPage {...it} /> }
  }),
]

/** For the people of the organisation: what hangs inside may name whom outsiders need not know. */
function printed(
  path: '/onze-norm/poster' | '/onze-norm/kaartje',
  fileName: string,
  write: (notice: Notice) => Promise<Buffer>,
) {
  return download(path, 'case.report', async (ask: Ask): Promise<Download> => {
    const notice = await atDesk(ask, async ({ tx, organisation }) =>
      noticeOf(
        ask.actor.organisation?.name ?? '',
        await readTexts(tx, organisation),
        await readContacts(tx, organisation),
      ),
    )
    return { fileName, contentType: mediaTypes.pdf, body: await write(notice) }
  })
}
