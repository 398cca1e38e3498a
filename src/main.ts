import { explainFailure } from './cli/failure.ts'
import { createShutdown } from './platform/shutdown.ts'

// Loaded when it is what is asked: a server that serves does without the memory that the demonstration takes.
const modes = {
  demo: async () => (await import('./cli/start/demonstration.ts')).startDemonstration,
  serve: async () => (await import('./cli/start/serving.ts')).startServing,
}

const [mode = ''] = process.argv.slice(2)
const load = mode === 'demo' || mode === 'serve' ? modes[mode] : undefined

if (!load) {
  console.error('Say what to start: "demo" (npm start) or "serve" (npm run serve).')
  process.exit(2)
}

const shutdown = createShutdown(() => {
  if (mode === 'demo') console.log('Stopping: what is being worked on is finished first.')
})
try {
  const start = await load()
  await start(shutdown)
} catch (error) {
  // Whoever broke off the start does not want to hear what that broke.
  if (!shutdown.ending) {
    console.error(explainFailure(error))
    await shutdown.end()
    process.exit(1)
  }
}
