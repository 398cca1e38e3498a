import { allJobs, createWeerbaar } from '../../app.ts'
import { beginScanning } from '../../engines/cases/scanning.ts'
import { startJobs } from '../../engines/jobs/runner.ts'
import { startKeeper } from '../../engines/log/keeper.ts'
import type { Assets } from '../../platform/assets.ts'
import { sweepAll } from '../../platform/garbage.ts'
import type { House } from '../../platform/house.ts'
import { listen } from '../../platform/server.ts'
import type { Shutdown } from '../../platform/shutdown.ts'
import { withAssets } from '../../platform/static.ts'

/** Works through the jobs and answers requests, until the end. */
export async function run(house: House, assets: Assets, shutdown: Shutdown): Promise<void> {
  const { config, db, log } = house
  shutdown.add(() => db.close())
  // A fault that nothing catches ends the process; Node would write its message, which may quote somebody's words.
  process.on('uncaughtException', error => {
    log.error('crash', error)
    process.exit(1)
  })
  const app = createWeerbaar(house, assets)
  sweepAll()
  const server = await listen(withAssets(app, assets, config.origin.startsWith('https:')), config)
  void beginScanning(house)
  shutdown.add(startJobs(house, allJobs))
  shutdown.add(startKeeper(house))
  shutdown.add(server.stop)
}
