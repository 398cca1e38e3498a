import { safetyIntro, safetyTasks } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { formatRemaining, formatShort, isoDay } from '../../ui/dates.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Checkboxes,
  ErrorSummary,
  Hidden,
  Radios,
  Select,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { Breadcrumb, Card, Chip, Lead, PageTitle, Words } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { CaseFacts } from './case.ts'
import { isOpen } from './incident.chart.ts'
import { fill } from './questions.ts'
import type { CaseTask } from './task-reading.ts'
import { isPromised, isTicked, mayBeLeft, taskLink, terms } from './tasks.ts'
import { urls } from './urls.ts'

interface TasksProps {
  it: CaseFacts
  tasks: readonly CaseTask[]
  people: readonly { id: string; name: string }[]
  now: Date
  form: Form
}

const stateOf = (task: CaseTask, now: Date) => {
  if (task.doneAt === null) return <Chip kind={task.due < now ? 'late' : 'soon'}>{formatRemaining(task.due, now)}</Chip>
  if (task.outcome === 'not_done') return <Chip kind="plain">Niet gedaan</Chip>
  return task.outcome === 'done' ? <Chip kind="done">Gedaan</Chip> : <Chip kind="plain">Vervallen</Chip>
}

export const TasksPage = ({
  it,
  tasks,
  people,
  now,
  form,
  taskId,
  viewer,
}: TasksProps & { taskId: string; viewer: string }) => {
  const name = (id: string) => people.find(one => one.id === id)?.name ?? 'Een vorige behandelaar'
  const asked = new Set(tasks.filter(task => task.doneAt === null).map(task => task.kind))
  const offered = safetyTasks.filter(one => !asked.has(one.id))
  return (
    <>
      <Breadcrumb items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: 'Taken' }]} />
      <ErrorSummary form={form} />
      <PageTitle>Taken</PageTitle>
      <DataTable<CaseTask>
        caption="Taken in deze melding"
        captionHidden
        rows={[...tasks.filter(task => !task.doneAt), ...tasks.filter(task => task.doneAt)]}
        empty={<p>Er zijn nog geen taken.</p>}
        columns={[
          {
            label: 'Taak',
            cell: task => (
              <>
                <a class="nl-link" href={`${urls.case(it.id)}/taken/${task.id}`}>
                  {task.label}
                </a>
                {task.reason && <span class="weerbaar-soft"> {task.reason}</span>}
              </>
            ),
          },
          { label: 'Wie', cell: task => name(task.owner) },
          { label: 'Uiterlijk', cell: task => formatShort(task.due, now) },
          { label: 'Hoe staat het?', cell: task => stateOf(task, now) },
        ]}
      />
      {isOpen(it.state) && offered.length > 0 && (
        <Card title="Wat is nu nodig voor de veiligheid?" id="veilig">
          <p>{fill(safetyIntro, { hours: String(terms.safety.hours) })}</p>
          <form method="post" action={`${urls.case(it.id)}/veiligheid`} novalidate>
            <Checkboxes
              name="veiligheid"
              label="Kies wat nodig is"
              form={form}
              options={offered.map(one => ({ value: one.id, label: one.label }))}
            />
            <Actions>
              <Button kind="quiet">Voeg deze taken toe</Button>
            </Actions>
          </form>
        </Card>
      )}
      {isOpen(it.state) && (
        <Card title="Een eigen taak">
          <form method="post" action={`${urls.case(it.id)}/taken`} novalidate data-warn>
            <Hidden name="taak" value={form.values['taak'] ?? taskId} />
            <TextField name="title" label="Wat moet er gebeuren?" form={form} />
            <TextField name="dag" type="date" label="Wanneer moet het klaar zijn?" form={form} />
            <Select
              name="wie"
              label="Wie doet het?"
              form={{ ...form, values: { wie: viewer, ...form.values } }}
              options={people.map(one => ({ value: one.id, label: one.name }))}
            />
            <Actions>
              <Button kind="quiet">Voeg de taak toe</Button>
            </Actions>
          </form>
        </Card>
      )}
    </>
  )
}

export const TaskPage = ({ it, task, people, now, form }: TasksProps & { task: CaseTask }) => {
  const at = `${urls.case(it.id)}/taken/${task.id}`
  const ticked = isTicked(task.kind)
  return (
    <>
      <Breadcrumb
        items={[
          { href: urls.case(it.id), label: `Melding ${it.reference}` },
          { href: `${urls.case(it.id)}/taken`, label: 'Taken' },
          { label: task.label },
        ]}
      />
      <ErrorSummary form={form} />
      <PageTitle chip={stateOf(task, now)}>{task.label}</PageTitle>
      <Lead>Uiterlijk {formatShort(task.due, now)}.</Lead>
      {task.reason && <Words>{task.reason}</Words>}
      {task.doneAt === null && (
        <>
          <Card title="Hoe is het gegaan?">
            {!ticked && (
              <Actions>
                <ButtonLink href={`${urls.case(it.id)}${taskLink(task.kind)}`}>Doe dit nu</ButtonLink>
              </Actions>
            )}
            {mayBeLeft(task.kind) && (
              <form method="post" action={at} novalidate data-warn>
                {ticked ? (
                  <Radios
                    name="outcome"
                    label="Is het gedaan?"
                    form={form}
                    options={[
                      { value: 'done', label: 'Ja, het is gedaan' },
                      { value: 'not_done', label: 'Nee, en het gebeurt ook niet meer' },
                    ]}
                  />
                ) : (
                  <Hidden name="outcome" value="not_done" />
                )}
                <TextArea
                  name="reason"
                  label={ticked ? 'Toelichting' : 'Gebeurt dit niet? Schrijf waarom'}
                  hint={
                    isPromised(task.kind)
                      ? 'Alleen wie de melding behandelt leest dit. De melder hoort wel dat het niet gebeurt, en dat u dat besloot.'
                      : 'Is het niet gedaan? Schrijf dan waarom. Alleen wie de melding behandelt leest dit.'
                  }
                  form={form}
                  rows={3}
                  maxlengthHint={20_000}
                  optional={ticked}
                />
                <Actions>
                  <Button {...(!ticked && { kind: 'quiet' as const })}>
                    {ticked ? 'Bewaar' : 'Leg vast dat dit niet gebeurt'}
                  </Button>
                </Actions>
              </form>
            )}
          </Card>
          <Card title="Iemand anders of een andere dag">
            <form method="post" action={`${at}/wijzigen`} novalidate>
              <Select
                name="wie"
                label="Wie doet het?"
                form={{ ...form, values: { wie: task.owner, ...form.values } }}
                options={people.map(one => ({ value: one.id, label: one.name }))}
              />
              {ticked && (
                <TextField
                  name="dag"
                  type="date"
                  label="Wanneer moet het klaar zijn?"
                  form={{ ...form, values: { dag: isoDay(task.due), ...form.values } }}
                />
              )}
              <Actions>
                <Button kind="quiet">Verander de taak</Button>
              </Actions>
            </form>
          </Card>
        </>
      )}
    </>
  )
}
