import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let administrator: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
})
after(() => world.close())

const newcomer = {
  naam: 'Nieuwe Collega',
  email: 'nieuw@waterstad.example',
  functie: 'council_member',
  rol: 'reporter',
}

interface Role {
  id: string
  organisation_id: string
  role: string
  function: string
  line: string | null
  starts: Date
  ends: Date | null
}

const membershipsOf = async (person: string): Promise<Role[]> => {
  const asked =
    'select id, organisation_id, role, function, line, starts, ends from membership where person_id = $1 order by starts, id'
  return (await world.owner.query<Role>(asked, [person])).rows
}

const personBy = async (email: string): Promise<string | undefined> =>
  (await world.owner.query<{ id: string }>('select id from person where email = $1', [email])).rows[0]?.id

interface Entry {
  action: string
  actor_id: string
  organisation_id: string
  object: string
}

const audited = async (): Promise<Entry[]> => {
  const asked = `select action, actor_id, organisation_id, object from audit_entry where action like 'administration.%' order by id`
  return (await world.owner.query<Entry>(asked)).rows
}

test('an administrator invites somebody, who gets one mail with a link and reports from then on', async () => {
  const answer = await administrator.post('/beheer/mensen/nieuw', { ...newcomer, email: 'Nieuw@Waterstad.example' })
  assert.equal(answer.status, 303)
  const id = await personBy('nieuw@waterstad.example')
  assert.equal(answer.location, `/beheer/mensen/${id}?klaar=uitgenodigd`)
  await world.runJobs()
  assert.deepEqual(
    world.mails.map(it => [it.to, it.subject]),
    [['nieuw@waterstad.example', 'Uitnodiging voor Weerbaar']],
  )
  const page = await administrator.get(answer.location)
  assert.match(page.text, /Nieuwe Collega/)
  assert.match(page.text, /De uitnodiging is verstuurd naar nieuw@waterstad\.example/)
  assert.match(page.text, /heeft nog geen wachtwoord gekozen/)
  assert.match(page.text, /Melder, raadslid/)
  const entries = await audited()
  assert.deepEqual(
    entries.map(it => it.action),
    ['administration.role_given', 'administration.person_invited'],
  )
  assert.match(entries[0]?.object ?? '', /role:reporter function:council_member/)
  assert.doesNotMatch(JSON.stringify(entries), /Nieuwe|waterstad/)
})

test('an invitation can be sent again, until there is a password', async () => {
  const id = await personBy('nieuw@waterstad.example')
  assert.equal(
    (await administrator.post(`/beheer/mensen/${id}/uitnodiging`)).location,
    `/beheer/mensen/${id}?klaar=opnieuw`,
  )
  await world.runJobs()
  assert.equal(world.mails.length, 2)
  await administrator.post(`/beheer/mensen/${idOf('clerk')}/uitnodiging`)
  await world.runJobs()
  assert.equal(world.mails.length, 2)
})

test('somebody who works elsewhere keeps that account, and gets a role here', async () => {
  const answer = await administrator.post('/beheer/mensen/nieuw', {
    ...newcomer,
    email: 'foreignmember@waterstad.example',
  })
  assert.equal(answer.location, `/beheer/mensen/${idOf('foreignMember')}?klaar=uitgenodigd`)
  assert.deepEqual(
    (await membershipsOf(idOf('foreignMember'))).map(it => it.organisation_id).toSorted(),
    [idOf('waterstad'), idOf('elders')].toSorted(),
  )
  const page = await administrator.get(answer.location)
  assert.match(page.text, /Naam foreignMember/)
  assert.doesNotMatch(page.text, /Elders/)
  const sent = world.mails.length
  await world.runJobs()
  assert.equal(world.mails.length, sent, 'who has a password is not invited')
})

