import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { reportFully } from '../../../test/support/full.ts'
import { idOf } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { aLetter, leaveDraft } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

interface CaseRow {
  category: string | null
  channel: string | null
  influence: string | null
  happened_at: Date | null
  state: string
  safe_now: string
  line: string
  owner_id: string
  unit_id: string | null
  for_whom: string
  hit_id: string | null
}
const caseOf = async (id: string) =>
  (await world.owner.query<CaseRow>('select * from incident_case where id = $1', [id])).rows[0]

test('a member reports fully, page by page, from two devices, and the clerk reads all of it', async () => {
  const id = randomUUID()
  const phone = await world.signIn('member')
  const at = (page: string) => `/melden/volledig/${id}/${page}`
  assert.match((await phone.get('/melden')).text, /Snel melden.*Volledig melden/s)
  const next = async (
    device: typeof phone,
    page: string,
    form: Record<string, string>,
    files: (typeof aLetter)[] = [],
  ) => (await device.upload(at(page), form, files)).location
  assert.equal(await next(phone, 'voor-wie', { for_whom: 'self' }), at('wat'))
  assert.match((await phone.get(at('wat'))).text, /Kritiek, een klacht of een protest is geen incident/)
  assert.equal(await next(phone, 'wat', { categories: 'threat\ndoxing' }), at('wanneer'))
  const computer = await world.signIn('member')
  assert.match((await computer.get('/meldingen')).html, new RegExp(`/melden/(snel|volledig)/${id}`))
  assert.equal((await computer.get(`/melden/volledig/${id}`)).location, at('wanneer'))
  assert.equal((await computer.get(`/melden/snel/${id}`)).location, `/melden/volledig/${id}`)
  assert.equal(
    await next(computer, 'wanneer', {
      main_category: 'doxing',
      date: '2026-04-23',
      time: '21:15',
      channel: 'email',
      place: 'Mijn werkmail',
    }),
    at('woorden'),
  )
  assert.equal(await next(computer, 'woorden', { what: 'Zij zetten mijn adres online.' }), at('collega'))
  assert.equal(await next(computer, 'collega', {}), at('gevolgen'))
  assert.equal(await next(computer, 'gevolgen', { influence: 'tried', consequences: 'damage' }), at('bereiken'))
  assert.equal(await next(computer, 'bereiken', { safe_now: 'not_sure', reach: '06 00 00 00 00' }), at('bewijs'))
  assert.equal(await next(computer, 'bewijs', {}, [aLetter]), at('wie-leest'))
  assert.match((await computer.get(at('wie-leest'))).text, /Naam clerk.*levensgevaar/s)
  assert.equal(await next(computer, 'wie-leest', {}), at('controleren'))
  const check = await computer.get(at('controleren'))
  assert.match(check.text, /Doxing.*donderdag|23-04-2026/s)
  assert.match(check.text, /Zij zetten mijn adres online.*brief\.txt/s)
  const sent = await computer.upload(at('controleren'), {}, [])
  assert.equal(sent.location, `/meldingen/${id}/ontvangst`)
  assert.equal((await computer.upload(at('controleren'), {}, [])).location, `/meldingen/${id}/ontvangst`)
  const it = await caseOf(id)
  assert.deepEqual(
    [it?.category, it?.channel, it?.influence, it?.happened_at?.toISOString(), it?.state, it?.safe_now],
    ['doxing', 'email', 'tried', '2026-04-23T19:15:00.000Z', 'reported', 'not_sure'],
  )
  const { rows } = await world.owner.query(
    'select category, main from case_category where case_id = $1 order by main desc',
    [id],
  )
  assert.deepEqual(rows, [
    { category: 'doxing', main: true },
    { category: 'threat', main: false },
  ])
  const clerk = await (await world.signIn('clerk')).get(`/meldingen/${id}`)
  assert.match(
    clerk.text,
    /Zij zetten mijn adres online.*Alle antwoorden.*Heeft dit een besluit beïnvloed\? Dat was de bedoeling/s,
  )
  const kept = await world.owner.query('select questions from case_report where case_id = $1', [id])
  assert.deepEqual(kept.rows, [{ questions: 'full-report@1' }])
})

test('a page that is not right comes back with its words and its errors, and nothing is lost', async () => {
  const id = randomUUID()
  const member = await world.signIn('member')
  const at = (page: string) => `/melden/volledig/${id}/${page}`
  assert.equal((await member.upload(at('voor-wie'), {}, [])).status, 422)
  await member.upload(at('voor-wie'), { for_whom: 'self' }, [])
  const wrong = await member.upload(
    at('wanneer'),
    { date: '2031-01-01', time: 'straks', channel: 'email', place: 'Bij de ingang' },
    [],
  )
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /Deze dag moet nog komen/)
  assert.match(wrong.text, /Deze tijd bestaat niet/)
  assert.match((await member.get(at('wanneer'))).html, /Bij de ingang/)
  const check = await member.upload(at('controleren'), {}, [])
  assert.equal(check.status, 422)
  assert.match(check.text, /Schrijf kort op wat er is gebeurd/)
  assert.equal((await member.upload(at('woorden'), { ga: 'terug', what: 'Half af' }, [])).location, at('wanneer'))
  assert.match((await member.get(at('woorden'))).html, /Half af/)
  assert.equal((await member.get(at('bestaat-niet'))).status, 404)
  for (const who of ['clerk', 'otherMember', 'foreignMember'] as const) {
    const other = await world.signIn(who)
    assert.equal((await other.upload(at('woorden'), { what: 'Van een ander.' }, [])).status, 404, who)
    assert.doesNotMatch((await other.get(at('woorden'))).html, /Half af/)
  }
})

