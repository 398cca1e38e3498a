import { rmSync } from 'node:fs'
import pg from 'pg'
import { generateCases, type Generated } from '../../src/cli/demo/cases/generate.ts'
import { openEmbedded } from '../../src/cli/embedded.ts'
import { makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'
import { say } from './report.ts'
import { freePort, serving, startServer, type Server } from './server.ts'

export type Place = Awaited<ReturnType<typeof openPlace>>

/** Where is measured: the demonstration on an embedded PostgreSQL that waits for the disk, with as many cases more as wanted. */
export async function openPlace(folder = makeTemporaryFolder()) {
  process.env['WEERBAAR_DATA_FOLDER'] = folder
  const embedded = await openEmbedded({ say })
  const { ownerUrl, appUrl, master, signer } = embedded
  const owner = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=weerbaar -c timezone=UTC' })
  await owner.connect()
  const loads: Generated[] = []
  const count = () => loads.reduce((sum, it) => sum + it.cases, 0)
  return {
    owner,
    appUrl,
    master,
    signer,
    /** Fills the database up to so many cases, as `npm run demo -- --cases` does; the people are those of the last filling. */
    fill: async (cases: number): Promise<Generated> => {
      const before = loads.at(-1)
      if (before && count() >= cases) return before
      const load = await generateCases({
        ownerUrl,
        master,
        cases: cases - count(),
        seed: loads.length + 1,
        now: new Date(),
      })
      loads.push(load)
      say(`${load.cases} cases were made in ${load.seconds.toFixed(0)} s`)
      return load
    },
    /** A server of its own, started as in production. */
    startServer: async (): Promise<Server> =>
      startServer(serving({ databaseUrl: appUrl, folder, port: await freePort() })),
    close: async () => {
      await owner.end()
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
