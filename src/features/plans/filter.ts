import type { Measure } from '../../engines/plans/measures.ts'
import { stateLabel } from '../../engines/plans/words.ts'

interface Choice {
  value: string
  label: string
}

/** By what a plan can be looked at: a name in the address, a label, and what each measure has of it. */
const filters: readonly { name: string; label: string; all: string; of: (it: Measure) => Choice }[] = [
  {
    name: 'thema',
    label: 'Thema',
    all: "Alle thema's",
    of: it => ({ value: it.theme, label: it.themeTitle }),
  },
  {
    name: 'eenheid',
    label: 'Eenheid',
    all: 'Alle eenheden',
    of: it => (it.unit ? { value: it.unit.id, label: it.unit.name } : { value: 'geen', label: 'Zonder eenheid' }),
  },
  {
    name: 'wie',
    label: 'Wie het doet',
    all: 'Iedereen',
    of: it => (it.owner ? { value: it.owner.id, label: it.owner.name } : { value: 'niemand', label: 'Nog niemand' }),
  },
  {
    name: 'stand',
    label: 'Stand',
    all: 'Elke stand',
    of: it => ({ value: it.state, label: stateLabel(it.state) }),
  },
]

export interface FilterChoices {
  name: string
  label: string
  all: string
  options: readonly Choice[]
}

/** What can be chosen in this plan. */
export const choicesOf = (plan: readonly Measure[]): FilterChoices[] =>
  filters.map(({ of, ...filter }) => ({
    ...filter,
    options: [...new Map(plan.map(of).map(it => [it.value, it.label]))]
      .map(([value, label]) => ({ value, label }))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'nl')),
  }))

/** What was chosen in the address, as far as this plan has it. */
export function chosenIn(plan: readonly Measure[], query: URLSearchParams): Map<string, string> {
  const known = choicesOf(plan).flatMap(({ name, options }) => {
    const chosen = options.find(it => it.value === query.get(name))
    return chosen ? [[name, chosen.value] as const] : []
  })
  return new Map(known)
}

export const filtered = (plan: readonly Measure[], chosen: ReadonlyMap<string, string>): Measure[] =>
  plan.filter(it =>
    filters.every(({ name, of }) => {
      const wanted = chosen.get(name)
      return wanted === undefined || of(it).value === wanted
    }),
  )

/** The choice as it stands in an address, with `?` before it; nothing when nothing was chosen. */
export const chosenQuery = (chosen: ReadonlyMap<string, string>): string =>
  chosen.size === 0 ? '' : `?${new URLSearchParams([...chosen])}`
