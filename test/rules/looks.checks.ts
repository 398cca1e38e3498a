import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { Checks } from '../support/checks.ts'
import { directly, literal, type Row } from '../support/direct.ts'
import { idOf, peopleKeys, type PersonKey } from '../support/people.ts'
import { aMail, aPicture, letIn, rightForms, takeUp } from '../support/stories.ts'
import { traced } from '../support/trail.ts'
import type { World } from '../support/world.ts'

interface Reported {
  id: string
  mail: string
  picture: string
}

/** A report of the council member with a mail and a picture, taken up by the clerk, that the confidant reads too. */
async function makeReport(world: World): Promise<Reported> {
  const id = await world.report('member', {}, [aMail, aPicture])
  await takeUp(world, 'clerk', id)
  await letIn(world, 'member', id, 'confidant')
  const { rows } = await world.owner.query<{ id: string; media_type: string }>(
    'select id, media_type from file where case_id = $1 and parent_id is null',
    [id],
  )
  const of = (type: string) => rows.find(it => it.media_type === type)?.id ?? ''
  return { id, mail: of('eml'), picture: of('png') }
}

/** Every page that shows something of the content, with what the trail must say of it. */
const looks = ({ id, mail, picture }: Reported): { at: string; action: string; object: string | null }[] => [
  { at: `/meldingen/${id}`, action: 'case.open', object: null },
  { at: `/meldingen/${id}/bewijs/${mail}`, action: 'evidence.open', object: mail },
  { at: `/meldingen/${id}/bewijs/${mail}/origineel`, action: 'evidence.save', object: mail },
  { at: `/meldingen/${id}/bewijs/${picture}`, action: 'evidence.open', object: picture },
  { at: `/meldingen/${id}/bewijs/${picture}/beeld`, action: 'evidence.open', object: picture },
  { at: `/meldingen/${id}/bewijs/${picture}/beeld?scherp`, action: 'evidence.open', object: picture },
  { at: `/meldingen/${id}/bewijs/${picture}/origineel`, action: 'evidence.save', object: picture },
]

const outsiders = [
  'mayor',
  'secretary',
  'otherMember',
  'administrator',
  'auditor',
  'foreignClerk',
  'formerMember',
] as const
const organisationOf = (who: PersonKey) =>
  who === 'foreignClerk' ? idOf('elders') : who === 'formerMember' ? null : idOf('waterstad')

/** An entry as the database is asked to write it before it hands out a key. */
export const entryOf = (changes: Row) =>
  literal(
    JSON.stringify({ action: 'case.open', at: '2026-04-24T18:50:00Z', object: null, result: 'done', v: 1, ...changes }),
  )
export const salt = literal(randomBytes(16))

