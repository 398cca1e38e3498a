import { endOfDay } from '../../ui/dates.ts'

/** The last minute of a day here: what is for today is not late before the day is over, and reads as today. */
export const endOf = (day: string): Date => new Date(endOfDay(new Date(`${day}T12:00:00Z`)).getTime() - 60_000)
