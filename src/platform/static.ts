import { Hono } from 'hono'
import type { Assets } from './assets.ts'
import { securityHeaders } from './headers.ts'

type Fetch = (request: Request, env?: object) => Response | Promise<Response>

/**
 * Puts the files for the browser before the application: they need no session, no limit and no database.
 * @param secure whether people reach us over TLS
 */
export function withAssets(app: { fetch: Fetch }, assets: Pick<Assets, 'find'>, secure: boolean): Fetch {
  const files = new Hono()
  files.use(securityHeaders(secure))
  files.get(
    '*',
    c => assets.find(c.req.path, c.req.header('accept-encoding') ?? '') ?? c.text('Dit bestand is er niet.', 404),
  )
  return (request, env) => (isAsset(request.url) ? files.fetch(request, env) : app.fetch(request, env))
}

const isAsset = (url: string) => new URL(url).pathname.startsWith('/assets/')
