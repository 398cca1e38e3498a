// The application with an embedded PostgreSQL that waits for the disk, as a process of its own, made to be killed. Told to,
// it kills itself or its database at the n-th statement from then on. Started by running.ts.
import { createWeerbaar } from '../../src/app.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import { connect } from '../../src/platform/db.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded-postgres.ts'
import { createKeyRing } from '../../src/platform/keys.ts'
import { createLog } from '../../src/platform/log.ts'
import { setRestrictedPassword } from '../../src/platform/migrate.ts'
import { listen } from '../../src/platform/server.ts'
import { prepareWorld, testMasterKeys, testSigner } from '../support/seed.ts'
import { freePort } from '../support/server.ts'
import { childrenOf, type Order, type Started } from './running.ts'

let count = 0
let order: Order | undefined

const folder = process.env['FAULTS_FOLDER'] ?? ''
const postgres = await startEmbeddedPostgres({ dataFolder: folder })
const ownerUrl = postgres.ownerUrl('weerbaar')
if (process.env['FAULTS_FIRST'] === 'yes') {
  await postgres.ensureDatabase('weerbaar')
  await prepareWorld(ownerUrl)
}
const appUrl = await setRestrictedPassword(ownerUrl, 'only-for-tests')
const port = await freePort()
const config = { ...readConfig({ WEERBAAR_ORIGIN: `http://localhost:${port}` }, false), secondFactors: false }
const unlimited = { capacity: 1_000_000, perMinute: 1_000_000 }
const app = createWeerbaar(
  {
    db: connect(appUrl, { clock: systemClock, signer: testSigner, connections: 4, onStatement: () => obey(postgres) }),
    clock: systemClock,
    keys: createKeyRing(testMasterKeys),
    signer: testSigner,
    // That the database is gone is what the errors would say.
    log: createLog(() => {}, systemClock),
    mailer: { send: async () => {} },
    scanner: undefined,
    config,
  },
  { css: '/none.css', scripts: [] },
  { perSession: unlimited, perAddress: unlimited },
)
await listen((request, env) => app.fetch(request, env), { host: '127.0.0.1', port })

process.on('message', (told: Order | 'count') => {
  if (told === 'count') process.send?.(count)
  else {
    count = 0
    order = told
    process.send?.('understood')
  }
})
process.send?.({ origin: config.origin, ownerUrl, postgres: postgres.pid } satisfies Started)

function obey({ pid }: EmbeddedPostgres): void {
  count += 1
  if (order?.victim === undefined || count !== order.at) return
  if (order.victim === 'server') process.kill(process.pid, 'SIGKILL')
  // Sessions would outlive their server for a moment, and could finish what they were doing.
  process.kill(pid, 'SIGSTOP')
  for (const session of childrenOf(pid)) process.kill(session, 'SIGKILL')
  process.kill(pid, 'SIGKILL')
}
