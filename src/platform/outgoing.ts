import { lookup } from 'node:dns'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

// Addresses that other people fill in are asked from inside our network. What is not of the outside world is not asked.

const inside = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, prefix, 'ipv4')
// All but the global unicast addresses, and those in which an older address is wrapped (6to4, Teredo).
const outside = new BlockList()
outside.addSubnet('2000::', 3, 'ipv6')
for (const [net, prefix] of [
  ['2001::', 32],
  ['2002::', 16],
  ['2001:db8::', 32],
] as const)
  inside.addSubnet(net, prefix, 'ipv6')

/** Whether an address is of the outside world. */
export function isOutside(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !inside.check(address, 'ipv4')
  return family === 6 && outside.check(address, 'ipv6') && !inside.check(address, 'ipv6')
}

/** An address that is not asked, or an answer that is not taken. Says no more, as it is shown to who filled it in. */
export class NotAsked extends Error {
  override name = 'NotAsked'
}

export interface Outgoing {
  /** Hosts in the own network that the manager of the server allows, such as a provider in the town hall. */
  allowed: readonly string[]
  /** Whether this machine itself may be asked, without TLS: only where we ourselves are on it without TLS. */
  loopback: boolean
}

const timeLimit = 5000
const sizeLimit = 1024 * 1024

const isLoopback = (host: string) => host === '127.0.0.1' || host === '[::1]' || host === 'localhost'

/** Whether this address may be asked, or a browser sent there. */
export function mayVisit(address: string, { loopback }: Outgoing): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === 'https:' || (loopback && url.protocol === 'http:' && isLoopback(url.hostname))
}

/**
 * As fetch, for addresses that somebody filled in: TLS only, no address inside a network, looked at when the connection is made
 * so that a name cannot change its mind, no redirects followed, five seconds, a megabyte.
 */
export const fetchOutside =
  (rules: Outgoing) =>
  (address: string, options: { method: string; headers: Record<string, string>; body?: unknown }): Promise<Response> =>
    new Promise((resolve, reject) => {
      if (!mayVisit(address, rules)) return reject(new NotAsked('Not an address to ask'))
      const url = new URL(address)
      const own = rules.loopback && isLoopback(url.hostname)
      const free = own || rules.allowed.includes(url.hostname)
      const host = url.hostname.replaceAll(/^\[|\]$/g, '')
      if (!free && isIP(host) !== 0 && !isOutside(host)) return reject(new NotAsked('An address inside a network'))
      const ask = url.protocol === 'https:' ? secure : plain
      const outgoing = ask(
        url,
        {
          method: options.method,
          headers: options.headers,
          agent: false,
          signal: AbortSignal.timeout(timeLimit),
          ...(!free && { lookup: outsideOnly }),
        },
        incoming => {
          const chunks: Buffer[] = []
          let size = 0
          incoming.on('data', (chunk: Buffer) => {
            size += chunk.length
            if (size > sizeLimit) incoming.destroy(new NotAsked('Too long an answer'))
            else chunks.push(chunk)
          })
          incoming.on('error', reject)
          incoming.on('end', () => {
            const status = incoming.statusCode ?? 502
            const type = incoming.headers['content-type']
            const body = [204, 205, 304].includes(status) ? null : Buffer.concat(chunks)
            resolve(new Response(body, { status, headers: type === undefined ? {} : { 'content-type': type } }))
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.end(typeof options.body === 'string' ? options.body : options.body?.toString())
    })

const outsideOnly: LookupFunction = (host, options, done) =>
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, [])
    const addresses = found.filter(it => isOutside(it.address))
    const [first] = addresses
    if (!first) return done(new NotAsked('A name for an address inside a network'), [])
    if (options.all === true) done(null, addresses)
    else done(null, first.address, first.family)
  })
