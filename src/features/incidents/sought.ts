import { isState } from '../../engines/cases/chart.ts'
import { categories, categoryLabel, channelLabel, channels, functionLabel } from '../../engines/cases/vocabulary.ts'
import { functions, lineLabel, lines } from '../../engines/cases/vocabulary.ts'
import { incidentChart } from './incident.chart.ts'

// What somebody looks for, as it stands in an address: coded facts only. Words that are sealed are not searched.

const stateName = (state: string) => (isState(incidentChart, state) ? incidentChart.names[state] : state)

/** What is chosen from a list, by its name in the address. */
export const choices = [
  { name: 'lijn', key: 'line', label: 'Lijn', options: Object.keys(lines), labelOf: lineLabel },
  { name: 'soort', key: 'category', label: 'Soort', options: categories.map(it => it.id), labelOf: categoryLabel },
  {
    name: 'status',
    key: 'state',
    label: 'Status',
    options: Object.keys(incidentChart.names).filter(it => it !== 'draft'),
    labelOf: stateName,
  },
  { name: 'functie', key: 'function', label: 'Getroffen', options: functions.map(it => it.id), labelOf: functionLabel },
  { name: 'manier', key: 'channel', label: 'Hoe of waar', options: channels.map(it => it.id), labelOf: channelLabel },
] as const

/** The days between which something lies, by their names in the address. */
export const periods = [
  { name: 'van', key: 'from', label: 'Gemeld vanaf' },
  { name: 'tot', key: 'until', label: 'Gemeld tot en met' },
  { name: 'gebeurd_van', key: 'happenedFrom', label: 'Gebeurd vanaf' },
  { name: 'gebeurd_tot', key: 'happenedUntil', label: 'Gebeurd tot en met' },
] as const

type Key = (typeof choices)[number]['key'] | (typeof periods)[number]['key']
/** Each is '' when it is not asked for. The person hit is an id: a name stands in no address. */
export type Sought = Readonly<Record<Key | 'reference' | 'hit', string>>

const day = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : '')

/** A reference, or the number in it, as it stands in an address; undefined for anything else. */
export function readReference(typed: string): string | undefined {
  const [, year, number] = /^(?:m[- ]?)?(?:(\d{4})[- ])?(\d{1,12})$/i.exec(typed.trim()) ?? []
  if (number === undefined) return undefined
  return year === undefined ? String(Number(number)) : referenceOf(Number(year), number)
}

const referenceOf = (year: number, number: string) => `M-${year}-${String(Number(number)).padStart(6, '0')}`

const firstYear = 2000

/** The references that are meant: of a number alone that of every year, so that each is found by its index. */
export function referencesMeant(reference: string, now: Date): string[] {
  if (reference.startsWith('M')) return [reference]
  const years = Array.from({ length: now.getUTCFullYear() + 2 - firstYear }, (_, index) => firstYear + index)
  return years.map(year => referenceOf(year, reference))
}

/** What stands in the address of a search; what is not known there is left out. */
export function readSought(query: URLSearchParams): Sought {
  const text = (name: string) => query.get(name) ?? ''
  const chosen = choices.map(it => [it.key, it.options.find(option => option === text(it.name)) ?? ''] as const)
  return {
    ...nothing,
    ...Object.fromEntries(chosen),
    ...Object.fromEntries(periods.map(it => [it.key, day(text(it.name))])),
    reference: readReference(text('kenmerk')) ?? '',
    hit: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(text('wie'))?.[0] ?? '',
  }
}

const nothing: Sought = {
  reference: '',
  hit: '',
  line: '',
  category: '',
  state: '',
  function: '',
  channel: '',
  from: '',
  until: '',
  happenedFrom: '',
  happenedUntil: '',
}

const names = [
  { name: 'kenmerk', key: 'reference' },
  ...periods,
  ...choices,
  { name: 'wie', key: 'hit' },
] as const satisfies readonly { name: string; key: keyof Sought }[]

export const isEmpty = (it: Sought): boolean => Object.values(it).every(value => value === '')

/** The fields of the form with what is sought. */
export const valuesOf = (it: Sought): Record<string, string> =>
  Object.fromEntries(names.map(({ name, key }) => [name, it[key]]))

/** A search as it stands in an address. */
export function writeSought(it: Sought): string {
  const query = new URLSearchParams()
  for (const { name, key } of names) if (it[key]) query.set(name, it[key])
  return query.toString()
}