test('a form that is not right comes back with every error and what was filled in', async () => {
  const wrong = [
    [{}, [/Vul de naam in/, /Vul het e-mailadres van het werk in/, /Kies een functie\.</, /Kies een rol/]],
    [{ ...newcomer, email: 'geen adres' }, [/Dit is geen e-mailadres/, /value="Nieuwe Collega"/]],
    [{ ...newcomer, email: 'a@b.example', functie: 'deputy' }, [/Kies een functie/]],
    [{ ...newcomer, email: 'a@b.example', rol: 'baas' }, [/Kies een rol/]],
    [{ ...newcomer, email: 'a@b.example', rol: 'manager' }, [/van welke eenheid/]],
    [{ ...newcomer, email: 'a@b.example', rol: 'coordinator', lijn: 'x' }, [/van welke lijn/]],
    [{ ...newcomer, email: 'a@b.example', eenheid: idOf('balie') }, [/Kies een eenheid uit de lijst/]],
    [{ ...newcomer, email: 'a@b.example', eenheid: 'x' }, [/Kies een eenheid uit de lijst/]],
    [{ ...newcomer, email: 'a@b.example', vanaf: '2026-04-23' }, [/Deze dag is al voorbij/]],
    [{ ...newcomer, email: 'a@b.example', vanaf: '2028-01-01' }, [/binnen een jaar/]],
    [{ ...newcomer, email: 'a@b.example', naam: 'x'.repeat(201) }, [/ten hoogste 200 tekens/]],
    [{ ...newcomer, email: `${'x'.repeat(1000)}@b.example`, naam: '\u202e' }, [/Vul de naam in/]],
  ] as const
  for (const [form, expected] of wrong) {
    const answer = await administrator.post('/beheer/mensen/nieuw', form)
    assert.equal(answer.status, 422)
    for (const it of expected) assert.match(answer.html, it)
  }
  assert.equal(await personBy('a@b.example'), undefined, 'of a refused invitation nothing is kept')
})

test('the same role is not given twice', async () => {
  const answer = await administrator.post('/beheer/mensen/nieuw', newcomer)
  assert.equal(answer.status, 422)
  assert.match(answer.html, /heeft deze rol al/)
})

test('whoever manages the people never handles reports, and nobody gives the own self a role', async () => {
  const handler = { functie: 'civil_servant', rol: 'administrator' }
  const refused = await administrator.post(`/beheer/mensen/${idOf('clerk')}/rollen`, handler)
  assert.equal(refused.status, 422)
  assert.match(refused.html, /Een beheerder kan niet ook behandelaar/)
  const self = await administrator.post(`/beheer/mensen/${idOf('administrator')}/rollen`, {
    ...handler,
    rol: 'auditor',
  })
  assert.equal(self.status, 422)
  assert.match(self.html, /U kunt uzelf geen rol geven/)
  const own = await membershipsOf(idOf('administrator'))
  await administrator.post(`/beheer/mensen/${idOf('administrator')}/rollen/${own[0]?.id}/beeindigen`)
  assert.equal((await membershipsOf(idOf('administrator')))[0]?.ends, null)
})

test('a role can begin on a later day, and is not there before', async () => {
  const form = { functie: 'clerk_staff', rol: 'coordinator', lijn: 'clerk_office', vanaf: '1-5-2026' }
  assert.equal((await administrator.post(`/beheer/mensen/${idOf('otherMember')}/rollen`, form)).status, 303)
  const given = (await membershipsOf(idOf('otherMember'))).at(-1)
  assert.equal(given?.starts.toISOString(), '2026-04-30T22:00:00.000Z')
  assert.equal(given?.line, 'clerk_office')
  const member = await world.signIn('otherMember')
  assert.doesNotMatch((await member.get('/account')).text, /Coördinator/)
  await administrator.post(`/beheer/mensen/${idOf('otherMember')}/rollen/${given?.id}/beeindigen`)
  const never = (await membershipsOf(idOf('otherMember'))).at(-1)
  assert.deepEqual(never?.ends, never?.starts, 'a role that had not begun never begins')
})

test('a role that is ended is gone at once', async () => {
  const deputy = await world.signIn('deputyClerk')
  assert.equal((await deputy.get('/werklijst')).status, 200)
  const [role] = await membershipsOf(idOf('deputyClerk'))
  const answer = await administrator.post(`/beheer/mensen/${idOf('deputyClerk')}/rollen/${role?.id}/beeindigen`)
  assert.equal(answer.location, `/beheer/mensen/${idOf('deputyClerk')}?klaar=einde`)
  world.clock.advance(1)
  assert.equal((await deputy.get('/werklijst')).status, 404)
  assert.deepEqual((await audited()).at(-1), {
    action: 'administration.role_ended',
    actor_id: idOf('administrator'),
    organisation_id: idOf('waterstad'),
    object: `person:${idOf('deputyClerk')} membership:${role?.id} role:handler`,
  })
  const page = await administrator.get(`/beheer/mensen/${idOf('deputyClerk')}`)
  assert.match(page.text, /Staat in routes en diensten/)
  assert.match(page.text, /Vervanger: raadslid/)
})

