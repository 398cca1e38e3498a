import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'

const second = 1000

const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 15 * second,
  // No limit on the whole of a request: 50 MB over a bad connection may take long. Standing still is limited instead.
  requestTimeout: 0,
  // Longer than proxies keep a connection, so that it is never we who hang up while they send.
  keepAliveTimeout: 65 * second,
  connectionsCheckingInterval: 5 * second,
}
const stillness = 60 * second
const patience = 10 * second

export interface Listening {
  /** Takes no new requests, lets those at hand finish for ten seconds at most, and breaks off the rest. */
  stop: () => Promise<void>
}

/**
 * Listens for requests.
 * @throws when the port is taken or may not be used, with what can be done about it
 */
export async function listen(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const answer = getRequestListener((request, env) => fetch(request, env), { hostname: host })
  const server = createServer(limits, (incoming, outgoing) => void answer(incoming, outgoing))
  server.setTimeout(stillness)
  await open(server, host, port)
  return { stop: () => stop(server) }
}

/** Says whether a port is free, before anything else is done. Throws as `listen` does. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const server = createServer()
  await open(server, host, port)
  await new Promise(resolve => server.close(resolve))
}

function open(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(explain(error, port)))
    server.listen(port, host, resolve)
  })
}

function explain(error: Error, port: number): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new Error(`Port ${port} is taken by another program. Stop that one, or choose another port: PORT=8081`, {
      cause: error,
    })
  if (code === 'EACCES')
    return new Error(`Port ${port} may not be used by this user. Choose one from 1024 on: PORT=8080`, { cause: error })
  return error
}

function stop(server: Server): Promise<void> {
  return new Promise(resolve => {
    // A browser keeps its connection after its last answer; that one is idle only then.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const force = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(force)
      resolve()
    })
  })
}
