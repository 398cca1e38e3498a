import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { makeTemporaryFolder } from '../../src/platform/temporary-folder.ts'
import { threateningMail } from '../support/evidence.ts'
import { testPassword } from '../support/seed.ts'
import { quickForm } from '../support/world.ts'
import { checkSound } from './invariants.ts'
import { childrenOf, commandOf, processesOf, start, until, type Running } from './running.ts'

const full = process.env['FAULTS'] === 'full'
// Of the server and of the database each: fifty blows together.
const rounds = full ? 25 : 2
const seed = Number(process.env['FAULTS_SEED'] ?? (full ? Date.now() % 1_000_000 : 7))

interface Report {
  id: string
  files: boolean
  /** Known once the server has said that it has it. */
  reference?: string
  steps: Step[]
}
type Step = keyof typeof steps
const steps = {
  oppakken: () => ({}),
  soort: () => ({ category: 'threat' }),
  besluit: () => ({ entry: randomUUID(), code: 'police_report', text: 'Wij doen aangifte.' }),
  afsluiten: () => ({ entry: randomUUID(), code: 'police_report_filed', text: 'Er is aangifte gedaan.' }),
}

let folder: string
let server: Running
const cookies = new Map<string, string>()
const reports: Report[] = []
before(async () => {
  folder = makeTemporaryFolder()
  server = await start(folder, true)
  for (const key of ['member', 'clerk']) await signIn(key)
})
after(async () => {
  await server.killAlone()
  // Not in good order: a test that failed may have left one that never ends by itself.
  for (const pid of processesOf(folder)) process.kill(Number(pid), 'SIGKILL')
  await until(() => processesOf(folder).length === 0, 'the database is gone')
  rmSync(folder, { recursive: true, force: true })
})

async function signIn(key: string): Promise<void> {
  const body = new URLSearchParams({ email: `${key}@waterstad.example`, wachtwoord: testPassword })
  const answer = await ask('/inloggen', { method: 'POST', body })
  cookies.set(key, answer.headers.get('set-cookie')?.split(';')[0] ?? '')
}

const ask = (path: string, init: RequestInit = {}, who = ''): Promise<Response> =>
  fetch(server.origin + path, {
    ...init,
    redirect: 'manual',
    headers: { origin: server.origin, cookie: cookies.get(who) ?? '' },
  })

// Two chunks of a megabyte, and something in each that tells them apart.
const film = Buffer.alloc(1_500_000, 'Zo stond hij voor mijn deur. ')
film.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
const evidence = [
  { name: 'foto.png', bytes: film },
  { name: threateningMail.name, bytes: threateningMail.buffer },
]

const wordsOf = ({ id }: Report) => `Een brief onder de deur, nummer ${id.slice(0, 8)}.`

function sendReport(it: Report): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...quickForm, what: wordsOf(it) })) form.append(name, value)
  if (it.files)
    for (const { name, bytes } of evidence) form.append('evidence', new File([Uint8Array.from(bytes)], name))
  return ask(`/melden/snel/${it.id}`, { method: 'POST', body: form }, 'member')
}

const take = (it: Report, step: Step, form: Record<string, string> = steps[step]()): Promise<Response> =>
  ask(`/meldingen/${it.id}/${step}`, { method: 'POST', body: new URLSearchParams(form) }, 'clerk')

/** Whether the server said that it was done; undefined when it said nothing any more. */
const said = (answer: Promise<Response>): Promise<number | undefined> =>
  answer.then(
    it => it.status,
    () => undefined,
  )

async function report(files: boolean): Promise<Report> {
  const it: Report = { id: randomUUID(), files, steps: [] }
  assert.equal(await said(sendReport(it)), 303)
  it.reference = await referenceOf(it)
  reports.push(it)
  return it
}

async function referenceOf(it: Report): Promise<string> {
  const page = await (await ask(`/meldingen/${it.id}/ontvangst`, {}, 'member')).text()
  return /M-\d{4}-\d{6}/.exec(page)?.[0] ?? ''
}

