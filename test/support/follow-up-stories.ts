import assert from 'node:assert/strict'
import { after, afterEach, before } from 'node:test'
import type { PersonKey } from './people.ts'
import { takenUp } from './records.ts'
import { faults } from './sender.ts'
import { openWorld, type Visitor, type World } from './world.ts'

/**
 * The world in which the stories of one file play: opened before its first test, closed after its last. No test may leave a
 * fault in the log.
 */
export function openStory(arrange: (world: World) => Promise<unknown> = async () => {}) {
  let opened: World | undefined
  const world = () => opened ?? assert.fail('The world is there from the first test on')
  before(async () => {
    opened = await openWorld()
    await arrange(opened)
  })
  after(() => world().close())
  afterEach(() => assert.deepEqual(faults(world()), []))

  return {
    get world() {
      return world()
    },
    /** Somebody who signs in when they do something, and again when the clock has gone on since: a session ends with time. */
    visitor: (key: PersonKey): Visitor => {
      let session: { at: number; visitor: Promise<Visitor> } | undefined
      const signedIn = () => {
        const at = world().clock.now().getTime()
        if (session?.at !== at) session = { at, visitor: world().signIn(key) }
        return session.visitor
      }
      return {
        get: async path => (await signedIn()).get(path),
        post: async (path, form) => (await signedIn()).post(path, form),
        upload: async (path, form, files, field) => (await signedIn()).upload(path, form, files, field),
        bytes: async path => (await signedIn()).bytes(path),
      }
    },
    /** A report of the council member that the clerk has taken up, of a certain kind. */
    taken: async (category: string) => takenUp(world(), await world().signIn('clerk'), category),
    /** The tasks of a case, by the day in Amsterdam on which they are due. */
    tasksOf: async (id: string) => {
      const { rows } = await world().owner.query<{ id: string; kind: string; due: string; open: boolean }>(
        `select id, kind, to_char(due_at at time zone 'Europe/Amsterdam', 'YYYY-MM-DD') as due, done_at is null as open
         from task where case_id = $1 order by due_at, kind`,
        [id],
      )
      return rows
    },
    /** The pieces of evidence of a case, what is attached to one after it. */
    piecesOf: async (id: string): Promise<string[]> => {
      const { rows } = await world().owner.query<{ id: string }>(
        'select id from file where case_id = $1 order by parent_id nulls first, added_at, id',
        [id],
      )
      return rows.map(row => row.id)
    },
  }
}
