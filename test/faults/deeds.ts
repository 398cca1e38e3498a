import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { threateningMail } from '../support/evidence.ts'
import { testPassword } from '../support/seed.ts'
import { quickForm } from '../support/world.ts'

// What people do on a server that may be killed meanwhile, and whether what they were told was done is there afterwards.

export interface Report {
  id: string
  /** Files that were sent, acknowledged or not: with the report, and later. */
  sent: Evidence[]
  /** Known once the server has said that it has it. */
  reference?: string
  /** What the server said that it did. */
  steps: Set<Step>
  kept: Set<Evidence>
}
type Step = keyof typeof steps
const steps = {
  oppakken: { event: 'take_up', form: () => ({}) },
  soort: { event: 'set_category', form: () => ({ category: 'threat' }) },
  besluit: {
    event: 'decide',
    form: () => ({ entry: randomUUID(), code: 'police_report', text: 'Wij doen aangifte.' }),
  },
  afsluiten: {
    event: 'close',
    form: () => ({
      entry: randomUUID(),
      code: 'police_report_filed',
      text: 'Er is aangifte gedaan.',
      gesprek_open: 'Zij wil nu niet praten.',
    }),
  },
}

/** What is being done when the blow falls: the report that it is about, and the way to do it once more. */
export interface Deed {
  what: string
  it: Report
  act: () => Promise<Response>
  /** Remembers that the server said that it was done. */
  learn: () => Promise<void>
}

interface Evidence {
  name: string
  bytes: Buffer
}
// Two chunks of a megabyte, and something in each that tells them apart.
const film = Buffer.alloc(1_500_000, 'Zo stond hij voor mijn deur. ')
film.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
const attachment = 'foto van uw huis.png'
/** Under names of their own: which upload a piece came with can be told. */
const newEvidence = (): Evidence[] => {
  const mark = randomUUID().slice(0, 8)
  return [
    { name: `foto-${mark}.png`, bytes: film },
    { name: `dreiging-${mark}.eml`, bytes: threateningMail.buffer },
  ]
}

const wordsOf = ({ id }: Report) => `Een brief onder de deur, nummer ${id.slice(0, 8)}.`
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

function append(form: FormData, files: readonly Evidence[]): FormData {
  for (const { name, bytes } of files) form.append('evidence', new File([Uint8Array.from(bytes)], name))
  return form
}

/** Whether the server said that it was done; undefined when it said nothing any more. */
export const said = (answer: Promise<Response>): Promise<number | undefined> =>
  answer.then(
    it => it.status,
    () => undefined,
  )

