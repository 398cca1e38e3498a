import { startDemonstration } from './cli/start/demonstration.ts'
import { startServing } from './cli/start/serving.ts'
import { explainFailure } from './cli/failure.ts'
import { createShutdown } from './platform/shutdown.ts'

const modes = { demo: startDemonstration, serve: startServing }

const [mode = ''] = process.argv.slice(2)
const start = mode === 'demo' || mode === 'serve' ? modes[mode] : undefined

if (!start) {
  console.error('Say what to start: "demo" (npm start) or "serve" (npm run serve).')
  process.exit(2)
}

const shutdown = createShutdown(() => {
  if (mode === 'demo') console.log('Stopping: what is being worked on is finished first.')
})
try {
  await start(shutdown)
} catch (error) {
  // Whoever broke off the start does not want to hear what that broke.
  if (!shutdown.ending) {
    console.error(explainFailure(error))
    await shutdown.end()
    process.exit(1)
  }
}