test('an administrator of another organisation sees and changes nobody here', async () => {
  const foreign = await world.signIn('foreignAdministrator')
  const path = `/beheer/mensen/${idOf('clerk')}`
  const [role] = await membershipsOf(idOf('clerk'))
  assert.equal((await foreign.get(path)).status, 404)
  assert.equal((await foreign.post(`${path}/rollen`, { functie: 'council_member', rol: 'reporter' })).status, 404)
  assert.equal((await foreign.post(`${path}/uitnodiging`)).status, 404)
  await foreign.post(`${path}/rollen/${role?.id}/beeindigen`)
  assert.deepEqual(
    (await membershipsOf(idOf('clerk'))).map(it => it.ends),
    [null, null],
  )
  assert.doesNotMatch((await foreign.get('/beheer/mensen')).text, /Naam clerk/)
  // The one that works in both is seen, with the role here only.
  const shared = await foreign.get(`/beheer/mensen/${idOf('memberElsewhereToo')}`)
  assert.equal(shared.status, 200)
  assert.equal(shared.html.match(/>Melder, raadslid/g)?.length, 1)
})

test('the list shows fifty people at a time, by name, and each of them once', async () => {
  await world.owner.query(`
    with added as (
      insert into person (id, name, email, created_at)
      select gen_random_uuid(), case when n % 2 = 0 then 'Égide ' else 'egbert ' end || n, 'veel' || n || '@waterstad.example', now() from generate_series(1, 70) n
      returning id)
    insert into membership (id, organisation_id, person_id, role, function, starts)
    select gen_random_uuid(), '${idOf('waterstad')}', id, 'reporter', 'civil_servant', '2024-01-01' from added`)
  const names: string[] = []
  let next: string | undefined = '/beheer/mensen'
  while (next !== undefined) {
    assert.doesNotMatch(next, /naam|egbert|Naam/i)
    const { html }: { html: string } = await administrator.get(next)
    const found = [...html.matchAll(/href="\/beheer\/mensen\/[0-9a-f-]{36}">([^<]+)</g)].map(it => it[1] ?? '')
    assert.ok(found.length <= 50)
    names.push(...found)
    next = /href="(\/beheer\/mensen\?na=[^"]+)"/.exec(html)?.[1]
  }
  assert.equal(new Set(names).size, names.length)
  assert.equal(names.filter(it => /gide|egbert/.test(it)).length, 70)
  assert.deepEqual(
    names,
    names.toSorted((a, b) => a.localeCompare(b, 'nl-NL')),
  )
  assert.equal((await administrator.get('/beheer/mensen?na=onzin')).status, 200)
})

test('a search finds part of a name, does not stand in the address, and takes its signs as they are', async () => {
  const found = await administrator.post('/beheer/mensen', { naam: 'egbert 1' })
  assert.equal(found.status, 200)
  assert.match(found.text, /egbert 11/)
  assert.doesNotMatch(found.text, /Naam clerk/)
  assert.match((await administrator.post('/beheer/mensen', { naam: '%' })).text, /Niemand gevonden/)
  assert.match((await administrator.post('/beheer/mensen', { naam: '_' })).text, /Niemand gevonden/)
  assert.equal((await administrator.post('/beheer/mensen', { naam: '' })).status, 422)
})

test('nobody but an administrator comes near the people', async () => {
  for (const key of [
    'clerk',
    'mayor',
    'privacyOfficer',
    'auditor',
    'politicalCoordinator',
    'member',
    'formerMember',
  ] as const) {
    const visitor = await world.signIn(key)
    for (const path of ['/beheer', '/beheer/mensen', '/beheer/mensen/nieuw', `/beheer/mensen/${idOf('clerk')}`])
      assert.equal((await visitor.get(path)).status, 404, `${key} ${path}`)
    assert.equal((await visitor.post('/beheer/mensen/nieuw', newcomer)).status, 404)
  }
})