/** @param origin where the server is now */
export function openHands(origin: () => string) {
  const cookies = new Map<string, string>()
  const reports: Report[] = []

  const ask = (path: string, init: RequestInit = {}, who = ''): Promise<Response> =>
    fetch(origin() + path, {
      ...init,
      redirect: 'manual',
      headers: { origin: origin(), cookie: cookies.get(who) ?? '' },
    })

  async function signIn(key: string): Promise<void> {
    const body = new URLSearchParams({ email: `${key}@waterstad.example`, wachtwoord: testPassword })
    const answer = await ask('/inloggen', { method: 'POST', body })
    cookies.set(key, answer.headers.get('set-cookie')?.split(';')[0] ?? '')
  }

  function reporting(files: boolean): Deed {
    const sent = files ? newEvidence() : []
    const it: Report = { id: randomUUID(), sent: [...sent], steps: new Set(), kept: new Set() }
    const act = () => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ ...quickForm, what: wordsOf(it) })) form.append(name, value)
      return ask(`/melden/snel/${it.id}`, { method: 'POST', body: append(form, sent) }, 'member')
    }
    const learn = async () => {
      const page = await (await ask(`/meldingen/${it.id}/ontvangst`, {}, 'member')).text()
      it.reference = /M-\d{4}-\d{6}/.exec(page)?.[0] ?? ''
      for (const piece of sent) it.kept.add(piece)
      if (!reports.includes(it)) reports.push(it)
    }
    return { what: files ? 'report with files' : 'report', it, act, learn }
  }

  function stepping(it: Report, step: Step): Deed {
    const form = steps[step].form()
    return {
      what: step,
      it,
      act: () => ask(`/meldingen/${it.id}/${step}`, { method: 'POST', body: new URLSearchParams(form) }, 'clerk'),
      learn: async () => void it.steps.add(step),
    }
  }

  function adding(it: Report): Deed {
    const pieces = newEvidence()
    it.sent.push(...pieces)
    return {
      what: 'evidence',
      it,
      act: () => ask(`/meldingen/${it.id}/bewijs`, { method: 'POST', body: append(new FormData(), pieces) }, 'member'),
      learn: async () => {
        for (const piece of pieces) it.kept.add(piece)
      },
    }
  }

  /** Does it, and is told so. */
  async function done({ what, it, act, learn }: Deed): Promise<Report> {
    assert.equal(await said(act()), 303, what)
    await learn()
    return it
  }

  async function brought(it: Report, taken: readonly Step[]): Promise<Report> {
    for (const step of taken) await done(stepping(it, step))
    return it
  }
  const report = (files: boolean) => done(reporting(files))

  /** In this order the short form, of two of each victim, does what arrives in parts. */
  const deeds: readonly (() => Promise<Deed>)[] = [
    async () => reporting(true),
    async () => adding(await report(true)),
    async () => stepping(await report(false), 'oppakken'),
    async () => stepping(await brought(await report(true), ['oppakken', 'soort']), 'besluit'),
    async () => reporting(false),
    async () => stepping(await brought(await report(false), ['oppakken', 'soort']), 'afsluiten'),
  ]

  /** Checks that a report that was acknowledged is there, with its words, its files byte by byte, and the steps taken. */
  async function isThere(owner: pg.Client, it: Report): Promise<void> {
    const answer = await ask(`/meldingen/${it.id}`, {}, 'member')
    assert.equal(answer.status, 200)
    const page = await answer.text()
    assert.ok(page.includes(wordsOf(it)) && page.includes(it.reference ?? '-'))
    if (it.steps.has('besluit')) assert.match(page, /Wij doen aangifte\./)
    if (it.steps.has('afsluiten')) assert.match(page, /Uw melding is afgesloten/)
    await areTaken(owner, it)
    await areWhole(owner, it, page)
  }

  /** Every piece that is kept is listed and as it was sent, acknowledged or not; what was acknowledged is kept. */
  async function areWhole(owner: pg.Client, it: Report, page: string): Promise<void> {
    const links = Array.from(page.matchAll(/href="([^"]+\/bewijs\/([\w-]{36}))">([^<]+)/g))
    const { rows } = await owner.query<{ id: string }>(
      `select id from file where case_id = $1 and state = 'complete'`,
      [it.id],
    )
    const listed = links.map(([, , id = '']) => id)
    assert.deepEqual(listed.toSorted(), rows.map(row => row.id).toSorted(), 'pieces that are kept and not listed')
    const names = links.map(([, , , name = '']) => name)
    for (const piece of it.kept) assert.ok(names.includes(piece.name), `${piece.name} is lost`)
    const mails = names.filter(name => name.endsWith('.eml'))
    assert.equal(names.filter(name => name === attachment).length, mails.length, 'a mail without its attachment')
    for (const [, path = '', , name = ''] of links) {
      if (name === attachment) continue
      const piece = it.sent.find(one => one.name === name)
      assert.ok(piece, name)
      const saved = await ask(`${path}/origineel`, {}, 'member')
      assert.equal(sha256(Buffer.from(await saved.arrayBuffer())), sha256(piece.bytes), name)
    }
  }

  return { signIn, report, stepping, adding, reports, deeds, isThere }
}

/** A step that is sent again is answered alike, taken or not: so what was lost is looked for where it is kept. */
async function areTaken(owner: pg.Client, { id, steps: taken }: Report): Promise<void> {
  const { rows } = await owner.query<{ taken_up: boolean; category: string | null; events: string[] }>(
    `select taken_up_at is not null and state in ('in_progress', 'closed') as taken_up, category,
       array(select event from case_event where case_id = c.id) as events from incident_case c where id = $1`,
    [id],
  )
  const [now] = rows
  assert.ok(now)
  for (const step of taken) assert.ok(now.events.includes(steps[step].event), `${step} is lost`)
  if (taken.has('oppakken')) assert.ok(now.taken_up, 'taken up')
  if (taken.has('soort')) assert.equal(now.category, 'threat')
}
