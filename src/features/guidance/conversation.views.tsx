import { groups } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, Button, ErrorSummary, Hidden, Select, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Card, Chip, EmptyState, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { agenda, type Conversation } from './conversation.ts'

const groupLabel = (id: string) => groups.find(it => it.id === id)?.label ?? id

const quarters = ['Minder dan een kwart', 'Een kwart tot de helft', 'De helft tot driekwart', 'Driekwart of meer']
const halves = ['Minder dan de helft', '', 'De helft of meer']
// As app.norm_shares counts: a quarter of fewer people is nearly one person.
const fewForQuarters = 9

const share = ({ people, quarter }: Conversation): string =>
  people === null
    ? 'In deze groep zitten minder dan vijf mensen. Daarom staat er niet hoeveel er de norm kennen.'
    : `${(people < fewForQuarters ? halves : quarters)[quarter ?? 0]} van deze ${people} mensen zei tot en met gisteren: ik ken de norm en de contactpunten.`

/** For a member: what to talk about, and to say that they know. */
export const ConversationPage = ({ held }: { held: readonly Conversation[] }) => (
  <>
    <Breadcrumb items={[{ href: '/onze-norm', label: 'Onze norm' }, { label: 'Gesprek' }]} />
    <PageTitle>Gesprek over de norm</PageTitle>
    <Lead>{agenda.intro}</Lead>
    {held.length > 0 && (
      <Note kind="info" title="Alleen u ziet wat u hier kiest">
        <p>
          Niemand kan zien wie dit bevestigde, ook de beheerder niet. Te zien is alleen hoe het in een groep van vijf of
          meer mensen staat.
        </p>
      </Note>
    )}
    {held.map(it => (
      <Held it={it} />
    ))}
    {agenda.topics.map(({ title, questions }) => (
      <Card title={title}>
        <ul>
          {questions.map(question => (
            <li>{question}</li>
          ))}
        </ul>
      </Card>
    ))}
    <p>
      <small>
        Bron: {agenda.source}{' '}
        {agenda.checked_on === null ? 'Nog niet gecontroleerd.' : `Gecontroleerd op ${agenda.checked_on}.`}
      </small>
    </p>
  </>
)

const title = ({ members, heldOn }: Conversation) => `${groupLabel(members)}, ${formatDate(new Date(heldOn))}`

const Held = ({ it }: { it: Conversation }) => (
  <Card title={title(it)}>
    {it.confirmed && (
      <p>
        <Chip kind="done">U kent de norm en de contactpunten</Chip>
      </p>
    )}
    <p>{share(it)}</p>
    <form method="post" action={`/onze-norm/gesprek/${it.id}`}>
      <Hidden name="weet" value={it.confirmed ? 'nee' : 'ja'} />
      <Actions>
        <Button kind={it.confirmed ? 'quiet' : 'primary'}>
          {it.confirmed ? 'Neem dit terug' : 'Ik ken de norm en de contactpunten'}
          <span class="weerbaar-hidden">: {title(it)}</span>
        </Button>
      </Actions>
    </form>
  </Card>
)

/** For the administrator: what was held when, and how each group stands. */
export const ConversationsPage = ({
  held,
  form,
  done,
}: {
  held: readonly Conversation[]
  form: Form
  done: string | undefined
}) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb items={[{ href: '/beheer', label: 'Beheer' }, { label: 'Gesprekken over de norm' }]} />
    <PageTitle>Gesprekken over de norm</PageTitle>
    <Lead>
      Bij het begin van een periode praat elke groep over de norm en de contactpunten. De vragen staan bij{' '}
      <a href="/onze-norm/gesprek">Gesprek over de norm</a>.
    </Lead>
    {done && (
      <Note kind="success">
        <p>{done}</p>
      </Note>
    )}
    <p>Wie bevestigde dat hij of zij de norm kent, kunt u niet zien. U ziet alleen hoe een groep ervoor staat.</p>
    {held.length === 0 && (
      <EmptyState title="Er is nog geen gesprek vastgelegd">
        <p>Leg hieronder vast met welke groep u sprak, en wanneer.</p>
      </EmptyState>
    )}
    {held.map(it => (
      <Card title={title(it)}>
        <p>{share(it)}</p>
        <form method="post" action={`/beheer/gesprekken/${it.id}/verwijderen`}>
          <Actions>
            <Button kind="quiet">
              Haal weg<span class="weerbaar-hidden">: {title(it)}</span>
            </Button>
          </Actions>
        </form>
      </Card>
    ))}
    <Card title="Gesprek vastleggen">
      <form method="post" action="/beheer/gesprekken" noValidate>
        <Select
          name="groep"
          label="Met welke groep?"
          empty="Kies een groep"
          options={groups.map(it => ({ value: it.id, label: it.label }))}
          form={form}
        />
        <TextField name="datum" label="Wanneer was het gesprek?" type="date" form={form} />
        <Actions>
          <Button>Bewaar gesprek</Button>
        </Actions>
      </form>
    </Card>
  </>
)
