import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMembers } from '../../../test/support/councillors.ts'
import { readPdf } from '../../../test/support/documents.ts'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import { idOf } from '../../../test/support/people.ts'
import { answer, atHome, begin, nobodyElse, publishSmall } from '../../../test/support/scanning.ts'

const story = openStory(world => publishSmall(world))
const member = story.visitor('member')
const sets = async () => (await story.world.owner.query(`select id from answer_set`)).rowCount

test('an instrument that is one file stands among the scans, says who sees the answers, and is answered to the end', async () => {
  assert.match((await member.get('/scans')).text, /Een kleine scan Om te proberen\./)
  assert.match((await member.get('/scans/small-scan')).text, /Alleen u ziet uw antwoorden/)
  const id = await begin(member, 'small-scan')
  assert.equal((await member.get(`/antwoorden/${id}`)).location, `/antwoorden/${id}/vragen/eerst`)
  await answer(member, id, atHome('no'))
  const { text } = await member.get(`/antwoorden/${id}/uitslag`)
  assert.match(text, /Begin 0 procent, op grond van 1 van 1 vragen/)
  assert.match(text, /Doe dit nu Doe de deur op slot Draai de sleutel om\./)
  assert.match(text, /Vraag advies Vraag iemand om mee te kijken\./)
})

test('who needs more than a self-scan is led on to the home check, on the page by a link and on paper in words', async () => {
  await publishSmall(story.world, text =>
    text
      .replace('id: small-scan', 'id: leading-scan')
      .replace('title: Vraag advies', 'leads_to: home-check\n      title: Vraag advies')
      .replace('text: U kunt veel doen. }', 'text: U kunt veel doen., leads_to: home-check }'),
  )
  const id = await begin(member, 'leading-scan')
  await answer(member, id, atHome('no'))
  const { html, text } = await member.get(`/antwoorden/${id}/uitslag`)
  assert.equal(
    html.match(/<a class="nl-link" href="\/scans\/home-check">Ga verder met: Woningcheck</g)?.length,
    2,
    text,
  )
  assert.equal((await member.get('/scans/home-check')).status, 200)
  const pdf = await readPdf((await member.bytes(`/antwoorden/${id}/uitslag/pdf`)).body)
  assert.match(pdf.text, /Ga verder met: Woningcheck/)
})

test('who stops halfway goes on where they were, from another device', async () => {
  const id = await begin(member, 'small-scan')
  await member.post(`/antwoorden/${id}/vragen/eerst`, { garden: 'yes', doors: '2' })
  const elsewhere = await story.world.signIn('member')
  assert.match((await elsewhere.get('/scans')).text, /Ga verder waar u was/)
  assert.equal((await elsewhere.get(`/antwoorden/${id}`)).location, `/antwoorden/${id}/vragen/huis`)
  assert.match((await elsewhere.get(`/antwoorden/${id}/vragen/eerst`)).html, /value="yes" checked/)
})

test('a wrong answer comes back with what was typed, and nothing is lost', async () => {
  const id = await begin(member, 'small-scan')
  const { status, text, html } = await member.post(`/antwoorden/${id}/vragen/eerst`, { garden: '', doors: '77' })
  assert.equal(status, 422)
  assert.match(text, /Kies een antwoord\./)
  assert.match(text, /Vul een getal in van 0 tot en met 9\./)
  assert.match(html, /value="77"/)
})

test('who changes an earlier answer is told what is dropped, and it goes only when they say so', async () => {
  const id = await begin(member, 'small-scan')
  await member.post(`/antwoorden/${id}/vragen/eerst`, { garden: 'yes' })
  await member.post(`/antwoorden/${id}/vragen/huis`, { lock: 'yes', hedge: 'no' })
  const asked = await member.post(`/antwoorden/${id}/vragen/eerst`, { garden: 'no' })
  assert.equal(asked.status, 422)
  assert.match(asked.text, /Deze antwoorden vervallen.*Is de heg laag\?/)
  assert.match((await member.get(`/antwoorden/${id}/vragen/huis`)).text, /Is de heg laag\?/)
  assert.equal((await member.post(`/antwoorden/${id}/vragen/eerst`, { garden: 'no', vervalt: 'ja' })).status, 303)
  assert.doesNotMatch((await member.get(`/antwoorden/${id}/controleren`)).text, /Is de heg laag\?/)
})

test('nobody else finds the answers, whatever their role, and the database holds no word of them in clear', async () => {
  const id = await begin(member, 'small-scan')
  await answer(member, id, atHome('partly'))
  for (const who of nobodyElse) {
    const visitor = await story.world.signIn(who)
    for (const path of ['', '/vragen/huis', '/controleren', '/uitslag', '/uitslag/pdf', '/weggooien'])
      assert.equal((await visitor.get(`/antwoorden/${id}${path}`)).status, 404, `${who} ${path}`)
    assert.equal((await visitor.post(`/antwoorden/${id}/weggooien`)).status, 404)
  }
  const { rows } = await story.world.owner.query<{ row: string }>(
    `select s::text as row from answer_set s where id = $1`,
    [id],
  )
  assert.doesNotMatch(rows[0]?.row ?? '', /partly|sleutel/)
})

