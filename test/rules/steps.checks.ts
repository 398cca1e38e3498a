import assert from 'node:assert/strict'
import type { Checks } from '../support/checks.ts'
import { idOf } from '../support/people.ts'
import { testPassword } from '../support/seed.ts'
import { aLetter, handleAndClose, letIn, send, takeUp } from '../support/stories.ts'
import { traced, type Trace } from '../support/trail.ts'
import type { Seen, World } from '../support/world.ts'

const told = (entries: readonly Trace[]) => entries.map(it => `${it.who ?? 'nobody'} ${it.action} ${it.result}`)
const emailOf = (key: string) => `${key.toLowerCase()}@waterstad.example`

const ok = (seen: Seen, status = 303) => assert.equal(seen.status, status, seen.text.slice(0, 300))

const signIn = (world: World, wachtwoord: string) =>
  world.visitor.post('/inloggen', { email: emailOf('officer'), wachtwoord, naar: '/' })

/** The address of the one-time link that was mailed last to this person. */
const linkFor = ({ mails }: World, key: string) =>
  mails
    .filter(it => it.to === emailOf(key))
    .flatMap(it => /\/wachtwoord\/[\w-]+/.exec(it.text)?.[0] ?? [])
    .at(-1) ?? ''

export const stepChecks: Checks = {
  'every step of a case stands in the trail: who did what': async world => {
    let id = ''
    const reporting = await traced(world, async () => {
      id = await world.report('member', {}, [aLetter])
    })
    assert.deepEqual(told(reporting), ['member evidence.add done', 'member case.submit done'])
    const handling = await traced(world, async () => {
      await takeUp(world, 'clerk', id)
      await letIn(world, 'member', id, 'confidant')
      await letIn(world, 'member', id, 'confidant', false)
      await send(world, 'member', id, 'bericht')
      await handleAndClose(world, 'clerk', id)
      await send(world, 'member', id, 'heropening-vragen')
      await send(world, 'clerk', id, 'heropenen')
    })
    assert.deepEqual(told(handling), [
      'clerk case.act done',
      'clerk case.take_up done',
      'member case.confidant_add done',
      'member case.confidant_end done',
      'member case.write done',
      'clerk case.act done',
      'clerk case.set_category done',
      'clerk case.write done',
      'clerk case.write done',
      'clerk case.decide done',
      'clerk case.write done',
      'clerk case.record_talk done',
      'clerk case.write done',
      'clerk case.close done',
      'member case.write done',
      'member case.ask_reopen done',
      'clerk case.act done',
      'clerk case.reopen done',
    ])
    assert.deepEqual(
      [...reporting, ...handling].filter(it => it.case !== id || it.organisation !== idOf('waterstad')),
      [],
    )
  },

  'what the clock does in a case stands in the trail as well, by nobody': async world => {
    const id = await world.report('member')
    world.clock.advance(5 * 3_600_000)
    const entries = await traced(world, () => world.runJobs())
    assert.deepEqual(told(entries.filter(it => it.case === id)), ['nobody case.ask_deputy done'])
  },

  'signing in and out, a wrong password and a changed one stand in the trail': async world => {
    const entries = await traced(world, async () => {
      ok(await signIn(world, 'dit is niet het wachtwoord'), 422)
      const signedIn = await signIn(world, testPassword)
      ok(signedIn)
      const token = /weerbaar=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '')?.[1] ?? ''
      assert.ok(token.length > 20)
      const officer = await world.signIn('officer')
      const next = 'een heel ander lang wachtwoord'
      const wrong = { huidig: 'dit is het ook niet', wachtwoord: next, nogmaals: next }
      ok(await officer.post('/account/wachtwoord', wrong), 422)
      ok(await officer.post('/account/wachtwoord', { ...wrong, huidig: testPassword }))
      ok(await officer.post('/uitloggen'))
    })
    assert.deepEqual(told(entries), [
      'nobody account.sign_in refused',
      'officer account.sign_in done',
      'officer account.password_changed refused',
      'officer account.password_changed done',
      'officer account.sign_out done',
    ])
  },

  'a password that is chosen by a link stands in the trail': async world => {
    ok(await world.visitor.post('/wachtwoord-vergeten', { email: emailOf('alderman') }))
    await world.runJobs()
    const link = linkFor(world, 'alderman')
    const next = 'weer een heel ander wachtwoord'
    const entries = await traced(world, async () =>
      ok(await world.visitor.post(link, { wachtwoord: next, nogmaals: next })),
    )
    assert.deepEqual(told(entries), ['alderman account.password_chosen done'])
  },

  'an absence and taking it back stand in the trail': async world => {
    const clerk = await world.signIn('clerk')
    const entries = await traced(world, async () => {
      const day = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)
      ok(await clerk.post('/account/afwezigheid', { van: day(1), van_tijd: '00:00', tot: day(3), tot_tijd: '23:59' }))
      const { rows } = await world.owner.query<{ id: string }>('select id from absence where person_id = $1', [
        idOf('clerk'),
      ])
      ok(await clerk.post(`/account/afwezigheid/${rows[0]?.id}/verwijderen`))
    })
    assert.deepEqual(told(entries), ['clerk account.absence_added done', 'clerk account.absence_removed done'])
  },
}
