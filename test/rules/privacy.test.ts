import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { allJobs } from '../../src/app.ts'
import { asOwner } from '../../src/cli/owner.ts'
import { privacyPages } from '../../src/cli/commands/docs.ts'
import { columnFaults, readColumns } from '../../src/cli/privacy/columns.ts'
import { categoryOf, dpia, register, tables, wordsFor } from '../../src/cli/privacy/content.ts'
import { standardFacts } from '../../src/cli/privacy/facts.ts'
import { measureOf, readThreats } from '../../src/cli/privacy/threats.ts'
import { permissionsOf, roles } from '../../src/engines/access/permissions.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { assertFilesExist, assertTestsExist } from '../support/named.ts'
import { freshDatabase, type TestDatabase } from '../support/postgres.ts'

let database: TestDatabase
before(async () => {
  database = await freshDatabase(migrate)
})
after(async () => database.drop())

const columns = async () => asOwner(database.ownerUrl, readColumns)

test('every column of the database stands under one category of personal data, and a new one must', async () => {
  const found = await columns()
  assert.ok(found.length > 400)
  assert.deepEqual(columnFaults(found), [])
  assert.deepEqual(columnFaults([...found, { table: 'person', column: 'born_on' }]), [
    'person.born_on has no category of personal data',
  ])
  assert.deepEqual(columnFaults(found.filter(it => it.column !== 'email')), ['person.email is not in the database'])
})

const nameSays = [
  { name: /^sealed/, form: 'sealed' },
  { name: /^wrapped|^secret$/, form: 'wrapped' },
  { name: /_hash$/, form: 'hash' },
]

test('what is called sealed, wrapped or a hash stands under a category that says so, and is no text that can be read', async () => {
  const types = new Map((await columns()).map(it => [`${it.table}.${it.column}`, it.type]))
  for (const table of tables)
    for (const column of table.columns) {
      const name = `${table.name}.${column.name}`
      const expected = nameSays.find(it => it.name.test(column.name))?.form ?? 'clear'
      assert.equal(categoryOf(column.category).form, expected, name)
      if (expected !== 'clear' && name !== 'credential.password_hash') assert.equal(types.get(name), 'bytea', name)
    }
})

test('what the register says that goes with a report is what hangs on one', async () => {
  const { rows } = await asOwner(database.ownerUrl, async tx =>
    sql<{ name: string }>`
      with recursive hanging as (
        select 'incident_case'::regclass as name union select 'incident'::regclass
        union select c.child from app.hanging_on('incident_case') c union select c.child from app.hanging_on('incident') c
        union select f.conrelid::regclass from pg_constraint f join hanging h on f.confrelid = h.name where f.contype = 'f' and f.confdeltype = 'c')
      select relname as name from hanging join pg_class on oid = hanging.name order by 1`.execute(tx),
  )
  const said = tables.filter(it => register.terms[it.kept]?.with_report).map(it => it.name)
  assert.deepEqual(said.toSorted(), rows.map(it => it.name).toSorted())
})

test('a term in the register is the one by which the database removes', async () => {
  const timed = Object.entries(register.terms).filter(([, it]) => it.function !== undefined)
  assert.ok(timed.length > 3)
  for (const [id, { function: name = '', says = '' }] of timed) {
    const { rows } = await asOwner(database.ownerUrl, async tx =>
      sql<{
        text: string
      }>`select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname || '.' || p.proname = ${name}`.execute(tx),
    )
    assert.ok(says && rows.some(it => it.text.includes(says)), id)
  }
})

test('the register has words for every permission, job, category and person, and for none that is not there', () => {
  const keys = (it: object) => Object.keys(it).toSorted()
  const used = (of: (it: (typeof tables)[number]) => string[]) => [...new Set(tables.flatMap(of))].toSorted()
  assert.deepEqual(keys(register.jobs), keys(allJobs))
  assert.deepEqual(keys(register.permissions), [...new Set(roles.flatMap(it => [...permissionsOf([it])]))].toSorted())
  assert.deepEqual(
    keys(register.categories),
    used(it => it.columns.map(column => column.category)),
  )
  assert.deepEqual(
    keys(register.persons),
    used(it => it.persons),
  )
  assert.deepEqual(
    keys(register.activities),
    used(it => [it.activity]),
  )
  assert.deepEqual(
    keys(register.terms),
    used(it => [it.kept]),
  )
  const activities = Object.values(register.activities)
  assert.deepEqual(keys(register.bases), [...new Set(activities.flatMap(it => it.bases))].toSorted())
  assert.deepEqual(keys(register.recipients), [...new Set(activities.flatMap(it => it.recipients))].toSorted())
  assert.throws(() => wordsFor('the job', register.jobs, 'toString'), /no words for the job "toString"/)
})

test('every threat of the security document is a risk in the assessment, and what is not there is said in Dutch', () => {
  const { threats, limits } = readThreats()
  assert.deepEqual(threats.map(it => it.name).toSorted(), dpia.risks.map(it => it.threat).toSorted())
  assert.ok(limits.length > 10)
  assert.deepEqual(
    limits.filter(it => !Object.hasOwn(dpia.limits, it)),
    [],
  )
  assert.throws(() => measureOf(threats, 'Loss', 'nobody tested this'), /no measure under "Loss"/)
})

test('every file and every test that the assessment names is there', () => {
  assertFilesExist(dpia.rights.map(it => it.where))
  assertTestsExist(dpia.risks.flatMap(it => it.measures.map(one => one.test)))
})

test('the register and the assessment in docs/ are as the code makes them: run weerbaar docs privacy --out docs/privacy --replace', () => {
  for (const [name, text] of Object.entries(privacyPages(standardFacts())))
    assert.equal(readFileSync(`docs/privacy/${name}`, 'utf8'), text, name)
})
