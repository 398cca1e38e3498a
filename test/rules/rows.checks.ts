import assert from 'node:assert/strict'
import type { Check, Checks } from '../support/checks.ts'
import {
  countOf,
  directly,
  insert,
  literal,
  viewerName,
  where,
  type DirectViewer,
  type Outcome,
  type Row,
} from '../support/direct.ts'
import { idOf, peopleKeys } from '../support/people.ts'
import { plantsOfCase } from '../support/planting-cases.ts'
import { plantsOfOrganisation } from '../support/planting-organisations.ts'
import { putDown, type Plant } from '../support/planting.ts'
import { makeSides, type Side } from '../support/sides.ts'
import type { World } from '../support/world.ts'
import { changeable } from './rows.changeable.ts'
import { rightsInCases, rightsInOrganisations, whoMay, type Rights } from './rows.expected.ts'

const viewers: readonly DirectViewer[] = [...peopleKeys, { systemOf: 'waterstad' }, { systemOf: 'elders' }, 'nobody']
const verbs = ['read', 'add', 'change', 'remove'] as const
type Verb = (typeof verbs)[number]

interface PlantedRow {
  side: Side
  plant: Plant
  row: Row
}

// Whether a case is closed makes a difference to these only.
const minds = new Set(['incident_case', 'participant', 'case_report', 'case_entry', 'case_event', 'task'])

function plantsOf(side: Side): Plant[] {
  if (side.name === 'closed') return plantsOfCase(side).filter(it => minds.has(it.table))
  return side.name === 'draft' ? plantsOfCase(side) : [...plantsOfOrganisation(side), ...plantsOfCase(side)]
}

async function plantAll(world: World): Promise<PlantedRow[]> {
  const planted: PlantedRow[] = []
  for (const side of await makeSides(world))
    for (const plant of plantsOf(side)) planted.push({ side, plant, row: await putDown(world, plant) })
  return planted
}

interface Trial {
  planted: PlantedRow
  verb: Verb
  statement: string
}

/** Everything that this viewer tries with a planted row. */
function trials(viewer: DirectViewer, planted: PlantedRow): Trial[] {
  const { plant, row } = planted
  const { table } = plant
  const at = where(plant.key)
  const self = typeof viewer === 'string' && viewer !== 'nobody' ? idOf(viewer) : null
  const additions = plant.tries(self).map(other => insert(table, { ...row, ...other }))
  const onRow: [Verb, string][] = [
    ['read', `select * from ${table} where ${at}`],
    ['change', `${changeNothing(table, row)} where ${at}`],
    ['remove', `delete from ${table} where ${at}`],
  ]
  return [
    ...(plant.onlyAdd ? [] : onRow.map(([verb, statement]) => ({ planted, verb, statement }))),
    ...additions.map(statement => ({ planted, verb: 'add' as const, statement })),
  ]
}

/** Writes what may be written in a table as it is; where nothing may, any column, which must be refused. */
const changeNothing = (table: string, row: Row) =>
  `update ${table} set ${(changeable[table] ?? Object.keys(row).slice(0, 1)).map(it => `${it} = ${it}`).join(', ')}`

/** A row that only lacks a free key got past the wall too. */
const gotThrough = (outcome: Outcome | undefined) =>
  countOf(outcome) > 0 || (outcome !== undefined && 'refused' in outcome && outcome.refused === '23505')

const expectedOf = ({ plant }: PlantedRow): Rights | undefined =>
  rightsInCases[plant.name] ?? rightsInOrganisations[plant.name]

const label = ({ side, plant }: PlantedRow, verb: string) => `${plant.name}, ${side.name}: ${verb}`

