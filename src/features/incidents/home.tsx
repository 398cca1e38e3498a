import type { Actor } from '../../engines/access/actor.ts'
import type { Waiting } from '../../engines/access/waiting.ts'
import { whoIsAway } from '../../engines/cases/routing.ts'
import type { Tx } from '../../platform/db.ts'
import { formatRemaining, formatShort } from '../../ui/dates.ts'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Card, Chip, Columns, EmptyState, Lead, LinkList, PageTitle } from '../../ui/parts.tsx'
import { countDrafts, sentReports, type Count, type ListedCase } from './lists.ts'
import { countReported, scopesOf } from './watched-cases.ts'
import { nameOf } from './hand-over-views.tsx'
import { inSeveral, lineTitle, showCount } from './list-views.tsx'
import { ConfidantCard, ElsewhereCard, OtherCard, UnitCard } from './home-waiting.tsx'
import { incidentChart } from './incident.chart.ts'
import { countTasks, deskOf, openTasks, unsafeTasks, type OpenTask } from './task-lists.ts'
import { taskLabel } from './tasks.ts'
import { timesAt } from './urgency.ts'
import { urls } from './urls.ts'
import {
  confidedLately,
  unitsWaiting,
  waitingElsewhere,
  type ConfidedLately,
  type Elsewhere,
  type UnitWaiting,
} from './waiting.ts'
import { SafetyChip } from './worklist-view.tsx'

interface HomeData {
  now: Date
  tasks: readonly OpenTask[]
  late: Count
  /** Talks of aftercare that are late. */
  aftercare: Count
  reports: readonly ListedCase[]
  /** Who of those that have these reports is away now. */
  away: ReadonlySet<string>
  drafts: { count: Count; last: string | undefined }
  waiting: readonly { line: string; count: Count }[]
  units: readonly UnitWaiting[]
  /** Absent for who is no confidant. */
  confided: { count: Count; cases: readonly ConfidedLately[] } | undefined
  elsewhere: readonly Elsewhere[]
}

const shown = 5
const none: Count = { n: 0, more: false }

/** What needs this person now, by their roles. */
export async function homeFor(tx: Tx, now: Date, actor: Actor): Promise<HomeData> {
  const handles = actor.permissions.has('worklist.read')
  const desk = deskOf(actor)
  const times = timesAt(now)
  const lines = scopesOf(actor).lines.flatMap(scope => ('line' in scope ? [scope] : []))
  const [unsafe, open, counts, reports, drafts, waiting, units, confided, elsewhere] = await Promise.all([
    handles ? unsafeTasks(tx, desk, times, { limit: shown }) : [],
    handles ? openTasks(tx, desk, times, { limit: shown }) : [],
    handles ? countTasks(tx, desk, times) : undefined,
    sentReports(tx, actor.id, shown),
    countDrafts(tx, actor.id),
    Promise.all(lines.map(async scope => ({ line: scope.line, count: await countReported(tx, scope) }))),
    unitsWaiting(tx, now, actor),
    actor.permissions.has('confidant.read') ? confidedLately(tx, actor.id, shown) : undefined,
    waitingElsewhere(tx, actor),
  ])
  const away = await whoIsAway(
    tx,
    now,
    reports.flatMap(it => it.ownerId ?? []),
  )
  return {
    now,
    away,
    tasks: [...unsafe, ...open.filter(it => !unsafe.some(other => other.id === it.id))].slice(0, shown),
    late: counts?.late ?? none,
    aftercare: counts?.aftercare ?? none,
    reports,
    drafts,
    waiting,
    units,
    confided,
    elsewhere,
  }
}

interface HomeProps extends HomeData {
  actor: Actor
  /** What the other features have for this person. */
  others: readonly Waiting[]
}

export function Home({ actor, now, tasks, late, aftercare, reports, drafts, waiting, ...more }: HomeProps) {
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
      <Columns first={!handles && report} aside={handles && report}>
        {handles && <Work now={now} tasks={tasks} late={late} aftercare={aftercare} />}
        {waiting.map(it => (
          <WaitingLine {...it} />
        ))}
        {more.units.map(it => (
          <UnitCard {...it} />
        ))}
        {more.confided && <ConfidantCard now={now} {...more.confided} stateName={stateName} />}
        {more.others.map(it => (
          <OtherCard {...it} />
        ))}
        {more.elsewhere.map(it => (
          <ElsewhereCard {...it} />
        ))}
        <OwnCases now={now} reports={reports} away={more.away} drafts={drafts} here={actor.organisation?.id} />
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
      <ButtonLink href={urls.report} kind="quiet">
        Volledig melden, of voor een ander
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

const Work = ({ now, tasks, late, aftercare }: Pick<HomeData, 'now' | 'tasks' | 'late' | 'aftercare'>) => (
  <Card title={late.n > 0 ? `Uw werk: ${showCount(late)} te laat` : 'Uw werk'}>
    {tasks.length === 0 ? (
      <p>Er wacht nu niets op u.</p>
    ) : (
      <>
        <LinkList
          items={tasks.map(task => ({
            href: urls.case(task.caseId),
            label: `${task.reference}: ${taskLabel(task.kind)}`,
            hint: (
              <>
                <Chip kind={task.due < now ? 'late' : 'soon'}>{formatRemaining(task.due, now)}</Chip> uiterlijk{' '}
                {formatShort(task.due, now)}
                <SafetyChip task={task} />
              </>
            ),
          }))}
        />
        {aftercare.n > 0 && <p>Nazorg te laat: {showCount(aftercare)}</p>}
        <Actions>
          <ButtonLink href={urls.worklist}>Naar de hele werklijst</ButtonLink>
        </Actions>
      </>
    )}
  </Card>
)

const stateName = (state: string) =>
  Object.entries<string>(incidentChart.names).find(([name]) => name === state)?.[1] ?? state

type OwnProps = Pick<HomeData, 'now' | 'reports' | 'away' | 'drafts'> & { here: string | undefined }

function OwnCases({ now, reports, away, drafts, here }: OwnProps) {
  if (reports.length === 0 && drafts.count.n === 0)
    return (
      <EmptyState title="U heeft nog niets gemeld">
        <p>Na een melding ziet u hier wie die behandelt en wat er gebeurt.</p>
      </EmptyState>
    )
  const several = inSeveral(reports, here)
  return (
    <Card title="Uw meldingen">
      <Drafts {...drafts} />
      <LinkList
        items={reports.map(it => ({
          href: urls.case(it.id),
          label: it.reference ?? '',
          hint: [
            stateName(it.state),
            formatShort(it.reportedAt ?? it.createdAt, now),
            ...(it.owner ? [`bij ${nameOf({ name: it.owner, away: away.has(it.ownerId ?? '') })}`] : []),
            ...(several ? [it.organisationName] : []),
          ].join(', '),
        }))}
      />
      <p>
        <a class="nl-link" href={urls.ownReports}>
          Alle meldingen
        </a>
      </p>
    </Card>
  )
}

// One line however many there are: what was sent is what somebody looks for here.
const Drafts = ({ count, last }: HomeData['drafts']) =>
  last !== undefined && (
    <p>
      U heeft nog {showCount(count)} {count.n === 1 ? 'melding' : 'meldingen'} niet verstuurd.{' '}
      <a class="nl-link" href={count.n === 1 ? urls.draft(last) : urls.ownReports}>
        {count.n === 1 ? 'Maak uw melding af' : 'Bekijk uw meldingen'}
      </a>
    </p>
  )
