import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { idOf, type OrganisationKey } from '../../../test/support/people.ts'
import { faults } from '../../../test/support/sender.ts'
import { fridayNight } from '../../../test/support/seed.ts'
import { openWorld, quickForm, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => {
  assert.deepEqual(faults(world), [])
  world.clock.set(fridayNight)
})

const hour = 3_600_000

async function referenceOf(id: string): Promise<string> {
  const { rows } = await world.owner.query<{ reference: string }>('select reference from incident_case where id = $1', [
    id,
  ])
  return rows[0]?.reference ?? '-'
}

test('the clerk sees who may not be safe before whoever waits longer, at home and in the work list', async () => {
  const safe = await referenceOf(await world.report('member'))
  world.clock.advance(60_000)
  const unsure = await referenceOf(await world.report('member', { safe_now: 'not_sure' }))
  world.clock.advance(60_000)
  const unsafe = await world.report('otherMember', { safe_now: 'no' })
  const clerk = await world.signIn('clerk')
  for (const path of ['/', '/werklijst']) {
    const { text } = await clerk.get(path)
    assert.match(text, /Misschien niet veilig.*Niet veilig/, path)
    const order = [unsure, await referenceOf(unsafe), safe].map(it => text.indexOf(it))
    assert.ok(!order.includes(-1), path)
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
      path,
    )
  }
  // Once somebody helps, it is a case like every other.
  assert.equal((await clerk.post(`/meldingen/${unsafe}/oppakken`)).status, 303)
  for (const path of ['/', '/werklijst']) assert.doesNotMatch((await clerk.get(path)).text, / Niet veilig/, path)
})

test('who may not be safe stands on the first page of a long work list, and paging loses no task', async () => {
  const late = await world.report('member')
  for (let i = 0; i < 40; i++)
    await world.owner.query(
      `insert into task (id, case_id, organisation_id, kind, owner_id, due_at, created_at)
       values ($1, $2, $3, 'take_over', $4, $5, $6)`,
      [
        randomUUID(),
        late,
        idOf('waterstad'),
        idOf('clerk'),
        new Date(fridayNight.getTime() - 90 * hour),
        new Date(fridayNight.getTime() - 99 * hour),
      ],
    )
  const unsafe = await referenceOf(await world.report('otherMember', { safe_now: 'no' }))
  const clerk = await world.signIn('clerk')
  const first = await clerk.get('/werklijst')
  assert.ok(first.text.includes(unsafe))
  const next = /href="([^"]*na=[^"]*)"/.exec(first.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await clerk.get(next)
  // In the list itself, and not in what it can be filtered by.
  const answers = [first, second].flatMap(it => it.html.match(/Overnemen: de behandelaar is er niet<\/a>/g) ?? [])
  assert.equal(answers.length, 40)
  await world.owner.query("delete from task where kind = 'take_over'")
})

test('drafts do not push what was sent off the home page, which leads to all reports', async () => {
  const sent = await referenceOf(await world.report('alderman'))
  const alderman = await world.signIn('alderman')
  const { what: _, ...withoutText } = quickForm
  const draft = randomUUID()
  world.clock.advance(60_000)
  await alderman.upload(`/melden/snel/${draft}`, withoutText, [])
  const one = await alderman.get('/')
  assert.match(one.text, /U heeft nog 1 melding niet verstuurd\./)
  assert.ok(one.html.includes(`href="/melden/snel/${draft}"`))
  for (let i = 0; i < 6; i++) await alderman.upload(`/melden/snel/${randomUUID()}`, withoutText, [])
  const home = await alderman.get('/')
  assert.match(home.text, /U heeft nog 7 meldingen niet verstuurd\./)
  assert.ok(home.text.includes(sent))
  assert.match(home.html, /href="\/meldingen"[^>]*>\s*Alle meldingen/)
})

test('who reported to two organisations reads which report is with which, others read no such column', async () => {
  for (const organisation of ['waterstad', 'elders'] satisfies OrganisationKey[]) {
    const visitor = await world.signIn('memberElsewhereToo', organisation)
    assert.equal((await visitor.upload(`/melden/snel/${randomUUID()}`, quickForm, [])).status, 303)
  }
  const visitor = await world.signIn('memberElsewhereToo', 'waterstad')
  for (const path of ['/', '/meldingen']) {
    const main = (await visitor.get(path)).html.split('<main')[1] ?? ''
    assert.match(main, /Gemeente Elders/, path)
    assert.match(main, /Gemeente Waterstad/, path)
  }
  await world.report('member')
  const list = await (await world.signIn('member')).get('/meldingen')
  assert.doesNotMatch(list.text, /Organisatie /)
  assert.match(list.text, /Melding Status Soort Gemeld Bij wie/)
})

test('who reported reads on the receipt how to keep the evidence, and four numbers before the rest', async () => {
  for (let i = 1; i <= 6; i++)
    await world.owner.query(
      `insert into contact_point (id, organisation_id, position, name, phone, url, description, source, published)
       values ($1, $2, $3, $4, '0900-1234', '', 'Dag en nacht.', 'Bron die niemand nodig heeft', false)`,
      [randomUUID(), idOf('waterstad'), 100 + i, `Hulplijn ${i}`],
    )
  const member = await world.signIn('member')
  const receipt = await member.get(`/meldingen/${await world.report('member')}/ontvangst`)
  assert.match(receipt.text, /Bewaar het bewijs .*Gooi berichten niet weg.*Reageer niet zelf op een bedreiging/)
  assert.match(receipt.text, /Naar uw melding/)
  const { html } = await member.get('/melden/snel')
  const [before = '', rest = ''] = (html.split('id="bellen"')[1] ?? '').split('Meer nummers')
  assert.equal((before.match(/href="(?:tel|http)/g) ?? []).length, 4)
  assert.match(rest, /Hulplijn 6/)
  assert.doesNotMatch(html, /Bron die niemand/)
})
