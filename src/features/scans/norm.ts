import type { Desk } from '../../engines/access/desk.ts'
import { isAsking, type Question, type statuses } from '../../engines/questionnaires/definition.ts'
import { fileFieldOf, filesIn, type AnswerFile } from '../../engines/questionnaires/files.ts'
import { allInstruments, type Instrument } from '../../engines/questionnaires/library.ts'
import { changeOf, type Share, type ThemeProgress } from '../../engines/questionnaires/progress-over-time.ts'
import { wayOf } from './opened.ts'
import type { OpenedDecided } from './organisation.ts'
import { provinceOf } from './province.ts'

export type Status = keyof typeof statuses
type Item = Extract<Question, { kind: 'item' }>

/** An item of a norm as it was answered. */
export interface ItemRow {
  theme: string
  item: Item
  reason: string
  owner: string
  due: string
  shownBy: string
  files: readonly AnswerFile[]
  status: Status
  /** Its day went by, and it is not done. */
  overdue: boolean
}

/** The instruments of an organisation in all their versions: also when none of them can be begun today, there is a history. */
export async function readVersions(desk: Desk, name: string): Promise<Instrument[]> {
  const [all, province] = await Promise.all([allInstruments(desk.tx), provinceOf(desk)])
  return all
    .filter(it => it.id === name && it.scan.privacy === 'organisation' && isOffered(it, province))
    .toSorted((one, other) => other.version - one.version)
}

/** The catalogue of a province is for the organisations in it, and for the province itself. */
export const isOffered = ({ scan }: Instrument, province: string | undefined): boolean =>
  scan.province === undefined || scan.province === province

/** The items of a decided answer by status, what is to be done first; empty for an instrument without items. */
export function itemsOf(
  it: Pick<OpenedDecided, 'instrument' | 'values' | 'files'>,
  today: string,
): Map<Status, ItemRow[]> {
  const order: readonly Status[] = ['missing', 'developing', 'done', 'na']
  const rows = wayOf(it).pages.flatMap(({ page, asked }) =>
    asked
      .filter(one => one.kind === 'item')
      .map(item => {
        const of = (name: string) => it.values[`${item.id}_${name}`] ?? ''
        const theme = it.instrument.scan.themes.find(one => one.id === page.theme)?.title ?? page.title
        const status = order.find(known => known === it.values[item.id])
        const due = of('due')
        const overdue = due !== '' && due < today && (status === 'missing' || status === 'developing')
        const files = filesIn(it.files, fileFieldOf(item))
        const said = { reason: of('reason'), owner: of('owner'), due, shownBy: of('shown_by') }
        return { theme, item, ...said, files, overdue, status }
      }),
  )
  return new Map(
    order.map(status => [status, rows.flatMap(row => (row.status === status ? [{ ...row, status }] : []))]),
  )
}

export interface ThemeRows {
  title: string
  rows: readonly ItemRow[]
}

/** Items by theme, in the order of the norm. */
export function byTheme(rows: readonly ItemRow[], { pages }: Instrument): ThemeRows[] {
  const places = new Map(pages.flatMap(page => page.questions).map((it, place) => [it.id, place]))
  const placeOf = ({ item }: ItemRow) => places.get(item.id) ?? 0
  const inOrder = rows.toSorted((one, other) => placeOf(one) - placeOf(other))
  return [...Map.groupBy(inOrder, it => it.theme)].map(([title, its]) => ({ title, rows: its }))
}

export const hasItems = ({ pages }: Instrument): boolean =>
  pages.some(page => page.questions.filter(isAsking).some(it => it.kind === 'item'))

/** A share in words, always with its count. */
export function shareWords({ kind, n, of, notApplicable, percent }: Share): string {
  const apart = notApplicable === 0 ? '' : `, ${notApplicable} niet van toepassing`
  if (of === 0) return `Niets om te tellen${apart}`
  if (kind === 'items') return `${n} van ${of} uitgevoerd (${percent ?? 0} procent)${apart}`
  return percent === undefined
    ? `Nog niets ingevuld van ${of} vragen${apart}`
    : `${percent} procent van de punten, op grond van ${n} van ${of} vragen${apart}`
}

/** How a theme changed since the decision before, in words. */
export function changeWords({ moments }: ThemeProgress): string {
  if (moments.length < 2) return 'Dit is de eerste keer'
  if (moments.at(-1)?.comparable === false) return 'Niet te vergelijken: de vragen zijn veranderd'
  const change = changeOf(moments)
  if (change === undefined) return 'Niet te vergelijken'
  if (change === 0) return 'Gelijk gebleven'
  return `${Math.abs(change)} procentpunt ${change > 0 ? 'omhoog' : 'omlaag'}`
}
