import type { ContactPoint } from '../../engines/cases/contacts.ts'
import { UrgentContacts } from '../../engines/cases/contacts-view.tsx'
import { maxFileBytes } from '../../platform/arriving-file.ts'
import type { Texts } from '../../engines/cases/organisation-texts.ts'
import { functionInfo, functionLabel } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { acceptedExtensions } from '../../platform/media-types.ts'
import {
  Actions,
  Button,
  Checkbox,
  ErrorSummary,
  FirstButton,
  FileField,
  Radios,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { Card, Lead, Note, PageTitle, Paragraphs } from '../../ui/parts.tsx'
import { KeptUntil } from './draft-term-view.tsx'
import { WithEmergencyNumber } from './emergency-number.tsx'
import { fill, question, quickReport } from './questions.ts'
import type { OwnFunction } from './report.ts'
import { ColleagueField } from '../../engines/access/colleague-field.tsx'
import { ReportsTo, type ReportsToProps } from './reports-to-view.tsx'
import { urls } from './urls.ts'
import { WhoReads, type Reader } from './who-reads-view.tsx'

export interface KeptFile {
  id: string
  name: string
}

interface ReportFormProps extends ReportsToProps {
  id: string
  form: Form
  functions: readonly OwnFunction[]
  readers: readonly Reader[]
  /** Until when its draft is kept. */
  keptUntil: Date | undefined
  /** There is a draft of it already. */
  begun: boolean
  kept: readonly KeptFile[]
  matches: readonly { id: string; name: string; detail: string }[]
  contacts: readonly ContactPoint[]
  texts: Texts
  now: Date
}

const { help } = quickReport

export function QuickReportForm(props: ReportFormProps) {
  const { id, form, functions, readers, begun, keptUntil, kept, matches, contacts, texts, here, elsewhere, now } = props
  const emergency = functionInfo(functions[0]?.function ?? '')?.emergency ?? 'wat uw functie is'
  const inDanger = form.values['safe_now'] === 'no'
  return (
    <>
      <ErrorSummary form={form} />
      <PageTitle>{quickReport.title}</PageTitle>
      {begun && (
        <Note kind="info">
          <p>{help.draft_kept}</p>
          <KeptUntil until={keptUntil} />
        </Note>
      )}
      <Lead>{quickReport.intro}</Lead>
      <Note
        kind="danger"
        title={<WithEmergencyNumber text={inDanger ? help.danger_after_no.title : help.danger.title} />}
      >
        <p>{inDanger ? help.danger_after_no.text : fill(help.danger.text, { emergency })}</p>
      </Note>
      <Paragraphs text={texts.report_intro} />
      <p>
        Heeft u meer tijd, of meldt u voor een ander?{' '}
        <a class="nl-link" href={begun ? urls.fullDraft(id) : urls.report}>
          Meld volledig
        </a>
      </p>
      <ReportsTo here={here} elsewhere={elsewhere} to={urls.quickReport} />
      <form
        method="post"
        action={urls.draft(id)}
        enctype="multipart/form-data"
        novalidate
        data-warn
        data-max-bytes={maxFileBytes}
      >
        {kept.length > 0 && <FirstButton>{quickReport.submit}</FirstButton>}
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
        <KeptFiles at={`${urls.draft(id)}/bewijs`} kept={kept} />
        <FileField
          name="evidence"
          label={kept.length > 0 ? 'Nog meer bewijs' : question('evidence').label}
          hint={`${question('evidence').hint} Ten hoogste 50 MB per bestand.`}
          form={form}
          multiple
          optional
          accept={acceptedExtensions}
        />
        <WhoReads
          readers={readers}
          functions={functions.map(it => it.function)}
          now={now}
          choosing={matches.length > 0}
        />
        <Paragraphs text={texts.at_night} />
        <Actions>
          <Button>{quickReport.submit}</Button>
        </Actions>
      </form>
      <UrgentContacts contacts={contacts} />
      <p>
        {help.not_an_incident} Lees ook <a href="/onze-norm">onze norm</a>.
      </p>
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
      {alternative && <Checkbox name="via_weerbaar" label={alternative.label} form={form} />}
    </>
  )
}

const ColleagueQuestion = ({ form, matches }: Pick<ReportFormProps, 'form' | 'matches'>) => {
  const { label, hint, none } = question('own_organisation')
  return (
    <ColleagueField label={label} hint={hint} none={none?.label ?? 'Niemand'} form={form} matches={matches} optional />
  )
}

/** The files that a draft keeps, each with a button that takes it out; `at` is the address of the draft's files. */
export const KeptFiles = ({ at, kept }: { at: string; kept: readonly KeptFile[] }) =>
  kept.length === 0 ? null : (
    <Card title="Bewijs dat al is bewaard">
      <ul class="utrecht-unordered-list">
        {kept.map(file => (
          <li>
            {file.name}{' '}
            <button
              class="nl-button nl-button--subtle"
              formaction={`${at}/${file.id}/verwijderen`}
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
