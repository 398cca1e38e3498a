import { lineLabel, type Line } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, Checkboxes, ErrorSummary, Select, TextField } from '../../ui/form.tsx'
import { Card, Chip, EmptyState, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { inWords, shortTime, weekdayName, weekdays, whatReportersRead, type ShiftRow } from './duty.ts'
import type { Handler } from '../../engines/cases/handlers.ts'
import { Trail } from './people.views.tsx'

export interface DutyPageProps {
  lines: readonly Line[]
  shifts: readonly ShiftRow[]
  handlers: readonly Handler[]
  now: Date
  form: Form
  done: string | undefined
}

export const DutyPage = ({ lines, shifts, handlers, now, form, done }: DutyPageProps) => (
  <>
    <ErrorSummary form={form} />
    <Trail label="Dienst" />
    <PageTitle>Wie heeft wanneer dienst?</PageTitle>
    <Lead>
      Wie dienst heeft, leest nieuwe meldingen meteen. Niemand op dienst mag ook: melders lezen dan eerlijk dat hun
      melding nog niet wordt gelezen, en wie zij kunnen bellen.
    </Lead>
    {done && (
      <Note kind="success">
        <p>{done}</p>
      </Note>
    )}
    {lines.length === 0 ? (
      <EmptyState title="Regel eerst de routes">
        <p>
          Diensten horen bij een lijn, en de lijnen volgen uit de <a href="/beheer/routes">routes</a>.
        </p>
      </EmptyState>
    ) : (
      <>
        {lines.map(line => (
          <LineDuty line={line} shifts={shifts.filter(it => it.line === line)} now={now} />
        ))}
        <AddShifts lines={lines} handlers={handlers} form={form} />
      </>
    )}
  </>
)

interface LineDutyProps {
  line: Line
  shifts: readonly ShiftRow[]
  now: Date
}

const LineDuty = ({ line, shifts, now }: LineDutyProps) => (
  <>
    <h2>{lineLabel(line)}</h2>
    <p>Melders lezen nu: “{whatReportersRead(shifts, now)}”</p>
    <DataTable
      caption={`Diensten: ${lineLabel(line)}`}
      captionHidden
      columns={[
        { label: 'Wanneer', cell: it => `${weekdayName(it.weekday)} ${hours(it)}` },
        { label: 'Wie', cell: it => <Who shift={it} /> },
        { label: 'Weghalen', cell: it => <RemoveShift shift={it} /> },
      ]}
      rows={shifts}
      empty={<p>Niemand heeft dienst in deze lijn.</p>}
    />
  </>
)

const hours = ({ starts, ends }: ShiftRow) =>
  `${shortTime(starts)} – ${shortTime(ends)}${ends <= starts ? ' (volgende dag)' : ''}`

const Who = ({ shift: { name, able, absent } }: { shift: ShiftRow }) => (
  <>
    {name}
    {!able && (
      <>
        {' '}
        <Chip kind="late">kan dit niet behandelen</Chip>
      </>
    )}
    {able && absent && (
      <>
        {' '}
        <Chip kind="soon">afwezig</Chip>
      </>
    )}
  </>
)

const RemoveShift = ({ shift }: { shift: ShiftRow }) => (
  <form method="post" action={`/beheer/dienst/${shift.id}/verwijderen`}>
    <Button kind="quiet">
      Haal weg<span class="weerbaar-hidden"> {inWords(shift)}</span>
    </Button>
  </form>
)

const AddShifts = ({ lines, handlers, form }: { lines: readonly Line[]; handlers: readonly Handler[]; form: Form }) => (
  <Card title="Dienst toevoegen" id="toevoegen">
    <form method="post" action="/beheer/dienst" noValidate>
      <Select
        name="lijn"
        label="Lijn"
        form={form}
        empty="Kies een lijn"
        options={lines.map(value => ({ value, label: lineLabel(value) }))}
      />
      <Checkboxes
        name="dagen"
        label="Dagen"
        form={form}
        inline
        options={weekdays.map((label, index) => ({ value: String(index + 1), label }))}
      />
      <TextField name="van" label="Van" type="time" form={form} />
      <TextField name="tot" label="Tot" hint="Eerder dan het begin is de volgende dag." type="time" form={form} />
      <Select
        name="persoon"
        label="Wie heeft dienst?"
        hint="U kunt kiezen uit mensen met de rol Behandelaar of Leidinggevende."
        form={form}
        empty="Kies iemand"
        options={handlers.map(it => ({ value: it.id, label: it.name }))}
      />
      <Actions>
        <Button>Voeg dienst toe</Button>
      </Actions>
    </form>
  </Card>
)
