import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Hidden, Select } from '../../ui/form.tsx'
import { Breadcrumb, EmptyState, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import type { Handed, Holder } from './bulk.ts'
import type { Candidate } from './hand-over.ts'
import { nameOf } from './hand-over-views.tsx'
import { showCount } from './list-views.tsx'
import type { Count } from './lists.ts'
import { urls } from './urls.ts'

interface BulkProps {
  from: readonly Holder[]
  to: readonly Candidate[]
  form: Form
}

const count = (cases: Count) => `${showCount(cases)} ${cases.n === 1 ? 'open melding' : 'open meldingen'}`

export function BulkForm({ from, to, form }: BulkProps) {
  const asked = form.values['vraag'] === 'ja' && Object.keys(form.errors).length === 0
  const holder = from.find(it => it.id === form.values['van'])
  const receiver = to.find(it => it.id === form.values['naar'])
  return (
    <>
      <Breadcrumb items={[{ href: urls.line, label: 'Meldingen in uw lijn' }, { label: 'Draag alles over' }]} />
      <ErrorSummary form={form} />
      <PageTitle>Draag alles over</PageTitle>
      <Lead>
        Gaat een behandelaar weg? Geef dan alle open meldingen op uw lijn in één keer aan iemand anders. De melders zien
        wie hun melding nu heeft.
      </Lead>
      {from.length === 0 ? (
        <EmptyState title="Er zijn geen open meldingen">
          <p>Op uw lijn heeft nu niemand open meldingen.</p>
        </EmptyState>
      ) : asked && holder && receiver ? (
        <form method="post" action={urls.bulkHandOver}>
          <Hidden name="van" value={holder.id} />
          <Hidden name="naar" value={receiver.id} />
          <Note kind="warning" title={`U geeft ${count(holder.cases)} van ${holder.name} aan ${receiver.name}.`}>
            <p>{holder.name} kan daarna niet meer bij deze meldingen.</p>
            {receiver.away && <p>{receiver.name} is nu afwezig. Is er een vervanger, dan kijkt die zolang mee.</p>}
          </Note>
          <Actions>
            <Button name="zeker" value="ja">
              Draag over
            </Button>
            <ButtonLink href={urls.bulkHandOver} kind="quiet">
              Terug
            </ButtonLink>
          </Actions>
        </form>
      ) : (
        <form method="post" action={urls.bulkHandOver} novalidate>
          <Select
            name="van"
            label="Van wie?"
            form={form}
            options={from.map(it => ({ value: it.id, label: `${it.name} (${count(it.cases)})` }))}
            empty="Kies iemand"
          />
          <Select
            name="naar"
            label="Aan wie?"
            form={form}
            options={to.map(it => ({ value: it.id, label: nameOf(it) }))}
            empty="Kies iemand"
          />
          <Actions>
            <Button>Verder</Button>
          </Actions>
        </form>
      )}
    </>
  )
}

export const HandedOver = ({ given, kept, to }: Handed & { to: string }) => (
  <>
    <Breadcrumb items={[{ href: urls.line, label: 'Meldingen in uw lijn' }, { label: 'Overgedragen' }]} />
    <PageTitle>De meldingen zijn overgedragen</PageTitle>
    <Note kind="success">
      <p>
        {to} heeft nu {given === 1 ? 'één melding' : `${given} meldingen`} erbij, en krijgt daar bericht van.
      </p>
    </Note>
    {kept.length > 0 && (
      <Note kind="warning" title="Deze konden niet mee">
        <p>
          {kept.join(', ')}. Deze persoon mag ze niet behandelen, of iemand anders deed er net iets mee. Probeer het nog
          een keer, of geef ze aan iemand anders.
        </p>
      </Note>
    )}
    <Actions>
      <ButtonLink href={urls.line}>Naar de lijn</ButtonLink>
    </Actions>
  </>
)