test('an answer leaves no moment, no entry in the trail and no line in the log by which it could be tied to a day', async () => {
  const before = (await story.world.owner.query('select from audit_entry')).rowCount
  const lines = story.world.lines.length
  const id = await begin(member, 'small-scan')
  await answer(member, id, atHome('yes'))
  assert.equal((await story.world.owner.query('select from audit_entry')).rowCount, before)
  assert.deepEqual(
    story.world.lines.slice(lines).filter(it => it.includes(id)),
    [],
  )
  const { rows } = await story.world.owner.query<{ column_name: string }>(
    `select column_name from information_schema.columns
     where table_schema = 'weerbaar' and table_name in ('answer_set', 'answer_key') and data_type like 'timestamp%'`,
  )
  assert.deepEqual(rows, [])
  const kept = await story.world.owner.query<{ day: string }>(
    `select distinct to_char(keep_until, 'DD') as day from answer_set`,
  )
  assert.deepEqual(kept.rows, [{ day: '01' }])
})

test('who throws the answers away takes the key with them', async () => {
  const id = await begin(member, 'small-scan')
  const before = await sets()
  assert.equal((await member.post(`/antwoorden/${id}/weggooien`)).location, '/scans?klaar=weg')
  assert.equal(await sets(), (before ?? 0) - 1)
  assert.equal((await story.world.owner.query('select from answer_key where set_id = $1', [id])).rowCount, 0)
  assert.equal((await member.get(`/antwoorden/${id}`)).status, 404)
})

test('the result is kept as a PDF and a Word file, and an empty form is printed to fill in on paper', async () => {
  const id = await begin(member, 'small-scan')
  await answer(member, id, atHome('no'))
  const result = await readPdf((await member.bytes(`/antwoorden/${id}/uitslag/pdf`)).body)
  assert.match(result.text, /Doe de deur op slot/)
  assert.equal((await member.bytes(`/antwoorden/${id}/uitslag/docx`)).status, 200)
  assert.equal((await member.bytes(`/antwoorden/${id}/uitslag/exe`)).status, 404)
  const paper = await readPdf((await member.bytes('/scans/small-scan/papier')).body)
  assert.match(paper.text, /Is de heg laag\?/)
  assert.match(paper.text, /Alleen als dit past bij uw antwoord op: Hebt u een tuin\?/)
  assert.match(paper.text, /\[ \] Deels/)
})

test('somebody who lives with the member does their own, apart, and does not count for the organisation', async () => {
  await publishSmall(story.world, text =>
    text.replace('id: small-scan', 'id: home-scan').replace('privacy: private', 'privacy: private\n  household: true'),
  )
  assert.match((await member.get('/scans/home-scan')).text, /Iemand die bij mij woont/)
  const unsaid = await member.post('/scans/home-scan/begin')
  assert.equal(unsaid.status, 422)
  assert.match(unsaid.text, /Kies wie dit invult/)
  const id = await begin(member, 'home-scan', { voor: 'thuis' })
  await answer(member, id, atHome('no'))
  assert.match((await member.get('/scans')).text, /van iemand die bij u woont/)
  const { rows } = await story.world.owner.query<{ household: boolean }>(
    'select household from answer_set where id = $1',
    [id],
  )
  assert.deepEqual(rows, [{ household: true }])
})

test('the organisation sees nothing of nine people, and of ten only quarters, once a week; the next release has none of them', async () => {
  await publishSmall(story.world, text => text.replace('id: small-scan', 'id: counted-scan'))
  const people = await addMembers(story.world, 19)
  const together = async () =>
    (await (await story.world.signIn('politicalCoordinator')).get('/scans/counted-scan/samen')).text
  const done = async (from: number, to: number) => {
    for (const key of people.slice(from, to)) {
      const visitor = await story.world.signIn(key)
      await answer(visitor, await begin(visitor, 'counted-scan'), atHome('no'))
    }
  }
  const nextWeek = async () => {
    story.world.clock.advance(7 * 24 * 3_600_000)
    await story.world.runJobs()
  }
  await done(0, 9)
  await nextWeek()
  assert.match(await together(), /Er is nog niets te zien/)
  await done(9, 10)
  assert.match(await together(), /Er is nog niets te zien/, 'not when the tenth is done')
  await nextWeek()
  assert.match(await together(), /10 of meer mensen/)
  assert.match(
    await together(),
    /Zit de deur op slot\? Ja: minder dan een kwart Deels: minder dan een kwart Nee: driekwart of meer/,
  )
  assert.doesNotMatch(await together(), /sleutel|heg|doors/)
  await done(10, 19)
  await nextWeek()
  const { rows } = await story.world.owner.query<{ people: number }>(
    `select people from answer_release where questionnaire = 'counted-scan' and organisation_id = $1`,
    [idOf('waterstad')],
  )
  assert.deepEqual(rows, [{ people: 10 }], 'nine more are no release')
})

test('who sees the answers cannot be changed in a later version', async () => {
  await assert.rejects(
    publishSmall(story.world, text =>
      text.replace('version: 1', 'version: 2').replace('privacy: private', 'privacy: organisation'),
    ),
    /Who sees the answers to small-scan is “private”, and stays so/,
  )
  await assert.rejects(publishSmall(story.world), /a version never changes/)
  await assert.rejects(
    story.world.owner.query(
      `insert into answer_set (id, organisation_id, questionnaire, version, privacy, person_id, household, state, sealed, counted, keep_until)
       values (gen_random_uuid(), $1, 'small-scan', 1, 'organisation', null, false, 'open', '', false, '2030-01-01')`,
      [idOf('waterstad')],
    ),
    /foreign key/,
  )
})

test('what is kept for two years and a month goes by itself', async () => {
  const id = await begin(member, 'small-scan')
  story.world.clock.advance(800 * 24 * 3_600_000)
  await story.world.runJobs()
  assert.equal((await story.world.owner.query('select from answer_set where id = $1', [id])).rowCount, 0)
})
