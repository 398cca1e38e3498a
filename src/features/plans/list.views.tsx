import { costsOf, type Costs } from '../../engines/plans/costs.ts'
import { noon } from '../../engines/plans/days.ts'
import { isLate, type Measure } from '../../engines/plans/measures.ts'
import { isOver, payerLabel, priorityLabel, stateLabel, type State } from '../../engines/plans/words.ts'
import { formatEuros } from '../../platform/money.ts'
import { formatDate, isoDay } from '../../ui/dates.ts'
import { Fold } from '../../ui/fold.tsx'
import { Actions, Button, ButtonLink, Select } from '../../ui/form.tsx'
import { Card, Chip, EmptyState, Lead, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable, type Column } from '../../ui/table.tsx'
import { choicesOf, chosenQuery } from './filter.ts'
import { measureUrl, ownUrl, planUrl } from './urls.ts'

export interface PlanProps {
  /** All of it. */
  plan: readonly Measure[]
  /** What is shown of it. */
  shown: readonly Measure[]
  chosen: ReadonlyMap<string, string>
  homes: Costs | undefined
  remarks: number
  mayManage: boolean
  now: Date
}

export const PlanPage = (it: PlanProps) => (
  <>
    <PageTitle>Plan</PageTitle>
    <Lead>Wat uw organisatie doet om mensen veilig en weerbaar te maken, wie het doet en wanneer het klaar is.</Lead>
    <Actions>
      {it.mayManage && <ButtonLink href={`${planUrl}/nieuw`}>Voeg een maatregel toe</ButtonLink>}
      <ButtonLink kind="quiet" href={ownUrl}>
        Mijn maatregelen
      </ButtonLink>
    </Actions>
    {it.plan.length === 0 ? (
      <EmptyState title="Er staat nog niets in het plan">
        <p>Maatregelen komen uit een vragenlijst, of een coördinator voegt ze toe.</p>
      </EmptyState>
    ) : (
      <>
        <SecondReader {...it} />
        <Filters {...it} />
        <Measures {...it} />
        <CostTable {...it} />
        <More {...it} />
      </>
    )}
  </>
)

const Measures = (it: PlanProps) =>
  it.chosen.size > 0 ? (
    <MeasureTable caption={showing(it)} measures={it.shown} now={it.now} />
  ) : (
    <MeasureGroups caption={showing(it)} measures={it.shown} now={it.now} />
  )

/** What was decided on stands open; of a long list the rest is closed, and said in a number. */
export const MeasureGroups = ({ caption, measures, now }: Pick<TableProps, 'caption' | 'measures' | 'now'>) => {
  if (measures.length <= fewMeasures) return <MeasureTable caption={caption} measures={measures} now={now} />
  const toDecide = measures.filter(it => it.state === 'proposed')
  const over = measures.filter(it => isOver(it.state))
  const going = measures.filter(it => it.state !== 'proposed' && !isOver(it.state))
  const closed = [
    { title: `Nog niet besloten (${toDecide.length})`, its: toDecide },
    { title: `Gedaan, vervallen of niet van toepassing (${over.length})`, its: over },
  ]
  return (
    <>
      <p class="nl-paragraph">{caption}</p>
      {going.length > 0 && <MeasureTable caption={`Besloten of bezig (${going.length})`} measures={going} now={now} />}
      {closed.map(
        ({ title, its }) =>
          its.length > 0 && (
            <Fold title={title} open={going.length === 0 && its === toDecide}>
              <MeasureTable caption={title} captionHidden measures={its} now={now} />
            </Fold>
          ),
      )}
    </>
  )
}

/** A plan that is looked through without help. */
const fewMeasures = 10

const showing = ({ plan, shown }: PlanProps) =>
  shown.length === plan.length
    ? `Alle maatregelen (${plan.length})`
    : `${shown.length} van de ${plan.length} maatregelen`

const Filters = ({ plan, chosen }: PlanProps) => {
  const form = { values: Object.fromEntries(chosen), errors: {} }
  return (
    <details class="weerbaar-details" open={chosen.size > 0}>
      <summary>Kies wat u ziet</summary>
      <form method="get" action={planUrl}>
        {choicesOf(plan).map(({ name, label, all, options }) => (
          <Select name={name} label={label} empty={all} options={options} form={form} />
        ))}
        <Actions>
          <Button>Laat zien</Button>
          {chosen.size > 0 && (
            <ButtonLink kind="quiet" href={planUrl}>
              Laat alles zien
            </ButtonLink>
          )}
        </Actions>
      </form>
    </details>
  )
}

