import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { letIn, send, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const home = async (who: Parameters<World['signIn']>[0]) => (await (await world.signIn(who)).get('/')).text

test('a manager reads how many reports of the unit wait and how many are in hand', async () => {
  assert.match(await home('manager'), /Eenheid handhaving Alle meldingen van uw eenheid zijn opgepakt/)
  const first = await world.report('officer')
  await world.report('officer')
  await takeUp(world, 'manager', first)
  assert.match(
    await home('manager'),
    /Eenheid handhaving: 1 niet opgepakt 1 melding is nog niet opgepakt. 1 melding is in behandeling./,
  )
  assert.match(await home('otherManager'), /Eenheid publiekszaken Alle meldingen/)
})

test('a confidant reads in which reports something happened last, and nothing of those that are not shared', async () => {
  assert.match(await home('confidant'), /Er is nu geen open melding waarin u meeleest/)
  const older = await world.report('member')
  const newer = await world.report('member')
  await world.report('otherMember')
  for (const id of [older, newer]) await letIn(world, 'member', id, 'confidant')
  world.clock.advance(60 * 60_000)
  await takeUp(world, 'clerk', older)
  const reference = async (id: string) =>
    (await world.owner.query<{ reference: string }>('select reference from incident_case where id = $1', [id])).rows[0]
      ?.reference ?? ''
  const page = await home('confidant')
  assert.match(page, /Meelezen: 2 open/)
  assert.match(
    page,
    new RegExp(
      `${await reference(older)} In behandeling, laatst veranderd vandaag, 21:50 ${await reference(newer)} Gemeld, laatst veranderd vandaag, 20:50`,
    ),
  )
  world.clock.advance(60_000)
  await send(world, 'clerk', older, 'notitie')
  assert.match(await home('confidant'), /laatst veranderd vandaag, 21:50/, 'a note is not for the confidant')
})

test('who supervises reads how often something was refused in the last seven days, and finds what', async () => {
  assert.match(await home('privacyOfficer'), /In de laatste 7 dagen is niets geweigerd. Naar het logboek/)
  const id = await world.report('member')
  assert.equal((await (await world.signIn('mayor')).get(`/meldingen/${id}`)).status, 404)
  const auditor = await world.signIn('auditor')
  const { text, html } = await auditor.get('/')
  assert.match(text, /Toezicht: 1 keer geweigerd .* Naar de cijfers/)
  assert.doesNotMatch(await home('privacyOfficer'), /Naar de cijfers/)
  const link = /href="(\/controle\/logboek\?[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const log = (await auditor.get(link)).text
  assert.match(log, /Melding geopend ● Geweigerd Naam mayor/)
  assert.doesNotMatch(log, /Melding verstuurd Naam/)
  world.clock.advance(8 * 24 * 3_600_000)
  assert.match(await home('auditor'), /is niets geweigerd/)
})

test('an auditor who is named reads of no refusal in that report', async () => {
  const before = await home('auditor')
  const id = await world.report('member', { own_organisation: 'yes', colleague: 'Naam auditor' })
  assert.equal((await (await world.signIn('mayor')).get(`/meldingen/${id}`)).status, 404)
  assert.equal(await home('auditor'), before)
  assert.match(await home('privacyOfficer'), /Toezicht: 1 keer geweigerd/)
})

test('an administrator reads how much is not arranged yet', async () => {
  assert.match(await home('administrator'), /Beheer: \d+ nu te regelen \d+ dingen zijn nog niet geregeld/)
  assert.doesNotMatch(await home('clerk'), /Beheer/)
})

test('who works for two organisations reads what waits at the other one, and changes to it in one step', async () => {
  await world.owner.query(
    `insert into membership (id, organisation_id, person_id, role, function, starts) values ($1, $2, $3, 'handler', 'council_clerk', '2024-01-01')`,
    [randomUUID(), idOf('elders'), idOf('memberElsewhereToo')],
  )
  await world.owner.query('update route set handler_id = $1 where organisation_id = $2', [
    idOf('memberElsewhereToo'),
    idOf('elders'),
  ])
  const here = await world.signIn('memberElsewhereToo', 'waterstad')
  assert.match((await here.get('/')).text, /Gemeente Elders Daar wacht nu geen taak op u/)
  await world.report('foreignMember')
  const { text } = await here.get('/')
  assert.match(text, /Gemeente Elders: 3 te doen Daar wachten 3 taken op u. .* Werk voor Gemeente Elders/)
  assert.doesNotMatch(text, /Uw werk/)
  const answer = await here.post('/account/organisatie', { organisatie: idOf('elders'), naar: '/' })
  assert.equal(answer.location, '/')
  const there = (await here.get('/')).text
  assert.match(there, /Uw werk .*Oppakken/)
  assert.match(there, /Gemeente Waterstad Daar wacht nu geen taak op u/)
  assert.doesNotMatch(await home('member'), /Werk voor/)
})
