import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { rightForms, takeUp } from '../../../test/support/stories.ts'
import { openWorld, type Visitor, type World } from '../../../test/support/world.ts'
import { categories } from '../../engines/cases/vocabulary.ts'

let world: World
let administrator: Visitor
before(async () => {
  world = await openWorld()
  administrator = await world.signIn('administrator')
})
after(() => world.close())

const all = categories.filter(it => !it.police_first && it.id !== 'other').map(it => it.id)
const without = (...ids: string[]) => ({ soorten: all.filter(it => !ids.includes(it)).join('\n') })

test('a kind that is switched off is not offered any more; a case that has it keeps it', async () => {
  const [one, other] = [await world.report('member'), await world.report('member')]
  const clerk = await world.signIn('clerk')
  await takeUp(world, 'clerk', one)
  await takeUp(world, 'clerk', other)
  assert.equal((await clerk.post(`/meldingen/${one}/soort`, { category: 'impersonation' })).status, 303)
  const answer = await administrator.post('/beheer/soorten', without('impersonation', 'meeting_disturbance'))
  assert.equal(answer.location, '/beheer/soorten?klaar=ja')
  assert.doesNotMatch(
    (await clerk.get(`/meldingen/${other}/soort`)).html,
    /value="(?:impersonation|meeting_disturbance)"/,
  )
  const refused = await clerk.post(`/meldingen/${other}/soort`, { category: 'impersonation' })
  assert.equal(refused.status, 422)
  const kept = (await clerk.get(`/meldingen/${one}/soort`)).html
  assert.match(kept, /value="impersonation"/)
  assert.doesNotMatch(kept, /value="meeting_disturbance"/)
  const changed = await world.owner.query<{ subject_id: string; old: string; new: string }>(
    `select subject_id, old, new from setting_change where subject_kind = 'category' order by subject_id`,
  )
  assert.deepEqual(changed.rows, [
    { subject_id: 'impersonation', old: 'yes', new: 'no' },
    { subject_id: 'meeting_disturbance', old: 'yes', new: 'no' },
  ])
  await administrator.post('/beheer/soorten', without('meeting_disturbance'))
  assert.match((await clerk.get(`/meldingen/${other}/soort`)).html, /value="impersonation"/)
})

test('what the police come first for, and the last resort, cannot be switched off', async () => {
  const page = await administrator.get('/beheer/soorten')
  assert.match(page.text, /Deze soorten staan altijd aan .*Bedreiging .*Anders/)
  assert.doesNotMatch(page.html, /value="threat"|value="other"/)
  await administrator.post('/beheer/soorten', { soorten: '' })
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const offered = [
    ...(await (await world.signIn('clerk')).get(`/meldingen/${id}/soort`)).html.matchAll(
      /name="category" value="([a-z_]+)"/g,
    ),
  ]
  assert.deepEqual(
    offered.map(it => it[1] ?? '').toSorted(),
    categories.flatMap(it => (it.police_first || it.id === 'other' ? [it.id] : [])).toSorted(),
  )
  await administrator.post('/beheer/soorten', { soorten: all.join('\n') })
  assert.equal((await administrator.post('/beheer/soorten', { soorten: 'x' })).status, 422)
})

const texts = {
  report_intro: 'De burgemeester & de griffier staan achter u.\n\nEcht <b>waar</b>.',
  at_night: 'De beveiliging van het stadhuis is altijd te bellen.',
  receipt: 'Dank dat u het meldt.',
}

test('an organisation’s own words stand where they were meant to, as text, for its own people only', async () => {
  const before = await (await world.signIn('member')).get('/melden/snel')
  assert.doesNotMatch(before.text, /beveiliging/)
  assert.equal((await administrator.post('/beheer/teksten/melden', texts)).location, '/beheer/teksten?klaar=ja')
  const member = await world.signIn('member')
  const page = await member.get('/melden/snel')
  assert.match(page.html, /De burgemeester &amp; de griffier staan achter u\.<\/p><p[^>]*>Echt &lt;b>waar/)
  assert.match(page.text, /De beveiliging van het stadhuis/)
  const receipt = (await member.get(`/meldingen/${await world.report('member')}/ontvangst`)).text
  assert.match(receipt, /De beveiliging van het stadhuis .* Dank dat u het meldt\./)
  assert.doesNotMatch((await (await world.signIn('foreignMember')).get('/melden/snel')).text, /beveiliging/)
  assert.match((await administrator.get('/beheer/teksten')).text, /Inleiding boven Snel melden .*? Eigen tekst/)
})

test('the closing words stand under every proposal, and another outcome brings its own', async () => {
  await administrator.post('/beheer/teksten/afsluiten', { feedback_closing: 'Met groet van de griffie.' })
  const id = await world.report('member')
  await takeUp(world, 'clerk', id)
  const clerk = await world.signIn('clerk')
  const path = `/meldingen/${id}/afsluiten`
  const { code = '', entry = '' } = rightForms()['afsluiten'] ?? {}
  const proposal = await clerk.post(path, { entry, code, text: '', voorstel: 'ja' })
  assert.match(proposal.html, /Met groet van de griffie\.<\/textarea>/)
})

