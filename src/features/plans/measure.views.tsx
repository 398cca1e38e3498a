import type { Change } from '../../engines/plans/history.ts'
import { sizeOf, type Finding, type Measure, type Risk } from '../../engines/plans/measures.ts'
import {
  kindLabel,
  payerLabel,
  priorityLabel,
  reasonLabel,
  reasonOptions,
  stateOptions,
} from '../../engines/plans/words.ts'
import type { Form } from '../../platform/form.ts'
import { formatEuros } from '../../platform/money.ts'
import { formatShort } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Radios, Select, TextArea, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Card, Facts, Note, PageTitle, Paragraphs } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { DueDay, StateChip } from './list.views.tsx'
import { measureUrl, ownUrl, planUrl } from './urls.ts'

export interface MeasureProps {
  measure: Measure
  findings: readonly Finding[]
  history: readonly Change[]
  form: Form
  mayTell: boolean
  mayArrange: boolean
  readsPlan: boolean
  done: boolean
  now: Date
}

export function MeasurePage(it: MeasureProps) {
  const { measure, form, mayTell, mayArrange, readsPlan, done } = it
  const up =
    measure.person === null && readsPlan
      ? { href: planUrl, label: 'Plan' }
      : { href: ownUrl, label: 'Mijn maatregelen' }
  return (
    <>
      <ErrorSummary form={form} />
      <Breadcrumb items={[up, { label: measure.title }]} />
      <PageTitle chip={<StateChip state={measure.state} />}>{measure.title}</PageTitle>
      {done && (
        <Note kind="success">
          <p>Wat u invulde, is bewaard.</p>
        </Note>
      )}
      {measure.explanation !== '' && <Paragraphs text={measure.explanation} />}
      <FactsOf {...it} />
      {mayArrange && (
        <Actions>
          <ButtonLink href={`${measureUrl(measure.id)}/wijzigen`} kind="quiet">
            Wijzig deze maatregel
          </ButtonLink>
        </Actions>
      )}
      {mayTell && <StateCard measure={measure} form={form} />}
      <Findings {...it} />
      <History {...it} />
      {mayArrange && measure.person !== null && <RemoveCard measure={measure} />}
    </>
  )
}

const inWords = (it: Risk) => `${sizeOf(it)} (kans ${it.chance}, gevolg ${it.impact})`
const empty = 'Niet ingevuld'

function FactsOf({ measure: it, now }: MeasureProps) {
  const reason = [it.reasonCode && reasonLabel(it.reasonCode), it.reason].filter(Boolean).join('. ')
  const costs = [
    it.costOnce !== null && `${formatEuros(it.costOnce)} één keer`,
    it.costYearly !== null && `${formatEuros(it.costYearly)} per jaar`,
  ].filter(Boolean)
  return (
    <Facts
      items={[
        { term: 'Thema', value: it.themeTitle },
        { term: 'Voorrang', value: priorityLabel(it.priority) },
        { term: 'Wie het doet', value: it.owner?.name ?? 'Nog niemand' },
        { term: 'Klaar op', value: <DueDay it={it} now={now} /> },
        { term: 'Kosten', value: costs.join(', ') || empty },
        { term: 'Wie betaalt', value: payerLabel(it.payer) },
        ...(it.unit ? [{ term: 'Eenheid', value: it.unit.name }] : []),
        ...(it.risk === '' ? [] : [{ term: 'Risico', value: it.risk }]),
        ...(it.before ? [{ term: 'Risico, voor de maatregel', value: inWords(it.before) }] : []),
        ...(it.after ? [{ term: 'Risico, nu', value: inWords(it.after) }] : []),
        ...(reason === '' ? [] : [{ term: 'Reden', value: reason }]),
        ...(it.evidence === '' ? [] : [{ term: 'Waaraan u het ziet', value: it.evidence }]),
        ...(it.evidenceUrl === ''
          ? []
          : [
              {
                term: 'Waar dat staat',
                value: (
                  <a class="nl-link" href={it.evidenceUrl} rel="noreferrer noopener">
                    {it.evidenceUrl}
                  </a>
                ),
              },
            ]),
      ]}
    />
  )
}

const StateCard = ({ measure, form }: { measure: Measure; form: Form }) => (
  <Card title="Hoe staat het ermee?" id="stand">
    <form method="post" action={`${measureUrl(measure.id)}/stand`} noValidate data-warn>
      <Radios
        name="stand"
        label="Stand"
        options={stateOptions.map(it => ({ value: it.id, label: it.label, hint: it.hint }))}
        form={form}
      />
      <Select
        name="reden_code"
        label="Waarom niet?"
        hint="Alleen als het vervalt of niet van toepassing is."
        empty="Kies een reden"
        options={reasonOptions.map(it => ({ value: it.id, label: it.label }))}
        form={form}
        optional
      />
      {measure.person === null && (
        <>
          <TextArea
            name="reden"
            label="Reden, in woorden"
            hint="Waarom het later wordt, of niet doorgaat."
            rows={3}
            maxlengthHint={2000}
            form={form}
            optional
          />
          <TextArea
            name="bewijs"
            label="Waaraan ziet iemand anders dat het gedaan is?"
            rows={3}
            maxlengthHint={2000}
            form={form}
            optional
          />
          <TextField
            name="bewijs_url"
            label="Waar staat dat?"
            hint="Een adres op intranet of internet."
            type="url"
            form={form}
            optional
          />
        </>
      )}
      <Actions>
        <Button>Bewaar de stand</Button>
      </Actions>
    </form>
  </Card>
)

const Findings = ({ findings, now }: MeasureProps) => (
  <DataTable
    caption="Waar dit uit volgt"
    columns={[
      { label: 'Wat', cell: it => it.label },
      { label: 'Waarvan', cell: it => `${kindLabel(it.kind)} ${it.reference}` },
      { label: 'Voorgesteld', cell: it => formatShort(it.addedAt, now) },
    ]}
    rows={findings}
    empty={<p class="nl-paragraph">Iemand voegde deze maatregel zelf toe.</p>}
  />
)

const History = ({ history, measure, now }: MeasureProps) => (
  <DataTable
    caption="Wat er veranderde"
    columns={[
      { label: 'Wanneer', cell: it => formatShort(it.at, now) },
      { label: 'Wie', cell: it => it.who },
      { label: 'Wat', cell: it => it.field },
      { label: 'Was', cell: it => it.old },
      { label: 'Werd', cell: it => it.new },
    ]}
    rows={history}
    empty={
      <p class="nl-paragraph">{`Er is niets veranderd sinds deze maatregel erbij kwam, ${formatShort(measure.madeAt, now)}.`}</p>
    }
  />
)

const RemoveCard = ({ measure }: { measure: Measure }) => (
  <Card title="Haal deze maatregel weg">
    <p class="nl-paragraph">
      Deze maatregel gaat over uw huis. U mag hem altijd weghalen, met alles wat erbij staat. Dat kan niet terug.
    </p>
    <form method="post" action={`${measureUrl(measure.id)}/weg`}>
      <Button kind="danger">Haal weg</Button>
    </form>
  </Card>
)
