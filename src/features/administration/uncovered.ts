import { weekdays } from './duty.ts'

// Which hours of the week nobody is on duty, from the rota as it is written down.

interface Hours {
  weekday: number
  starts: string
  ends: string
}

/** Minutes of the week: from Monday 0:00, until at most Sunday 24:00. */
export interface Span {
  from: number
  to: number
}

const dayMinutes = 24 * 60
const weekMinutes = 7 * dayMinutes
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** The parts of the week in which a shift lies; one on Sunday night lies at both ends. */
function spansOf({ weekday, starts, ends }: Hours): Span[] {
  const from = (weekday - 1) * dayMinutes + minutes(starts)
  const length = (minutes(ends) - minutes(starts) + dayMinutes) % dayMinutes || dayMinutes
  const to = from + length
  return to <= weekMinutes
    ? [{ from, to }]
    : [
        { from, to: weekMinutes },
        { from: 0, to: to - weekMinutes },
      ]
}

/** The parts of the week outside all of these shifts, cut at midnight. */
export function uncoveredHours(shifts: readonly Hours[]): Span[] {
  const covered = shifts.flatMap(spansOf).toSorted((a, b) => a.from - b.from)
  const open: Span[] = []
  let at = 0
  for (const { from, to } of covered) {
    if (from > at) open.push({ from: at, to: from })
    at = Math.max(at, to)
  }
  if (at < weekMinutes) open.push({ from: at, to: weekMinutes })
  return open.flatMap(cutAtMidnight)
}

function cutAtMidnight({ from, to }: Span): Span[] {
  const midnight = (Math.floor(from / dayMinutes) + 1) * dayMinutes
  return to <= midnight ? [{ from, to }] : [{ from, to: midnight }, ...cutAtMidnight({ from: midnight, to })]
}

/** Day by day, and days with the same hours together: "maandag en dinsdag 0.00–8.30, 17.30–24.00; zondag de hele dag". */
export function uncoveredInWords(open: readonly Span[]): string {
  const byDay = weekdays.map((name, day) => ({
    name,
    hours: open.filter(it => Math.floor(it.from / dayMinutes) === day).map(it => inWords(it, day * dayMinutes)),
  }))
  const groups = new Map<string, string[]>()
  for (const { name, hours } of byDay) {
    if (hours.length === 0) continue
    const text = hours.join(', ')
    groups.set(text, [...(groups.get(text) ?? []), name])
  }
  return [...groups].map(([hours, days]) => `${and(days)} ${hours}`).join('; ')
}

function inWords({ from, to }: Span, midnight: number): string {
  return to - from === dayMinutes ? 'de hele dag' : `${clock(from - midnight)}–${clock(to - midnight)}`
}

const clock = (minute: number) => `${Math.floor(minute / 60)}.${String(minute % 60).padStart(2, '0')}`

const and = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} en ${words.at(-1)}`
