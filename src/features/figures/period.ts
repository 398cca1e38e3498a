import { wholeYear } from '../../engines/statistics/tables.ts'

/** A quarter (1 to 4) or the whole (5) of a year. */
export interface Period {
  year: number
  period: number
}

export const figuresUrl = '/cijfers'

const yearsShown = 5

const inAmsterdam = new Intl.DateTimeFormat('nl-NL', {
  year: 'numeric',
  month: 'numeric',
  timeZone: 'Europe/Amsterdam',
})
const part = (now: Date, type: 'year' | 'month') =>
  Number(inAmsterdam.formatToParts(now).find(it => it.type === type)?.value)

/** Those that can be chosen, the newest first. Always the same ones: which years have reports is a figure too. */
export const yearsAt = (now: Date): number[] => Array.from({ length: yearsShown }, (_, ago) => part(now, 'year') - ago)

const quarterAt = (now: Date) => Math.ceil(part(now, 'month') / 3)

export const isOver = ({ year, period }: Period, now: Date): boolean => {
  const current = part(now, 'year')
  return year < current || (year === current && period < wholeYear && period < quarterAt(now))
}

/** The quarter that was over last. */
function latest(now: Date): Period {
  const [year, quarter] = [part(now, 'year'), quarterAt(now)]
  return quarter === 1 ? { year: year - 1, period: 4 } : { year, period: quarter - 1 }
}

/** The period in an address; what is none there, is the quarter that was over last. */
export function periodIn(query: { get: (name: string) => string | null }, now: Date): Period {
  const year = yearsAt(now).find(it => String(it) === query.get('jaar'))
  if (year === undefined) return latest(now)
  const quarter = [1, 2, 3, 4].find(it => String(it) === query.get('kwartaal'))
  return { year, period: quarter ?? wholeYear }
}

const searchOf = ({ year, period }: Period) => `?jaar=${year}${period === wholeYear ? '' : `&kwartaal=${period}`}`

export const periodUrl = (it: Period, file = ''): string => `${figuresUrl}${file}${searchOf(it)}`

export const periodName = ({ year, period }: Period): string =>
  period === wholeYear ? `heel ${year}` : `${period}e kwartaal van ${year}`

/** As it stands in the trail. */
export const periodCode = ({ year, period }: Period): string =>
  period === wholeYear ? `year:${year}` : `year:${year} quarter:${period}`

const begins = ['1 januari', '1 april', '1 juli', '1 oktober']
export const overOn = ({ year, period }: Period): string =>
  period >= 4 ? `1 januari ${year + 1}` : `${begins[period] ?? ''} ${year}`
