import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { idOf } from '../../../test/support/people.ts'
import { weerbaar } from '../../../test/support/terminal.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { UsageError } from '../command.ts'
import { asOwner, CommandError } from '../owner.ts'
import { factsOf } from '../privacy/facts.ts'
import { docs, privacyPages } from './docs.ts'

let world: World
let folder: string
before(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'weerbaar-docs-'))
})
after(async () => {
  rmSync(folder, { recursive: true })
  await world.close()
})

const ofWaterstad = (...more: string[]) =>
  weerbaar(['docs', 'privacy', '--organisation', 'GM9901', ...more], { DATABASE_OWNER_URL: world.database.ownerUrl })
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('an organisation gets its own terms, settings and roles, with what it answered, and nobody’s name', async () => {
  await world.owner.query(
    `insert into retention_rule (organisation_id, category, outcome, months, ground, source, checked_on)
     values ($1, 'any', 'any', 84, 'Onze eigen regel', 'Besluit van Waterstad', '2026-03-02')`,
    [idOf('waterstad')],
  )
  await world.owner.query('update organisation set take_up_hours = 3 where id = $1', [idOf('waterstad')])
  const answers = file('antwoorden.yaml', 'officer: Marja de Vries\nweighing_loss: Kans klein, gevolg groot.\n')
  const { stderr, status } = ofWaterstad('--answers', answers, '--out', folder)
  assert.equal(status, 0, stderr)
  const [made, dpia] = [read('verwerkingsregister.md'), read('dpia.md')]
  assert.match(made, /Verwerkingsverantwoordelijke: \*\*Gemeente Waterstad\*\* \(GM9901\)/)
  assert.match(
    made,
    /\| 7 jaar \| Onze eigen regel \| Bron: Besluit van Waterstad\. Gecontroleerd op: 2026-03-02\. Zelf ingesteld\. \|/,
  )
  assert.match(made, /\| Een melding moet opgepakt zijn binnen \| 3 uur \|/)
  assert.doesNotMatch(made, /Provincie/)
  for (const page of [made, dpia]) {
    assert.match(page, /functionaris gegevensbescherming\.\*\* Marja de Vries/)
    assert.doesNotMatch(page, /Naam clerk|@waterstad\.example/)
  }
  assert.match(dpia, /Kans klein, gevolg groot\./)
  assert.doesNotMatch(dpia, /In te vullen\*\* \(`weighing_loss`\)/)
})

test('the register counts in how many people have a role today, and not who they are', async () => {
  const facts = await asOwner(world.database.ownerUrl, async tx => factsOf(tx, 'GM9901', world.clock.now()))
  const counted = await world.owner.query<{ people: number }>(
    `select count(distinct person_id)::integer as people from membership where organisation_id = $1 and role = 'handler' and ends is null`,
    [idOf('waterstad')],
  )
  assert.ok((counted.rows[0]?.people ?? 0) > 1)
  assert.equal(facts.own?.people.get('handler'), counted.rows[0]?.people)
  assert.match(
    privacyPages(facts)['verwerkingsregister.md'] ?? '',
    new RegExp(`\\| Behandelaar \\| .* \\| ${counted.rows[0]?.people} \\|`),
  )
})

test('what somebody filled in is not overwritten unless they say so', async () => {
  const path = file('dpia.md', 'Met de hand aangevuld')
  await assert.rejects(docs.run(['privacy', '--out', folder]), /dpia\.md would be lost; give --replace/)
  assert.equal(readFileSync(path, 'utf8'), 'Met de hand aangevuld')
  await docs.run(['privacy', '--out', folder, '--replace'])
  assert.match(readFileSync(path, 'utf8'), /^# Gegevensbeschermingseffectbeoordeling/)
})

test('an organisation, an answer or a folder that is not there is refused with what is wrong', async () => {
  const of = asOwner(world.database.ownerUrl, async tx => factsOf(tx, 'GM0000', world.clock.now()))
  await assert.rejects(of, /no organisation with the code GM0000/)
  const unknown = file('onbekend.yaml', 'weather: Mooi\n')
  await assert.rejects(docs.run(['privacy', '--answers', unknown]), /No question is called weather/)
  const odd = file('raar.yaml', '- een lijst\n')
  await assert.rejects(docs.run(['privacy', '--answers', odd]), CommandError)
  await assert.rejects(docs.run(['privacy', '--out', join(folder, 'nergens')]), /There is no folder/)
  await assert.rejects(docs.run(['security']), UsageError)
})

test('a database with a column that nobody put under a category gets no register', async () => {
  await world.owner.query('alter table person add column born_on date')
  const { stderr, status } = ofWaterstad()
  assert.equal(status, 1)
  assert.match(stderr, /person\.born_on has no category of personal data/)
  await world.owner.query('alter table person drop column born_on')
})
