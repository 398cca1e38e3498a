import pg from 'pg'

/** Works as the owner, and hangs up afterwards: what was not committed by then, never was. */
export async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  // What was at work on a connection that breaks fails by itself.
  client.on('error', () => {})
  await client.connect()
  try {
    const result = await work(client)
    await client.end()
    return result
  } catch (error) {
    // In the middle of the rows of a table it would not hear that it may end.
    client.connection.stream.destroy()
    throw error
  }
}
