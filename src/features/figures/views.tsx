import type { DrawBars } from '../../engines/statistics/chart.ts'
import {
  inWords,
  shareOf,
  totalOf,
  wholeYear,
  type FigureRow,
  type FigureTable,
} from '../../engines/statistics/tables.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, Button, Checkbox, ErrorSummary, Hidden } from '../../ui/form.tsx'
import { Card, EmptyState, Lead, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable, type Column } from '../../ui/table.tsx'
import { figuresUrl, overOn, periodName, periodUrl, yearsAt, type Period } from './period.ts'
import { periodsOf, type Figures } from './reading.ts'
import { audiences, howToRead } from './report.ts'

export const FiguresPage = (it: Figures & { error: string | undefined; draw: DrawBars }) => (
  <>
    <PageTitle>{`Cijfers over ${periodName(it)}`}</PageTitle>
    <Lead>Hoeveel meldingen er zijn, en of er op tijd iets mee gebeurt. Losse meldingen ziet u hier niet.</Lead>
    <Choose {...it} />
    {it.released ? <Released {...it} released={it.released} /> : it.over ? <ToRelease {...it} /> : <NotOver {...it} />}
  </>
)

const Choose = ({ year, period, now }: Figures) => (
  <>
    <Tabs
      label="Jaar"
      items={yearsAt(now).map(it => ({ year: it, period }))}
      name={it => String(it.year)}
      chosen={year}
      of="year"
    />
    <Tabs
      label="Periode"
      items={[1, 2, 3, 4, wholeYear].map(it => ({ year, period: it }))}
      name={it => (it.period === wholeYear ? 'Heel het jaar' : `${it.period}e kwartaal`)}
      chosen={period}
      of="period"
    />
  </>
)

interface TabsProps {
  label: string
  items: readonly Period[]
  name: (it: Period) => string
  chosen: number
  of: keyof Period
}