/** Checks that a report that was acknowledged is there, with its words, its files byte by byte, and the steps taken. */
async function isThere(it: Report): Promise<void> {
  const answer = await ask(`/meldingen/${it.id}`, {}, 'member')
  assert.equal(answer.status, 200)
  const page = await answer.text()
  assert.ok(page.includes(wordsOf(it)) && page.includes(it.reference ?? '-'))
  if (it.steps.includes('besluit')) assert.match(page, /Wij doen aangifte\./)
  if (it.steps.includes('afsluiten')) assert.match(page, /Uw melding is afgesloten/)
  if (!it.files) return
  assert.match(page, /foto van uw huis\.png/)
  for (const { name, bytes } of evidence) {
    const [, path = ''] = new RegExp(`href="([^"]+)">${name}`).exec(page) ?? []
    const saved = await ask(`${path}/origineel`, {}, 'member')
    assert.equal(sha256(Buffer.from(await saved.arrayBuffer())), sha256(bytes), name)
  }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Numbers that look random and are the same for the same seed (mulberry32). */
function dice(start: number): (sides: number) => number {
  let state = start
  return sides => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

/** What is being done when the blow falls: the report that it is about, and the way to do it once more. */
interface Deed {
  it: Report
  act: () => Promise<Response>
  step?: Step
}
const deeds: readonly (() => Promise<Deed>)[] = [
  async () => reporting(false),
  async () => reporting(true),
  async () => stepping(await report(false), 'oppakken'),
  async () => stepping(await brought(await report(true), ['oppakken', 'soort']), 'besluit'),
  async () => stepping(await brought(await report(false), ['oppakken', 'soort']), 'afsluiten'),
]
function reporting(files: boolean): Deed {
  const it: Report = { id: randomUUID(), files, steps: [] }
  return { it, act: () => sendReport(it) }
}
function stepping(it: Report, step: Step): Deed {
  const form = steps[step]()
  return { it, step, act: () => take(it, step, form) }
}
async function brought(it: Report, taken: readonly Step[]): Promise<Report> {
  for (const step of taken) assert.equal(await said(take(it, step)), 303, step)
  return it
}

for (const victim of ['server', 'database'] as const)
  test(`kill -9 of the ${victim} at any statement loses nothing that was acknowledged, and leaves no half case`, async t => {
    t.diagnostic(`FAULTS_SEED=${seed}`)
    const roll = dice(seed + (victim === 'server' ? 0 : 1))
    for (let round = 0; round < rounds; round++) {
      const deed = deeds[(round + roll(2)) % deeds.length]
      assert.ok(deed)
      await server.tell({ at: 0 })
      const rehearsal = await deed()
      const before = await server.count()
      assert.equal(await said(rehearsal.act()), 303)
      const statements = (await server.count()) - before
      await learn(rehearsal, 303)

      const { it, act, step } = await deed()
      const at = 1 + roll(statements)
      await server.tell({ victim, at })
      const answer = await said(act())
      const where = `round ${round}, ${step ?? (it.files ? 'report with files' : 'report')}, statement ${at} of ${statements}`
      const expected = victim === 'server' ? [undefined, 303] : [503, 303]
      assert.ok(expected.includes(answer), `${where}: ${answer}`)
      await server.kill()
      server = await start(folder, false)
      try {
        await checkAfter({ it, act, ...(step && { step }) }, answer)
      } catch (error) {
        throw new Error(`After a kill in ${where}`, { cause: error })
      }
    }
  })

/** Remembers what the server said that it did. */
async function learn({ it, step }: Deed, answer: number | undefined): Promise<void> {
  if (answer !== 303) return
  if (step) it.steps.push(step)
  else if (!reports.includes(it)) {
    it.reference = await referenceOf(it)
    reports.push(it)
  }
}

async function checkAfter(deed: Deed, answer: number | undefined): Promise<void> {
  const owner = new pg.Client({ connectionString: server.ownerUrl, options: '-c search_path=weerbaar' })
  await owner.connect()
  try {
    await checkSound(owner)
    await learn(deed, answer)
    for (const it of reports) await isThere(it)

    // Who got no answer sends it once more: there is one case, with the number that it had if it had one.
    const had = await storedReference(owner, deed.it.id)
    const again = await said(deed.act())
    assert.equal(again, 303, 'sent again')
    if (had !== undefined) assert.equal(await storedReference(owner, deed.it.id), had)
    if (!deed.step) await learn(deed, 303)
    if (!deed.step) await isThere(deed.it)
    await checkSound(owner)
  } finally {
    await owner.end()
  }
}

async function storedReference(owner: pg.Client, id: string): Promise<string | undefined> {
  const { rows } = await owner.query<{ reference: string | null }>(
    'select reference from incident_case where id = $1',
    [id],
  )
  assert.ok(rows.length <= 1)
  return rows[0]?.reference ?? undefined
}

test('after kill -9 no database is left running, and the next start has everything', async () => {
  const it = await report(true)
  assert.ok(processesOf(folder).includes(String(server.postgres)))
  await server.kill()
  assert.deepEqual(processesOf(folder), [])
  server = await start(folder, false)
  await isThere(it)
})

test('a database that was recovering when it was told to stop, and hangs, does not keep the next start away', async () => {
  const it = await report(false)
  const { postgres } = server
  const session = childrenOf(postgres).find(pid => commandOf(pid).includes('weerbaar_app'))
  assert.ok(session)
  process.kill(session, 'SIGKILL')
  const recovering = () => childrenOf(postgres).some(pid => commandOf(pid).includes('startup'))
  await until(recovering, 'PostgreSQL recovers', 1)
  await server.killAlone()
  server = await start(folder, false)
  await isThere(it)
})
