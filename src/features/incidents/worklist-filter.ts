import {
  categoryLabel,
  channelLabel,
  channels,
  functionLabel,
  functions,
  categories,
} from '../../engines/cases/vocabulary.ts'
import { incidentChart, openStates } from './incident.chart.ts'
import type { TaskFilter } from './task-lists.ts'
import type { Sort } from './task-order.ts'
import { taskKinds, taskLabel } from './tasks.ts'

// What stands in the address of a filtered work list: codes only, each one that is known.

const stateName = (state: string) => incidentChart.names[openStates.find(it => it === state) ?? 'closed']

export const urgencies = [
  { urgency: 'late', title: 'Te laat', kind: 'late' },
  { urgency: 'now', title: 'Nu en vandaag', kind: 'soon' },
  { urgency: 'aftercare', title: 'Nazorg te laat', kind: 'late' },
  { urgency: 'week', title: 'Deze week', kind: 'plain' },
  { urgency: 'later', title: 'Later', kind: 'plain' },
] as const

export const sorts: readonly { value: string; sort: Sort; label: string }[] = [
  { value: 'nieuwste', sort: 'reported', label: 'Nieuwste melding eerst' },
  { value: 'soort', sort: 'category', label: 'Op soort' },
  { value: 'kenmerk', sort: 'reference', label: 'Op kenmerk' },
]

/** The choices of each filter, by its name in the address. */
export const filters = [
  {
    name: 'termijn',
    key: 'urgency',
    label: 'Termijn',
    options: urgencies.map(it => it.urgency),
    labelOf: (value: string) => urgencies.find(it => it.urgency === value)?.title ?? '',
  },
  {
    name: 'onveilig',
    key: 'unsafe',
    label: 'Veiligheid',
    options: ['yes'],
    labelOf: () => 'Alleen wie misschien niet veilig is',
  },
  { name: 'taak', key: 'kind', label: 'Taak', options: Object.keys(taskKinds), labelOf: taskLabel },
  { name: 'soort', key: 'category', label: 'Soort', options: categories.map(it => it.id), labelOf: categoryLabel },
  { name: 'functie', key: 'function', label: 'Getroffen', options: functions.map(it => it.id), labelOf: functionLabel },
  { name: 'status', key: 'state', label: 'Status', options: openStates, labelOf: stateName },
  { name: 'manier', key: 'channel', label: 'Manier', options: channels.map(it => it.id), labelOf: channelLabel },
] as const

/** What of a choice is offered: of the functions those of this organisation, and what is chosen already. */
export const offered = (
  { key, options }: { key: string; options: readonly string[] },
  functionsHere: readonly string[],
  chosen: string | undefined,
): readonly string[] =>
  key === 'function' ? options.filter(it => functionsHere.includes(it) || it === chosen) : options

export const sortOf = ({ sort }: TaskFilter) => sorts.find(it => it.sort === sort)

/** The filter in an address; what is not known there is left out. */
export function readFilter(query: URLSearchParams): TaskFilter {
  const filter: TaskFilter = {}
  for (const { name, key, options } of filters) {
    const value = options.find(it => it === query.get(name))
    if (value !== undefined) Object.assign(filter, { [key]: value })
  }
  const sort = sorts.find(it => it.value === query.get('volgorde'))?.sort
  return sort ? { ...filter, sort } : filter
}

/** A filter as it stands in an address; '' for none. */
export function writeFilter(filter: TaskFilter): string {
  const query = new URLSearchParams()
  for (const { name, key } of filters) if (filter[key] !== undefined) query.set(name, filter[key])
  const sort = sortOf(filter)
  if (sort) query.set('volgorde', sort.value)
  return query.toString()
}

/** A filter in words: "Bedreiging · raadslid". */
export function filterLabel(filter: TaskFilter): string {
  const sort = sortOf(filter)
  const words = filters.flatMap(({ key, labelOf }) => (filter[key] === undefined ? [] : [labelOf(filter[key])]))
  return [...words, ...(sort ? [sort.label.toLowerCase()] : [])].join(' · ')
}
