import { categoryLabel, functionLabel } from '../../engines/cases/vocabulary.ts'
import { formatShort, formatRemaining } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Hidden, Select } from '../../ui/form.tsx'
import { Chip, EmptyState, PageTitle, Pager } from '../../ui/parts.tsx'
import { DataTable, type Column } from '../../ui/table.tsx'
import type { Count } from './lists.ts'
import { showCount } from './list-views.tsx'
import type { SavedFilter } from './saved-filters.ts'
import { isUnsafe, urgencyOf, type OpenTask, type TaskFilter, type Times, type Urgency } from './task-lists.ts'
import { filterLabel, filters, readFilter, writeFilter } from './worklist-filter.ts'
import { emergencyPaths } from './emergency.ts'
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
  times: Times
  tasks: readonly OpenTask[]
  counts: Record<Urgency, Count>
  next?: string | undefined
  first: boolean
  filter: TaskFilter
  saved: readonly SavedFilter[]
}

export function Worklist({ times, tasks, counts, next, first, filter, saved }: WorklistProps) {
  const filtered = writeFilter(filter) !== ''
  const groups = urgencies.map(it => ({
    ...it,
    count: counts[it.urgency],
    rows: tasks.filter(task => urgencyOf(task, times) === it.urgency),
  }))
  return (
    <>
      <PageTitle>{first && !filtered ? greeting(counts) : 'Werklijst'}</PageTitle>
      <Actions>
        <ButtonLink href={urls.enter} kind="quiet">
          Voer een melding in
        </ButtonLink>
        <ButtonLink href={urls.search} kind="quiet">
          Zoek een melding
        </ButtonLink>
        <ButtonLink href={emergencyPaths.ask} kind="quiet">
          Vraag noodtoegang
        </ButtonLink>
      </Actions>
      <Filters filter={filter} saved={saved} />
      {tasks.length === 0 &&
        (filtered ? (
          <EmptyState title="Geen taken met dit filter">
            <p>
              <a class="nl-link" href={urls.worklist}>
                Bekijk alle taken
              </a>
            </p>
          </EmptyState>
        ) : (
          <EmptyState title="Er wacht nu niets op u">
            <p>Zodra er een melding voor u is, krijgt u een mail en staat die hier.</p>
          </EmptyState>
        ))}
      {groups
        .filter(group => group.rows.length > 0)
        .map(group => (
          <section>
            <h2 class="nl-heading nl-heading--level-2">
              <Chip kind={group.kind}>
                {group.title}
                {!filtered && ` (${showCount(group.count)})`}
              </Chip>
            </h2>
            <DataTable
              caption={group.title}
              captionHidden
              rows={group.rows}
              columns={taskColumns(times.now, group.kind)}
              empty={null}
            />
          </section>
        ))}
      <Pager next={next} />
    </>
  )
}

/** What of the list is shown, with the filters that were kept for another time. */
const Filters = ({ filter, saved }: Pick<WorklistProps, 'filter' | 'saved'>) => {
  const written = writeFilter(filter)
  const form = {
    values: Object.fromEntries([
      ...filters.map(it => [it.name, filter[it.key] ?? '']),
      ['volgorde', filter.sort === 'reported' ? 'nieuwste' : ''],
    ]),
    errors: {},
  }
  return (
    <>
      {saved.length > 0 && (
        <nav aria-label="Bewaarde filters">
          <ul class="weerbaar-tabs">
            {saved.map(it => (
              <li>
                <a
                  class="nl-link"
                  href={`${urls.worklist}?${it.query}`}
                  {...(it.query === written && { 'aria-current': 'page' as const })}
                >
                  {filterLabel(readFilter(new URLSearchParams(it.query)))}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <details class="weerbaar-details" open={written !== ''}>
        <summary>Filter en sorteer</summary>
        <form method="get" action={urls.worklist}>
          {filters.map(it => (
            <Select
              name={it.name}
              label={it.label}
              form={form}
              options={it.options.map(value => ({ value, label: it.labelOf(value) }))}
              empty="Alles"
            />
          ))}
          <Select
            name="volgorde"
            label="Volgorde"
            form={form}
            options={[{ value: 'nieuwste', label: 'Nieuwste melding eerst' }]}
            empty="Wat het eerst klaar moet zijn"
          />
          <Actions>
            <Button>Toon</Button>
            {written !== '' && (
              <ButtonLink href={urls.worklist} kind="quiet">
                Zonder filter
              </ButtonLink>
            )}
          </Actions>
        </form>
        {written !== '' && <KeepFilter written={written} kept={saved.find(it => it.query === written)} />}
      </details>
    </>
  )
}

const KeepFilter = ({ written, kept }: { written: string; kept: SavedFilter | undefined }) =>
  kept ? (
    <form method="post" action={`/werklijst/filters/${kept.id}/verwijderen`}>
      <Button kind="quiet">Bewaar dit filter niet langer</Button>
    </form>
  ) : (
    <form method="post" action="/werklijst/filters">
      <Hidden name="filter" value={written} />
      <Button kind="quiet">Bewaar dit filter</Button>
    </form>
  )

const urgencies = [
  { urgency: 'late', title: 'Te laat', kind: 'late' },
  { urgency: 'now', title: 'Nu en vandaag', kind: 'soon' },
  { urgency: 'week', title: 'Deze week', kind: 'plain' },
  { urgency: 'later', title: 'Later', kind: 'plain' },
] as const

function greeting({ late, now }: WorklistProps['counts']): string {
  if (late.n > 0) return `${tasksAre(late)} te laat, ${showCount(now)} voor nu`
  return now.n > 0 ? `${tasksAre(now)} voor nu` : 'U bent bij'
}

const tasksAre = (count: Count) => `${showCount(count)} ${count.n === 1 ? 'taak is' : 'taken zijn'}`
