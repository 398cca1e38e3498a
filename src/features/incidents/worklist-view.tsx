import { categoryLabel, functionLabel } from '../../engines/cases/vocabulary.ts'
import { formatShort, formatRemaining } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Hidden, Select } from '../../ui/form.tsx'
import { Chip, EmptyState, PageTitle, Pager } from '../../ui/parts.tsx'
import { DataTable, type Column } from '../../ui/table.tsx'
import type { Count } from './lists.ts'
import { showCount } from './list-views.tsx'
import type { SavedFilter } from './saved-filters.ts'
import { isUnsafe, type OpenTask, type TaskFilter } from './task-lists.ts'
import { emergencyPaths } from './emergency.ts'
import { filterLabel, filters, offered, readFilter, sortOf, sorts, urgencies, writeFilter } from './worklist-filter.ts'
import { ElsewhereCard } from './home-waiting.tsx'
import { taskLabel, taskLink } from './tasks.ts'
import { urgencyOf, type Times, type Urgency } from './urgency.ts'
import { urls } from './urls.ts'
import type { Elsewhere } from './waiting.ts'

const taskHref = (task: OpenTask) => `${urls.case(task.caseId)}${taskLink(task.kind)}`

/** That somebody who waits to be heard may not be safe. */
export const SafetyChip = ({ task }: { task: OpenTask }) =>
  isUnsafe(task) && (
    <>
      {' '}
      <Chip kind="late">{task.safeNow === 'no' ? 'Niet veilig' : 'Misschien niet veilig'}</Chip>
    </>
  )

const taskColumns = (times: Times): Column<OpenTask>[] => [
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
        {formatShort(task.due, times.now)} <DueChip task={task} times={times} />
      </>
    ),
  },
]

const DueChip = ({ task, times }: { task: OpenTask; times: Times }) => {
  const kind = urgencies.find(it => it.urgency === urgencyOf(task, times))?.kind ?? 'plain'
  return kind === 'plain' ? null : <Chip kind={kind}>{formatRemaining(task.due, times.now)}</Chip>
}

interface WorklistProps {
  times: Times
  tasks: readonly OpenTask[]
  counts: Record<Urgency, Count>
  next?: string | undefined
  first: boolean
  filter: TaskFilter
  saved: readonly SavedFilter[]
  /** What waits at the other organisations of this person, which is not in this list. */
  elsewhere: readonly Elsewhere[]
  /** The functions of this organisation. */
  functions: readonly string[]
}

export function Worklist({ times, tasks, counts, next, first, filter, saved, elsewhere, functions }: WorklistProps) {
  const filtered = writeFilter(filter) !== ''
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
      <Filters filter={filter} saved={saved} functions={functions} />
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
      {filter.sort ? <Sorted {...{ times, tasks, counts }} /> : <Groups {...{ times, tasks, counts }} />}
      <Pager next={next} />
      {elsewhere
        .filter(it => it.tasks.n > 0)
        .map(it => (
          <ElsewhereCard {...it} to={urls.worklist} />
        ))}
    </>
  )
}

type Shown = Pick<WorklistProps, 'times' | 'tasks' | 'counts'>

/** Who may not be safe comes before what is late. */
const Groups = ({ times, tasks, counts }: Shown) => {
  const unsafe = tasks.filter(isUnsafe)
  const byUrgency = urgencies.map(({ urgency, title, kind }) => {
    const rows = tasks.filter(task => urgencyOf(task, times) === urgency)
    const first = rows.filter(isUnsafe).length
    const { n, more } = counts[urgency]
    return { title, kind, rows: rows.filter(it => !isUnsafe(it)), count: showCount({ n: n - first, more }) }
  })
  return (
    <>
      {[
        { title: 'Eerst: misschien niet veilig', kind: 'late' as const, rows: unsafe, count: unsafe.length },
        ...byUrgency,
      ]
        .filter(group => group.rows.length > 0)
        .map(({ title, kind, rows, count }) => (
          <section>
            <h2 class="nl-heading nl-heading--level-2">
              <Chip kind={kind}>
                {title} ({count})
              </Chip>
            </h2>
            <DataTable caption={title} captionHidden rows={rows} columns={taskColumns(times)} empty={null} />
          </section>
        ))}
    </>
  )
}

/** In another order than by when it is due, one list: groups would break the order. */
const Sorted = ({ times, tasks, counts }: Shown) =>
  tasks.length > 0 && (
    <section>
      <p>
        {urgencies.map(({ urgency, title, kind }) => (
          <>
            <Chip kind={kind}>
              {title} ({showCount(counts[urgency])})
            </Chip>{' '}
          </>
        ))}
      </p>
      <DataTable caption="Taken" captionHidden rows={tasks} columns={taskColumns(times)} empty={null} />
    </section>
  )

// On a phone eight questions are two screens long.
const often = filters.filter(it => ['termijn', 'onveilig', 'taak'].includes(it.name))
const seldom = filters.filter(it => !often.includes(it))

/** What of the list is shown, with the filters that were kept for another time. */
const Filters = ({ filter, saved, functions }: Pick<WorklistProps, 'filter' | 'saved' | 'functions'>) => {
  const written = writeFilter(filter)
  const form = {
    values: Object.fromEntries([
      ...filters.map(it => [it.name, filter[it.key] ?? '']),
      ['volgorde', sortOf(filter)?.value ?? ''],
    ]),
    errors: {},
  }
  const choose = (it: (typeof filters)[number]) => (
    <Select
      name={it.name}
      label={it.label}
      form={form}
      options={offered(it, functions, filter[it.key]).map(value => ({ value, label: it.labelOf(value) }))}
      empty="Alles"
    />
  )
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
          {often.map(choose)}
          <details class="weerbaar-details" open={seldom.some(it => filter[it.key] !== undefined) || !!filter.sort}>
            <summary>Meer keuzes en de volgorde</summary>
            <div>
              {seldom.map(choose)}
              <Select
                name="volgorde"
                label="Volgorde"
                form={form}
                options={sorts}
                empty="Wat het eerst klaar moet zijn"
              />
            </div>
          </details>
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

function greeting({ late, now }: WorklistProps['counts']): string {
  if (late.n > 0) return `${tasksAre(late)} te laat, ${showCount(now)} voor nu`
  return now.n > 0 ? `${tasksAre(now)} voor nu` : 'U bent bij'
}

const tasksAre = (count: Count) => `${showCount(count)} ${count.n === 1 ? 'taak is' : 'taken zijn'}`
