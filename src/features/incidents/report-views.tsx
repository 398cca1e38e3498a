import type { Duty } from '../../engines/cases/duty.ts'
import { functionInfo, functionLabel } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { acceptedExtensions } from '../../platform/media-types.ts'
import { formatShort } from '../../ui/dates.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Checkbox,
  ErrorSummary,
  FileField,
  Radios,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { Card, Facts, Lead, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import { fill, question, quickReport } from './questions.ts'
import type { OwnFunction } from './report.ts'
import { urls } from './urls.ts'

/** Who gets a report in one of the functions of this person, in words. */
export interface Reader {
  function: string
  handler: string
  duty: Duty
  dutyName: string | undefined
  staff: boolean
}

export interface KeptFile {
  id: string
  name: string
}

export interface ContactPoint {
  name: string
  phone: string
  url: string
  description: string
  checkedOn: string | null
}

interface ReportFormProps {
  id: string
  form: Form
  functions: readonly OwnFunction[]
  readers: readonly Reader[]
  kept: readonly KeptFile[]
  matches: readonly { id: string; name: string; detail: string }[]
  contacts: readonly ContactPoint[]
  now: Date
}

const { help } = quickReport

export function QuickReportForm({ id, form, functions, readers, kept, matches, contacts, now }: ReportFormProps) {
  const emergency = functionInfo(functions[0]?.function ?? '')?.emergency ?? 'wat uw functie is'
  const inDanger = form.values['safe_now'] === 'no'
  return (
    <>
      <ErrorSummary form={form} />
      <PageTitle>{quickReport.title}</PageTitle>
      <Lead>{quickReport.intro}</Lead>
      <Note
        kind="danger"
        title={
          inDanger ? (
            help.danger_after_no.title
          ) : (
            <>
              Bent u nu in gevaar? Bel <a href="tel:112">112</a>.
            </>
          )
        }
      >
        <p>{inDanger ? help.danger_after_no.text : fill(help.danger.text, { emergency })}</p>
      </Note>
      <form method="post" action={urls.draft(id)} enctype="multipart/form-data" novalidate data-warn>
        <FunctionQuestion form={form} functions={functions} />
        <Radios
          name="safe_now"
          label={question('safe_now').label}
          form={form}
          options={question('safe_now').options ?? []}
        />
        <TextArea
          name="what"
          label={question('what').label}
          hint={question('what').hint}
          form={form}
          rows={6}
          maxlengthHint={question('what').max_length ?? 20_000}
        />
        <ReachQuestion form={form} />
        <ColleagueQuestion form={form} matches={matches} />
        <KeptFiles id={id} kept={kept} />
        <FileField
          name="evidence"
          label={kept.length > 0 ? 'Nog meer bewijs' : question('evidence').label}
          hint={`${question('evidence').hint} Ten hoogste 50 MB per bestand.`}
          form={form}
          multiple
          optional
          accept={acceptedExtensions}
        />
        <WhoReads readers={readers} now={now} />
        <Actions>
          <Button>{quickReport.submit}</Button>
        </Actions>
      </form>
      <UrgentContacts contacts={contacts} />
      <p>{help.not_an_incident}</p>
    </>
  )
}

const FunctionQuestion = ({ form, functions }: { form: Form; functions: readonly OwnFunction[] }) =>
  functions.length < 2 ? null : (
    <Radios
      name="function"
      label={question('function').label}
      hint={question('function').hint}
      form={form}
      options={functions.map(it => ({ value: it.function, label: functionLabel(it.function) }))}
    />
  )

const ReachQuestion = ({ form }: { form: Form }) => {
  const { label, hint, alternative } = question('reach')
  return (
    <>
      <TextField name="reach" label={label} hint={hint} form={form} autocomplete="tel" />
      {alternative && <Checkbox name={alternative.value} label={alternative.label} form={form} />}
    </>
  )
}

// A name to type, not a list to choose from: an organisation may have twenty thousand people.
const ColleagueQuestion = ({ form, matches }: Pick<ReportFormProps, 'form' | 'matches'>) => {
  const { label, hint, none } = question('own_organisation')
  return (
    <>
      <TextField
        name="colleague"
        label={label}
        hint={`Vul de naam of het e-mailadres in. ${hint}`}
        form={form}
        optional
        autocomplete="off"
      />
      {matches.length > 0 && (
        <Radios
          name="colleague_id"
          label="Wie van deze collega's bedoelt u?"
          form={form}
          options={[
            ...matches.map(it => ({ value: it.id, label: it.name, hint: it.detail })),
            { value: 'none', label: none?.label ?? 'Niemand' },
          ]}
        />
      )}
    </>
  )
}

const KeptFiles = ({ id, kept }: { id: string; kept: readonly KeptFile[] }) =>
  kept.length === 0 ? null : (
    <Card title="Bewijs dat al is bewaard">
      <ul class="utrecht-unordered-list">
        {kept.map(file => (
          <li>
            {file.name}{' '}
            <button
              class="nl-button nl-button--subtle"
              formaction={`${urls.draft(id)}/bewijs/${file.id}/verwijderen`}
              name="weg"
              value="ja"
            >
              Verwijder<span class="weerbaar-hidden"> {file.name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  )

export const WhoReads = ({ readers, now }: { readers: readonly Reader[]; now: Date }) => (
  <Note kind="info" title={help.who_reads.title}>
    {readers.map(reader => (
      <p>
        {readers.length > 1 && <strong>Als {functionLabel(reader.function)}: </strong>}
        {whoReadsWhen(reader, now)}
      </p>
    ))}
    <p>{readers.some(it => it.staff) ? help.who_reads.others_staff : help.who_reads.others}</p>
    <p>
      {help.exception.title}: {help.exception.text}
    </p>
  </Note>
)

/** Who reads a report made now, and when: honest about a night in which nobody does. */
export function whoReadsWhen({ handler, duty, dutyName }: Reader, now: Date): string {
  const goesTo = `Uw melding gaat naar ${handler}.`
  if (duty.now)
    return fill(help.who_reads.on_duty, { handler, duty: dutyName ?? handler, until: formatShort(duty.now.until, now) })
  if (duty.next) return `${goesTo} ${fill(help.who_reads.no_duty, { next: formatShort(duty.next, now) })}`
  return `${goesTo} ${help.who_reads.no_duty_at_all}`
}

const checked = (on: string | null) =>
  on === null ? 'nog niet gecontroleerd' : `gecontroleerd op ${on.split('-').reverse().join('-')}`

export const UrgentContacts = ({ contacts }: { contacts: readonly ContactPoint[] }) =>
  contacts.length === 0 ? null : (
    <Card title="Wie kunt u nu bellen?" id="bellen">
      <LinkList
        items={contacts.map(it => ({
          href: it.phone ? `tel:${it.phone.replaceAll(/[^0-9+]/g, '')}` : it.url,
          label: `${it.name}${it.phone ? `: ${it.phone}` : ''}`,
          hint: `${it.description} (${checked(it.checkedOn)})`,
        }))}
      />
    </Card>
  )

interface ReceiptProps {
  it: CaseFacts
  reader: Reader
  contacts: readonly ContactPoint[]
  now: Date
  reportedAt: string
  hash: string
}

export const Receipt = ({ it, reader, contacts, now, reportedAt, hash }: ReceiptProps) => (
  <>
    <PageTitle>{quickReport.after.title}</PageTitle>
    {it.safe_now === 'no' && (
      <Note kind="danger" title={help.danger_after_no.title}>
        <p>{help.danger_after_no.text}</p>
      </Note>
    )}
    <Note kind="success" title={fill(quickReport.after.reference, { reference: it.reference ?? '' })}>
      <p>{help.not_normal}</p>
    </Note>
    <Card title="Wie leest dit, en wanneer?">
      <p>{whoReadsWhen(reader, now)}</p>
    </Card>
    <Card title="Wat gebeurt er nu?">
      <ul class="utrecht-unordered-list">
        {quickReport.after.next.map(step => (
          <li>{step}</li>
        ))}
      </ul>
      <Actions>
        <ButtonLink href={urls.case(it.id)}>Bekijk uw melding of vul haar aan</ButtonLink>
      </Actions>
    </Card>
    <Card title="Uw ontvangstbewijs">
      <Facts
        items={[
          { term: 'Kenmerk', value: it.reference },
          { term: 'Ontvangen op', value: reportedAt },
          { term: 'Controlegetal', value: <code class="weerbaar-code">{hash}</code> },
        ]}
      />
      <p>{quickReport.after.receipt} U kunt deze pagina afdrukken of bewaren.</p>
    </Card>
    <UrgentContacts contacts={contacts} />
  </>
)
