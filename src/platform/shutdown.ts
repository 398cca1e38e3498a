/** Puts away what was opened, the last first. */
export interface Shutdown {
  /** To be done at the end; at once when the end has come already. */
  add: (step: () => unknown) => void
  end: () => Promise<void>
  /** Whether the end has come. */
  readonly ending: boolean
}

// npm passes Ctrl-C on to a program that the terminal has told already: twice at once is once.
const echo = 1000

/** Ends in good order at Ctrl-C and SIGTERM, also half-way a start; when asked again, at once. */
export function createShutdown(onSignal: () => void = () => {}): Shutdown {
  const steps: (() => unknown)[] = []
  let done: Promise<void> | undefined
  const putAway = async () => {
    for (let step = steps.pop(); step; step = steps.pop()) await step()
  }
  const shutdown: Shutdown = {
    add: step => {
      if (done) done = done.then(async () => void (await step()))
      else steps.push(step)
    },
    end: () => (done ??= putAway()),
    get ending() {
      return done !== undefined
    },
  }
  let firstAt = 0
  const signalled = () => {
    if (firstAt > 0 && performance.now() - firstAt > echo) process.exit(1)
    if (firstAt > 0) return
    firstAt = performance.now()
    onSignal()
    shutdown.end().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', signalled)
  process.on('SIGTERM', signalled)
  return shutdown
}
