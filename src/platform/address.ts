import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/**
 * The address that a request came from. With n proxies of ours before the server, the n-th from the end of
 * X-Forwarded-For is the first one that somebody else could not have made up.
 */
export function remoteAddress(c: Context, proxies: number): string {
  const forwarded = c.req.header('x-forwarded-for')?.split(',') ?? []
  const behindProxies = proxies > 0 ? forwarded.at(-proxies)?.trim() : undefined
  return behindProxies || socketAddress(c)
}

function socketAddress(c: Context): string {
  // Requests that a test hands to the app directly have no socket.
  if (c.env === undefined || c.env === null || !('incoming' in Object(c.env))) return 'local'
  return getConnInfo(c).remote.address ?? 'unknown'
}
