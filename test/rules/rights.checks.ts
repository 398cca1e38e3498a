import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { rightsChart } from '../../src/features/rights/rights.chart.ts'
import type { Checks } from '../support/checks.ts'
import { countOf, directly, type DirectViewer } from '../support/direct.ts'
import { idOf, peopleKeys, type PersonKey } from '../support/people.ts'
import { askHandler, identified, writeDown, type newRequest } from '../support/rights.ts'
import type { World } from '../support/world.ts'

// Requests about own data, by the rows and functions alone, whatever a page would do.

const organisation = idOf('waterstad')
const idIn = (path: string) => path.split('/').at(-1) ?? ''

/** A request of this person, or of somebody without an account; with a question to the clerk when it is known who asks. */
async function aRequest(world: World, form: Partial<typeof newRequest> = {}, known = true) {
  const officer = await world.signIn('privacyOfficer')
  const path = await writeDown(officer, form)
  if (known) await officer.post(`${path}/stap/identiteit`, identified)
  const question = known ? idIn(await askHandler(world, officer, path, 'clerk', 'Wat staat er?')) : ''
  return { id: idIn(path), question }
}

/** What a function answers this viewer; refused counts as no. */
async function answers(world: World, viewer: DirectViewer, call: string, assurance = '2'): Promise<boolean> {
  return directly(world, viewer, async db => {
    await db.read(`select set_config('app.assurance', '${assurance}', true)`)
    const [outcome] = await db.attempt(
      `select from (select ${call} as yes) t where t.yes is not null and t.yes::text <> 'false'`,
    )
    return countOf(outcome) > 0
  })
}

async function whoMay(
  world: World,
  call: string,
  among: readonly DirectViewer[] = peopleKeys,
): Promise<DirectViewer[]> {
  const found: DirectViewer[] = []
  for (const who of among) if (await answers(world, who, call)) found.push(who)
  return found
}

const step = (id: string, event: string, code = 'null') =>
  `app.step_request('${id}', '${event}', '${randomUUID()}', ${code}, null, 60)`

/** Those for whom it could go wrong, where asking everybody would take long. */
const few: readonly PersonKey[] = [
  'privacyOfficer',
  'administrator',
  'auditor',
  'clerk',
  'member',
  'foreignAdministrator',
]

