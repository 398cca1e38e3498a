import type { DrawBars } from '../../engines/statistics/chart.ts'
import { inWords, wholeYear, type FigureTable } from '../../engines/statistics/tables.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, Button, Checkbox, ErrorSummary, Hidden } from '../../ui/form.tsx'
import { Card, EmptyState, Lead, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { figuresUrl, overOn, periodName, periodUrl, yearsAt, type Period } from './period.ts'
import { periodsOf, type Figures } from './reading.ts'
import { aboutGroups, audiences, howToRead } from './report.ts'
import { amongOf, captionOf, columnsOf, groupsOf, onlyOfYear, totalOf, type TableGroup } from './shown.ts'

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

type Shown = Figures & { draw: DrawBars }

const Released = (it: Shown & { released: Date }) => {
  const whole = totalOf(it, it.period)
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
      <Contents {...it} />
      {groupsOf(it).map(group => (
        <OneGroup group={group} figures={it} />
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
      { label: 'Meldingen', cell: period => inWords(totalOf(it, period)) },
    ]}
    rows={periodsOf(it)}
    empty={null}
  />
)

const Contents = (it: Figures) => (
  <>
    {it.period !== wholeYear && <p class="nl-paragraph">{onlyOfYear}</p>}
    <nav aria-label="Op deze pagina">
      <LinkList items={groupsOf(it).map(({ id, title }) => ({ href: `#${id}`, label: title }))} />
    </nav>
  </>
)

const OneGroup = ({ group: { id, title, told, notes }, figures }: { group: TableGroup; figures: Shown }) => (
  <section id={id} aria-labelledby={`${id}-title`}>
    <h2 class="nl-heading nl-heading--level-2" id={`${id}-title`}>
      {title}
    </h2>
    {aboutGroups[id] && <p class="nl-paragraph">{aboutGroups[id]}</p>}
    {told.map(table => (
      <OneTable table={table} figures={figures} />
    ))}
    {notes.map(it => (
      <p class="nl-paragraph">{it}</p>
    ))}
  </section>
)

function OneTable({ table, figures }: { table: FigureTable; figures: Shown }) {
  const { measure, rows } = table
  const [caption, among, columns] = [captionOf(table, figures), amongOf(table, figures), columnsOf(table, figures)]
  const bars = rows.map(it => ({ label: it.label, n: it.counts.get(figures.period) ?? null }))
  const drawn = measure.drawn && bars.some(it => (it.n ?? 0) > 0)
  return (
    <section>
      <h3 class="nl-heading nl-heading--level-3">{measure.title}</h3>
      {among !== undefined && <p class="nl-paragraph">{among}</p>}
      <div class={columns.length < 4 ? 'weerbaar-figure weerbaar-figure--small' : 'weerbaar-figure'}>
        {drawn && (
          // Made here from numbers and words of our own; its words are escaped where it is written.
          <div
            class="weerbaar-chart"
            dangerouslySetInnerHTML={{ __html: figures.draw(`chart-${measure.subject}`, caption, bars) }}
          />
        )}
        <DataTable caption={caption} captionHidden columns={columns} rows={rows} empty={null} />
      </div>
    </section>
  )
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
