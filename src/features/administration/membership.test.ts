import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { idOf, type PersonKey } from '../../../test/support/people.ts'
import { takeUp } from '../../../test/support/stories.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'

let world: World
let administrator: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
})
after(() => world.close())

const rolesOf = async (who: PersonKey) =>
  (
    await world.owner.query<{ id: string; role: string; function: string; starts: Date; ends: Date | null }>(
      'select id, role, function, starts, ends from membership where person_id = $1 order by starts, id',
      [idOf(who)],
    )
  ).rows

const pathOf = (who: PersonKey, index = 0) => `/beheer/mensen/${idOf(who)}/rollen/${idOf(`${who} ${index}`)}`

test('a council member who becomes alderman is so from one moment to the next, with the old and new role written down', async () => {
  const page = await administrator.get(pathOf('otherMember'))
  assert.match(page.html, /value="council_member" selected/)
  const form = { functie: 'alderman', rol: 'reporter', eenheid: '', lijn: '' }
  const answer = await administrator.post(pathOf('otherMember'), form)
  assert.equal(answer.location, `/beheer/mensen/${idOf('otherMember')}?klaar=veranderd`)
  const [before, now] = await rolesOf('otherMember')
  assert.equal(now?.function, 'alderman')
  assert.deepEqual(before?.ends, now?.starts, 'no moment without, and none with both')
  const { rows } = await world.owner.query<{ old: string; new: string; action: string }>(
    `select c.old, c.new, a.action from setting_change c join audit_entry a on a.at = c.at
     where subject_id = $1 and a.action = 'administration.role_changed'`,
    [idOf('otherMember')],
  )
  assert.deepEqual(rows, [
    {
      action: 'administration.role_changed',
      old: 'role:reporter function:council_member from:2024-01-01',
      new: 'role:reporter function:alderman from:2026-04-24',
    },
  ])
})

test('a role can change on a later day, and not before it begins or after it ended', async () => {
  const form = { functie: 'clerk_staff', rol: 'handler', eenheid: idOf('griffie'), lijn: '' }
  const answer = await administrator.post(pathOf('dutyOfficer'), {
    ...form,
    functie: 'council_clerk',
    vanaf: '1-6-2026',
  })
  assert.equal(answer.status, 303)
  const [before, later] = await rolesOf('dutyOfficer')
  assert.equal(later?.starts.toISOString(), '2026-05-31T22:00:00.000Z')
  assert.deepEqual(before?.ends, later?.starts)
  const path = (id: string | undefined) => `/beheer/mensen/${idOf('dutyOfficer')}/rollen/${id}`
  const early = await administrator.post(path(later?.id), { ...form, functie: 'clerk_staff', vanaf: '1-5-2026' })
  assert.equal(early.status, 422)
  assert.match(early.text, /dan nog niet begonnen/)
  const late = await administrator.post(path(before?.id), { ...form, functie: 'civil_servant', vanaf: '1-7-2026' })
  assert.match(late.text, /dan al afgelopen/)
})

test('a change that is none, or that may not be, keeps the form and changes nothing', async () => {
  const form = { functie: 'civil_servant', rol: 'auditor', eenheid: '', lijn: '' }
  for (const [change, expected] of [
    [form, /U heeft niets veranderd/],
    [{ ...form, rol: 'manager' }, /van welke eenheid/],
    [{ ...form, functie: 'deputy' }, /Kies een functie/],
    [{ ...form, functie: 'council_clerk', tot: '2026-04-23' }, /ligt voor de eerste dag/],
  ] as const) {
    const answer = await administrator.post(pathOf('auditor'), change)
    assert.equal(answer.status, 422)
    assert.match(answer.text, expected)
  }
  assert.equal((await rolesOf('auditor')).length, 1)
  assert.equal((await administrator.post(pathOf('administrator'), { ...form, rol: 'reporter' })).status, 404)
  assert.equal((await administrator.get(pathOf('formerMember'))).status, 404)
  const foreign = await world.signIn('foreignAdministrator')
  assert.equal((await foreign.post(pathOf('auditor'), { ...form, rol: 'reporter' })).status, 404)
})

test('of who leaves an administrator hears how many tasks are open, never which, and nothing of what is about the mayor', async () => {
  const page = async (who: PersonKey) => (await administrator.get(`/beheer/mensen/${idOf(who)}`)).text
  assert.doesNotMatch(await page('clerk'), /nog open/)
  const id = await world.report('member', { what: 'Woorden die nergens staan' })
  await takeUp(world, 'clerk', id)
  assert.match(await page('clerk'), /2 taken staan nog open .*coördinator van de lijn kan de meldingen overdragen/)
  assert.doesNotMatch(await page('clerk'), /M-2026|Woorden/)
  await administrator.post(`${pathOf('clerk', 1)}/beeindigen`)
  world.clock.advance(1)
  assert.match(await page('clerk'), /2 taken staan nog open/, 'also when the role has ended')

  await world.report('member', { colleague: 'mayor@waterstad.example' })
  const { rows } = await world.owner.query(`select from task where owner_id = $1`, [idOf('integrityOfficer')])
  assert.ok(rows.length > 0)
  assert.doesNotMatch(await page('integrityOfficer'), /nog open/)
})

test('who no longer handles leaves the cases to the deputies', async () => {
  const form = { functie: 'clerk_staff', rol: 'reporter', eenheid: idOf('griffie'), lijn: '' }
  assert.equal((await administrator.post(pathOf('deputyClerk'), form)).status, 303)
  const { rows } = await world.owner.query(`select from job where kind = 'open_to_deputies' and person_id = $1`, [
    idOf('deputyClerk'),
  ])
  assert.equal(rows.length, 1)
})
