/** What went wrong at the command line, in the words of the error; the rest only for who asks for it. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const how = process.env['DEBUG'] ? (error.stack ?? error.message) : error.message
  return how === '' ? error.name : how
}
