import { after, before, test } from 'node:test'
import { openWorld, type World } from './world.ts'

/** Holds a world against one rule; throws an AssertionError that says what is wrong. */
export type Check = (world: World) => Promise<void>

/** Rules by the sentence that says them. Each makes what it needs, so that each can run alone and in any order. */
export type Checks = Readonly<Record<string, Check>>

/** Runs checks as tests, in one world for the file. */
export function testChecks(checks: Checks): void {
  let world: World | undefined
  before(async () => {
    world = await openWorld()
  })
  after(() => world?.close())
  for (const [name, check] of Object.entries(checks))
    test(name, async context => {
      if (!world) throw new Error('There is no world')
      const before = world.lines.length
      try {
        await check(world)
      } catch (error) {
        // What was logged meanwhile says why a page was answered with 500.
        context.diagnostic(world.lines.slice(before, before + 3).join(''))
        throw error
      }
    })
}
