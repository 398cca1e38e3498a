import { z } from 'zod'

// What stands in a file of a backup, in this order: Begin, then for each table Table and its rows, then End.

export const Begin = z.object({
  migrations: z.array(z.object({ name: z.string(), sha256: z.string() })),
  tables: z.number(),
})
export const Table = z.object({ name: z.string(), columns: z.array(z.string()) })
const Written = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.number(),
  /** Of the bytes of its rows. */
  sha256: z.string(),
})
export const End = z.object({
  tables: z.array(Written),
  numberings: z.array(z.object({ name: z.string(), last: z.string() })),
})

export type Begin = z.infer<typeof Begin>
export type Written = z.infer<typeof Written>
