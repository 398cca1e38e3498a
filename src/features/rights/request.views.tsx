import type { Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Radios, Select, TextArea } from '../../ui/form.tsx'
import { Breadcrumb, Card, Facts, Lead, LinkList, Note, PageTitle, Timeline, Words } from '../../ui/parts.tsx'
import { dayOf, Due } from './desk.views.tsx'
import type { OpenRequest, QuestionRow, RequestRow } from './requests.ts'
import { rightsChart, type RightsEvent } from './rights.chart.ts'
import { stepForms, type StepForm } from './step-forms.ts'
import { rightsUrls } from './urls.ts'
import { articleOf, codeName, kindName, stateName, stepName } from './words.ts'

/** Where each event that the chart has in this state is done. */
function nextSteps({ id, state, extended_on: extended }: RequestRow): { href: string; label: string }[] {
  const events: Partial<Record<RightsEvent, { label: string }>> =
    Object.entries(rightsChart.states).find(([name]) => name === state)?.[1] ?? {}
  const forms = Object.entries(stepForms).filter(
    ([, it]) => events[it.event] !== undefined && !(it.event === 'extend' && extended !== null),
  )
  return [
    ...(events.ask ? [{ href: rightsUrls.ask(id), label: events.ask.label }] : []),
    ...forms.map(([slug, it]) => ({ href: rightsUrls.step(id, slug), label: events[it.event]?.label ?? it.title })),
  ]
}

export const RequestPage = ({ it, today, done }: { it: OpenRequest; today: string; done: boolean }) => {
  const { row, said, steps, questions } = it
  const next = nextSteps(row)
  return (
    <>
      <Breadcrumb items={[{ href: rightsUrls.desk, label: 'Verzoeken' }, { label: row.number }]} />
      <PageTitle chip={<Due row={row} today={today} />}>Verzoek {row.number}</PageTitle>
      {done && (
        <Note kind="success">
          <p>Vastgelegd.</p>
        </Note>
      )}
      <Facts
        items={[
          { term: 'Wat', value: `${kindName(row.kind)}, ${articleOf(row.kind)}` },
          { term: 'Stand', value: stateName(row.state) },
          { term: 'Ontvangen', value: dayOf(row.received_on) },
          ...(row.extended_on === null ? [] : [{ term: 'Verlengd', value: dayOf(row.extended_on) }]),
          ...(row.decision === null ? [] : [{ term: 'Besluit', value: codeName(row.decision) }]),
          { term: 'Wie', value: said.who },
          { term: 'Bereikbaar', value: said.reach },
          { term: 'Account', value: row.person_id === null ? 'Nee, of niet bekend' : 'Ja' },
          { term: 'Vraag', value: <Words>{said.asks}</Words> },
        ]}
      />
      {row.person_id !== null && row.kind === 'access' && row.finished_on === null && (
        <Note kind="info">
          <p>
            Wie een account heeft, haalt alles van het eigen account en de eigen meldingen zelf op bij ‘Uw gegevens’. U
            kunt dat niet lezen. Vraag aan behandelaars alleen wat er ergens anders over deze persoon staat.
          </p>
        </Note>
      )}
      {next.length > 0 && (
        <Card title="Wat kunt u nu doen?">
          <LinkList
            items={[...next, { href: rightsUrls.leave(row.id), label: 'Laat het verzoek aan een ander over' }]}
          />
        </Card>
      )}
      {row.decision !== null && (
        <Actions>
          <ButtonLink href={rightsUrls.package(row.id)}>Bekijk het antwoord</ButtonLink>
          <ButtonLink href={rightsUrls.file(row.id, 'docx')} kind="quiet">
            Bewaar als Word-bestand
          </ButtonLink>
          <ButtonLink href={rightsUrls.file(row.id, 'pdf')} kind="quiet">
            Bewaar als PDF
          </ButtonLink>
          <ButtonLink href={rightsUrls.file(row.id, 'json')} kind="quiet">
            Bewaar als bestand (JSON)
          </ButtonLink>
        </Actions>
      )}
      {questions.map(one => (
        <Question one={one} />
      ))}
      <Card title="Wat er is gedaan">
        <Timeline
          items={steps.map(one => ({
            at: formatDateTime(one.at),
            datetime: one.at.toISOString(),
            text: (
              <>
                {stepName(one.event)}
                {one.code !== null && `: ${codeName(one.code)}`}. {one.by}.
                {one.note !== '' && <Words>{one.note}</Words>}
              </>
            ),
          }))}
        />
      </Card>
    </>
  )
}

const Question = ({ one }: { one: QuestionRow }) => (
  <Card title={`Gevraagd aan ${one.of}`}>
    <Words>{one.asked}</Words>
    {one.answeredAt === null ? (
      <p>Nog geen antwoord. Gevraagd op {formatDateTime(one.askedAt)}.</p>
    ) : (
      <>
        <p>
          <strong>{codeName(one.outcome)}</strong>, {formatDateTime(one.answeredAt)}
        </p>
        <Words>{one.answer}</Words>
      </>
    )}
  </Card>
)

interface StepProps {
  row: RequestRow
  step: StepForm
  address: string
  form: Form
}

export const StepPage = ({ row, step, address, form }: StepProps) => (
  <>
    <ErrorSummary form={form} />
    <BackTo row={row} here={step.title} />
    <PageTitle>{step.title}</PageTitle>
    <Lead>{step.lead}</Lead>
    <form method="post" action={address} noValidate data-warn>
      {step.choice && <Radios name="keuze" label={step.choice.label} form={form} options={step.choice.options} />}
      <TextArea
        name="toelichting"
        label={step.note.label}
        hint={step.note.hint}
        form={form}
        rows={5}
        maxlengthHint={4000}
      />
      <Actions>
        <Button>{step.button}</Button>
      </Actions>
    </form>
  </>
)

const BackTo = ({ row, here }: { row: RequestRow; here: string }) => (
  <Breadcrumb
    items={[
      { href: rightsUrls.desk, label: 'Verzoeken' },
      { href: rightsUrls.request(row.id), label: row.number },
      { label: here },
    ]}
  />
)

interface AskProps {
  row: RequestRow
  people: readonly { id: string; name: string }[]
  form: Form
}

export const AskPage = ({ row, people, form }: AskProps) => (
  <>
    <ErrorSummary form={form} />
    <BackTo row={row} here="Vraag aan een behandelaar" />
    <PageTitle>Vraag aan een behandelaar</PageTitle>
    <Lead>
      Wie meldingen behandelt, zoekt na wat er over deze persoon is en schrijft op wat die mag krijgen, zonder namen en
      woorden van anderen. Noem niet meer van de vrager dan nodig is.
    </Lead>
    <form method="post" action={rightsUrls.ask(row.id)} noValidate data-warn>
      <Select
        name="aan"
        label="Aan wie?"
        form={form}
        empty="Kies een behandelaar"
        options={people.map(it => ({ value: it.id, label: it.name }))}
      />
      <TextArea
        name="opdracht"
        label="Wat vraagt u?"
        hint="Bijvoorbeeld: wat staat er over deze persoon in uw meldingen? Of: verbeter dit, en schrijf op wat u deed."
        form={form}
        maxlengthHint={4000}
      />
      <Actions>
        <Button>Stuur de vraag</Button>
      </Actions>
    </form>
  </>
)
