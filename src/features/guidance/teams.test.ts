import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openStory } from '../../../test/support/follow-up-stories.ts'
import fc from 'fast-check'
import { idOf } from '../../../test/support/people.ts'
import { AppointmentForm } from './appointments.ts'

const story = openStory()
const officer = story.visitor('officer')

const team = `/teams/${idOf('handhaving')}`
const form = {
  dag: '2026-04-28',
  van: '10:00',
  tot: '11:00',
  plaats: 'meeting_room',
  ruimte: 'B1.23',
  nodig: 'second_person\nreception_knows',
}

async function appointment(): Promise<string> {
  const { rows } = await story.world.owner.query<{ id: string }>('select id from risky_appointment')
  return rows[0]?.id ?? ''
}

test('a manager writes down what the team agreed, and the team reads it, and no other', async () => {
  const manager = await story.world.signIn('manager')
  assert.equal((await manager.post(`${team}/afspraken`, { afspraken: '' })).status, 422)
  for (const words of ['Wij roepen hulp met het woord anker.', 'Wij lopen altijd mee.'])
    assert.equal((await manager.post(`${team}/afspraken`, { afspraken: words })).status, 303)
  assert.match((await officer.get('/teams')).text, /handhaving Afspraken van het team Wij lopen altijd mee\./)
  for (const who of ['otherManager', 'administrator', 'member'] as const)
    assert.doesNotMatch((await (await story.world.signIn(who)).get('/teams')).text, /Wij lopen altijd mee/, who)
  assert.equal(
    (await (await story.world.signIn('otherManager')).post(`${team}/afspraken`, { afspraken: 'x' })).status,
    404,
  )
  assert.equal((await officer.post(`${team}/afspraken`, { afspraken: 'x' })).status, 404)
})

test('somebody of the team flags an appointment that may go wrong, and the team sees it', async () => {
  assert.equal((await officer.post(`${team}/risico`, form)).status, 303)
  const { text } = await (await story.world.signIn('manager')).get('/teams')
  assert.match(
    text,
    /di 28 april, 10:00 tot 11:00 In een spreekkamer, B1\.23 handhaving Een collega zit erbij; De receptie weet ervan/,
  )
  assert.equal((await (await story.world.signIn('otherManager')).post(`${team}/risico`, form)).status, 404)
})

test('reception sees it once the administrator says which unit that is, and cannot take it away', async () => {
  const reception = await story.world.signIn('otherManager')
  assert.doesNotMatch((await reception.get('/teams')).text, /B1\.23/)
  const administrator = await story.world.signIn('administrator')
  await administrator.post('/beheer/ontvangst', { eenheden: idOf('publiekszaken') })
  assert.match((await reception.get('/teams')).text, /Voor de receptie en de facilitaire dienst .*B1\.23/)
  assert.equal((await reception.post(`/teams/risico/${await appointment()}/verwijderen`)).status, 404)
  assert.doesNotMatch((await (await story.world.signIn('clerk')).get('/teams')).text, /B1\.23/, 'a third team')
  await administrator.post('/beheer/ontvangst', { eenheden: idOf('balie') })
  assert.doesNotMatch((await reception.get('/teams')).text, /B1\.23/, 'not any more, nor a unit of others')
  const { rows } = await story.world.owner.query(`select from audit_entry where entry like '%guidance.reception_set%'`)
  assert.equal(rows.length, 2)
})

test('what is not right comes back with what was filled in, and says what to fill in', async () => {
  for (const [wrong, said] of [
    [{ dag: '2026-04-23' }, /Dit moment is al voorbij/],
    [{ dag: '2028-04-23' }, /meer dan een jaar vooruit/],
    [{ tot: '09:00' }, /Het einde is niet later dan het begin/],
    [{ van: '01:00', tot: '23:00' }, /hooguit twaalf uur/],
    [{ plaats: 'bij Jan' }, /Kies waar de afspraak is/],
    [{ ruimte: 'Jan de Boer' }, /nummer of code van de ruimte/],
    [{ nodig: '' }, /Kies wat er nodig is/],
    [{ nodig: 'een wapen' }, /Kies uit de lijst/],
  ] as const) {
    const answer = await officer.post(`${team}/risico`, { ...form, ...wrong })
    assert.equal(answer.status, 422)
    assert.match(answer.text, said)
  }
})

test('no text of more than a room number can be written down, so no name of a visitor stands in clear', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), words => {
      const read = AppointmentForm.safeParse({ ...form, ruimte: words })
      if (read.success && read.data.ruimte !== '') assert.match(read.data.ruimte, /^(?=.*\d)[0-9A-Za-z. -]{1,12}$/u)
    }),
  )
})

test('the appointment is gone from every page when its day is over, and from the database by itself', async () => {
  story.world.clock.set(new Date('2026-04-28T21:59:00Z'))
  assert.match((await officer.get('/teams')).text, /B1\.23/, 'until midnight in Amsterdam')
  story.world.clock.set(new Date('2026-04-28T22:01:00Z'))
  assert.doesNotMatch((await officer.get('/teams')).text, /B1\.23/)
  await story.world.runJobs()
  assert.equal((await story.world.owner.query('select from risky_appointment')).rowCount, 0)
})

test('a flag that was wrong is taken away by the team', async () => {
  await officer.post(`${team}/risico`, { ...form, dag: '2026-05-06' })
  assert.equal((await officer.post(`/teams/risico/${await appointment()}/verwijderen`)).status, 303)
  assert.equal((await story.world.owner.query('select from risky_appointment')).rowCount, 0)
})
