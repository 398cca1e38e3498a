import { formatDate } from '../../ui/dates.ts'

/** A day such as `2026-04-24` in the middle of its light, wherever it is read. */
export const noon = (day: string): Date => new Date(`${day}T11:00:00Z`)

/** "vrijdag 24 april 2026" */
export const dayInWords = (day: string): string => formatDate(noon(day))
