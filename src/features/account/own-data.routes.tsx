import { audit } from '../../engines/access/audit.ts'
import type { FindOwnData, OwnData } from '../../engines/access/own-data.ts'
import { download, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { isoDay } from '../../ui/dates.ts'
import { OwnDataPage, PackagePage } from './own-data.views.tsx'

const here = '/account/inzage'

/** Everything about whoever asks (AVG art. 15), for themself only: to read, to print, and to save. */
export const ownDataRoutes = (finders: readonly FindOwnData[]): Route[] => [
  page(here, 'account', () => ({ title: 'Uw gegevens', narrow: true, body: <OwnDataPage /> })),

  page(`${here}/overzicht`, 'account', async ask => ({
    title: 'Alles over u',
    narrow: true,
    body: <PackagePage parts={await gather(ask, finders)} at={ask.house.clock.now()} name={ask.actor.name} />,
  })),

  download(`${here}/gegevens.json`, 'account', async ask => {
    const at = ask.house.clock.now()
    const parts = await gather(ask, finders)
    return {
      fileName: `mijn-gegevens-${isoDay(at)}.json`,
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify({ version: 1, made_at: at.toISOString(), parts }, null, 2)),
    }
  }),
]

/** In one transaction as this person; that they asked for it, is in the trail. */
const gather = ({ house, actor }: Ask, finders: readonly FindOwnData[]): Promise<OwnData[]> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const organisation = actor.organisation?.id ?? null
    const parts: OwnData[] = []
    for (const find of finders) parts.push(...(await find({ tx, now, actor, house })))
    await audit(tx, { action: 'privacy.package_made', actor: actor.id, organisation }, now)
    return parts
  })
