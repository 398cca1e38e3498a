import { categories, families, functions, groups, lineLabel } from '../../engines/cases/vocabulary.ts'
import { EmptyState, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { Figure, Figures } from './figures.ts'

interface Row {
  label: string
  subject: string
  cell: string
}

export const FiguresPage = (figures: Figures) => (
  <>
    <PageTitle>{`Cijfers over ${figures.year}`}</PageTitle>
    <Lead>Hoeveel meldingen er zijn, en of er op tijd iets mee gebeurt. Losse meldingen ziet u hier niet.</Lead>
    <Years {...figures} />
    <HowToRead />
    {findFigure(figures.figures, 'total', 'all')?.few === false ? (
      <Tables {...figures} />
    ) : (
      <EmptyState title={`Minder dan 5 meldingen in ${figures.year}`}>
        <p>Dat kunnen er ook nul zijn. Kies een ander jaar.</p>
      </EmptyState>
    )}
  </>
)

const Tables = ({ year, years, kind, takeUpHours, figures }: Figures) => {
  const number = ({ subject, cell }: Row) => <Shown figure={findFigure(figures, subject, cell)} />
  const has = ({ subject, cell }: Row) => findFigure(figures, subject, cell) !== undefined
  const table = (caption: string, heading: string, rows: readonly Row[]) => (
    <DataTable
      caption={`${caption}, ${year}`}
      columns={[
        { label: heading, cell: it => it.label },
        { label: 'Aantal', cell: number },
      ]}
      rows={rows.filter(has)}
      empty={null}
    />
  )
  // There are many kinds: on a phone those that say nothing would hide those that do.
  const large = categoryRows.filter(it => findFigure(figures, it.subject, it.cell)?.few === false)
  return (
    <>
      {table('Meldingen', 'Periode', [
        ...['1', '2', '3', '4'].map(cell => ({ label: `${cell}e kwartaal`, subject: 'quarter', cell })),
        { label: year === years[0] ? 'Dit jaar tot nu' : 'Hele jaar', subject: 'total', cell: 'all' },
      ])}
      {table('Lijn en functie', 'Lijn en functie', lineRows(figures, kind))}
      {table('Soorten samen', 'Familie', [...familyRows, undecided])}
      {table('Soorten', 'Soort', large)}
      {large.length < categoryRows.length && <p>Van elke andere soort zijn er minder dan 5 meldingen.</p>}
      {table('Stand', 'Stand', states)}
      {table('Opgepakt', 'Opgepakt', takenUp(takeUpHours))}
      <InTime year={year} figures={figures} />
    </>
  )
}

const findFigure = (figures: readonly Figure[], subject: string, cell: string) =>
  figures.find(it => it.subject === subject && it.cell === cell)

const Shown = ({ figure }: { figure: Figure | undefined }) => {
  if (figure === undefined) return <>–</>
  if (figure.few) return <>minder dan 5</>
  return figure.n === null ? <>niet getoond</> : <>{figure.n.toLocaleString('nl-NL')}</>
}

const Years = ({ year, years }: Pick<Figures, 'year' | 'years'>) => (
  <nav aria-label="Jaar">
    <ul class="weerbaar-tabs">
      {years.map(it => (
        <li>
          <a
            class="nl-link"
            href={`/controle/cijfers?jaar=${it}`}
            {...(it === year && { 'aria-current': 'page' as const })}
          >
            {it}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

// What is left out is said always, so that it says nothing about whether there is any.
const HowToRead = () => (
  <Note kind="info" title="Zo leest u deze cijfers">
    <ul>
      <li>Kleine getallen kunnen over één persoon gaan. Daarom staat er “minder dan 5”. Dat kan ook nul zijn.</li>
      <li>“Niet getoond” staat er als u een klein getal anders zou kunnen uitrekenen.</li>
      <li>
        Meldingen over de voorzitter of over een collega gaan een eigen weg. Die tellen hier nooit mee. Deze zin staat
        hier altijd, ook als zulke meldingen er niet zijn.
      </li>
    </ul>
  </Note>
)

const familyRows: readonly Row[] = families.map(({ id, label }) => ({ label, subject: 'family', cell: id }))
const undecided: Row = { label: 'Nog niet bepaald', subject: 'family', cell: 'none' }

const categoryRows: readonly Row[] = families.flatMap(family =>
  categories
    .filter(it => it.family === family.id)
    .map(({ id, label }) => ({ label: `${family.label}: ${label}`, subject: family.id, cell: id })),
)

const states: readonly Row[] = [
  { label: 'Gemeld, nog niet opgepakt', subject: 'state', cell: 'reported' },
  { label: 'In behandeling', subject: 'state', cell: 'in_progress' },
  { label: 'Wacht', subject: 'state', cell: 'waiting' },
  { label: 'Afgesloten', subject: 'state', cell: 'closed' },
  { label: 'Ingetrokken', subject: 'state', cell: 'withdrawn' },
  { label: 'Dubbel gemeld', subject: 'state', cell: 'duplicate' },
  { label: 'Geen incident', subject: 'state', cell: 'not_an_incident' },
]

// The line follows from the group of the function, so both stand in one row: two tables would say more together than each.
const lineRows = (figures: readonly Figure[], kind: string): Row[] =>
  figures
    .filter(it => it.subject === 'line')
    .map(({ cell }) => ({ label: lineWithGroups(cell, kind), subject: 'line', cell }))

function lineWithGroups(line: string, kind: string): string {
  const labels = groups.filter(it => it.line === line).map(it => it.label.toLowerCase())
  const others = functions.filter(it => it.line === line && it.kinds.includes(kind)).map(it => it.label)
  return labels.length === 1 ? lineLabel(line) : `${lineLabel(line)}: ${[...labels, ...others].join(', ')}`
}

const takenUp = (hours: number): readonly Row[] => [
  { label: `Op tijd (nu ingesteld: binnen ${hours} uur)`, subject: 'take_up', cell: 'in_time' },
  { label: 'Te laat, niet, of nog niet', subject: 'take_up', cell: 'not' },
]

interface Clock {
  label: string
  subject: string
}

const clocks: readonly Clock[] = [
  { label: 'Besluit over de reactie (binnen 24 uur)', subject: 'decision' },
  { label: 'Opvanggesprek vastgelegd (binnen 72 uur)', subject: 'talk' },
]

const InTime = ({ year, figures }: Pick<Figures, 'year' | 'figures'>) => {
  const column = (label: string, cell: string) => ({
    label,
    cell: ({ subject }: Clock) => <Shown figure={findFigure(figures, subject, cell)} />,
  })
  return (
    <DataTable
      caption={`Besluit en gesprek, ${year}`}
      columns={[
        { label: 'Wat', cell: it => it.label },
        column('Op tijd', 'in_time'),
        column('Te laat', 'late'),
        column('Niet, of nog niet', 'not'),
      ]}
      rows={clocks}
      empty={null}
    />
  )
}
