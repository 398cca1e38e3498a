import type { Form } from '../../platform/form.ts'
import { formatShort } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Hidden, Select, TextField } from '../../ui/form.tsx'
import { Card, Chip, EmptyState, Lead, PageTitle, Pager } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { actionName, actionOptions } from '../../engines/access/actions.ts'
import { logAddress, pageSize, refusedOnly, type Filter, type LogRow } from './log.ts'

export interface LogPageProps {
  rows: readonly LogRow[]
  /** Reads out a code of an action. */
  read: (action: string, code: string) => string
  filter: Filter
  form: Form
  now: Date
}

export const LogPage = ({ rows, read, filter, form, now }: LogPageProps) => (
  <>
    <ErrorSummary form={form} />
    <PageTitle>Logboek</PageTitle>
    <Lead>
      Wie deed wat, en wanneer. De inhoud van meldingen staat hier niet in. Dat u dit logboek bekijkt, staat er ook in.{' '}
      <a href="/controle/logboek/echtheid">Is dit logboek echt?</a>
    </Lead>
    <Card>
      <details open={Object.values(form.values).some(it => it !== '')}>
        <summary>Zoeken in het logboek</summary>
        <FilterFields form={form} />
      </details>
    </Card>
    <DataTable
      caption="Gebeurtenissen, de nieuwste eerst"
      columns={[
        { label: 'Wanneer', cell: it => <When at={it.at} now={now} /> },
        { label: 'Wat', cell: it => <What row={it} /> },
        { label: 'Wie', cell: it => <Who row={it} filter={filter} /> },
        { label: 'Waarop', cell: it => <On row={it} filter={filter} read={read} /> },
      ]}
      rows={rows.slice(0, pageSize)}
      empty={
        <EmptyState title="Niets gevonden">
          <p>Kies een langere periode, of zoek op minder.</p>
        </EmptyState>
      }
    />
    <Pager next={nextPage(rows, filter)} />
  </>
)

function nextPage(rows: readonly LogRow[], filter: Filter): string | undefined {
  const last = rows[pageSize - 1]
  return last && rows.length > pageSize
    ? logAddress({ ...filter, after: { at: last.at.toISOString(), id: last.id } })
    : undefined
}

// Two entries of one minute stand in an order: the seconds show it.
const When = ({ at, now }: { at: Date; now: Date }) => (
  <time dateTime={at.toISOString()}>
    {formatShort(at, now)}:{String(at.getUTCSeconds()).padStart(2, '0')}
  </time>
)

const What = ({ row }: { row: LogRow }) => (
  <>
    {actionName(row.action)}
    {row.result === 'refused' && (
      <>
        {' '}
        <Chip kind="soon">Geweigerd</Chip>
      </>
    )}
  </>
)

const Who = ({ row, filter }: { row: LogRow; filter: Filter }) =>
  row.actor_id === null ? (
    <>Weerbaar zelf</>
  ) : (
    <a href={logAddress({ ...filter, person: row.actor_id, after: undefined })}>
      {row.actor ?? 'Iemand buiten uw organisatie'}
    </a>
  )

const On = ({ row, filter, read }: { row: LogRow; filter: Filter; read: LogPageProps['read'] }) => {
  if (row.case_id === null && row.object === null) return <>–</>
  return (
    <>
      {row.case_id !== null && (
        <p>
          <a href={logAddress({ ...filter, case: row.case_id, after: undefined })}>Zaak {row.case_id.slice(0, 8)}</a>
        </p>
      )}
      {row.object?.split(' ').map(code => (
        <p>
          <small>{read(row.action, code)}</small>
        </p>
      ))}
    </>
  )
}

const FilterFields = ({ form }: { form: Form }) => (
  <form method="post" action="/controle/logboek" noValidate>
    <Hidden name="zaak" value={form.values['zaak'] ?? ''} />
    {form.values['zaak'] && <p>Alleen zaak {form.values['zaak'].slice(0, 8)}.</p>}
    <Select name="wat" label="Wat" form={form} empty="Alles" options={actionOptions} />
    <Select
      name="uitkomst"
      label="Uitkomst"
      form={form}
      empty="Alles"
      options={[{ value: refusedOnly, label: 'Alleen wat is geweigerd' }]}
    />
    <TextField
      name="wie"
      label="Wie"
      hint="Het e-mailadres van de persoon."
      type="email"
      autocomplete="off"
      optional
      form={form}
    />
    <TextField name="vanaf" label="Vanaf" type="date" optional form={form} />
    <TextField name="tot" label="Tot en met" type="date" optional form={form} />
    <Actions>
      <Button>Zoek</Button>
      <ButtonLink kind="quiet" href="/controle/logboek">
        Toon alles
      </ButtonLink>
    </Actions>
  </form>
)