const Tabs = ({ label, items, name, chosen, of }: TabsProps) => (
  <nav aria-label={label}>
    <ul class="weerbaar-tabs">
      {items.map(it => (
        <li>
          <a class="nl-link" href={periodUrl(it)} {...(it[of] === chosen && { 'aria-current': 'page' as const })}>
            {name(it)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const NotOver = (it: Figures) => (
  <EmptyState title="Deze periode is nog niet voorbij">
    <p>{`Vanaf ${overOn(it)} kunt u deze cijfers vaststellen. Cijfers van het moment zijn er niet: wie die twee keer bekijkt, ziet welke melding erbij kwam.`}</p>
  </EmptyState>
)

function ToRelease({ year, period, error }: Figures & { error: string | undefined }) {
  const form = { values: {}, errors: error === undefined ? {} : { definitief: error } }
  return (
    <Card title="Deze cijfers zijn nog niet vastgesteld">
      <p class="nl-paragraph">
        Als u ze vaststelt, kan iedereen die cijfers mag zien ze bekijken. Daarna veranderen ze niet meer, ook niet als
        een melding later verandert. Kijk daarom eerst of de meldingen van deze periode zijn bijgewerkt.
        {period === wholeYear
          ? ' Kwartalen die nog niet zijn vastgesteld, gaan mee.'
          : ' Zijn er weinig meldingen? Stel dan alleen het hele jaar vast. Een kwartaal met een klein getal kan maken dat ook het jaar niet getoond wordt.'}
      </p>
      <ErrorSummary form={form} />
      <form method="post" action={figuresUrl} noValidate>
        <Hidden name="jaar" value={String(year)} />
        <Hidden name="kwartaal" value={period === wholeYear ? '' : String(period)} />
        <Checkbox name="definitief" label="Ik begrijp dat deze cijfers daarna niet meer veranderen" form={form} />
        <Actions>
          <Button>Stel deze cijfers vast</Button>
        </Actions>
      </form>
    </Card>
  )
}

const Released = (it: Figures & { released: Date; draw: DrawBars }) => {
  const whole = totalOf(it.figures, it.period)
  return (
    <>
      <p class="nl-paragraph">{`Vastgesteld op ${formatDate(it.released)}.`}</p>
      <HowToRead />
      {whole === null || whole === undefined ? (
        <EmptyState title="Te weinig meldingen om te tonen">
          <p>
            Het zijn er minder dan 5, of ze gaan over minder dan 5 mensen, of u kunt er anders een klein getal mee
            uitrekenen. Het kunnen er ook nul zijn.
          </p>
        </EmptyState>
      ) : (
        <Total {...it} />
      )}
      {it.tables.map(table => (
        <OneTable table={table} figures={it} draw={it.draw} />
      ))}
      <Files {...it} />
    </>
  )
}

const HowToRead = () => (
  <Note kind="info" title="Zo leest u deze cijfers">
    <ul>
      {howToRead.map(it => (
        <li>{it}</li>
      ))}
    </ul>
  </Note>
)

const Total = (it: Figures) => (
  <DataTable
    caption={`Alle meldingen, ${it.year}`}
    columns={[
      { label: 'Periode', cell: period => (period === wholeYear ? 'Heel het jaar' : `${period}e kwartaal`) },
      { label: 'Meldingen', cell: period => inWords(totalOf(it.figures, period)) },
    ]}
    rows={periodsOf(it)}
    empty={null}
  />
)

interface OneTableProps {
  table: FigureTable
  figures: Figures
  draw: DrawBars
}

function OneTable({ table: { measure, rows, told }, figures, draw }: OneTableProps) {
  if (!told) {
    return (
      <section>
        <h2 class="nl-heading nl-heading--level-2">{measure.title}</h2>
        <p class="nl-paragraph">Deze aantallen zijn te klein om te tonen.</p>
      </section>
    )
  }
  const bars = rows.map(it => ({ label: it.label, n: it.counts.get(figures.period) ?? null }))
  const drawn = measure.drawn && rows.some(it => (it.counts.get(figures.period) ?? 0) > 0)
  return (
    <section>
      <h2 class="nl-heading nl-heading--level-2">{measure.title}</h2>
      <div class="weerbaar-figure">
        {drawn && (
          // Made here from numbers and words of our own; its words are escaped where it is written.
          <div
            class="weerbaar-chart"
            dangerouslySetInnerHTML={{
              __html: draw(`chart-${measure.subject}`, `${measure.title}, ${periodName(figures)}`, bars),
            }}
          />
        )}
        <DataTable
          caption={`${measure.title}, ${periodName(figures)}`}
          columns={columnsOf(measure.heading, rows, figures)}
          rows={rows}
          empty={null}
        />
      </div>
    </section>
  )
}

function columnsOf(heading: string, rows: readonly FigureRow[], { figures, period }: Figures): Column<FigureRow>[] {
  const whole = totalOf(figures, period)
  const quarters = [1, 2, 3, 4].filter(q => period === wholeYear && rows.some(it => it.counts.has(q)))
  return [
    { label: heading, cell: it => it.label },
    ...quarters.map(q => ({ label: `${q}e kwartaal`, cell: (it: FigureRow) => inWords(it.counts.get(q)) })),
    ...(rows.some(it => it.counts.has(period))
      ? [
          { label: period === wholeYear ? 'Jaar' : 'Aantal', cell: (it: FigureRow) => inWords(it.counts.get(period)) },
          { label: 'Deel van alles', cell: (it: FigureRow) => shareOf(it.counts.get(period), whole) },
        ]
      : []),
  ]
}

const Files = (it: Figures) => (
  <Card title="Meenemen">
    <p class="nl-paragraph">
      In deze bestanden staat alleen wat op deze pagina staat. Dat u ze opslaat, komt in het logboek.
    </p>
    <LinkList
      items={[
        { href: periodUrl(it, '/tabellen.csv'), label: 'Tabellen (CSV)' },
        ...audiences.flatMap(({ id, label }) => [
          { href: `${periodUrl(it, '/verslag.docx')}&voor=${id}`, label: `Verslag voor ${label} (Word)` },
          { href: `${periodUrl(it, '/verslag.pdf')}&voor=${id}`, label: `Verslag voor ${label} (PDF)` },
        ]),
        { href: periodUrl(it, '/openbaar.zip'), label: 'Pakket voor een Woo-verzoek (ZIP)' },
      ]}
    />
  </Card>
)
