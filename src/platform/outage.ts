/** What PostgreSQL and the network say when the database is away, starting, stopping, out of room or out of connections. */
const states = /^(?:08...|53...|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENOSPC)$/
// The driver gives these no code.
const said =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether waiting will help: nothing is wrong with what was asked, or with the code. */
export function isOutage(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false
  if (error instanceof AggregateError && error.errors.some(it => isOutage(it, depth + 1))) return true
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return states.test(code) || said.test(error.message) || isOutage(error.cause, depth + 1)
}
