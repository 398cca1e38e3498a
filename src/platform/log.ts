import { randomInt } from 'node:crypto'
import { systemClock, type Clock } from './clock.ts'

export type Facts = Record<string, string | number | boolean>

export interface Log {
  /** Writes one line to standard output. Facts are codes, counts and ids, never a person's words. */
  info(event: string, facts?: Facts): void
  /** Writes one line to standard error and returns the reference number to show on the page. */
  error(event: string, error: unknown, facts?: Facts): string
}

type Level = 'info' | 'error'

const toStandardStreams = (line: string, level: Level) => {
  const stream = level === 'info' ? process.stdout : process.stderr
  stream.write(line)
}

/** A log of JSON lines: `{ time, level, event, facts?, reference?, error? }`. */
export function createLog(
  write: (line: string, level: Level) => void = toStandardStreams,
  clock: Clock = systemClock,
): Log {
  const line = (level: Level, event: string, facts: Facts | undefined, more: object) => {
    write(`${JSON.stringify({ time: clock.now().toISOString(), level, event, ...more, facts })}\n`, level)
  }
  return {
    info: (event, facts) => line('info', event, facts, {}),
    error: (event, error, facts) => {
      const reference = newReference()
      line('error', event, facts, { reference, error: describeError(error) })
      return reference
    },
  }
}

// Without 0/O, 1/I/L, U and vowels: a reference is read aloud over the telephone, and must not spell a word.
const readable = '23456789BCDFGHJKMNPQRSTVWXZ'

const newReference = () => Array.from({ length: 8 }, () => readable.charAt(randomInt(readable.length))).join('')

interface ErrorFacts {
  name: string
  stack: string[]
  cause?: ErrorFacts
  [fact: string]: unknown
}

const maxCauses = 4
const maxFrames = 20

/**
 * What may be known of an error: its name, codes and stack frames. Never its message, and never PostgreSQL's `detail`,
 * `hint`, `where` or parameters: all of those quote values, and so people's words.
 */
export function describeError(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { name: `thrown ${typeof error}`, stack: [] }
  const facts: ErrorFacts = { name: identifier(error.name) ?? 'Error', ...codes(error), stack: frames(error) }
  if (error.cause !== undefined && depth < maxCauses) facts.cause = describeError(error.cause, depth + 1)
  return facts
}

function codes(error: Error): Facts {
  const found: Facts = {}
  for (const key of ['code', 'constraint', 'table', 'routine'] as const) {
    const value = identifier(Reflect.get(error, key))
    if (value !== undefined) found[key] = value
  }
  return found
}

function identifier(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z0-9_.-]{1,80}$/.test(value) ? value : undefined
}

const frame =
  /^ {4}at (?:.{1,200} \(.{1,500}:\d+:\d+\)|(?:file:|node:|\/)\S{1,500}:\d+:\d+|.{1,200} \((?:<anonymous>|index \d+)\))$/

/**
 * The frames of a stack. A stack begins with the message, which may have several lines and may even look like frames:
 * so it is cut off by its length first, and what is left must have the form of a frame.
 */
function frames({ stack = '', message }: Error): string[] {
  const at = message === '' ? -1 : stack.indexOf(message)
  const trace = at === -1 ? stack : stack.slice(at + message.length)
  const lines = trace.split('\n').filter(line => frame.test(line))
  return lines.slice(-maxFrames).map(line => line.trim())
}
