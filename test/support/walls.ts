import { AssertionError } from 'node:assert'
import type { Checks } from './checks.ts'
import { mutate, standsIn, type Change } from './mutated.ts'
import { openWorld, type World } from './world.ts'

/** Something that keeps people out, or writes down what they did; and the rule that says so when it is gone. */
export interface Wall {
  wall: string
  /** The name of the check that must fail. */
  fails: string
  remove: Removal
}

/** A statement of the owner, a piece of a function in the database, or a piece of the source. */
type Removal = { sql: string; undo?: string } | Piece | Change

/** What a rule says once the wall is gone: it must be a failed assertion, not a fault on the way there. */
export async function whatFails(wall: Wall, checks: Checks): Promise<string> {
  const { remove } = wall
  if ('edits' in remove) return inMutated(wall, remove)
  const world = await openWorld()
  try {
    await world.owner.query('inFunction' in remove ? await functionWithout(world, remove) : remove.sql)
    return await failing(world, checks, wall.fails)
  } finally {
    if ('undo' in remove) await world.owner.query(remove.undo)
    await world.close()
  }
}

async function inMutated({ fails }: Wall, change: Change): Promise<string> {
  const load = mutate(change)
  const { openWorld: open } = await load<{ openWorld: () => Promise<World> }>('test/support/world.ts')
  const { allChecks } = await load<{ allChecks: Checks }>('test/rules/all.checks.ts')
  const world = await open()
  try {
    return await failing(world, allChecks, fails)
  } finally {
    await world.close()
  }
}

async function failing(world: World, checks: Checks, name: string): Promise<string> {
  const check = checks[name]
  if (!check) throw new Error(`There is no check "${name}"`)
  try {
    await check(world)
    return 'nothing'
  } catch (error) {
    if (isAssertion(error)) return name
    throw error
  }
}

/** A property that fails is said by fast-check, with what failed in it as the cause. */
const isAssertion = (error: unknown): boolean =>
  error instanceof AssertionError || (error instanceof Error && error.cause instanceof AssertionError)

/** The walls that name a piece of a function or of the source that does not stand there, or more than once: taking them away proves nothing. */
export async function notStanding(world: World, walls: readonly Wall[]): Promise<string[]> {
  const found: string[] = []
  for (const { wall, remove } of walls) {
    if ('inFunction' in remove && (await partsWithout(world, remove)).length !== 2) found.push(wall)
    if ('edits' in remove && !standsIn(remove)) found.push(wall)
  }
  return found
}

interface Piece {
  inFunction: string
  from: string
  to: string
}

async function functionWithout(world: World, piece: Piece): Promise<string> {
  const parts = await partsWithout(world, piece)
  if (parts.length !== 2) throw new Error(`"${piece.from}" must stand in app.${piece.inFunction} once`)
  return parts.join(piece.to)
}

async function partsWithout({ owner }: World, { inFunction, from }: Piece): Promise<string[]> {
  const { rows } = await owner.query<{ text: string }>(
    `select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'app'::regnamespace and proname = $1`,
    [inFunction],
  )
  return (rows[0]?.text ?? '').split(from)
}