/** Somebody is a privacy officer too, for the time of a check. */
async function asOfficer(world: World, who: PersonKey, where: string, check: () => Promise<void>) {
  const id = randomUUID()
  await world.owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts) values ($1, $2, $3, 'privacy_officer', 'civil_servant', '2024-01-01')`,
    [id, idOf(where), idOf(who)],
  )
  try {
    await check()
  } finally {
    await world.owner.query('delete from membership where id = $1', [id])
  }
}

/** A look at a request, with an entry that says so or something else. */
const look = (id: string, who: PersonKey, over: Record<string, unknown> = {}) => {
  const entry = {
    action: 'rights.open',
    actor: idOf(who),
    at: '2026-04-24T18:50:00.000Z',
    case: null,
    object: `request:${id}`,
    organisation,
    origin: 'web',
    result: 'done',
    v: 1,
    ...over,
  }
  return `select * from app.open_request('${id}', '${JSON.stringify(entry)}', '\\x${'00'.repeat(16)}')`
}

export const rightsChecks: Checks = {
  'the database takes the steps of the chart of requests, and no others': async world => {
    const { rows } = await world.owner.query<{ from_state: string; event: string; to_state: string }>(
      'select from_state, event, to_state from rights_transition',
    )
    const drawn = Object.entries(rightsChart.states).flatMap(([from, events]) =>
      Object.entries<{ to?: string }>(events).map(([event, { to }]) => `${from} ${event} ${to ?? from}`),
    )
    assert.deepEqual(rows.map(it => `${it.from_state} ${it.event} ${it.to_state}`).toSorted(), drawn.toSorted())
  },

  'a request is opened by who handles it, who was asked about it and whose it is, and each look is in the trail':
    async world => {
      const { id } = await aRequest(world, { account: 'member@waterstad.example' })
      const found: PersonKey[] = []
      for (const who of peopleKeys) {
        const [outcome] = await directly(world, who, db => db.attempt(look(id, who)))
        if (countOf(outcome) > 0) found.push(who)
      }
      assert.deepEqual(found.toSorted(), ['clerk', 'member', 'privacyOfficer'])
      const before = await countLooks(world, id)
      await (await world.signIn('privacyOfficer')).get(`/privacy-verzoeken/${id}`)
      assert.equal(await countLooks(world, id), before + 1)
    },

  'no key of a request is handed out for an entry that names somebody else, another request or a refusal':
    async world => {
      const { id } = await aRequest(world)
      for (const over of [
        { actor: idOf('clerk') },
        { object: `request:${randomUUID()}` },
        { result: 'refused' },
        { action: 'case.open' },
        { organisation: idOf('elders') },
      ]) {
        const [outcome] = await directly(world, 'privacyOfficer', db => db.attempt(look(id, 'privacyOfficer', over)))
        assert.deepEqual(outcome, { refused: '42501' }, JSON.stringify(over))
      }
    },

  'a request is handled by a privacy officer of the organisation with two factors, and never by whose it is or who left it':
    async world => {
      const { id } = await aRequest(world, { account: 'member@waterstad.example' })
      const withdraw = step(id, 'withdraw')
      assert.deepEqual(await whoMay(world, withdraw), ['privacyOfficer'])
      assert.equal(await answers(world, 'privacyOfficer', withdraw, '1'), false)
      await asOfficer(world, 'member', 'waterstad', async () =>
        assert.deepEqual(await whoMay(world, withdraw, few), ['privacyOfficer']),
      )
      await asOfficer(world, 'foreignMember', 'elders', async () =>
        assert.equal(await answers(world, 'foreignMember', withdraw), false),
      )
      await asOfficer(world, 'officer', 'waterstad', async () => {
        assert.equal(await answers(world, 'officer', withdraw), true)
        await world.owner.query(
          'insert into rights_recusal (request_id, organisation_id, person_id, at) values ($1, $2, $3, now())',
          [id, organisation, idOf('officer')],
        )
        for (const call of [withdraw, `app.leave_request('${id}')`])
          assert.equal(await answers(world, 'officer', call), false)
      })
    },

  'who writes down a request for somebody else is a privacy officer, and nobody writes one down in the name of another':
    async world => {
      const begin = (about: string) =>
        `app.begin_request('${randomUUID()}', '${organisation}', ${about}, 'access', '2026-04-20', '\\x00', 1, '\\x00', '${randomUUID()}')`
      assert.deepEqual(await whoMay(world, begin('null')), ['privacyOfficer'])
      assert.deepEqual(await whoMay(world, begin(`'${idOf('otherMember')}'`), few), ['privacyOfficer'])
      assert.equal(await answers(world, 'otherMember', begin(`'${idOf('otherMember')}'`)), true)
      assert.equal(await answers(world, 'foreignMember', begin(`'${idOf('foreignMember')}'`)), false)
      assert.deepEqual(await whoMay(world, `app.rights_person('${organisation}', 'member@waterstad.example')`), [
        'privacyOfficer',
      ])
    },

  'nothing is asked or decided before it is known who asks, and a request is extended once and within its first month':
    async world => {
      const { id } = await aRequest(world, {}, false)
      const may = (event: string, code?: string) => answers(world, 'privacyOfficer', step(id, event, code))
      const ask = `app.ask_about('${id}', '${randomUUID()}', '${idOf('clerk')}', '\\x00', '${randomUUID()}')`
      assert.deepEqual([await may('decide', `'granted'`), await may('answer'), await may('ask')], [false, false, false])
      assert.equal(await answers(world, 'privacyOfficer', ask), false)
      assert.equal(await may('extend', `'complex'`), true)
      const officer = await world.signIn('privacyOfficer')
      await officer.post(`/privacy-verzoeken/${id}/stap/verlengen`, {
        keuze: 'complex',
        toelichting: 'Er is meer tijd nodig.',
      })
      assert.equal(await may('extend', `'complex'`), false)
      const late = await aRequest(world, { ontvangen: '2026-03-10' }, false)
      assert.equal(await answers(world, 'privacyOfficer', step(late.id, 'extend', `'complex'`)), false)
    },

  'only who handles cases is asked, never whose request it is, and answers once for themself': async world => {
    const { id, question } = await aRequest(world, { account: 'deputyclerk@waterstad.example' })
    const ask = (who: PersonKey) =>
      `app.ask_about('${id}', '${randomUUID()}', '${idOf(who)}', '\\x00', '${randomUUID()}')`
    const asked: PersonKey[] = []
    for (const who of ['clerk', 'deputyClerk', 'mayor', 'auditor', 'member', 'foreignClerk'] as const)
      if (await answers(world, 'privacyOfficer', ask(who))) asked.push(who)
    assert.deepEqual(asked, ['mayor'])
    assert.deepEqual(await whoMay(world, ask('mayor'), few), ['privacyOfficer'])
    const answer = `app.answer_about('${question}', 'found', '\\x00')`
    assert.deepEqual(await whoMay(world, answer), ['clerk'])
    assert.equal(await answers(world, 'clerk', answer, '1'), false)
    await (await world.signIn('clerk')).post(`/privacy-vragen/${question}`, { uitkomst: 'nothing', antwoord: 'Niets.' })
    assert.equal(await answers(world, 'clerk', answer), false)
  },

  'who is named in a report of who asks handles no request of theirs, and the administrator hears that somebody else is needed':
    async world => {
      const report = await world.report('member')
      const officer = [report, idOf('privacyOfficer')]
      await world.owner.query('insert into barred (case_id, person_id, organisation_id) values ($1, $2, $3)', [
        ...officer,
        organisation,
      ])
      try {
        const id = await asksAsOwn(world, 'member')
        assert.deepEqual(await whoMay(world, step(id, 'withdraw')), [])
        assert.equal((await (await world.signIn('privacyOfficer')).get(`/privacy-verzoeken/${id}`)).status, 404)
        const jobs = await world.owner.query<{ kind: string; person_id: string }>(
          `select kind, person_id from job where kind in ('rights_new_mail', 'rights_unattended_mail')
           and person_id in ($1, $2) order by created_at desc limit 1`,
          [idOf('privacyOfficer'), idOf('administrator')],
        )
        assert.deepEqual(jobs.rows, [{ kind: 'rights_unattended_mail', person_id: idOf('administrator') }])
        assert.deepEqual(await trailOf(world, 'privacyOfficer', id), [])
        assert.ok((await trailOf(world, 'auditor', id)).length > 0)
      } finally {
        await world.owner.query('delete from barred where case_id = $1 and person_id = $2', officer)
      }
    },

  'an auditor or privacy officer who asks about the own data finds nobody else’s steps of it in the trail':
    async world => {
      const id = await asksAsOwn(world, 'auditor')
      const officer = await world.signIn('privacyOfficer')
      await askHandler(world, officer, `/privacy-verzoeken/${id}`, 'clerk', 'Wat staat er over de auditor?')
      assert.deepEqual(new Set(await trailOf(world, 'auditor', id)), new Set([idOf('auditor')]))
      assert.ok((await trailOf(world, 'privacyOfficer', id)).includes(idOf('privacyOfficer')))
    },

  'requests are removed and reminded of by a job of the organisation, and what goes on stays': async world => {
    const { id } = await aRequest(world)
    const jobs: readonly DirectViewer[] = [...few, { systemOf: 'waterstad' }, { systemOf: 'elders' }]
    const remove = `app.remove_requests('${organisation}', '2030-01-01')`
    assert.deepEqual(await whoMay(world, remove, jobs), [{ systemOf: 'waterstad' }])
    assert.deepEqual(await whoMay(world, `app.remind_rights_desk('${organisation}')`, jobs), [
      { systemOf: 'waterstad' },
    ])
    const left = await directly(world, { systemOf: 'waterstad' }, async db => {
      await db.read(`select ${remove}`)
      return db.read(`select from rights_request where id = '${id}'`)
    })
    assert.equal(left.length, 1)
  },
}

/** Somebody asks with the own account; returns the id of the request. */
async function asksAsOwn(world: World, who: PersonKey): Promise<string> {
  const asker = await world.signIn(who)
  assert.equal((await asker.post('/account/verzoeken', { soort: 'access', vraag: 'Wat is er van mij?' })).status, 303)
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from rights_request where person_id = $1 order by number desc limit 1',
    [idOf(who)],
  )
  return rows[0]?.id ?? ''
}

/** Who did what this viewer reads of a request in the trail. */
const trailOf = (world: World, viewer: PersonKey, id: string): Promise<unknown[]> =>
  directly(world, viewer, async db =>
    (await db.read(`select actor_id from audit_entry where object like 'request:${id}%'`)).map(it => it['actor_id']),
  )

async function countLooks({ owner }: World, id: string): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `select count(*)::integer as n from audit_entry where action = 'rights.open' and object = $1`,
    [`request:${id}`],
  )
  return rows[0]?.n ?? 0
}