/** Who got past the wall, by row and verb. */
async function findWho(world: World, planted: readonly PlantedRow[]): Promise<Found> {
  const found: Record<string, Set<string>> = {}
  for (const viewer of viewers) {
    const tried = planted.flatMap(it => trials(viewer, it))
    const outcomes = await directly(world, viewer, db => db.attempt(...tried.map(it => it.statement)))
    for (const [index, it] of tried.entries())
      if (gotThrough(outcomes[index])) (found[label(it.planted, it.verb)] ??= new Set()).add(viewerName(viewer))
  }
  return Object.fromEntries(Object.entries(found).map(([name, who]) => [name, [...who].toSorted()]))
}

/** Who should get past it. */
function expectWho(planted: readonly PlantedRow[]): Found {
  const rows = planted.flatMap(it =>
    verbs.map(verb => [label(it, verb), whoMay(it.side.name, expectedOf(it)?.[verb])] as const),
  )
  return Object.fromEntries(rows.filter(([, who]) => who.length > 0))
}

type Found = Record<string, readonly string[]>

/** What is not as it should be, in a line each. */
function differences(found: Found, expected: Found): string[] {
  const missing = (from: Found, others: Found, name: string) =>
    (from[name] ?? []).filter(who => !(others[name] ?? []).includes(who))
  const says = (who: string[], name: string, what: string) =>
    who.length > 0 ? [`${name}: ${who.join(', ')} ${what}`] : []
  return [...new Set([...Object.keys(found), ...Object.keys(expected)])].flatMap(name => [
    ...says(missing(found, expected, name), name, 'may, and should not'),
    ...says(missing(expected, found, name), name, 'should, and may not'),
  ])
}

/**
 * Who changes or removes more rows than they read when no condition says which. Without one PostgreSQL does not ask what they
 * may read, so that only the policy of that verb stands in the way.
 */
async function takenUnseen(world: World, planted: readonly PlantedRow[]): Promise<string[]> {
  const tables = [...new Map(planted.map(it => [it.plant.table, it.row]))]
  const statements = tables.flatMap(([table, row]) => {
    const column = (changeable[table] ?? Object.keys(row))[0] ?? ''
    return [`select * from ${table}`, `update ${table} set ${column} = ${literal(row[column])}`, `delete from ${table}`]
  })
  const found: string[] = []
  for (const viewer of viewers) {
    const outcomes = (await directly(world, viewer, db => db.attempt(...statements))).map(countOf)
    for (const [index, [table]] of tables.entries()) {
      const [read = 0, changed = 0, removed = 0] = outcomes.slice(index * 3)
      if (Math.max(changed, removed) > read) found.push(`${table}: ${viewerName(viewer)} takes what they do not read`)
    }
  }
  return found
}

/** A check of the rows of some tables only. */
export const rowsOf =
  (tables: (table: string) => boolean): Check =>
  async world => {
    const planted = (await plantAll(world)).filter(it => tables(it.plant.table))
    const unseen = await takenUnseen(world, planted)
    assert.deepEqual([...differences(await findWho(world, planted), expectWho(planted)), ...unseen], [])
  }

export const rowChecks: Checks = {
  'a row of somebody else is read, added, changed and removed by those only whom the table names': rowsOf(() => true),

  'the planter knows every table, and the table of rights every row': async world => {
    const planted = await plantAll(world)
    const { rows } = await world.owner.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'weerbaar'::regnamespace and relkind in ('r', 'p', 'f')`,
    )
    const tables = rows.map(it => it.name).toSorted()
    assert.deepEqual([...new Set(planted.map(it => it.plant.table))].toSorted(), tables)
    assert.deepEqual(
      planted.filter(it => expectedOf(it) === undefined).map(it => it.plant.name),
      [],
    )
  },

  'a query without a viewer finds nothing in any table': async world => {
    const statements = (await plantAll(world)).flatMap(({ plant: { table }, row }) => [
      `select * from ${table}`,
      changeNothing(table, row),
      `delete from ${table}`,
    ])
    for (const viewer of [undefined, 'nobody'] as const) {
      const outcomes = await directly(world, viewer, db => db.attempt(...statements))
      assert.deepEqual(
        statements.filter((_, index) => countOf(outcomes[index]) > 0),
        [],
      )
    }
  },
}