test('the norm says who adopted it and when, and that nobody did', async () => {
  const member = await world.signIn('member')
  assert.match((await member.get('/onze-norm')).text, /Wij staan open voor kritiek.*nog niet vastgesteld/)
  const form = { norm: 'Wij slaan niet.', norm_adopted_by: 'de gemeenteraad', norm_adopted_on: '1-4-2026' }
  assert.equal((await administrator.post('/beheer/teksten/norm', form)).status, 303)
  assert.match(
    (await member.get('/onze-norm')).text,
    /Wij slaan niet\. Vastgesteld op woensdag 1 april 2026 door de gemeenteraad\./,
  )
  await administrator.post('/beheer/teksten/norm', { ...form, norm: '' })
  assert.match((await member.get('/onze-norm')).text, /Wij staan open voor kritiek/)
  assert.equal((await (await world.signIn('formerMember')).get('/onze-norm')).status, 404)
})

test('a text that is not right comes back as it was typed', async () => {
  const long = await administrator.post('/beheer/teksten/melden', { ...texts, receipt: `Lang ${'x'.repeat(1000)}` })
  assert.equal(long.status, 422)
  assert.match(long.text, /ten hoogste 1\.000 tekens/)
  assert.match(long.html, /Lang xxxx/)
  const date = await administrator.post('/beheer/teksten/norm', { norm: 'Iets anders.', norm_adopted_on: '30-2-2026' })
  assert.equal(date.status, 422)
  assert.match(date.html, /Iets anders\./)
  assert.equal((await administrator.get('/beheer/teksten/niets')).status, 404)
  assert.equal((await administrator.post('/beheer/teksten/niets', {})).status, 404)
  assert.equal((await (await world.signIn('clerk')).post('/beheer/teksten/melden', texts)).status, 404)
})

test('who watches over the administration reads every change, from what to what, and nobody from outside does', async () => {
  await administrator.post(`/beheer/mensen/${idOf('member')}/rollen`, { functie: 'committee_member', rol: 'reporter' })
  for (const [who, path] of [
    ['administrator', '/beheer/wijzigingen'],
    ['privacyOfficer', '/controle/wijzigingen'],
    ['auditor', '/controle/wijzigingen'],
  ] as const) {
    const { text } = await (await world.signIn(who)).get(path)
    assert.match(text, /Naam administrator Rol van Naam member – Rol: Melder Functie: commissielid Vanaf: 2026-04-24/)
    assert.match(text, /Tekst: Tekst op het ontvangstbewijs – Dank dat u het meldt\./)
    assert.match(text, /Soort: .* ja nee/)
  }
  for (const who of ['clerk', 'mayor', 'member', 'politicalCoordinator'] as const)
    for (const path of ['/beheer/wijzigingen', '/controle/wijzigingen'])
      assert.equal((await (await world.signIn(who)).get(path)).status, 404, `${who} ${path}`)
  assert.match(
    (await (await world.signIn('foreignAdministrator')).get('/beheer/wijzigingen')).text,
    /Nog niets veranderd/,
  )
  assert.match((await (await world.signIn('auditor')).get('/controle/logboek')).text, /Wijzigingen bekeken/)
})

test('a long list of changes comes fifty at a time, each of them once', async () => {
  for (let n = 1; n <= 30; n++)
    await administrator.post('/beheer/instellingen', {
      naam: `Gemeente Waterstad ${n}`,
      oppakken: String(5 + n),
      telaat: '24',
      stilte: '30',
      sessie: '12',
    })
  let next: string | undefined = '/beheer/wijzigingen'
  const seen: string[] = []
  while (next !== undefined) {
    const { html }: { html: string } = await administrator.get(next)
    seen.push(...[...html.matchAll(/Gemeente Waterstad (\d+)<\/div><\/td><\/tr>/g)].map(it => it[1] ?? ''))
    next = /href="(\/beheer\/wijzigingen\?na=[^"]+)"/.exec(html)?.[1]
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 30 }, (_, n) => String(30 - n)),
  )
  assert.equal((await administrator.get('/beheer/wijzigingen?na=onzin')).status, 200)
})

test('only the privacy officer decides whether reports of the council may say who did it', async () => {
  const officer = await world.signIn('privacyOfficer')
  const path = '/privacy-instellingen'
  assert.match((await officer.get(path)).html, /value="nee" checked/)
  assert.equal((await officer.post(path, {})).status, 422)
  assert.equal((await officer.post(path, { dader: 'ja' })).location, `${path}?klaar=ja`)
  assert.match((await officer.get(path)).html, /value="ja" checked/)
  await officer.post(path, { dader: 'ja' })
  const { rows } = await world.owner.query<{ organisation_id: string; old: string; new: string; actor_id: string }>(
    `select organisation_id, old, new, actor_id from setting_change where field = 'perpetrator_council'`,
  )
  assert.deepEqual(rows, [
    { organisation_id: idOf('waterstad'), old: 'false', new: 'true', actor_id: idOf('privacyOfficer') },
  ])
  assert.match(
    (await officer.get('/controle/wijzigingen')).text,
    /wie het deed, bij meldingen van de volksvertegenwoordiging nee ja/,
  )
  for (const who of ['administrator', 'auditor', 'clerk'] as const)
    assert.equal((await (await world.signIn(who)).post(path, { dader: 'nee' })).status, 404, who)
})
