import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, test } from 'node:test'
import { faults } from '../../../test/support/sender.ts'
import { openWorld, quickForm, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
afterEach(() => assert.deepEqual(faults(world), []))

const at = (id: string, page: string) => `/melden/volledig/${id}/${page}`

/** A draft with everything that must be filled in, up to the last page. */
async function nearlyDone(form: Record<string, string> = {}): Promise<string> {
  const id = randomUUID()
  const member = await world.signIn('member')
  await member.upload(at(id, 'voor-wie'), { for_whom: 'self' }, [])
  await member.upload(at(id, 'woorden'), { what: 'Er lag een brief.', ...form }, [])
  await member.upload(at(id, 'bereiken'), { safe_now: 'yes', via_weerbaar: 'ja' }, [])
  return id
}

test('pages that are sent at the same moment, and the report with them, make one case and lose no page', async () => {
  const member = await world.signIn('member')
  for (let round = 0; round < 3; round++) {
    const id = await nearlyDone()
    const answers = await Promise.all([
      member.upload(at(id, 'wanneer'), { place: 'Bij de ingang' }, []),
      member.upload(at(id, 'gevolgen'), { influence: 'tried' }, []),
    ])
    assert.deepEqual(
      answers.map(it => it.status),
      [303, 303],
    )
    const check = (await member.get(at(id, 'controleren'))).text
    assert.match(check, /Bij de ingang/)
    assert.match(check, /Dat was de bedoeling/)
    const sent = await Promise.all([
      member.upload(at(id, 'controleren'), {}, []),
      member.upload(at(id, 'wanneer'), { place: 'Bij de achterdeur' }, []),
      member.upload(at(id, 'controleren'), {}, []),
      member.upload(at(id, 'wanneer'), { place: 'Bij de achterdeur' }, []),
    ])
    assert.deepEqual(
      sent.map(it => it.status),
      [303, 303, 303, 303],
    )
    const { rows } = await world.owner.query('select reference from incident_case where id = $1', [id])
    assert.equal(rows.length, 1)
    assert.equal((await member.upload(at(id, 'wanneer'), { place: 'Te laat' }, [])).status, 303)
    assert.doesNotMatch((await member.get(`/meldingen/${id}`)).text, /Te laat/)
  }
})

test('who changes an answer on the last page comes back there, and not past every page again', async () => {
  const member = await world.signIn('member')
  const id = await nearlyDone()
  const change = /href="([^"]*wanneer[^"]*)"/.exec((await member.get(at(id, 'controleren'))).html)?.[1] ?? ''
  assert.equal(change, `${at(id, 'wanneer')}?terug=controleren`)
  const page = await member.get(change)
  assert.match(page.html, /name="naar" value="controleren"/)
  const answer = await member.upload(at(id, 'wanneer'), { place: 'In de hal', naar: 'controleren' }, [])
  assert.equal(answer.location, at(id, 'controleren'))
  // Unless something is to be answered now that was not asked before.
  const other = await member.upload(at(id, 'voor-wie'), { for_whom: 'household', naar: 'controleren' }, [])
  assert.equal(other.location, `${at(id, 'over-wie')}?terug=controleren`)
})

test('a moment later today has not been yet', async () => {
  const member = await world.signIn('member')
  const id = await nearlyDone()
  const today = '2026-04-24'
  const later = await member.upload(at(id, 'wanneer'), { date: today, time: '23:59' }, [])
  assert.equal(later.status, 422)
  assert.match(later.text, /Dit tijdstip moet nog komen/)
  assert.equal((await member.upload(at(id, 'wanneer'), { date: today, time: '08:00' }, [])).status, 303)
  assert.equal((await member.upload(at(id, 'wanneer'), { date: today }, [])).status, 303)
})

test('own drafts say where they stopped, and lead there', async () => {
  const member = await world.signIn('otherMember')
  const id = randomUUID()
  await member.upload(at(id, 'voor-wie'), { for_whom: 'self' }, [])
  await member.upload(at(id, 'wat'), { categories: 'threat' }, [])
  const list = await member.get('/meldingen')
  assert.match(list.text, /Gestopt bij: Wanneer en waar\?/)
  assert.match(list.html, new RegExp(`href="/melden/volledig/${id}"`))
  await member.upload(at(id, 'wie-leest'), {}, [])
  assert.match((await member.get('/meldingen')).text, /Gestopt bij: Klopt dit\?/)
})

test('an old tab with the quick form does not wipe out what a full report holds by now', async () => {
  const member = await world.signIn('member')
  const id = await nearlyDone()
  await member.upload(at(id, 'wanneer'), { place: 'Bij de ingang' }, [])
  const check = at(id, 'controleren')
  assert.equal(
    (await member.upload(`/melden/snel/${id}`, { what: 'Er lag een brief.', reach: '' }, [])).location,
    check,
  )
  const again = { ...quickForm, what: 'Er lag een brief, met een kogel.' }
  assert.equal((await member.upload(`/melden/snel/${id}`, again, [])).location, check)
  const shown = await member.get(check)
  assert.match(shown.text, /Bij de ingang.*met een kogel/s)
  assert.equal((await member.upload(check, {}, [])).status, 303)
  assert.match((await (await world.signIn('clerk')).get(`/meldingen/${id}`)).text, /met een kogel.*Bij de ingang/s)
})
