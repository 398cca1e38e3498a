import type { Tx } from '../../platform/db.ts'
import { whoHandles, whoIsAway } from './routing.ts'

/** One line of a duty rota: hours of the week, in the organisation's own time. */
export interface Shift {
  weekday: number
  starts: string
  ends: string
  person_id: string
}

export interface Duty {
  /** Who is on duty now, and until when. */
  now?: { person: string; until: Date }
  /** When somebody is on duty next, if ever. */
  next?: Date
}

const dayMinutes = 24 * 60
const weekMinutes = 7 * dayMinutes

/**
 * Who is on duty at a moment, and from when somebody is next.
 * @param shifts weekday 1 (Monday) to 7, times as HH:MM; an end at or before the start is on the next day
 * @param never people who cannot take this report, such as the person hit
 */
export function dutyAt(
  shifts: readonly Shift[],
  now: Date,
  never: ReadonlySet<string> = new Set(),
  timeZone = 'Europe/Amsterdam',
): Duty {
  const minute = minuteOfWeek(now, timeZone)
  const able = shifts.filter(shift => !never.has(shift.person_id)).map(toMinutes)
  const current = able.find(shift => sinceStart(shift, minute) < shift.length)
  if (current) return { now: { person: current.person, until: at(now, current.length - sinceStart(current, minute)) } }
  const waits = able.map(shift => (shift.start - minute + weekMinutes) % weekMinutes)
  return waits.length === 0 ? {} : { next: at(now, Math.min(...waits)) }
}

interface InMinutes {
  start: number
  length: number
  person: string
}

function toMinutes({ weekday, starts, ends, person_id }: Shift): InMinutes {
  const from = minutes(starts)
  const length = (minutes(ends) - from + dayMinutes) % dayMinutes || dayMinutes
  return { start: (weekday - 1) * dayMinutes + from, length, person: person_id }
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const sinceStart = (shift: InMinutes, minute: number) => (minute - shift.start + weekMinutes) % weekMinutes

// Whole minutes from now. On the night that the clock changes it may be an hour off; the text says a time, not a promise.
const at = (now: Date, inMinutes: number) => new Date(Math.floor(now.getTime() / 60_000) * 60_000 + inMinutes * 60_000)

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formatters = new Map<string, Intl.DateTimeFormat>()

function minuteOfWeek(now: Date, timeZone: string): number {
  let format = formatters.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(timeZone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(now).map(part => [part.type, part.value]))
  return weekdays.indexOf(parts['weekday'] ?? 'Mon') * dayMinutes + Number(parts['hour']) * 60 + Number(parts['minute'])
}

/** The duty rota of a line, without those who are away now or may no longer handle cases. */
export async function readShifts(tx: Tx, now: Date, organisation: string, line: string): Promise<Shift[]> {
  const shifts = await tx
    .selectFrom('duty_shift')
    .select(['weekday', 'starts', 'ends', 'person_id'])
    .where('organisation_id', '=', organisation)
    .where('line', '=', line)
    .orderBy('weekday')
    .orderBy('starts')
    .execute()
  const people = shifts.map(it => it.person_id)
  const able = await whoHandles(tx, now, organisation, people)
  const away = await whoIsAway(tx, now, people)
  return shifts.filter(it => able.has(it.person_id) && !away.has(it.person_id))
}
