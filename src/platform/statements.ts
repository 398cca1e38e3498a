import {
  DefaultQueryExecutor,
  PostgresDialect,
  Transaction,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { DB } from './database-types.ts'

type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>

/** A connection while it is in use for one piece of work. */
export interface InUse {
  /** For the builder of statements. */
  tx: Transaction<DB>
  /** A statement that is only a word, such as `begin`; gives the word that the server answers with. */
  say: (word: string) => Promise<string>
  /** As `say`, for the last word. What is asked after it is refused: it would be on behalf of whoever has the connection then. */
  end: (word: string) => Promise<string>
}

/**
 * Makes connections ready for use. Statements are sent when they are asked, without waiting for the answers to those before
 * (the server takes them in that order), and are prepared once a connection: with row-level security planning takes longer
 * than most of them do.
 */
export function statements(pool: pg.Pool, onStatement: (statement: Statement) => void = () => {}) {
  const dialect = new PostgresDialect({ pool })
  const [compiler, adapter] = [dialect.createQueryCompiler(), dialect.createAdapter()]
  const shared = { dialect, config: { dialect }, driver: dialect.createDriver() }
  const nameOf = namer()
  const gather = gatherer()

  return (client: pg.PoolClient): InUse => {
    let ended = false
    const send = async <Row>({ sql, parameters }: Statement): Promise<QueryResult<Row> & { command: string }> => {
      if (ended) throw new Error('A statement came after the end of its transaction')
      const name = parameters.length > 0 ? nameOf(sql) : undefined
      const query = { text: sql, values: [...parameters], ...(name !== undefined && { name }) }
      gather(client)
      const { command, rowCount, rows } = await client.query<Row & object>(query)
      onStatement({ sql, parameters })
      return { command, rows, ...(changes.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }) }
    }
    const say = async (word: string) => (await send({ sql: word, parameters: [] })).command
    const connection: DatabaseConnection = {
      executeQuery: send,
      streamQuery: () => {
        throw new Error('Statements are not streamed')
      },
    }
    const executor = new DefaultQueryExecutor(compiler, adapter, {
      provideConnection: consumer => consumer(connection),
    })
    return {
      tx: new Transaction<DB>({ ...shared, executor }),
      say,
      end: word => {
        const said = say(word)
        ended = true
        return said
      },
    }
  }
}

/** Lets what is asked of a connection in one go leave in one write: on a page with few words the writes cost the most. */
function gatherer(): (client: pg.PoolClient) => void {
  const gathering = new Set<pg.PoolClient>()
  return client => {
    if (gathering.has(client)) return
    gathering.add(client)
    const { stream } = client.connection
    stream.cork()
    process.nextTick(() => {
      gathering.delete(client)
      stream.uncork()
    })
  }
}

const changes = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
const namesAtMost = 1000

/** Names for texts of statements, the same one for the same text; none when there are too many to keep. */
function namer(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return text => {
    const known = names.get(text)
    if (known !== undefined || names.size >= namesAtMost) return known
    const name = `s${names.size}`
    names.set(text, name)
    return name
  }
}
