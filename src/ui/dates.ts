const amsterdam = 'Europe/Amsterdam'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

// Making a formatter costs more than a hundred uses of it. The options are the constants below, found by being the same.
const cache = new Map<string, Map<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>>()

function format(date: Date, options: Intl.DateTimeFormatOptions, timeZone: string): string {
  const ofZone = cache.get(timeZone) ?? new Map<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>()
  cache.set(timeZone, ofZone)
  const formatter = ofZone.get(options) ?? new Intl.DateTimeFormat('nl-NL', { ...options, timeZone })
  ofZone.set(options, formatter)
  return formatter.format(date)
}

const long = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
const short = { weekday: 'short', day: 'numeric', month: 'long' } as const
const clock = { hour: '2-digit', minute: '2-digit' } as const
const shortWithYear = { ...short, year: 'numeric' } as const
const digits = { day: '2-digit', month: '2-digit', year: 'numeric' } as const

/** "16:50" */
export const formatTime = (date: Date, timeZone = amsterdam) => format(date, clock, timeZone)

/** "vrijdag 24 april 2026" */
export const formatDate = (date: Date, timeZone = amsterdam) => format(date, long, timeZone)

/** "vrijdag 24 april 2026, 16:50" */
export const formatDateTime = (date: Date, timeZone = amsterdam) =>
  `${formatDate(date, timeZone)}, ${formatTime(date, timeZone)}`

/** "vandaag, 16:50", "gisteren, 14:00", "morgen, 9:00", "vr 24 april, 16:50", and with the year when it is another one. */
export const formatShort = (date: Date, now: Date, timeZone = amsterdam) =>
  `${shortDay(date, now, timeZone)}, ${formatTime(date, timeZone)}`

const nearby = new Map([
  [-1, 'gisteren'],
  [0, 'vandaag'],
  [1, 'morgen'],
])

function shortDay(date: Date, now: Date, timeZone: string): string {
  const [there, here] = [wallDay(date, timeZone), wallDay(now, timeZone)]
  const near = nearby.get(there.number - here.number)
  return near ?? format(date, there.year === here.year ? short : shortWithYear, timeZone)
}

interface WallDay {
  year: number
  /** Days since 1970, so that a day of 23 or 25 hours counts as one. */
  number: number
}

// Days change on a quarter of an hour in every zone, and a list asks for the same few quarters again and again.
const quarter = 15 * minute
const quartersAtMost = 5000
const wallDays = new Map<string, WallDay>()

/** The day on the wall calendar of the zone. */
function wallDay(date: Date, timeZone: string): WallDay {
  const key = `${Math.floor(date.getTime() / quarter)} ${timeZone}`
  const known = wallDays.get(key)
  if (known) return known
  const parts = format(date, digits, timeZone).split('-').map(Number)
  const [dayOfMonth = 1, month = 1, fullYear = 1970] = parts
  const found = { year: fullYear, number: Date.UTC(fullYear, month - 1, dayOfMonth) / day }
  if (wallDays.size >= quartersAtMost) wallDays.clear()
  wallDays.set(key, found)
  return found
}

/** "nog 5 uur", "nog 2 dagen", "20 minuten te laat". Rounded down, so that it never promises more time than there is. */
export function formatRemaining(due: Date, now: Date): string {
  const left = due.getTime() - now.getTime()
  return left >= 0 ? `nog ${formatSpan(left)}` : `${formatSpan(-left)} te laat`
}

/** A length of time in milliseconds, in the largest unit that says enough: days from 48 hours on. */
function formatSpan(length: number): string {
  if (length < minute) return 'minder dan een minuut'
  if (length < hour) return count(length / minute, 'minuut', 'minuten')
  if (length < 2 * day) return count(length / hour, 'uur', 'uur')
  return count(length / day, 'dag', 'dagen')
}

const count = (amount: number, one: string, many: string) => {
  const whole = Math.floor(amount)
  return `${whole} ${whole === 1 ? one : many}`
}

/** The wall-clock day as date fields send it: `2026-04-24`. */
export const isoDay = (date: Date, timeZone = amsterdam): string =>
  format(date, digits, timeZone).split('-').toReversed().join('-')

/** The end of the week that this moment is in: midnight after Sunday. */
export function endOfWeek(now: Date, timeZone = amsterdam): Date {
  const weekday = new Date(`${isoDay(now, timeZone)}T12:00:00Z`).getUTCDay()
  const left = (7 - weekday) % 7
  return endOfDay(new Date(now.getTime() + left * day), timeZone)
}

/** The last moment of the wall-clock day that this one is in: midnight, as the start of the next day. */
export function endOfDay(now: Date, timeZone = amsterdam): Date {
  const wholeHour = new Date(Math.floor(now.getTime() / hour) * hour)
  const start = wallDay(now, timeZone).number
  let next = wholeHour
  while (wallDay(next, timeZone).number === start) next = new Date(next.getTime() + hour)
  return next
}

/** A day such as 2026-04-24 as it is written here: 24-04-2026. */
export const dutchDay = (day: string): string => day.split('-').toReversed().join('-')
