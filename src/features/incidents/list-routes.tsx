import type { Actor } from '../../engines/access/actor.ts'
import { page, type Route } from '../../engines/access/routes.ts'
import { whoIsAway } from '../../engines/cases/routing.ts'
import type { Tx } from '../../platform/db.ts'
import { Confided, OwnReports, WatchedCases, inSeveral, lineTitle, type Watched } from './list-views.tsx'
import { answeredSince, confidedCases, ownReports, readAfter } from './lists.ts'
import { countWatched, heldSince, scopesOf, watchedCases, type Scope, type Standing } from './watched-cases.ts'
import { readGoing, readGone } from './going.ts'
import { paged } from './paging.ts'
import { readStops } from './full-draft.ts'
import { readTakeUpHours } from './report.ts'
import { urls } from './urls.ts'

export const listRoutes: readonly Route[] = [
  page(urls.ownReports, 'case.read', async ({ house, actor, query }) => {
    const { rows, next, answered, stops, going, gone } = await house.db.as({ person: actor.id }, async tx => {
      const found = paged(await ownReports(tx, actor.id, readAfter(query.get('na'))), urls.ownReports, it => ({
        at: it.createdAt,
        id: it.id,
      }))
      const drafts = found.rows.filter(it => it.state === 'draft').map(it => it.id)
      const ids = found.rows.map(it => it.id)
      return {
        ...found,
        stops: await readStops(tx, drafts),
        answered: await answeredSince(tx, actor.id, ids),
        going: await readGoing(tx, ids),
        gone: await readGone(tx, actor.id),
      }
    })
    const withOrganisation = inSeveral(rows, actor.organisation?.id)
    return {
      title: 'Mijn meldingen',
      body: (
        <OwnReports
          now={house.clock.now()}
          reports={rows}
          next={next}
          withOrganisation={withOrganisation}
          answered={answered}
          stops={stops}
          going={going}
          gone={gone}
        />
      ),
    }
  }),

  page(urls.line, 'line.read', async ({ house, actor, query }) => {
    const lists = await house.db.as({ person: actor.id }, (tx, now) =>
      watch(tx, now, actor, scopesOf(actor).lines, urls.line, query, async scope =>
        lineTitle('line' in scope ? scope.line : ''),
      ),
    )
    return {
      title: 'Meldingen in uw lijn',
      body: (
        <WatchedCases
          now={house.clock.now()}
          title="Meldingen in uw lijn"
          lead="U ziet of meldingen op tijd worden opgepakt. Opent u er een, dan ziet de melder dat."
          lists={lists}
          handsOver
        />
      ),
    }
  }),

  page(urls.unit, 'unit.read', async ({ house, actor, query }) => {
    const lists = await house.db.as({ person: actor.id }, (tx, now) =>
      watch(tx, now, actor, scopesOf(actor).units, urls.unit, query, scope => unitName(tx, scope)),
    )
    return {
      title: 'Meldingen van uw eenheid',
      body: (
        <WatchedCases
          now={house.clock.now()}
          title="Meldingen van uw eenheid"
          lead="Meldingen van uw medewerkers. Opent u er een, dan ziet de melder dat."
          lists={lists}
        />
      ),
    }
  }),

  page(urls.confidant, 'confidant.read', async ({ house, actor }) => {
    const cases = await house.db.as({ person: actor.id }, tx => confidedCases(tx, actor.id))
    return { title: 'Meldingen waarin u meeleest', body: <Confided now={house.clock.now()} cases={cases} /> }
  }),
]

async function unitName(tx: Tx, scope: Scope): Promise<string> {
  if (!('unit' in scope)) return ''
  const row = await tx.selectFrom('unit').select('name').where('id', '=', scope.unit).executeTakeFirst()
  return row ? `Eenheid ${row.name}` : 'Eenheid'
}

const standings: readonly { state: Standing; name: string; label: string }[] = [
  { state: 'reported', name: 'nieuw', label: 'Nog niet opgepakt' },
  { state: 'late', name: 'te-laat', label: 'Te laat' },
  { state: 'in_progress', name: 'lopend', label: 'In behandeling' },
  { state: 'waiting', name: 'wacht', label: 'Wacht' },
  { state: 'ended', name: 'gesloten', label: 'Afgerond' },
]

async function watch(
  tx: Tx,
  now: Date,
  actor: Actor,
  scopes: readonly Scope[],
  base: string,
  query: URLSearchParams,
  titleOf: (scope: Scope) => Promise<string>,
): Promise<Watched[]> {
  const chosen = standings.find(it => it.name === query.get('stand')) ?? standings[0]
  if (!chosen || !actor.organisation || scopes.length === 0) return []
  const hours = readTakeUpHours(tx, actor.organisation.id)
  const nth = Number(query.get('lijst') ?? 0)
  const list = async (scope: Scope, index: number): Promise<Watched> => {
    const address = (name: string) => `${base}?stand=${name}${scopes.length > 1 ? `&lijst=${index}` : ''}`
    const after = index === nth ? readAfter(query.get('na')) : undefined
    const [takeUpHours, cases, counts, title] = await Promise.all([
      hours,
      watchedCases(tx, now, scope, chosen.state, after),
      countWatched(tx, now, scope),
      titleOf(scope),
    ])
    const { rows, next } = paged(cases, address(chosen.name), it => ({ at: it.reportedAt ?? it.createdAt, id: it.id }))
    const tabs = standings.map(it => ({
      href: address(it.name),
      label: it.label,
      current: it === chosen,
      count: counts[it.state],
    }))
    const [since, away] = await Promise.all([
      heldSince(tx, rows),
      whoIsAway(
        tx,
        now,
        rows.flatMap(it => it.ownerId ?? []),
      ),
    ])
    return {
      title,
      state: chosen.state,
      takeUpHours,
      tabs,
      cases: rows,
      since,
      away,
      ...(next !== undefined && { next }),
    }
  }
  return Promise.all(scopes.map(list))
}
