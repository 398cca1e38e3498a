import type { ComponentChildren } from 'preact'
import { formatEuros, typedEuros } from '../../../platform/money.ts'
import type { Form } from '../../../platform/form.ts'
import { formatDate } from '../../../ui/dates.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Checkboxes,
  ErrorSummary,
  Hidden,
  Radios,
  TextArea,
  TextField,
} from '../../../ui/form.tsx'
import type { FieldProps } from '../../../ui/field.tsx'
import { Breadcrumb, Card, Facts, Lead, Note, PageTitle, Words } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { urls } from '../urls.ts'
import type { RecordPart } from './part.ts'
import {
  listed,
  optionsOf,
  type Around,
  type CaseRecord,
  type Field,
  type Option,
  type RecordKind,
  type Values,
} from './record.ts'

const crumbs = (facts: CaseFacts) => [{ href: urls.case(facts.id), label: `Melding ${facts.reference}` }]

/** The page of a part: its records, each with how to change it for who handles the case. */
export const PartPage = ({ part, around, saved }: { part: RecordPart; around: Around; saved: boolean }) => (
  <>
    <Breadcrumb items={[...crumbs(around.facts), { label: part.line.label }]} />
    {saved && (
      <Note kind="success">
        <output>Het is bewaard.</output>
      </Note>
    )}
    <PageTitle>{part.line.label}</PageTitle>
    <Lead>{part.lead(around)}</Lead>
    {around.facts.part === 'own' && (
      <p>
        Mist u hier iets, of klopt er iets niet? <a href={`${urls.case(around.facts.id)}#bericht`}>Stuur een bericht</a>
        . Wie uw melding behandelt, legt het vast.
      </p>
    )}
    {part.above?.(around)}
    {part.kinds
      .filter(kind => around.facts.part === 'handler' || kind.audience === 'all')
      .map(kind => (
        <KindCard kind={kind} around={around} />
      ))}
  </>
)

const KindCard = ({ kind, around }: { kind: RecordKind; around: Around }) => {
  const { facts } = around
  const records = listed(kind, around)
  return (
    <Card title={kind.heading} id={kind.kind}>
      {kind.explanation !== undefined && facts.part === 'handler' && <p>{kind.explanation}</p>}
      {records.length === 0 && <p class="weerbaar-soft">Hier staat nog niets.</p>}
      {records.map((record, index) => (
        <RecordView kind={kind} around={around} record={record} n={index + 1} />
      ))}
      {facts.part === 'handler' && !(kind.single && records.length > 0) && (
        <Actions>
          <ButtonLink href={`${urls.case(facts.id)}/${kind.path}`} kind="quiet">
            {kind.add}
          </ButtonLink>
        </Actions>
      )}
    </Card>
  )
}

interface RecordProps {
  kind: RecordKind
  around: Around
  record: CaseRecord
  n: number
}

const RecordView = ({ kind, around, record, n }: RecordProps) => (
  <section aria-label={`${kind.title} ${n}`}>
    <Facts
      items={kind.fields.flatMap(field => {
        const value = shown(field, record.values[field.name] ?? '', around)
        return value === undefined ? [] : [{ term: field.label, value }]
      })}
    />
    {around.facts.part === 'handler' && (
      <p>
        <a class="nl-link" href={`${urls.case(around.facts.id)}/vastgelegd/${record.id}`}>
          Wijzig<span class="weerbaar-hidden"> {`${kind.title.toLowerCase()} ${n}`}</span>
        </a>
      </p>
    )}
  </section>
)

/** How a value reads; undefined where nothing was filled in. */
function shown(field: Field, value: string, around: Around): ComponentChildren {
  if (value === '') return undefined
  if ('options' in field) return chosenIn(value, optionsOf(field, around))
  switch (field.type) {
    case 'day':
      return formatDate(new Date(`${value}T12:00:00Z`))
    case 'amount':
      return formatEuros(Number(value))
    case 'text':
      return <Words>{value}</Words>
    case 'line':
      break
  }
  return value
}

function chosenIn(value: string, offered: readonly Option[]): ComponentChildren {
  const chosen = value.split('\n').map(code => <Chosen option={offered.find(it => it.id === code)} />)
  if (chosen.length === 1) return chosen
  return (
    <ul class="utrecht-unordered-list">
      {chosen.map(one => (
        <li>{one}</li>
      ))}
    </ul>
  )
}

// What was chosen may not be there any more, such as a piece that went to another incident.
const Chosen = ({ option }: { option: Option | undefined }) => {
  if (option === undefined) return <>Niet meer te zien</>
  return option.href === undefined ? (
    <>{option.label}</>
  ) : (
    <a class="nl-link" href={option.href}>
      {option.label}
    </a>
  )
}

interface FormProps {
  part: RecordPart
  kind: RecordKind
  around: Around
  form: Form
  record: string
  entry: string
}

export const RecordForm = ({ part, kind, around, form, record, entry }: FormProps) => {
  const at = urls.case(around.facts.id)
  return (
    <>
      <Breadcrumb
        items={[
          ...crumbs(around.facts),
          { href: `${at}/${part.line.path}`, label: part.line.label },
          { label: kind.title },
        ]}
      />
      <ErrorSummary form={form} />
      <PageTitle>{kind.title}</PageTitle>
      {kind.explanation !== undefined && <Lead>{kind.explanation}</Lead>}
      <form method="post" action={`${at}/${kind.path}`} novalidate data-warn>
        <Hidden name="record" value={form.values['record'] ?? record} />
        <Hidden name="version" value={versionSeen(form, around, record)} />
        <Hidden name="entry" value={form.values['entry'] ?? entry} />
        {kind.fields.map(field => (
          <FieldView field={field} around={around} form={form} />
        ))}
        <Actions>
          <Button>Bewaar</Button>
        </Actions>
      </form>
    </>
  )
}

/** Which version the form began with; after a word about a newer one, that one. */
const versionSeen = ({ values, errors }: Form, { records }: Around, record: string): string =>
  (errors[''] === undefined ? values['version'] : undefined) ??
  String(records.find(it => it.id === (values['record'] ?? record))?.version ?? 0)

const FieldView = ({ field, around, form }: { field: Field; around: Around; form: Form }) => {
  const shared = {
    name: field.name,
    label: field.label,
    form,
    ...(field.hint !== undefined && { hint: field.hint }),
    ...(field.required === undefined && { optional: true }),
  }
  if ('options' in field) return <ChoicesView field={field} around={around} shared={shared} />
  switch (field.type) {
    case 'text':
      return <TextArea {...shared} rows={4} maxlengthHint={20_000} />
    case 'day':
      return <TextField {...shared} type="date" />
    case 'amount':
      return <TextField {...shared} inputmode="decimal" />
    case 'line':
      break
  }
  return <TextField {...shared} />
}

type ChoiceField = Extract<Field, { options: unknown }>

const ChoicesView = ({ field, around, shared }: { field: ChoiceField; around: Around; shared: FieldProps }) => {
  const options = optionsOf(field, around).map(it => ({ value: it.id, label: it.label, hint: it.hint }))
  const Choices = field.type === 'choices' ? Checkboxes : Radios
  return options.length > 0 ? <Choices {...shared} options={options} /> : null
}

/** What was kept, as it stands in the fields of the form. */
export const asTyped = (kind: RecordKind, values: Values): Record<string, string> =>
  Object.fromEntries(
    kind.fields.map(({ name, type }) => {
      const value = values[name] ?? ''
      return [name, type === 'amount' && value !== '' ? typedEuros(Number(value)) : value]
    }),
  )
