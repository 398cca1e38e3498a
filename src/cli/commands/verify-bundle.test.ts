import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { weerbaar } from '../../../test/support/terminal.ts'
import { openWorld, type World } from '../../../test/support/world.ts'

let world: World
const folder = mkdtempSync(join(tmpdir(), 'weerbaar-bundle-'))
const path = join(folder, 'bewijs.zip')
before(async () => {
  world = await openWorld()
  const id = await world.report('member', {}, [{ name: 'brief.txt', content: 'Wij weten waar u woont.' }])
  writeFileSync(path, (await (await world.signIn('clerk')).bytes(`/meldingen/${id}/bewijspakket`)).body)
  // What is checked after this knows no database.
  await world.close()
})
after(() => rmSync(folder, { recursive: true }))

test('whoever got a bundle checks it on the command line, without a database', async () => {
  const whole = weerbaar(['verify-bundle', path, '--key', world.house.signer.current.text], {})
  assert.equal(whole.status, 0, whole.stderr)
  assert.match(whole.stdout, /5 files, 1 pieces of evidence[^]*a key that you gave[^]*The bundle is whole/)
  const keyless = weerbaar(['verify-bundle', path], {})
  assert.equal(keyless.status, 0)
  assert.match(keyless.stdout, /compare this key/)
})

test('a bundle that was changed, another key and what is no bundle end with a failure', async () => {
  const bytes = readFileSync(path)
  bytes.write('hier', bytes.indexOf('waar u woont'))
  const changed = join(folder, 'veranderd.zip')
  writeFileSync(changed, bytes)
  const found = weerbaar(['verify-bundle', changed], {})
  assert.equal(found.status, 1)
  assert.match(found.stdout, /originelen\/001-brief\.txt: was changed/)
  assert.match(found.stderr, /NOT as it was packed/)
  writeFileSync(changed, 'geen pakket')
  assert.equal(weerbaar(['verify-bundle', changed], {}).status, 1)
  assert.equal(weerbaar(['verify-bundle', path, '--key', 'geen sleutel'], {}).status, 2)
  assert.equal(weerbaar(['verify-bundle'], {}).status, 2)
})
