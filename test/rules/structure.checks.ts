import assert from 'node:assert/strict'
import { functions as knownFunctions } from '../../src/engines/cases/vocabulary.ts'
import { incidentChart } from '../../src/features/incidents/incident.chart.ts'
import type { Checks } from '../support/checks.ts'
import type { Row } from '../support/direct.ts'
import type { World } from '../support/world.ts'
import { changeable } from './rows.changeable.ts'
import { functions, guards } from './structure.expected.ts'

// How the database is built, apart from what any row shows.

async function lines({ owner }: World, text: string): Promise<string[]> {
  const { rows } = await owner.query<{ line: string }>(text)
  return rows.map(it => it.line).toSorted()
}

const tablesOf = `pg_class c where c.relnamespace = 'weerbaar'::regnamespace and c.relkind in ('r', 'p')`

/** What the application's role may do with a table at all; which rows, is another wall. Columns to change stand in `changeable`. */
const grants: Record<string, string> = {
  absence: 'DELETE INSERT SELECT',
  answer_release: 'SELECT',
  answer_round: 'SELECT',
  audit_entry: 'INSERT SELECT',
  barred: 'INSERT SELECT',
  calendar_link: 'DELETE INSERT SELECT',
  campaign: 'INSERT SELECT',
  case_category: 'INSERT SELECT',
  case_entry: 'INSERT SELECT',
  case_event: 'INSERT SELECT',
  case_key: 'INSERT',
  case_link: 'INSERT SELECT',
  case_record: 'INSERT SELECT',
  case_report: 'INSERT SELECT',
  case_words: 'INSERT SELECT',
  contact_point: 'DELETE INSERT SELECT',
  data_notice: 'INSERT SELECT',
  destroyed_report: 'SELECT',
  destruction_item: 'INSERT SELECT',
  destruction_list: 'INSERT SELECT',
  duty_shift: 'DELETE INSERT SELECT',
  file: 'DELETE INSERT SELECT',
  file_chunk: 'INSERT SELECT',
  incident: 'INSERT SELECT',
  incident_case: 'INSERT SELECT',
  incident_entry: 'INSERT SELECT',
  incident_key: 'INSERT',
  job: 'INSERT',
  legal_hold: 'INSERT SELECT',
  lesson: 'INSERT SELECT',
  measure: 'INSERT SELECT',
  measure_letter: 'INSERT SELECT',
  measure_review: 'INSERT SELECT',
  measure_told: 'INSERT SELECT',
  membership: 'INSERT SELECT',
  membership_confirmation: 'INSERT SELECT',
  occurrence: 'INSERT SELECT',
  organisation: 'SELECT',
  organisation_category_off: 'DELETE INSERT SELECT',
  organisation_province: 'DELETE INSERT SELECT',
  organisation_text: 'DELETE INSERT SELECT',
  organisation_theme: 'INSERT SELECT UPDATE',
  participant: 'INSERT SELECT',
  perpetrator: 'DELETE INSERT SELECT',
  person: 'INSERT SELECT',
  person_setting: 'INSERT SELECT',
  piece_reading: 'INSERT SELECT',
  plan_change: 'SELECT',
  plan_finding: 'INSERT SELECT',
  plan_home_batch: 'SELECT',
  plan_measure: 'DELETE INSERT SELECT',
  police_report: 'INSERT SELECT',
  police_step: 'INSERT SELECT',
  protocol_adoption: 'INSERT SELECT',
  protocol_document: 'DELETE INSERT SELECT',
  protocol_key: 'INSERT SELECT',
  protocol_version: 'DELETE INSERT SELECT',
  published_questionnaire: 'SELECT',
  reception_unit: 'DELETE INSERT SELECT',
  retention_rule: 'SELECT',
  rights_question: 'SELECT',
  rights_request: 'SELECT',
  rights_step: 'SELECT',
  risky_appointment: 'DELETE INSERT SELECT',
  round_key: 'INSERT SELECT',
  round_note: 'DELETE INSERT SELECT',
  route: 'DELETE INSERT SELECT',
  saved_filter: 'DELETE INSERT SELECT',
  scan_sharing: 'DELETE INSERT SELECT',
  setting_change: 'INSERT SELECT',
  task: 'INSERT SELECT',
  team_agreement: 'INSERT SELECT',
  term_conversation: 'DELETE INSERT SELECT',
  told_key: 'INSERT',
  unit: 'DELETE INSERT SELECT',
}

