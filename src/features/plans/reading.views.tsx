import type { MonthEnd } from '../../engines/plans/progress.ts'
import { rules, type Remark } from '../../engines/plans/second-reader.ts'
import type { DrawBars } from '../../engines/statistics/chart.ts'
import { Breadcrumb, Card, EmptyState, Lead, LinkList, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { measureUrl, planUrl } from './urls.ts'

const monthName = new Intl.DateTimeFormat('nl-NL', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const monthInWords = (month: string) => monthName.format(new Date(`${month}-15T12:00:00Z`))

const back = (label: string) => <Breadcrumb items={[{ href: planUrl, label: 'Plan' }, { label }]} />

const drawings = [
  { id: 'open', title: 'Voorgesteld of nog te doen', of: (it: MonthEnd) => it.proposed + it.toDo },
  { id: 'done', title: 'Gedaan', of: (it: MonthEnd) => it.done },
]

export const ProgressPage = ({ months, draw }: { months: readonly MonthEnd[]; draw: DrawBars }) => (
  <>
    {back('Voortgang')}
    <PageTitle>Voortgang van het plan</PageTitle>
    <Lead>Hoe het plan stond aan het einde van elke maand. De laatste maand loopt nog.</Lead>
    {months.length > 0 &&
      drawings.map(({ id, title, of }) => (
        <section>
          <h2 class="nl-heading nl-heading--level-2">{title}</h2>
          {/* Made here from numbers and words of our own; its words are escaped where it is written. */}
          <div
            class="weerbaar-chart"
            dangerouslySetInnerHTML={{
              __html: draw(
                `plan-${id}`,
                `${title}, per maand`,
                months.map(it => ({ label: monthInWords(it.month), n: of(it) })),
              ),
            }}
          />
        </section>
      ))}
    <DataTable
      caption="Maatregelen aan het einde van elke maand"
      columns={[
        { label: 'Maand', cell: it => monthInWords(it.month) },
        { label: 'Voorgesteld', cell: it => it.proposed },
        { label: 'Besloten of bezig', cell: it => it.toDo },
        { label: 'Gedaan', cell: it => it.done },
        { label: 'Vervallen of n.v.t.', cell: it => it.givenUp },
      ]}
      rows={months}
      empty={
        <EmptyState title="Er staat nog niets in het plan">
          <p>Zodra er maatregelen zijn, ziet u hier hoe het ermee gaat.</p>
        </EmptyState>
      }
    />
  </>
)

export const SecondReaderPage = ({ remarks }: { remarks: readonly Remark[] }) => (
  <>
    {back('Tweede lezer')}
    <PageTitle>Tweede lezer</PageTitle>
    <Lead>Wat iemand anders zou vragen die het plan voor het eerst leest.</Lead>
    {remarks.length === 0 && (
      <EmptyState title="Een tweede lezer heeft geen vragen">
        <p>Het plan spreekt zichzelf niet tegen en er mist niets waar wij op letten.</p>
      </EmptyState>
    )}
    {remarks.map(({ rule, measures }) => (
      <Card title={rule.title}>
        <p class="nl-paragraph">{rule.advice}</p>
        <LinkList items={measures.map(it => ({ href: measureUrl(it.id), label: it.title }))} />
      </Card>
    ))}
    <Card title="Waar wij op letten">
      <ul>
        {rules.map(it => (
          <li>{it.title}</li>
        ))}
      </ul>
    </Card>
  </>
)
