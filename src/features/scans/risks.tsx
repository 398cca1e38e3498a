import type { Definition } from '../../engines/questionnaires/definition.ts'
import { isAsking } from '../../engines/questionnaires/definition.ts'
import { answersIn, GridAnswer, inWords } from '../../engines/questionnaires/grid-fields.tsx'
import { totalsOf } from '../../engines/questionnaires/grid-totals.ts'
import type { Grid } from '../../engines/questionnaires/grid.ts'
import { isOtherwise, isProposing, proposedIn, reasonField } from '../../engines/questionnaires/proposal.ts'
import type { FoundRisk } from '../../engines/questionnaires/risk.ts'
import { proposalWords } from '../../engines/questionnaires/scale-field.tsx'
import type { Values } from '../../engines/questionnaires/walk.ts'
import type { Block } from '../../platform/documents/document.ts'
import { Card } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'

/** A risk as people call it: with the row, in their own words where those are theirs. */
const nameOf = ({ risk, row }: FoundRisk): string => (row ? `${risk.title}: ${row.label}` : risk.title)
const sumOf = ({ chance, impact, size }: FoundRisk): string => `${chance} × ${impact} = ${size}`
const bySize = (risks: readonly FoundRisk[]) => risks.toSorted((one, other) => other.size - one.size)

interface RisksProps {
  it: Definition
  risks: readonly FoundRisk[]
  values: Values
  /** Of the mean answers of several people. */
  together?: boolean
}

/** The risks, the largest first, with what their size means and what their chance rests on. */
export const RisksCard = ({ it, risks, values, together }: RisksProps) => {
  if (risks.length === 0) return null
  const bands = it.scan?.risk_bands?.filter(band => risks.some(risk => risk.band?.id === band.id)) ?? []
  return (
    <Card title="Risico’s">
      <p>
        Hoe groot een risico is: de kans keer het gevolg.
        {together === true && ' Hier is dat het antwoord dat het dichtst bij het gemiddelde van iedereen ligt.'}
      </p>
      <DataTable
        caption="Risico’s, het grootste eerst"
        captionHidden
        columns={[
          { label: 'Risico', cell: nameOf },
          { label: 'Kans × gevolg', cell: sumOf, nowrap: true },
          { label: 'Hoe groot', cell: row => <strong>{row.band?.title}</strong> },
        ]}
        rows={bySize(risks)}
        empty={null}
      />
      <ul class="utrecht-unordered-list">
        {bands.toReversed().map(band => (
          <li>
            <strong>{band.title}</strong>: {band.text}
          </li>
        ))}
      </ul>
      {groundsOf(it, risks, values).map(line => (
        <p class="weerbaar-soft">{line}</p>
      ))}
    </Card>
  )
}

/** What figures proposed for a chance or an impact, and why it became something else. */
const groundsOf = (it: Definition, risks: readonly FoundRisk[], values: Values): string[] =>
  it.pages
    .flatMap(page => page.questions.filter(isAsking))
    .filter(isProposing)
    .filter(one => risks.some(({ fields }) => fields.chance === one.id || fields.impact === one.id))
    .flatMap(one => {
      const proposed = proposedIn(values, one.id)
      if (!proposed) return []
      const otherwise = isOtherwise(values, one.id)
        ? ` Gekozen is iets anders, want: ${values[reasonField(one.id)]}`
        : ''
      return [`${one.label} ${proposalWords(one, proposed)}${otherwise}`]
    })

/** A table of the questions with what was answered, as a card of its own. */
export const GridCard = ({ it, values }: { it: Grid; values: Values }) => (
  <Card title={it.label}>
    <GridAnswer it={it} values={values} />
  </Card>
)

export const riskBlocks = (risks: readonly FoundRisk[]): Block[] =>
  risks.length === 0
    ? []
    : [
        { heading: 'Risico’s', level: 2 },
        {
          table: {
            caption: 'Risico’s, het grootste eerst',
            columns: ['Risico', 'Kans × gevolg', 'Hoe groot'],
            rows: bySize(risks).map(it => [nameOf(it), sumOf(it), it.band?.title ?? '']),
          },
        },
      ]

export function gridBlocks(it: Grid, values: Values): Block[] {
  const ofRows = it.totals?.includes('rows') === true
  const { rows, columns, whole } = totalsOf(it, values)
  const lines = (it.rows ?? []).map(row => [
    row.label,
    ...answersIn(it, row, values),
    ...(ofRows ? [inWords(rows.get(row.id))] : []),
  ])
  const last = ['Samen', ...it.columns.map(one => inWords(columns.get(one.id))), ...(ofRows ? [inWords(whole)] : [])]
  return [
    { heading: it.label, level: 3 },
    {
      table: {
        caption: it.label,
        columns: ['', ...it.columns.map(one => one.label), ...(ofRows ? ['Punten'] : [])],
        rows: it.totals?.includes('columns') ? [...lines, last] : lines,
      },
    },
  ]
}