test('what was begun as a quick report goes on as a full one', async () => {
  const id = await leaveDraft(world, 'member')
  const member = await world.signIn('member')
  assert.match((await member.get(`/melden/volledig/${id}/woorden`)).html, /we weten waar je woont/)
  assert.match((await member.get(`/melden/volledig/${id}/bewijs`)).text, /brief\.txt/)
})

test('a report for a colleague goes along the colleague’s route, to the colleague to confirm, and not back to who is named', async () => {
  const id = await reportFully(world, 'officer', {
    for_whom: 'colleague',
    hit: 'alderman@waterstad.example',
    function_hit: 'alderman',
    what: 'Hij kreeg een steen door de ruit.',
    colleague: 'clerk@waterstad.example',
    colleague_id: idOf('clerk'),
  })
  const it = await caseOf(id)
  assert.deepEqual(
    [it?.line, it?.owner_id, it?.for_whom, it?.hit_id],
    ['mayor', idOf('mayor'), 'colleague', idOf('alderman')],
  )
  await world.runJobs()
  assert.ok(
    world.mails.some(mail => mail.to === 'alderman@waterstad.example' && /Er is iets voor u gemeld/.test(mail.subject)),
  )
  assert.match(
    (await (await world.signIn('alderman')).get(`/meldingen/${id}`)).text,
    /Klopt dit\?.*steen door de ruit/s,
  )
  assert.match((await (await world.signIn('officer')).get(`/meldingen/${id}`)).text, /U meldde dit voor iemand anders/)
  assert.equal((await (await world.signIn('clerk')).get(`/meldingen/${id}`)).status, 404)
})

test('nobody is both the one to whom it was done and the one who did it', async () => {
  const member = await world.signIn('member')
  const id = randomUUID()
  const at = (page: string) => `/melden/volledig/${id}/${page}`
  await member.upload(at('voor-wie'), { for_whom: 'colleague' }, [])
  assert.match(
    (await member.upload(at('over-wie'), { hit: 'niemand die hier werkt', function_hit: 'alderman' }, [])).text,
    /Wij vinden geen collega/,
  )
  await member.upload(at('over-wie'), { hit: 'alderman@waterstad.example', function_hit: 'alderman' }, [])
  const seen = await member.upload(at('collega'), { colleague: 'alderman@waterstad.example' }, [])
  assert.equal(seen.status, 422)
  assert.match(seen.text, /Noem hier alleen wie het deed/)
})

test('what happened to somebody at home is the own case of who reports it', async () => {
  const id = await reportFully(world, 'member', {
    for_whom: 'household',
    household: 'Mijn partner',
    what: 'Zij stonden voor de deur.',
  })
  const it = await caseOf(id)
  assert.deepEqual([it?.for_whom, it?.hit_id, it?.line], ['household', null, 'political'])
  const member = await world.signIn('member')
  assert.match((await member.get(`/meldingen/${id}`)).text, /Hoe staat het ervoor\?/)
  assert.match((await (await world.signIn('clerk')).get(`/meldingen/${id}`)).text, /Mijn partner/)
  await (await world.signIn('clerk')).post(`/meldingen/${id}/oppakken`)
  await world.runJobs()
  assert.ok(
    world.mails.some(mail => mail.to === 'member@waterstad.example' && /Uw melding is opgepakt/.test(mail.subject)),
  )
})

test('a witness who knows no name describes who it was, and the report goes by the function', async () => {
  const id = await reportFully(world, 'otherMember', {
    for_whom: 'witness',
    seen_words: 'De boa op de markt',
    function_hit: 'enforcement_officer',
    what: 'Iemand duwde hem.',
  })
  const it = await caseOf(id)
  assert.deepEqual([it?.for_whom, it?.hit_id, it?.line], ['witness', null, 'administrative'])
  const witness = await (await world.signIn('otherMember')).get(`/meldingen/${id}`)
  assert.match(witness.text, /Iemand duwde hem/)
})

test('a civil servant lets somebody else than the manager read it, and the manager finds nothing', async () => {
  const id = await reportFully(world, 'officer', {
    for_whom: 'self',
    what: 'Het gaat ook over mijn team.',
    not_manager: 'other',
  })
  const it = await caseOf(id)
  assert.deepEqual([it?.owner_id, it?.unit_id, it?.line], [idOf('secretary'), null, 'administrative'])
  assert.equal((await (await world.signIn('manager')).get(`/meldingen/${id}`)).status, 404)
})
