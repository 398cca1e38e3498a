import { pageSize, writeAfter } from './lists.ts'

/** The rows of this page, and the address of the next one if there is one. */
export function paged<Row>(
  rows: readonly Row[],
  base: string,
  key: (row: Row) => { at: Date; id: string },
): { rows: readonly Row[]; next?: string } {
  const shown = rows.slice(0, pageSize)
  const last = shown.at(-1)
  return rows.length > pageSize && last
    ? { rows: shown, next: `${base}${base.includes('?') ? '&' : '?'}na=${writeAfter(key(last))}` }
    : { rows: shown }
}
