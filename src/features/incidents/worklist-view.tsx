import { categoryLabel, functionLabel } from '../../engines/cases/vocabulary.ts'
import { formatShort, formatRemaining } from '../../ui/dates.ts'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Chip, EmptyState, PageTitle, Pager } from '../../ui/parts.tsx'
import { DataTable, type Column } from '../../ui/table.tsx'
import type { Count } from './lists.ts'
import { showCount } from './list-views.tsx'
import { isUnsafe, urgencyOf, type OpenTask, type Urgency } from './task-lists.ts'
import { taskLabel, taskLink } from './tasks.ts'
import { urls } from './urls.ts'

const taskHref = (task: OpenTask) => `${urls.case(task.caseId)}${taskLink(task.kind)}`

/** That somebody who waits to be heard may not be safe. */
export const SafetyChip = ({ task }: { task: OpenTask }) =>
  isUnsafe(task) && (
    <>
      {' '}
      <Chip kind="late">{task.safeNow === 'no' ? 'Niet veilig' : 'Misschien niet veilig'}</Chip>
    </>
  )

const taskColumns = (now: Date, tone: 'late' | 'soon' | 'plain'): Column<OpenTask>[] => [
  {
    label: 'Melding',
    nowrap: true,
    cell: task => (
      <a class="nl-link" href={urls.case(task.caseId)}>
        {task.reference}
      </a>
    ),
  },
  {
    label: 'Te doen',
    cell: task => (
      <>
        <a class="nl-link" href={taskHref(task)}>
          {taskLabel(task.kind)}
        </a>
        <SafetyChip task={task} />
      </>
    ),
  },
  { label: 'Soort', cell: task => categoryLabel(task.category) },
  { label: 'Getroffen', cell: task => functionLabel(task.function ?? '') },
  {
    label: 'Uiterlijk',
    cell: task => (
      <>
        {formatShort(task.due, now)}
        {tone !== 'plain' && (
          <>
            {' '}
            <Chip kind={tone}>{formatRemaining(task.due, now)}</Chip>
          </>
        )}
      </>
    ),
  },
]

interface WorklistProps {
  now: Date
  tasks: readonly OpenTask[]
  counts: Record<Urgency, Count>
  endOfToday: Date
  next?: string | undefined
  first: boolean
}

export function Worklist({ now, tasks, counts, endOfToday, next, first }: WorklistProps) {
  const groups = urgencies.map(it => ({
    ...it,
    count: counts[it.urgency],
    rows: tasks.filter(task => urgencyOf(task, now, endOfToday) === it.urgency),
  }))
  return (
    <>
      <PageTitle>{first ? greeting(counts) : 'Werklijst'}</PageTitle>
      <Actions>
        <ButtonLink href={urls.enter} kind="quiet">
          Voer een melding in
        </ButtonLink>
      </Actions>
      {tasks.length === 0 && (
        <EmptyState title="Er wacht nu niets op u">
          <p>Zodra er een melding voor u is, krijgt u een mail en staat die hier.</p>
        </EmptyState>
      )}
      {groups
        .filter(group => group.rows.length > 0)
        .map(group => (
          <section>
            <h2 class="nl-heading nl-heading--level-2">
              <Chip kind={group.kind}>
                {group.title} ({showCount(group.count)})
              </Chip>
            </h2>
            <DataTable
              caption={group.title}
              captionHidden
              rows={group.rows}
              columns={taskColumns(now, group.kind)}
              empty={null}
            />
          </section>
        ))}
      <Pager next={next} />
    </>
  )
}

const urgencies = [
  { urgency: 'late', title: 'Te laat', kind: 'late' },
  { urgency: 'now', title: 'Nu en vandaag', kind: 'soon' },
  { urgency: 'later', title: 'Later', kind: 'plain' },
] as const

function greeting({ late, now }: WorklistProps['counts']): string {
  if (late.n > 0) return `${tasksAre(late)} te laat, ${showCount(now)} voor nu`
  return now.n > 0 ? `${tasksAre(now)} voor nu` : 'U bent bij'
}

const tasksAre = (count: Count) => `${showCount(count)} ${count.n === 1 ? 'taak is' : 'taken zijn'}`
