import { isAsking, type Asking, type Definition, type Question } from './definition.ts'
import { placeOf, type Fault } from './faults.ts'
import { listsIn, type Grid } from './grid.ts'
import { fieldsOf } from './walk.ts'

/** What is wrong in a table: its rows, and what it asks of each. */
export function gridFaults(it: Question, { pages, scan }: Definition): string[] {
  if (it.kind !== 'grid') return []
  const stands = pages.findIndex(page => page.questions.includes(it))
  const asked = pages.findIndex(page => page.questions.some(one => one.id === it.from && one.kind === 'list'))
  const faults: string[] = []
  if ((it.rows === undefined) === (it.from === undefined))
    faults.push('heeft de rijen hier (rows) of van elders (from): een van beide.')
  if (it.from !== undefined && asked < 0 && scan)
    faults.push(`neemt haar rijen van “${it.from}”, maar zo’n lijst (kind: list) is er niet.`)
  if (asked >= stands) faults.push(`neemt haar rijen van “${it.from}”. Zet die lijst op een eerdere pagina.`)
  for (const column of it.columns)
    if (column.anchors && column.options)
      faults.push(`vraagt in kolom “${column.id}” een schaal (anchors) en een keuze (options): een van beide.`)
  const twice = [...it.columns, ...(it.rows ?? [])].map(one => one.id)
  for (const name of new Set(twice.filter((one, place) => twice.indexOf(one) !== place)))
    faults.push(`heeft twee rijen of kolommen die “${name}” heten.`)
  return faults
}

/** As many fields as a page may have: more than this nobody fills in at once, and a form does not carry. */
const mostOnPage = 90

export function pageFaults(it: Definition): Fault[] {
  const lists = new Map(listsIn(it).map(list => [list.id, list.most]))
  const countOf = (one: Asking): number =>
    one.kind === 'grid' ? rowsAtMost(one, lists) * one.columns.length : fieldsOf(one).length
  return it.pages.flatMap((page, place) => {
    const n = page.questions.filter(isAsking).reduce((total, one) => total + countOf(one), 0)
    return n <= mostOnPage
      ? []
      : [
          {
            path: placeOf(place),
            message: `De pagina “${page.id}” heeft tot ${n} velden. Er passen er ${mostOnPage}: verdeel de vragen, of vraag minder rijen.`,
          },
        ]
  })
}

const rowsAtMost = ({ rows, from }: Grid, lists: ReadonlyMap<string, number>): number =>
  rows?.length ?? lists.get(from ?? '') ?? 0
