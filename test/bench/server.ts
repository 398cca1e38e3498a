import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectFile } from '../../src/platform/project.ts'

export interface Server {
  port: number
  /** The most memory that the process itself has had at once, in MB. */
  peakMemory: () => number
  stop: () => Promise<void>
}

interface Start {
  command: string[]
  env: Record<string, string>
  port: number
}

/** Starts a program that serves, and waits until it answers. Its output is shown when it ends before that. */
export async function startServer({ command, env, port }: Start): Promise<Server> {
  const [program = '', ...words] = command
  const child = spawn(program, words, {
    cwd: projectFile('.'),
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', part => (output = (output + part).slice(-4000)))
  const killed = () => signal(child, 'SIGKILL')
  process.once('exit', killed)
  const ended = new Promise<void>(resolve => {
    child.once('exit', () => {
      process.off('exit', killed)
      resolve()
    })
  })
  const stop = () => {
    signal(child, 'SIGTERM')
    return ended
  }
  while (!(await answers(port))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server did not start:\n${output}`)
    await sleep(10)
  }
  return { port, peakMemory: () => peakMemory(child.pid ?? 0), stop }
}

// The whole group: npm does not always pass a signal on.
function signal({ pid, exitCode, signalCode }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return
  try {
    process.kill(-pid, name)
  } catch {
    // It ended just now.
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://localhost:${port}/inloggen`)
    await answer.arrayBuffer()
    return answer.ok
  } catch {
    return false
  }
}

function peakMemory(pid: number): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

/** Makes the bundle that `npm run serve` starts. */
export const buildBundle = (): void => {
  execFileSync(process.execPath, ['scripts/build.ts'], {
    cwd: projectFile('.'),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

interface Serving {
  databaseUrl: string
  /** Where the key is, and where the mails go. */
  folder: string
  port: number
}

/** The server as `npm run serve` starts it, with the flags that stand there, behind a proxy that tells the addresses. */
export function serving({ databaseUrl, folder, port }: Serving): Start {
  const { scripts }: { scripts: { serve: string } } = JSON.parse(readFileSync(projectFile('package.json'), 'utf8'))
  const [, variables, words] = /exec env ((?:\w+=\S+ )*)node (.+)$/.exec(scripts.serve) ?? []
  if (variables === undefined || !words) throw new Error('package.json says no more how to serve')
  return {
    command: [process.execPath, ...words.split(' ')],
    env: {
      ...Object.fromEntries(
        variables
          .trim()
          .split(' ')
          .map(it => it.split('=')),
      ),
      DATABASE_URL: databaseUrl,
      WEERBAAR_MASTER_KEY_FILE: join(folder, 'master.key'),
      WEERBAAR_MAIL_FOLDER: join(folder, 'mails'),
      WEERBAAR_PROXIES: '1',
      WEERBAAR_ORIGIN: `http://localhost:${port}`,
    },
    port,
  }
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
