import type { Wall } from '../support/walls.ts'
import type { World } from '../support/world.ts'

const accused = 'the person named as the one who did it finds no row of the case in any table'
const trailGoes =
  'of a destroyed report in which a colleague was named only who approved it reads that it went, and nobody its trail'
const letGo = 'a handler is let go by who handles the case or coordinates its line, and who helps by who handles it'
const whoDidIt = 'who did it is not rewritten once it was sent, and a draft of it is not sent where it may not be kept'
const forAnother = 'who reported for somebody else changes nothing in the case after that'
const inPlace = 'a piece and a decision stay in the incident of their case'

/** Where the rows of a table as a whole do not tell, another rule does. */
const byAnotherRule: Record<string, string> = {
  'drop policy not_the_accused on incident_case': accused,
  'drop policy not_the_accused on audit_entry': accused,
  'drop policy not_the_destroyed on audit_entry': trailGoes,
  'drop policy not_the_accused on destruction_item': trailGoes,
  'alter policy lift on legal_hold with check (true)': 'a hold is lifted by who handles the case, in the own name',
  'drop policy not_own_request on audit_entry':
    'an auditor or privacy officer who asks about the own data finds nobody else’s steps of it in the trail',
  'alter policy let_go on participant using (true)': letGo,
  'alter policy let_witness_go on participant using (true)': letGo,
  'alter policy change on perpetrator using (true)': whoDidIt,
  'alter policy change on perpetrator with check (true)': whoDidIt,
  'alter policy finish_draft on incident_case using (true)': forAnother,
  'alter policy describe on piece_reading using (true)':
    'a piece is described once, by who handles the case or reads along, and shown again by who asked only',
  'drop policy not_by_hand on job': 'nobody has private answers told of at a moment that they choose',
  'alter policy regroup on file with check (true)': inPlace,
  'alter policy regroup on incident_entry with check (true)': inPlace,
}

/** Policies that say twice what another wall holds too, so that nothing changes when only they go. */
export const backedByAnother: Readonly<Record<string, string>> = {
  'alter policy change on measure using (true)': 'its check asks the same, and app.guard_measure keeps shut what ended',
  'alter policy expire on measure using (true)': 'its check asks the same',
  'alter policy take_back on measure_told using (true)': 'its check asks the same',
  'alter policy take_back on measure_told with check (true)':
    'case_id cannot be changed: there is no grant for that column',
  'alter policy complete on file with check (true)': 'added_by cannot be changed: there is no grant for that column',
  'alter policy let_go on participant with check (true)': 'role cannot be changed: there is no grant for that column',
  'alter policy hand_over on incident_case using (true)': 'its check asks the same',
  'alter policy hand_over on incident_case with check (true)': 'its condition asks the same',
  'alter policy change on police_report using (true)': 'its check asks the same',
  'alter policy change on police_report with check (true)': 'its condition asks the same',
  'alter policy handle on incident_case using (true)': 'its check asks the same',
  'alter policy own_case on incident_case using (true)': 'its check asks the same',
  'alter policy change on case_category with check (true)':
    'case_id cannot be changed: there is no grant for that column',
  'alter policy change on case_report with check (true)':
    'author_id cannot be changed: there is no grant for that column',
  'alter policy own_case on incident_case with check (true)':
    'app.guard_case keeps still what the reporter may not change',
  'alter policy finish_draft on incident_case with check (true)': 'app.guard_case says what a draft becomes',
  'alter policy handle on incident_case with check (true)': 'app.guard_case refuses to make a draft of a report',
}

/** The name of the rule that says who reads and changes the rows of a table. */
export const failsWithout = (table: string): string =>
  `the rows of ${table} are read and changed by those only whom the table names`

/** Every policy of the database, opened to everybody, or dropped where it keeps people out. */
export async function policyWalls({ owner }: World): Promise<(Wall & { table: string })[]> {
  const { rows } = await owner.query<{
    name: string
    table: string
    restrictive: boolean
    using: boolean
    check: boolean
  }>(
    `select policyname as name, tablename as table, permissive = 'RESTRICTIVE' as restrictive, qual is not null as using, with_check is not null as check
     from pg_policies where schemaname = 'weerbaar' order by tablename, policyname`,
  )
  return rows.flatMap(({ name, table, restrictive, using, check }) => {
    const opened = (condition: string) => `alter policy ${name} on ${table} ${condition} (true)`
    const ways = restrictive
      ? [`drop policy ${name} on ${table}`]
      : [
          ...(using ? [opened('using')] : []),
          ...(check ? [opened('with check')] : []),
          // Where each asks what the other asks, only both at once let somebody through.
          ...(using && check ? [opened('using (true) with check')] : []),
        ]
    return ways.map(sql => ({ wall: sql, table, fails: byAnotherRule[sql] ?? failsWithout(table), remove: { sql } }))
  })
}

/** Row-level security itself, table by table. */
export async function tableWalls({ owner }: World): Promise<Wall[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'weerbaar'`,
  )
  return rows.map(({ name }) => {
    const sql = `alter table ${name} disable row level security`
    return { wall: sql, fails: 'every table has row-level security, for everybody but its owner', remove: { sql } }
  })
}
