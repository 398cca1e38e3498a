import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setUp } from '../../../test/support/factors.ts'
import { idOf } from '../../../test/support/people.ts'
import { settingsOf } from '../../../test/support/through-provider.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const home = async (who: Parameters<World['signIn']>[0]) => (await (await world.signIn(who)).get('/')).text

test('a privacy officer reads on the home page who waits for a code, and that a provider waits for approval', async () => {
  assert.doesNotMatch(await home('privacyOfficer'), /Privacy: \d/)
  await setUp(world, 'clerk')
  const administrator = await world.signIn('administrator')
  assert.equal((await administrator.post(`/beheer/mensen/${idOf('clerk')}/tweede-stap`)).status, 303)
  assert.match(await home('privacyOfficer'), /Privacy: 1 voor u Eén persoon kan pas weer inloggen .* Geef een code/)

  const provider = settingsOf('https://inloggen.waterstad.example')
  assert.equal((await administrator.post('/beheer/inloggen', provider)).status, 303)
  assert.match(
    await home('privacyOfficer'),
    /Privacy: 2 voor u .* als u het goedkeurt\. Geef een code Bekijk het inlog/,
  )
  for (const other of ['administrator', 'auditor', 'clerk'] as const)
    assert.doesNotMatch(await home(other), /Privacy: \d/, other)

  const officer = await world.signIn('privacyOfficer')
  const version = /name="versie" value="(\d+)"/.exec((await officer.get('/privacy-instellingen/inloggen')).html)?.[1]
  await officer.post('/privacy-instellingen/inloggen', { versie: version ?? '', gezien: 'ja' })
  assert.match(await home('privacyOfficer'), /Privacy: 1 voor u/, 'it was approved')
  assert.equal((await administrator.post('/beheer/inloggen/uit')).status, 303)
  assert.match(await home('privacyOfficer'), /Privacy: 1 voor u/, 'what was turned off waits for nobody')
  assert.equal((await administrator.post('/beheer/inloggen', provider)).status, 303)
  assert.match(await home('privacyOfficer'), /Privacy: 2 voor u/)
})
