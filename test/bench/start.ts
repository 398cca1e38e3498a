import { makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'
import { line } from './report.ts'
import { freePort, startServer } from './server.ts'

/**
 * How long `npm start` takes until the site answers: in an empty folder, where it makes the demonstration, and once more.
 * @returns the folder with the demonstration in it
 */
export async function measureStart(): Promise<string> {
  const folder = makeTemporaryFolder()
  for (const name of ['start_s', 'restart_s']) {
    const port = await freePort()
    const begin = performance.now()
    const server = await startServer({ command: ['npm', 'start'], env: { WEERBAAR_DATA_FOLDER: folder }, port })
    line(name, (performance.now() - begin) / 1000, 's')
    await server.stop()
  }
  return folder
}
