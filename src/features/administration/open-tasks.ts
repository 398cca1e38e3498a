import { sql } from 'kysely'
import type { Desk } from './desk.ts'

/** How many tasks of cases somebody has open that an administrator may know of (migration 0012); never which. */
export async function openTasksOf({ tx, organisation }: Desk, person: string): Promise<number> {
  const { rows } = await sql<{ count: string }>`select app.open_tasks_of(${organisation}, ${person}) as count`.execute(
    tx,
  )
  return Number(rows[0]?.count ?? 0)
}
