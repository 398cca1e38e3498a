import { categoryLabel, functionLabel } from '../../engines/cases/vocabulary.ts'
import { isState } from '../../engines/cases/chart.ts'
import type { Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Checkboxes, ErrorSummary, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Card, Lead, LinkList, PageTitle } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import type { CasePage } from './opened-case.ts'
import { incidentChart } from './incident.chart.ts'
import type { OtherCase } from './joining-reading.ts'
import { urls } from './urls.ts'

interface JoinProps {
  it: CaseFacts
  alike: readonly OtherCase[]
  others: readonly OtherCase[]
  joined: boolean
  form: Form
}

const Trail = ({ it, label }: { it: CaseFacts; label: string }) => (
  <Breadcrumb items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label }]} />
)

const facts = (it: OtherCase) =>
  [
    functionLabel(it.function),
    categoryLabel(it.category),
    `gemeld op ${formatDateTime(it.reportedAt)}`,
    isState(incidentChart, it.state) ? incidentChart.names[it.state] : it.state,
  ].join(' · ')

export const JoinForm = ({ it, alike, others, joined, form }: JoinProps) => (
  <>
    <Trail it={it} label="Voeg samen" />
    <ErrorSummary form={form} />
    <PageTitle>Voeg meldingen samen</PageTitle>
    <Lead>
      Hebben meer mensen hetzelfde meegemaakt, zoals dezelfde mail? Voeg hun meldingen dan samen tot één incident. Ieder
      houdt een eigen pagina, gesprek en opvang. U beslist één keer over de reactie. Niemand leest wat een ander
      schreef.
    </Lead>
    <InIncident others={others} joined={joined} />
    <form method="post" action={`${urls.case(it.id)}/samenvoegen`} novalidate>
      {alike.length > 0 ? (
        <Checkboxes
          name="meldingen"
          label="Deze meldingen lijken erop"
          hint="Tijd, manier en soort komen overeen. Kijk zelf of het om hetzelfde gaat."
          form={form}
          options={alike.map(one => ({ value: one.id, label: one.reference, hint: facts(one) }))}
        />
      ) : (
        <p>
          Er zijn bij u geen open meldingen waarvan tijd, manier en soort overeenkomen.{' '}
          {(it.channel === null || it.category === null) &&
            'Vul eerst de soort en de manier in; dan kunnen wij zoeken.'}
        </p>
      )}
      <TextField
        name="kenmerk"
        label="Of vul een kenmerk in"
        hint="Bijvoorbeeld M-2026-000123"
        form={form}
        autocomplete="off"
        optional
      />
      <Actions>
        <Button>Voeg samen</Button>
      </Actions>
    </form>
  </>
)

export const SplitForm = ({ it, others, joined, form }: Omit<JoinProps, 'alike'>) => (
  <>
    <Trail it={it} label="Maak los" />
    <ErrorSummary form={form} />
    <PageTitle>Maak de melding los</PageTitle>
    <Lead>
      De melding krijgt weer een eigen incident. Het eigen bewijs gaat mee, en wat samen is besloten blijft bij allemaal
      staan. U kunt de meldingen later opnieuw samenvoegen.
    </Lead>
    <InIncident others={others} joined={joined} />
    <form method="post" action={`${urls.case(it.id)}/losmaken`}>
      <Actions>
        <Button>Maak melding {it.reference} los</Button>
      </Actions>
    </form>
  </>
)

const InIncident = ({ others, joined }: { others: readonly OtherCase[]; joined: boolean }) => {
  if (!joined) return null
  if (others.length === 0)
    return (
      <Card title="Eén incident met meer meldingen">
        <p>Wat u besluit, geldt ook voor de andere meldingen. Anderen behandelen die; u ziet ze niet.</p>
      </Card>
    )
  return (
    <Card title={`Eén incident met ${others.length + 1} meldingen`}>
      <LinkList items={others.map(one => ({ href: urls.case(one.id), label: one.reference, hint: facts(one) }))} />
    </Card>
  )
}

const shownAtMost = 3

/** Cases that may be about the same event, for who opens one of them. */
const Alike = ({ at, alike }: { at: string; alike: readonly OtherCase[] }) =>
  alike.length === 0 ? null : (
    <Card title="Lijkt op">
      <LinkList
        items={alike
          .slice(0, shownAtMost)
          .map(one => ({ href: urls.case(one.id), label: one.reference, hint: facts(one) }))}
      />
      {alike.length > shownAtMost && <p>En nog {alike.length - shownAtMost}.</p>}
      <Actions>
        <ButtonLink href={`${at}/samenvoegen`} kind="quiet">
          Gaat het om hetzelfde? Voeg samen
        </ButtonLink>
      </Actions>
    </Card>
  )

/** That more people are hit: all of it for who handles them, only that it is so for the person hit. */
export const SameIncident = ({ page }: { page: CasePage }) => {
  const { facts: it, joined, others, alike } = page
  const at = urls.case(it.id)
  if (it.part === 'own' || it.part === 'confidant')
    return joined ? (
      <Card title="U bent niet de enige">
        <p>
          Meer mensen hebben dit meegemaakt. De organisatie reageert één keer, voor u allemaal. Niemand van hen leest
          wat u schreef, en u leest niet wat zij schreven.
        </p>
      </Card>
    ) : null
  if (it.part === 'helper') return null
  return (
    <>
      <InIncident others={others} joined={joined} />
      {it.part === 'handler' && joined && (
        <Actions>
          <ButtonLink href={`${at}/losmaken`} kind="quiet">
            Maak deze melding los
          </ButtonLink>
        </Actions>
      )}
      {it.part === 'handler' && <Alike at={at} alike={alike} />}
    </>
  )
}
