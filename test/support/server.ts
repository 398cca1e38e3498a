import { createServer } from 'node:net'
import { createWeerbaar } from '../../src/app.ts'
import { openAssets } from '../../src/platform/assets.ts'
import { readConfig } from '../../src/platform/config.ts'
import { listen } from '../../src/platform/server.ts'
import { withAssets } from '../../src/platform/static.ts'
import type { World } from './world.ts'

export interface TestServer {
  origin: string
  stop: () => Promise<void>
}

// The clock of a world stands still, so a limit that was reached would never be over.
const unlimited = { capacity: 1_000_000, perMinute: 1_000_000 }

/** The whole application of a world over HTTP, with its real style sheet and scripts, on a free port of this machine only. */
export async function serve(world: World, { secondFactors = false } = {}): Promise<TestServer> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const assets = await openAssets()
  // Second factors have a journey of their own; in the others people sign in with a password.
  const config = { ...readConfig({ WEERBAAR_ORIGIN: origin }, false), secondFactors }
  const house = { ...world.house, config }
  const app = createWeerbaar(house, assets, { perSession: unlimited, perAddress: unlimited })
  const { stop } = await listen(withAssets(app, assets, false), { host: '127.0.0.1', port })
  return { origin, stop }
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