export const structureChecks: Checks = {
  'every table has row-level security, for everybody but its owner': async world => {
    assert.deepEqual(await lines(world, `select relname as line from ${tablesOf} and not relrowsecurity`), [])
    // With FORCE a backup by the owner would be empty, without an error.
    assert.deepEqual(await lines(world, `select relname as line from ${tablesOf} and relforcerowsecurity`), [])
  },

  'the role of the application owns nothing, bypasses nothing and is a member of nothing': async world => {
    const { rows } = await world.owner.query<Row>(
      `select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit
       from pg_roles where rolname = 'weerbaar_app'`,
    )
    assert.deepEqual(rows, [
      {
        rolcanlogin: true,
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolinherit: false,
      },
    ])
    const role = `'weerbaar_app'::regrole`
    assert.deepEqual(
      await lines(world, `select roleid::regrole::text as line from pg_auth_members where member = ${role}`),
      [],
    )
    const owned = `select classid::regclass::text || ' ' || objid as line from pg_shdepend
      where refclassid = 'pg_authid'::regclass and refobjid = ${role} and deptype = 'o'`
    assert.deepEqual(await lines(world, owned), [])
  },

  'the role of the application has on each table what was written down, and nothing more': async world => {
    const found = await lines(
      world,
      `select table_name || ': ' || string_agg(privilege_type, ' ' order by privilege_type) as line
       from information_schema.role_table_grants
       where table_schema in ('weerbaar', 'app', 'public') and grantee in ('weerbaar_app', 'PUBLIC') group by table_name`,
    )
    assert.deepEqual(
      found,
      Object.entries(grants).map(([table, rights]) => `${table}: ${rights}`),
    )
    const columns = await lines(
      world,
      `select table_name || '.' || column_name as line from information_schema.column_privileges
       where grantee in ('weerbaar_app', 'PUBLIC') and privilege_type = 'UPDATE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    const expected = Object.entries(changeable).flatMap(([table, names]) => names.map(name => `${table}.${name}`))
    assert.deepEqual(columns, expected.toSorted())
  },

  'no table fills in a time, an id or anything else by itself': async world => {
    const defaults = `select adrelid::regclass || '.' || attname as line from pg_attrdef
      join pg_attribute on attrelid = adrelid and attnum = adnum
      where attgenerated = '' and adrelid in (select c.oid from ${tablesOf})`
    assert.deepEqual(await lines(world, defaults), [])
  },

  'a function that runs with the rights of the owner looks nothing up in a schema that others may write in':
    async world => {
      const open = `select proname as line from pg_proc
      where prosecdef and pronamespace in ('app'::regnamespace, 'weerbaar'::regnamespace, 'public'::regnamespace)
        and not coalesce(proconfig, '{}') && array['search_path=weerbaar, pg_temp', 'search_path=pg_temp']`
      assert.deepEqual(await lines(world, open), [])
    },

  'nobody may call a function to whom it was not granted': async world => {
    const called = (
      grantee: string,
    ) => `select p.proname as line from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      where p.pronamespace in ('app'::regnamespace, 'weerbaar'::regnamespace, 'public'::regnamespace)
        and a.privilege_type = 'EXECUTE' and a.grantee = ${grantee}`
    assert.deepEqual(await lines(world, called('0')), [])
    assert.deepEqual(
      await lines(world, called(`'weerbaar_app'::regrole`)),
      Object.values(functions).join(' ').trim().split(/\s+/).toSorted(),
    )
  },

  'the role of the application can make nothing in a schema, and reach no other': async world => {
    const rights = `select nspname || ': ' || a.privilege_type as line from pg_namespace, aclexplode(nspacl) a
      where nspname !~ '^pg_' and nspname <> 'information_schema' and a.grantee in (0, 'weerbaar_app'::regrole)`
    assert.deepEqual(await lines(world, rights), ['app: USAGE', 'weerbaar: USAGE'])
  },

  'there are no views, which would look past the policies': async world => {
    const views = `select relname as line from pg_class where relkind in ('v', 'm')
      and relnamespace in ('weerbaar'::regnamespace, 'app'::regnamespace, 'public'::regnamespace)`
    assert.deepEqual(await lines(world, views), [])
  },

  'the database knows the states of the chart, and no others': async world => {
    const [check = ''] = await lines(
      world,
      `select pg_get_constraintdef(oid) as line from pg_constraint where conname = 'incident_case_state_check'`,
    )
    const states = [...check.matchAll(/'([a-z_]+)'/g)].map(found => found[1] ?? '')
    assert.deepEqual(states.toSorted(), Object.keys(incidentChart.states).toSorted())
  },

  'the database and the content agree on the group of every function': async world => {
    for (const { id, group } of knownFunctions) {
      const { rows } = await world.owner.query<{ found: string }>('select app.group_of($1) as found', [id])
      assert.equal(rows[0]?.found, group, id)
    }
  },

  'the database and the content agree on who is of the council, where it is not said who did it without the privacy officer':
    async world => {
      for (const { id, group } of knownFunctions) {
        const { rows } = await world.owner.query<{ council: boolean }>('select app.is_council($1) as council', [id])
        assert.equal(rows[0]?.council, group === 'council', id)
      }
    },

  'every guard stands at its table, and is on': async world => {
    const found = await lines(
      world,
      `select tgrelid::regclass || ': ' || tgname as line from pg_trigger
       where not tgisinternal and tgenabled = 'O' and tgrelid in (select c.oid from ${tablesOf})`,
    )
    assert.deepEqual(found, guards)
  },
}
