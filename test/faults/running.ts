import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** What it is told: kill this at that statement. Without a victim the statements are only counted. */
export interface Order {
  victim?: 'server' | 'database'
  at: number
}

const Started = z.object({ origin: z.string(), ownerUrl: z.string(), postgres: z.number() })
export type Started = z.infer<typeof Started>

export interface Running extends Started {
  tell: (order: Order) => Promise<void>
  /** How many statements there were since the last order. */
  count: () => Promise<number>
  /** Kills the server without a warning, and waits until its database is gone too. */
  kill: () => Promise<void>
  /** Kills the server without a warning, whatever becomes of its database. */
  killAlone: () => Promise<void>
}

/** Starts the process that is to be killed, on the data that an earlier one left behind. */
export async function start(folder: string, first: boolean): Promise<Running> {
  const child = fork(fileURLToPath(new URL('victim.ts', import.meta.url)), {
    execArgv: ['--import', './scripts/loader.mjs'],
    env: { ...process.env, FAULTS_FOLDER: folder, FAULTS_FIRST: first ? 'yes' : 'no' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const started = await said(child, Started)
  return {
    ...started,
    tell: async order => {
      child.send(order)
      await said(child, z.literal('understood'))
    },
    count: () => {
      child.send('count')
      return said(child, z.number())
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone(child)
      await until(() => processesOf(folder).length === 0, 'the database is gone')
    },
    killAlone: async () => {
      child.kill('SIGKILL')
      await gone(child)
    },
  }
}

/** The next thing that it says. */
function said<Schema extends z.ZodType>(child: ChildProcess, schema: Schema): Promise<z.infer<Schema>> {
  return new Promise((resolve, reject) => {
    child.once('message', what => resolve(schema.parse(what)))
    child.once('exit', (code, signal) =>
      reject(new Error(`The server ended (${code ?? signal}) before it said anything`)),
    )
  })
}

const gone = async (child: ChildProcess) => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** The processes that a process started. */
export const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

/** The processes that name this folder in their command, such as a PostgreSQL that works in it. */
export function processesOf(folder: string): string[] {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name) && commandOf(name).includes(folder))
}

export function commandOf(pid: number | string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

const patience = 20_000

/** Waits for something that must happen. */
export async function until(happened: () => boolean, what: string, everyMs = 10): Promise<void> {
  const last = Date.now() + patience
  while (!happened()) {
    if (Date.now() > last) throw new Error(`Waited too long until ${what}`)
    await sleep(everyMs)
  }
}
