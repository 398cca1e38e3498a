/** What went wrong at the command line, in the words of the error; the rest only for who asks for it. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (process.env['DEBUG']) return error.stack ?? error.message
  // Node tries every address of a name, and wraps what each of them said.
  if (error instanceof AggregateError) return error.errors.map(explainFailure).join('\n')
  return error.message === '' ? error.name : error.message
}
