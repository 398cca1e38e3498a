import type pg from 'pg'

/** What a connection of pg does besides what its types tell: the part of the protocol that COPY needs. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
}

/** The text of a value in the text format of COPY. */
export function copyText(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '\\N'
  return String(value).replaceAll(/[\\\t\n\r]/g, it => escapes[it] ?? it)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

export const copyBytes = (bytes: Buffer): string => `\\\\x${bytes.toString('hex')}`

/**
 * Writes many rows at once.
 * @param lines rows in the text format of COPY, each with its line end
 */
export function copyIn(client: pg.Client, table: string, columns: readonly string[], lines: string): Promise<void> {
  if (lines === '') return Promise.resolve()
  return new Promise((resolve, reject) => {
    let failure: Error | undefined
    client.query({
      submit: (connection: pg.Connection) => connection.query(`copy ${table} (${columns.join(', ')}) from stdin`),
      handleCopyInResponse(connection: CopyConnection) {
        connection.sendCopyFromChunk(Buffer.from(lines, 'utf8'))
        connection.endCopyFrom()
      },
      handleError(error: Error, connection: pg.Connection) {
        failure = error
        connection.sync()
      },
      handleCommandComplete() {},
      handleReadyForQuery: () => (failure ? reject(failure) : resolve()),
    })
  })
}
