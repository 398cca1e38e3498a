import { page, type Route } from '../../engines/access/routes.ts'
import type { FindWaiting, Waiting } from '../../engines/access/waiting.ts'
import { Home, homeFor } from './home.tsx'

/** The home page, with what the other features have for whoever opens it. */
export const homeRoute = (finders: readonly FindWaiting[]): Route =>
  page('/', 'account', async ({ house, actor }) => {
    const home = await house.db.as({ person: actor.id }, async (tx, now) => {
      const others: Waiting[] = []
      for (const find of finders) {
        const waiting = await find({ tx, now, actor })
        if (waiting) others.push(waiting)
      }
      return { ...(await homeFor(tx, now, actor)), others }
    })
    return { title: 'Begin', body: <Home {...home} actor={actor} /> }
  })
