import { formatEuros } from '../../../platform/money.ts'
import { DataTable } from '../../../ui/table.tsx'
import type { RecordPart } from '../records/part.ts'
import type { CaseRecord } from '../records/record.ts'
import { damage, owners } from './damage.ts'
import { damagesLine } from './line.ts'

interface Total {
  label: string
  damage: number
  recovered: number
}

const sum = (items: readonly CaseRecord[], field: string): number =>
  items.reduce((total, it) => total + Number(it.values[field] ?? 0), 0)

/** What there was and what came back, in whole cents: the damage of the employer apart from that of the person hit. */
export function totalsOf(records: readonly CaseRecord[]): Total[] {
  const items = records.filter(it => it.kind === 'damage')
  return owners.map(({ id, label }) => {
    const theirs = items.filter(it => it.values['van'] === id)
    return { label, damage: sum(theirs, 'bedrag'), recovered: sum(theirs, 'terug') }
  })
}

export const damages: RecordPart = {
  line: damagesLine,
  lead: () => 'Wat kostte het, wie betaalt eerst, en hoe komt het terug? De schade van de organisatie staat apart.',
  kinds: [damage],
  above: ({ records }) => (
    <DataTable<Total>
      caption="Totalen"
      rows={records.some(it => it.kind === 'damage') ? totalsOf(records) : []}
      empty={null}
      columns={[
        { label: 'Wiens schade', cell: it => it.label },
        { label: 'Schade', cell: it => formatEuros(it.damage) },
        { label: 'Terug', cell: it => formatEuros(it.recovered) },
        { label: 'Nog niet terug', cell: it => formatEuros(it.damage - it.recovered) },
      ]}
    />
  ),
}
