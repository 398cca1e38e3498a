import type { Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ErrorSummary, Radios, TextArea } from '../../ui/form.tsx'
import { Breadcrumb, Card, EmptyState, Facts, Lead, Note, PageTitle, Words } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { dayOf } from './desk.views.tsx'
import type { Asked, AskedRow } from './questions.ts'
import { rightsUrls } from './urls.ts'
import { articleOf, codeName, kindName, outcomeChoices } from './words.ts'

export const QuestionsPage = ({ rows, done }: { rows: AskedRow[]; done: boolean }) => (
  <>
    <PageTitle>Vragen van de privacyfunctionaris</PageTitle>
    <Lead>
      Iemand vraagt iets over de eigen gegevens. U kijkt wat er in uw meldingen staat, en wat die persoon mag krijgen.
    </Lead>
    {done && (
      <Note kind="success">
        <p>Uw antwoord is bij de privacyfunctionaris.</p>
      </Note>
    )}
    <DataTable
      caption="Aan u gevraagd"
      columns={[
        {
          label: 'Verzoek',
          nowrap: true,
          cell: it => (
            <a class="nl-link" href={rightsUrls.question(it.id)}>
              {it.number}
            </a>
          ),
        },
        { label: 'Wat', cell: it => kindName(it.kind) },
        { label: 'Antwoord uiterlijk', cell: it => dayOf(it.due_on), nowrap: true },
        { label: 'Stand', cell: it => (it.answered_at === null ? 'Wacht op u' : codeName(it.outcome)) },
      ]}
      rows={rows}
      empty={
        <EmptyState title="Er is u niets gevraagd">
          <p>Vraagt de privacyfunctionaris u iets, dan krijgt u een mail en staat het hier.</p>
        </EmptyState>
      }
    />
  </>
)

export const QuestionPage = ({ it: { row, asks, answer }, form }: { it: Asked; form: Form }) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb items={[{ href: rightsUrls.questions, label: 'Vragen' }, { label: row.number }]} />
    <PageTitle>Vraag bij verzoek {row.number}</PageTitle>
    <Facts
      items={[
        { term: 'Het gaat om', value: `${kindName(row.kind)}, ${articleOf(row.kind)}` },
        {
          term: 'Gevraagd door',
          value: row.by_account
            ? 'Iemand met een eigen account'
            : 'Iemand van wie de privacyfunctionaris het verzoek opschreef',
        },
        { term: 'Uiterlijk', value: dayOf(row.due_on) },
        { term: 'Gevraagd', value: formatDateTime(row.asked_at) },
        { term: 'De vraag', value: <Words>{asks}</Words> },
      ]}
    />
    {row.answered_at === null ? (
      <Answering id={row.id} form={form} />
    ) : (
      <Card title={codeName(row.outcome)}>
        <Words>{answer}</Words>
      </Card>
    )}
  </>
)

const Answering = ({ id, form }: { id: string; form: Form }) => (
  <>
    <Note kind="warning" title="Wat u schrijft, kan de vrager lezen">
      <p>
        Schrijf alleen op wat over deze persoon gaat. Laat namen en woorden van anderen weg, ook die van de melder. Zou
        iemand gevaar lopen? Schrijf dat dan niet op, en bel de privacyfunctionaris.
      </p>
    </Note>
    <form method="post" action={rightsUrls.question(id)} noValidate data-warn>
      <Radios name="uitkomst" label="Wat vond of deed u?" form={form} options={outcomeChoices} />
      <TextArea
        name="antwoord"
        label="Uw antwoord"
        hint="Vond u niets, of is het niet voor u? Dan mag dit leeg blijven."
        form={form}
        rows={10}
        maxlengthHint={20_000}
      />
      <Actions>
        <Button>Stuur het antwoord</Button>
      </Actions>
    </form>
  </>
)
