import type { Actor } from '../../engines/access/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { formatRemaining, formatShort } from '../../ui/dates.ts'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Card, Chip, Columns, EmptyState, Lead, LinkList, PageTitle } from '../../ui/parts.tsx'
import {
  countTasks,
  countWatched,
  openTasks,
  ownReports,
  scopesOf,
  type Count,
  type ListedCase,
  type OpenTask,
} from './lists.ts'
import { lineTitle, showCount } from './list-views.tsx'
import { incidentChart } from './incident.chart.ts'
import { isTaskKind, taskKinds } from './tasks.ts'
import { urls } from './urls.ts'

interface HomeData {
  now: Date
  tasks: readonly OpenTask[]
  late: Count
  reports: readonly ListedCase[]
  waiting: readonly { line: string; count: Count }[]
}

const shown = 5

/** What needs this person now, by their roles. */
export async function homeFor(tx: Tx, now: Date, actor: Actor): Promise<HomeData> {
  const handles = actor.permissions.has('worklist.read')
  const waiting: { line: string; count: Count }[] = []
  for (const scope of scopesOf(actor).lines)
    if ('line' in scope) waiting.push({ line: scope.line, count: (await countWatched(tx, scope)).reported })
  return {
    now,
    tasks: handles ? await openTasks(tx, actor.id, undefined, shown) : [],
    late: handles ? (await countTasks(tx, actor.id, { now, endOfToday: now })).late : { n: 0, more: false },
    reports: await ownReports(tx, actor.id, undefined, shown),
    waiting,
  }
}

export function Home({ actor, now, tasks, late, reports, waiting }: HomeData & { actor: Actor }) {
  const handles = actor.permissions.has('worklist.read')
  const report = actor.permissions.has('case.report') && <Report main={!handles} />
  return (
    <>
      <PageTitle>Welkom, {actor.name}</PageTitle>
      {actor.organisation === undefined && (
        <Lead>
          U bent nu bij geen organisatie actief. Uw eigen meldingen kunt u altijd blijven lezen, en u kunt erop
          antwoorden.
        </Lead>
      )}
      <Columns
        first={!handles && report}
        aside={
          <>
            {handles && report}
            <Duties actor={actor} />
          </>
        }
      >
        {handles && <Work now={now} tasks={tasks} late={late} />}
        {waiting.map(it => (
          <WaitingLine {...it} />
        ))}
        <OwnCases now={now} reports={reports} />
      </Columns>
    </>
  )
}

const Report = ({ main }: { main: boolean }) => (
  <Card title="Is er iets gebeurd?">
    <p>
      Agressie, intimidatie of een bedreiging hoort niet bij uw werk. Meld het, ook als u twijfelt. Het kost nog geen
      minuut.
    </p>
    <Actions>
      <ButtonLink href={urls.quickReport} kind={main ? 'primary' : 'quiet'}>
        Snel melden
      </ButtonLink>
    </Actions>
  </Card>
)

const WaitingLine = ({ line, count }: HomeData['waiting'][number]) => (
  <Card title={lineTitle(line)}>
    <p>
      {count.n === 0
        ? 'Alle meldingen in deze lijn zijn opgepakt.'
        : `${showCount(count)} ${count.n === 1 ? 'melding is' : 'meldingen zijn'} nog niet opgepakt.`}{' '}
      <a class="nl-link" href={urls.line}>
        Bekijk de lijn
      </a>
    </p>
  </Card>
)

const Work = ({ now, tasks, late }: Pick<HomeData, 'now' | 'tasks' | 'late'>) => (
  <Card title={late.n > 0 ? `Uw werk: ${showCount(late)} te laat` : 'Uw werk'}>
    {tasks.length === 0 ? (
      <p>Er wacht nu niets op u.</p>
    ) : (
      <>
        <LinkList
          items={tasks.map(task => ({
            href: urls.case(task.caseId),
            label: `${task.reference}: ${isTaskKind(task.kind) ? taskKinds[task.kind].label : task.kind}`,
            hint: (
              <>
                <Chip kind={task.due < now ? 'late' : 'soon'}>{formatRemaining(task.due, now)}</Chip> uiterlijk{' '}
                {formatShort(task.due, now)}
              </>
            ),
          }))}
        />
        <Actions>
          <ButtonLink href={urls.worklist}>Naar de hele werklijst</ButtonLink>
        </Actions>
      </>
    )}
  </Card>
)

const stateName = (state: string) =>
  Object.entries<string>(incidentChart.names).find(([name]) => name === state)?.[1] ?? state

const OwnCases = ({ now, reports }: Pick<HomeData, 'now' | 'reports'>) =>
  reports.length === 0 ? (
    <EmptyState title="U heeft nog niets gemeld">
      <p>Uw meldingen staan hier, met wie ze heeft en wat er gebeurt.</p>
    </EmptyState>
  ) : (
    <Card title="Uw meldingen">
      <LinkList
        items={reports.map(it => ({
          href: it.state === 'draft' ? urls.draft(it.id) : urls.case(it.id),
          label: it.reference ?? 'Nog niet verstuurd: maak uw melding af',
          hint: `${stateName(it.state)}, ${formatShort(it.reportedAt ?? it.createdAt, now)}${it.owner ? `, bij ${it.owner}` : ''}`,
        }))}
      />
    </Card>
  )

const duties = [
  { permission: 'unit.read', href: urls.unit, label: 'Meldingen van uw eenheid' },
  { permission: 'confidant.read', href: urls.confidant, label: 'Meldingen waarin u meeleest' },
  { permission: 'people.manage', href: '/beheer', label: 'Beheer van uw organisatie' },
  { permission: 'audit.read', href: '/controle/logboek', label: 'Logboek van uw organisatie' },
] as const

function Duties({ actor }: { actor: Actor }) {
  const own = duties.filter(it => actor.permissions.has(it.permission))
  return own.length === 0 ? null : (
    <Card title="Uw taken">
      <LinkList items={own} />
    </Card>
  )
}
