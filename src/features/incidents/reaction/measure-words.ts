import { formatDate } from '../../../ui/dates.ts'

/** A day as people read it. */
export const dayOf = (day: string | Date): string =>
  formatDate(typeof day === 'string' ? new Date(`${day}T12:00:00Z`) : day)
