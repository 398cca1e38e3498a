import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { demonstrationPassword } from './app.ts'
import { projectFile } from './platform/project.ts'
import { alive, makeTemporaryFolder } from './platform/temporary-folder.ts'

// One story in its order: npm start, killed in the middle of its first load, killed when it ran, and stopped at last.

let folder: string
let port: number
const started: ChildProcess[] = []
before(async () => {
  folder = join(makeTemporaryFolder(), 'data')
  port = await freePort()
})
after(async () => {
  for (const child of started) child.kill('SIGKILL')
  await noDatabase()
  rmSync(dirname(folder), { recursive: true, force: true })
})

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

interface Started {
  child: ChildProcess
  /** Waits until it has written this; fails when it ends before. */
  says: (words: string) => Promise<void>
  said: () => string
  ended: Promise<number | null>
}

function start(mode: string, env: Record<string, string> = {}): Started {
  const { PATH } = process.env
  const child = spawn(process.execPath, ['--import', './scripts/loader.mjs', 'src/main.ts', mode], {
    cwd: projectFile('.'),
    env: { PATH, WEERBAAR_DATA_FOLDER: folder, PORT: String(port), ...env },
  })
  started.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (text += String(chunk)))
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve))
  const says = async (words: string) => {
    while (!text.includes(words)) {
      assert.equal(child.exitCode, null, `it ended before it said "${words}":\n${text}`)
      await sleep(20)
    }
  }
  return { child, says, said: () => text, ended }
}

/** Waits until the database of the story has stopped. */
async function noDatabase(): Promise<void> {
  const until = Date.now() + 15_000
  while (databasePid() !== undefined) {
    assert.ok(Date.now() < until, 'a database is left running')
    await sleep(20)
  }
}

function databasePid(): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
    return alive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}

const site = () => `http://localhost:${port}`

async function signIn(): Promise<string> {
  const answer = await fetch(`${site()}/inloggen`, {
    method: 'POST',
    body: new URLSearchParams({
      email: 'samira.aitzaoui@nieuwermeer.example',
      wachtwoord: demonstrationPassword,
      naar: '/meldingen',
    }),
    headers: { origin: site() },
    redirect: 'manual',
  })
  assert.equal(answer.status, 303)
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

async function ownReports(): Promise<string> {
  const answer = await fetch(`${site()}/meldingen`, { headers: { cookie: await signIn() } })
  assert.equal(answer.status, 200)
  return answer.text()
}

test('a first start that is killed in the middle leaves no database running', async () => {
  const first = start('demo')
  await first.says('Loading the demonstration')
  await sleep(500)
  first.child.kill('SIGKILL')
  await first.ended
  await noDatabase()
})

test('the next start just works, with all of the demonstration, and keeps its secrets to itself', async () => {
  const second = start('demo')
  await second.says('Ctrl-C stops it')
  assert.match(second.said(), /Weerbaar is ready: http:\/\/localhost:\d+/)
  assert.ok(second.said().includes(demonstrationPassword))
  assert.match(await ownReports(), /M-\d{4}-\d{6}/)
  for (const name of ['master.key', 'app-password']) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600)
  second.child.kill('SIGKILL')
  await second.ended
  await noDatabase()
})

test('after that it loads nothing again, and a second one beside it says that the port is taken', async () => {
  const third = start('demo')
  await third.says('Ctrl-C stops it')
  assert.doesNotMatch(third.said(), /Loading|Making/)
  assert.match(await ownReports(), /M-\d{4}-\d{6}/)
  const beside = start('demo')
  assert.equal(await beside.ended, 1)
  assert.match(beside.said(), /^Port \d+ is taken by another program/)
  third.child.kill('SIGTERM')
  assert.equal(await third.ended, 0)
  assert.equal(databasePid(), undefined)
})

test('serving needs what a demonstration makes for itself, and says what is missing', async () => {
  const missing = async (env: Record<string, string>) => {
    const server = start('serve', env)
    assert.equal(await server.ended, 1)
    return server.said()
  }
  assert.match(await missing({}), /Set DATABASE_URL/)
  const database = { DATABASE_URL: 'postgres://weerbaar_app:x@127.0.0.1:1/weerbaar' }
  assert.match(await missing(database), /There is no master key/)
  const key = { WEERBAAR_MASTER_KEY: 'oxmRXeAEnekbhXw7wrhTItVXuDgy26LWkUIW6obqOsA=' }
  assert.match(await missing({ ...database, ...key }), /There is no log key/)
  const keys = { ...key, WEERBAAR_LOG_KEY_FILE: join(folder, 'log.key') }
  assert.match(await missing({ ...database, ...keys }), /Set WEERBAAR_SMTP_URL/)
  assert.match(await missing({ ...database, ...keys, WEERBAAR_MAIL_FOLDER: folder }), /cannot be reached/)
  // Whoever has a role gives two factors, so that listening beyond this machine asks for nothing more.
  assert.match(await missing({ ...database, HOST: '0.0.0.0' }), /There is no master key/)
})
