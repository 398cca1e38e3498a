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
import { taskKinds, taskLabel } from './tasks.ts'

// What stands in the address of a filtered work list: codes only, each one that is known.

const stateName = (state: string) => incidentChart.names[openStates.find(it => it === state) ?? 'closed']

/** The choices of each filter, by its name in the address. */
export const filters = [
  { name: 'taak', key: 'kind', label: 'Taak', options: Object.keys(taskKinds), labelOf: taskLabel },
  { name: 'soort', key: 'category', label: 'Soort', options: categories.map(it => it.id), labelOf: categoryLabel },
  { name: 'functie', key: 'function', label: 'Getroffen', options: functions.map(it => it.id), labelOf: functionLabel },
  { name: 'status', key: 'state', label: 'Status', options: openStates, labelOf: stateName },
  { name: 'manier', key: 'channel', label: 'Manier', options: channels.map(it => it.id), labelOf: channelLabel },
] as const

/** The filter in an address; what is not known there is left out. */
export function readFilter(query: URLSearchParams): TaskFilter {
  const filter: TaskFilter = {}
  for (const { name, key, options } of filters) {
    const value = options.find(it => it === query.get(name))
    if (value !== undefined) filter[key] = value
  }
  if (query.get('volgorde') === 'nieuwste') filter.sort = 'reported'
  return filter
}

/** A filter as it stands in an address; '' for none. */
export function writeFilter(filter: TaskFilter): string {
  const query = new URLSearchParams()
  for (const { name, key } of filters) if (filter[key] !== undefined) query.set(name, filter[key])
  if (filter.sort === 'reported') query.set('volgorde', 'nieuwste')
  return query.toString()
}

/** A filter in words: "Bedreiging · raadslid". */
export function filterLabel(filter: TaskFilter): string {
  const words = filters.flatMap(({ key, labelOf }) => (filter[key] === undefined ? [] : [labelOf(filter[key])]))
  return [...words, ...(filter.sort === 'reported' ? ['nieuwste eerst'] : [])].join(' · ')
}
