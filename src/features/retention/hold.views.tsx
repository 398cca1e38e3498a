import type { Form } from '../../platform/form.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, Button, ErrorSummary, Radios, TextArea } from '../../ui/form.tsx'
import { Breadcrumb, Facts, Lead, Note, PageTitle, Words } from '../../ui/parts.tsx'
import { holdReasons } from './terms.ts'
import { holdReason } from './words.ts'

export interface Hold {
  reason: string
  words: string
  at: Date
  by: string
}

export interface HoldPageProps {
  id: string
  hold: Hold | undefined
  form: Form
  done: boolean
}

export const HoldPage = ({ id, hold, form, done }: HoldPageProps) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb items={[{ href: `/meldingen/${id}`, label: 'De melding' }, { label: 'Bewaarplicht' }]} />
    <PageTitle>Bewaarplicht</PageTitle>
    {done && (
      <Note kind="success">
        <p>{hold ? 'De bewaarplicht is vastgelegd.' : 'De bewaarplicht is beëindigd.'}</p>
      </Note>
    )}
    {hold ? <Held id={id} hold={hold} /> : <Place id={id} form={form} />}
  </>
)

const Held = ({ id, hold }: { id: string; hold: Hold }) => (
  <>
    <Lead>Deze melding wordt niet vernietigd, ook niet als de bewaartermijn voorbij is.</Lead>
    <Facts
      items={[
        { term: 'Reden', value: holdReason(hold.reason) },
        { term: 'Vastgelegd', value: `${formatDate(hold.at)}, ${hold.by}` },
        { term: 'Uitleg', value: <Words>{hold.words}</Words> },
      ]}
    />
    <form method="post" action={`/meldingen/${id}/bewaren/beeindigen`}>
      <Actions>
        <Button kind="quiet">Beëindig de bewaarplicht</Button>
      </Actions>
    </form>
  </>
)

const Place = ({ id, form }: { id: string; form: Form }) => (
  <>
    <Lead>
      Moet deze melding blijven, bijvoorbeeld omdat er een rechtszaak loopt? Dan wordt die niet vernietigd tot u dat
      zegt.
    </Lead>
    <form method="post" action={`/meldingen/${id}/bewaren`} noValidate data-warn>
      <Radios
        name="reden"
        label="Waarom moet de melding blijven?"
        form={form}
        options={holdReasons.map(it => ({ value: it.id, label: it.label }))}
      />
      <TextArea
        name="uitleg"
        label="Uitleg"
        hint="Alleen wie deze melding behandelt of erop toeziet, leest dit."
        form={form}
        rows={3}
        maxlengthHint={2000}
      />
      <Actions>
        <Button>Leg de bewaarplicht vast</Button>
      </Actions>
    </form>
  </>
)
