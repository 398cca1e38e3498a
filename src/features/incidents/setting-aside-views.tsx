import type { ComponentChildren } from 'preact'
import { notAnIncident, outcomes } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, ErrorSummary, Hidden, Radios, TextArea, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import { Propose, Proposed } from './handle-views.tsx'
import { urls } from './urls.ts'

export interface AsideProps {
  it: CaseFacts
  form: Form
  entryId: string
}

interface FrameProps extends AsideProps {
  title: string
  path: string
  list: 'waiting' | 'not_an_incident' | 'duplicate'
  question: string
  button: string
  before?: ComponentChildren
  children?: ComponentChildren
}

const Frame = ({ it, form, entryId, title, path, list, question, button, before, children }: FrameProps) => (
  <>
    <Breadcrumb items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: title }]} />
    <ErrorSummary form={form} />
    <PageTitle>{title}</PageTitle>
    <Lead>{outcomes[list].intro}</Lead>
    {before}
    <form method="post" action={`${urls.case(it.id)}/${path}`} novalidate data-warn>
      <Hidden name="entry" value={form.values['entry'] ?? entryId} />
      {outcomes[list].options.length > 1 ? (
        <Radios
          name="code"
          label={question}
          form={form}
          options={outcomes[list].options.map(one => ({ value: one.id, label: one.label, hint: one.explanation }))}
        />
      ) : (
        <Hidden name="code" value={outcomes[list].options[0]?.id ?? ''} />
      )}
      {children}
      <Proposed form={form} />
      <TextArea
        name="text"
        label="Wat hoort de melder?"
        hint="De melder leest deze tekst."
        form={form}
        rows={6}
        maxlengthHint={20_000}
      />
      <Actions>
        <Button>{button}</Button>
        <Propose />
      </Actions>
    </form>
  </>
)

export const WaitForm = (props: AsideProps) => (
  <Frame
    {...props}
    title="Zet op wachten"
    path="wachten"
    list="waiting"
    question="Waarop wacht de melding?"
    button="Zet op wachten"
  >
    <TextField name="tot" type="date" label="Tot welke dag?" form={props.form} />
  </Frame>
)

export const DuplicateForm = (props: AsideProps) => (
  <Frame
    {...props}
    title="Dit is dubbel gemeld"
    path="dubbel"
    list="duplicate"
    question="Waarom?"
    button="Rond af als dubbel"
  >
    <TextField
      name="kenmerk"
      label="Kenmerk van de andere melding"
      hint="Bijvoorbeeld M-2026-000123. De melder ziet dit kenmerk alleen als die melding ook van de melder zelf is."
      form={props.form}
      autocomplete="off"
    />
  </Frame>
)

export const RefuseIncidentForm = (props: AsideProps) => (
  <Frame
    {...props}
    title="Dit is geen incident"
    path="geen-incident"
    list="not_an_incident"
    question="Waarom is dit geen incident?"
    button="Rond af als geen incident"
    before={
      <Note kind="info">
        <p>{notAnIncident.text}</p>
      </Note>
    }
  />
)
