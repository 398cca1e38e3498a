import { addHours } from '../../engines/cases/deadlines.ts'
import { categoryLabel, functionLabel, lineLabel } from '../../engines/cases/vocabulary.ts'
import { isState } from '../../engines/cases/chart.ts'
import { formatShort, formatRemaining } from '../../ui/dates.ts'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Chip, EmptyState, Lead, PageTitle, Pager } from '../../ui/parts.tsx'
import { DataTable, type Column } from '../../ui/table.tsx'
import { StateChip } from './case-parts.tsx'
import { incidentChart } from './incident.chart.ts'
import { urgencyOf, type Count, type ListedCase, type OpenTask, type Standing, type Urgency } from './lists.ts'
import { isTaskKind, taskKinds } from './tasks.ts'
import { urls } from './urls.ts'

export const showCount = ({ n, more }: Count): string => (more ? `${n.toLocaleString('nl-NL')}+` : String(n))

const taskLabel = (kind: string) => (isTaskKind(kind) ? taskKinds[kind].label : kind)
const taskHref = (task: OpenTask) =>
  `${urls.case(task.caseId)}${isTaskKind(task.kind) ? taskKinds[task.kind].link : ''}`

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
        {task.kind === 'take_up' && task.safeNow !== 'yes' && (
          <>
            {' '}
            <Chip kind="late">{task.safeNow === 'no' ? 'Niet veilig' : 'Misschien niet veilig'}</Chip>
          </>
        )}
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
      {tasks.length === 0 && (
        <EmptyState title="Er wacht nu niets op u">
          <p>Zodra er een melding voor u is, krijgt u een mail en staat ze hier.</p>
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

const caseColumns = (now: Date, withOwner: boolean, takeUpHours?: number): Column<ListedCase>[] => [
  {
    label: 'Melding',
    nowrap: true,
    cell: it => (
      <a class="nl-link" href={it.state === 'draft' ? urls.draft(it.id) : urls.case(it.id)}>
        {it.reference ?? 'Nog niet verstuurd'}
      </a>
    ),
  },
  { label: 'Stand', cell: it => (isState(incidentChart, it.state) ? <StateChip state={it.state} /> : it.state) },
  { label: 'Soort', cell: it => categoryLabel(it.category) },
  ...(withOwner ? [{ label: 'Getroffen', cell: (it: ListedCase) => functionLabel(it.function ?? '') }] : []),
  { label: 'Gemeld', cell: it => (it.reportedAt ? formatShort(it.reportedAt, now) : 'Nog niet'), nowrap: true },
  ...(takeUpHours === undefined
    ? []
    : [{ label: 'Op te pakken', cell: (it: ListedCase) => <TakeUpClock {...{ it, now, takeUpHours }} /> }]),
  { label: 'Bij', cell: it => it.owner ?? '–' },
]

const TakeUpClock = ({ it, now, takeUpHours }: { it: ListedCase; now: Date; takeUpHours: number }) => {
  const due = addHours(it.reportedAt ?? it.createdAt, takeUpHours)
  return <Chip kind={due < now ? 'late' : 'soon'}>{formatRemaining(due, now)}</Chip>
}

export const OwnReports = ({
  now,
  reports,
  next,
}: {
  now: Date
  reports: readonly ListedCase[]
  next?: string | undefined
}) => (
  <>
    <PageTitle>Mijn meldingen</PageTitle>
    <Actions>
      <ButtonLink href={urls.quickReport}>Snel melden</ButtonLink>
    </Actions>
    <DataTable
      caption="Mijn meldingen"
      captionHidden
      rows={reports}
      columns={caseColumns(now, false)}
      empty={
        <EmptyState title="U heeft nog niets gemeld">
          <p>Maakt u iets mee dat u bang maakt of onder druk zet? Meld het. U staat er niet alleen voor.</p>
        </EmptyState>
      }
    />
    <Pager next={next} />
  </>
)

export interface Watched {
  title: string
  state: Standing
  takeUpHours: number
  tabs: readonly { href: string; label: string; count: Count; current: boolean }[]
  cases: readonly ListedCase[]
  next?: string | undefined
}

/** The cases of the lines or the units that somebody watches over. */
export const WatchedCases = ({
  now,
  title,
  lead,
  lists,
}: {
  now: Date
  title: string
  lead: string
  lists: readonly Watched[]
}) => (
  <>
    <PageTitle>{title}</PageTitle>
    <Lead>{lead}</Lead>
    {lists.map(list => (
      <section>
        <h2 class="nl-heading nl-heading--level-2">{list.title}</h2>
        <nav aria-label={`Stand van ${list.title}`}>
          <ul class="weerbaar-tabs">
            {list.tabs.map(tab => (
              <li>
                <a class="nl-link" href={tab.href} {...(tab.current && { 'aria-current': 'page' as const })}>
                  {tab.label} ({showCount(tab.count)})
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <DataTable
          caption={list.title}
          captionHidden
          rows={list.cases}
          columns={caseColumns(now, true, list.state === 'reported' ? list.takeUpHours : undefined)}
          empty={
            <EmptyState title="Geen meldingen">
              <p>Er zijn hier nu geen meldingen in deze stand.</p>
            </EmptyState>
          }
        />
        <Pager next={list.next} />
      </section>
    ))}
  </>
)

export const lineTitle = (line: string) => `Lijn ${lineLabel(line)}`

export const Confided = ({ now, cases }: { now: Date; cases: readonly ListedCase[] }) => (
  <>
    <PageTitle>Meldingen waarin u meeleest</PageTitle>
    <DataTable
      caption="Meldingen waarin u meeleest"
      captionHidden
      rows={cases}
      columns={caseColumns(now, true)}
      empty={
        <EmptyState title="U leest nu nergens mee">
          <p>Een melder kan u vragen om als vertrouwenspersoon mee te lezen. Die melding staat dan hier.</p>
        </EmptyState>
      }
    />
  </>
)