export const lookChecks: Checks = {
  'opening a case, a mail, a picture or an original writes exactly one entry, that says who looked at what':
    async world => {
      const made = await makeReport(world)
      for (const who of ['member', 'clerk', 'politicalCoordinator', 'confidant'] as const) {
        const visitor = await world.signIn(who)
        for (const { at, action, object } of looks(made)) {
          const seen = await traced(world, async () =>
            assert.equal((await visitor.bytes(at)).status, 200, `${who} ${at}`),
          )
          const expected = { action, result: 'done', who, case: made.id, object, organisation: idOf('waterstad') }
          assert.deepEqual(seen, [expected], `${who} ${at}`)
        }
      }
    },

  'a look that is refused is written down too, with who tried it': async world => {
    const made = await makeReport(world)
    for (const who of outsiders) {
      const visitor = await world.signIn(who)
      for (const { at, action, object } of looks(made)) {
        const seen = await traced(world, async () =>
          assert.equal((await visitor.bytes(at)).status, 404, `${who} ${at}`),
        )
        const expected = { action, result: 'refused', who, case: made.id, object, organisation: organisationOf(who) }
        assert.deepEqual(seen, [expected], `${who} ${at}`)
      }
    }
  },

  'an act in a case of somebody else is refused and written down': async world => {
    const { id } = await makeReport(world)
    const visitor = await world.signIn('secretary')
    for (const [act, action] of [
      ['oppakken', 'case.act'],
      ['soort', 'case.act'],
      ['bericht', 'case.write'],
      ['notitie', 'case.write'],
      ['besluit', 'case.write'],
    ] as const) {
      const seen = await traced(world, async () => {
        assert.equal((await visitor.post(`/meldingen/${id}/${act}`, rightForms()[act])).status, 404, act)
      })
      assert.deepEqual(
        seen.map(it => [it.action, it.result, it.who, it.case]),
        [[action, 'refused', 'secretary', id]],
        act,
      )
    }
  },

  'whose case it is reads who looked, and who was refused': async world => {
    const { id } = await makeReport(world)
    await (await world.signIn('politicalCoordinator')).get(`/meldingen/${id}`)
    await (await world.signIn('mayor')).get(`/meldingen/${id}`)
    const page = await (await world.signIn('member')).get(`/meldingen/${id}/gekeken`)
    assert.equal(page.status, 200)
    assert.match(page.text, /Naam politicalCoordinator Melding geopend/)
    assert.match(page.text, /Naam mayor Geprobeerd de melding te openen, maar dat mocht niet/)
  },

  'a list shows no content, needs no key and writes no entry': async world => {
    await makeReport(world)
    for (const [who, at] of [
      ['clerk', '/werklijst'],
      ['politicalCoordinator', '/lijn'],
      ['confidant', '/vertrouwelijk'],
      ['member', '/meldingen'],
    ] as const) {
      const visitor = await world.signIn(who)
      assert.deepEqual(await traced(world, () => visitor.get(at)), [], at)
    }
  },

  'no key is handed out for an entry that names somebody else, another case, another organisation or a refusal':
    async world => {
      const { id } = await makeReport(world)
      const other = await world.report('member')
      const right = { actor: idOf('clerk'), case: id, organisation: idOf('waterstad') }
      const open = (changes: Row) =>
        `select * from app.open_case('${id}', ${entryOf({ ...right, ...changes })}, ${salt})`
      const wrong = [
        { actor: idOf('member') },
        { actor: null },
        { case: other },
        { case: null },
        { organisation: idOf('elders') },
        { organisation: null },
        { result: 'refused' },
        { result: null },
      ]
      const outcomes = await directly(world, 'clerk', db => db.attempt(open({}), ...wrong.map(open)))
      assert.deepEqual(outcomes, [{ count: 1 }, ...wrong.map(() => ({ refused: 'P0001' }))])
      const nobody = await directly(world, 'nobody', db => db.attempt(open({ actor: null }), open({})))
      assert.deepEqual(nobody, [{ count: 0 }, { refused: 'P0001' }])
    },

  'who may not open a case gets no key, whatever entry they write': async world => {
    const { id } = await makeReport(world)
    for (const who of outsiders) {
      const entry = entryOf({ actor: idOf(who), case: id, organisation: idOf('waterstad') })
      const [outcome] = await directly(world, who, db =>
        db.attempt(`select * from app.open_case('${id}', ${entry}, ${salt})`),
      )
      assert.deepEqual(outcome, { count: 0 }, who)
    }
  },

  'a key that was handed out is in the trail, in the same transaction': async world => {
    const { id } = await makeReport(world)
    const entry = entryOf({ actor: idOf('member'), case: id, organisation: idOf('waterstad'), action: 'case.counted' })
    const counted = await directly(world, 'member', async db => {
      const count = async () => (await db.read(`select from audit_entry where action = 'case.counted'`)).length
      const before = await count()
      const keys = await db.read(`select * from app.open_case('${id}', ${entry}, ${salt})`)
      return { before, keys: keys.length, after: await count() }
    })
    assert.deepEqual(counted, { before: 0, keys: 1, after: 1 })
  },

  'no other statement gives a key': async world => {
    const { id } = await makeReport(world)
    const statements = [
      'select * from case_key',
      'select wrapped from incident_key',
      'select * from organisation_key',
      'update case_key set wrapped = wrapped',
      `insert into case_key (case_id, organisation_id, key_version, wrapped) values ('${id}', '${idOf('waterstad')}', 1, '') returning wrapped`,
      `insert into case_key (case_id, organisation_id, key_version, wrapped) values ('${id}', '${idOf('waterstad')}', 1, '') on conflict (case_id) do update set wrapped = excluded.wrapped`,
      'delete from case_key',
      'truncate case_key',
      'lock table case_key',
      'create table weerbaar.mine as select * from case_key',
    ]
    for (const who of [...peopleKeys, 'nobody', { systemOf: 'waterstad' }] as const)
      assert.deepEqual(
        await directly(world, who, db => db.attempt(...statements)),
        statements.map(() => ({ refused: '42501' })),
      )
    // The functions that hand out bytes at all: hashes of the log, a look into one case, one into a request about own data, one into
    // the words of all, what a job opens that has a file scanned, an organisation's key, the answers to a scan for whose they are, those on which an
    // organisation decided for who may read them, and
    // for the job that counts ten of them or who closes a round, somebody's own authenticator and a provider's secret, which the master
    // key wraps, names of passkeys and their public halves, the hash of the link of a trip, a logo.
    const { rows } = await world.owner.query<{ name: string }>(
      `select proname as name from pg_proc p where pronamespace = 'app'::regnamespace and has_function_privilege('weerbaar_app', p.oid, 'execute')
         and pg_get_function_result(p.oid) like '%bytea%' order by 1`,
    )
    assert.deepEqual(
      rows.map(it => it.name),
      [
        'answer_chunk',
        'answer_files',
        'answers_to_count',
        'file_to_scan',
        'hand_round',
        'log_nodes',
        'open_answers',
        'open_case',
        'open_decided',
        'open_request',
        'open_told',
        'open_words',
        'organisation_key',
        'own_authenticators',
        'own_passkeys',
        'passkey_for_sign_in',
        'provider_at',
        'public_theme',
        'use_attempt',
      ],
    )
  },

  'the trail is never changed: not by the application, and not by the owner': async world => {
    await makeReport(world)
    for (const statement of [
      'update audit_entry set entry = entry',
      'delete from audit_entry',
      'truncate audit_entry cascade',
    ]) {
      for (const who of [
        'member',
        'clerk',
        'administrator',
        'auditor',
        'privacyOfficer',
        { systemOf: 'waterstad' },
      ] as const)
        assert.deepEqual(await directly(world, who, db => db.attempt(statement)), [{ refused: '42501' }], statement)
      await assert.rejects(world.owner.query(statement), /audit_entry is append-only/)
    }
    for (const table of ['case_entry', 'case_event'])
      for (const statement of [`update ${table} set case_id = case_id`, `delete from ${table}`])
        await assert.rejects(world.owner.query(statement), new RegExp(`${table} is append-only`))
  },

  'every entry waits for its place in the tree': async world => {
    await makeReport(world)
    const { rows } = await world.owner.query<Row>(
      'select count(*)::int as entries, count(p.entry_id)::int as waiting from audit_entry a left join pending p on p.entry_id = a.id',
    )
    assert.ok(Number(rows[0]?.['entries']) > 3)
    assert.equal(rows[0]?.['waiting'], rows[0]?.['entries'])
  },
}