export const StateChip = ({ state }: { state: State }) => (
  <Chip kind={state === 'done' ? 'done' : state === 'in_progress' ? 'soon' : 'plain'}>{stateLabel(state)}</Chip>
)

/** When it is to be done, and whether that is over. */
export const DueDay = ({ it, now }: { it: Measure; now: Date }) => (
  <>
    {it.dueOn === null ? 'Nog geen dag' : formatDate(noon(it.dueOn))}
    {isLate(it, isoDay(now)) && (
      <>
        {' '}
        <Chip kind="late">Te laat</Chip>
      </>
    )}
  </>
)

interface TableProps {
  caption: string
  captionHidden?: boolean
  measures: readonly Measure[]
  now: Date
  more?: readonly Column<Measure>[]
}

export const MeasureTable = ({ caption, captionHidden = false, measures, now, more = [] }: TableProps) => (
  <DataTable
    caption={caption}
    captionHidden={captionHidden}
    columns={[
      {
        label: 'Maatregel',
        cell: it => (
          <a class="nl-link" href={measureUrl(it.id)}>
            {it.title}
          </a>
        ),
      },
      { label: 'Thema', cell: it => it.themeTitle },
      { label: 'Stand', cell: it => <StateChip state={it.state} /> },
      { label: 'Voorrang', cell: it => (isOver(it.state) ? '–' : priorityLabel(it.priority)) },
      { label: 'Wie', cell: it => it.owner?.name ?? 'Nog niemand' },
      { label: 'Klaar op', cell: it => <DueDay it={it} now={now} /> },
      ...more,
    ]}
    rows={measures}
    empty={<p class="nl-paragraph">Er is geen maatregel die hieraan voldoet.</p>}
  />
)

function CostTable({ shown, chosen, homes }: PlanProps) {
  const costs = costsOf(shown).map(it => ({ ...it, label: payerLabel(it.payer) }))
  const told = homes && chosen.size === 0
  const rows = told ? [...costs, { ...homes, payer: 'homes', label: 'Bij mensen thuis, samen' }] : costs
  return (
    <>
      <DataTable
        caption="Kosten, naar wie betaalt"
        columns={[
          { label: 'Wie betaalt', cell: it => it.label },
          { label: 'Eenmalig', cell: it => formatEuros(it.once) },
          { label: 'Per jaar', cell: it => formatEuros(it.yearly) },
        ]}
        rows={rows}
        empty={<p class="nl-paragraph">Van deze maatregelen zijn nog geen kosten ingevuld.</p>}
      />
      {told && (
        <p class="nl-paragraph">
          Wat mensen thuis doen, ziet u hier niet. Wat dat uw organisatie kost, telt pas mee als het van vijf mensen of
          meer samen is.
        </p>
      )}
    </>
  )
}

const SecondReader = ({ remarks }: PlanProps) =>
  remarks > 0 && (
    <Note
      kind="warning"
      title={remarks === 1 ? 'Een tweede lezer vraagt 1 ding' : `Een tweede lezer vraagt ${remarks} dingen`}
    >
      <p>
        <a href={`${planUrl}/tweede-lezer`}>Lees wat er niet klopt of nog mist</a>
      </p>
    </Note>
  )

const More = ({ chosen }: PlanProps) => (
  <Card title="Meer over dit plan">
    <LinkList
      items={[
        { href: `${planUrl}/voortgang`, label: 'Voortgang per maand' },
        { href: `${planUrl}/tweede-lezer`, label: 'Tweede lezer' },
        { href: `${planUrl}/plan.docx${chosenQuery(chosen)}`, label: 'Plan (Word)' },
        { href: `${planUrl}/plan.csv${chosenQuery(chosen)}`, label: 'Plan voor een rekenblad (CSV)' },
        { href: `${planUrl}/plan.ics${chosenQuery(chosen)}`, label: 'Dagen voor uw agenda (ICS)' },
      ]}
    />
  </Card>
)
