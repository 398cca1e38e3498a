import { addHours } from '../../engines/cases/deadlines.ts'
import { categoryLabel, functionLabel, lineLabel } from '../../engines/cases/vocabulary.ts'
import { isState } from '../../engines/cases/chart.ts'
import { formatShort, formatRemaining } from '../../ui/dates.ts'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Chip, EmptyState, Lead, PageTitle, Pager } from '../../ui/parts.tsx'
import { DataTable, type Column } from '../../ui/table.tsx'
import { StateChip } from './case-parts.tsx'
import { Going, Gone } from './going-view.tsx'
import type { GoneReport } from './going.ts'
import { nameOf } from './hand-over-views.tsx'
import { incidentChart } from './incident.chart.ts'
import type { Count, ListedCase } from './lists.ts'
import type { Standing } from './watched-cases.ts'
import { urls } from './urls.ts'

/** Whether it must be said which organisation a case is with: this person has cases in more than one, or not in this one. */
export const inSeveral = (cases: readonly ListedCase[], here: string | undefined): boolean =>
  new Set([...cases.map(it => it.organisation), ...(here === undefined ? [] : [here])]).size > 1

export const showCount = ({ n, more }: Count): string => (more ? `${n.toLocaleString('nl-NL')}+` : String(n))

interface Shown {
  /** The cases in which something was written since this person last looked. */
  answered?: ReadonlySet<string>
  /** The page where this person stopped, for drafts of a full report. */
  stops?: ReadonlyMap<string, string>
  /** From when a case may be destroyed, for those of which the term is almost over. */
  going?: ReadonlyMap<string, Date>
  withFunction?: boolean
  withOrganisation?: boolean
  takeUpHours?: number | undefined
  /** Since when each case is with who has it, and who of them is away now. */
  since?: ReadonlyMap<string, Date>
  away?: ReadonlySet<string>
}

const addressOf = ({ id, state }: ListedCase, full: boolean) => {
  if (state !== 'draft') return urls.case(id)
  return full ? urls.fullDraft(id) : urls.draft(id)
}

/** The columns of a list of cases. */
export const caseColumns = (
  now: Date,
  { answered, stops, going, withFunction, withOrganisation, takeUpHours, since, away }: Shown,
): Column<ListedCase>[] => [
  {
    label: 'Melding',
    nowrap: true,
    cell: it => (
      <>
        <a class="nl-link" href={addressOf(it, stops?.has(it.id) === true)}>
          {it.reference ?? 'Nog niet verstuurd'}
        </a>
        {stops?.has(it.id) && <div class="weerbaar-soft">Gestopt bij: {stops.get(it.id)}</div>}
      </>
    ),
  },
  {
    label: 'Status',
    cell: it => (
      <>
        {isState(incidentChart, it.state) ? <StateChip state={it.state} /> : it.state}
        {answered?.has(it.id) && (
          <>
            {' '}
            <Chip kind="soon">Nieuw antwoord</Chip>
          </>
        )}
        {it.state === 'draft' && (
          <>
            {' '}
            <a class="nl-link" href={`${urls.draft(it.id)}/weggooien`}>
              Gooi weg
            </a>
          </>
        )}
        <GoingOf from={going?.get(it.id)} />
      </>
    ),
  },
  { label: 'Soort', cell: it => categoryLabel(it.category) },
  ...(withOrganisation ? [{ label: 'Organisatie', cell: (it: ListedCase) => it.organisationName }] : []),
  ...(withFunction ? [{ label: 'Getroffen', cell: (it: ListedCase) => functionLabel(it.function ?? '') }] : []),
  { label: 'Gemeld', cell: it => (it.reportedAt ? formatShort(it.reportedAt, now) : 'Nog niet'), nowrap: true },
  ...(takeUpHours === undefined
    ? []
    : [{ label: 'Op te pakken', cell: (it: ListedCase) => <TakeUpClock {...{ it, now, takeUpHours }} /> }]),
  {
    label: 'Bij wie',
    cell: it => (
      <>
        {it.owner ? nameOf({ name: it.owner, away: away?.has(it.ownerId ?? '') === true }) : '–'}
        {since?.has(it.id) && <div class="weerbaar-soft">sinds {formatShort(since.get(it.id) ?? now, now)}</div>}
      </>
    ),
  },
]

const GoingOf = ({ from }: { from: Date | undefined }) => (from ? <Going from={from} /> : null)

const TakeUpClock = ({ it, now, takeUpHours }: { it: ListedCase; now: Date; takeUpHours: number }) => {
  const due = addHours(it.reportedAt ?? it.createdAt, takeUpHours)
  return <Chip kind={due < now ? 'late' : 'soon'}>{formatRemaining(due, now)}</Chip>
}

export const OwnReports = ({
  now,
  reports,
  next,
  withOrganisation,
  answered,
  stops,
  going,
  gone,
}: {
  going: ReadonlyMap<string, Date>
  gone: readonly GoneReport[]
  answered: ReadonlySet<string>
  stops: ReadonlyMap<string, string>
  now: Date
  reports: readonly ListedCase[]
  next?: string | undefined
  withOrganisation: boolean
}) => (
  <>
    <PageTitle>Mijn meldingen</PageTitle>
    <Actions>
      <ButtonLink href={urls.quickReport}>Snel melden</ButtonLink>
      <ButtonLink href={urls.report} kind="quiet">
        Volledig melden, of voor een ander
      </ButtonLink>
    </Actions>
    <DataTable
      caption="Mijn meldingen"
      captionHidden
      rows={reports}
      columns={caseColumns(now, { withOrganisation, answered, stops, going })}
      empty={
        <EmptyState title="U heeft nog niets gemeld">
          <p>Maakt u iets mee dat u bang maakt of onder druk zet? Meld het. U staat er niet alleen voor.</p>
        </EmptyState>
      }
    />
    <Pager next={next} />
    <Gone reports={gone} />
  </>
)

export interface Watched {
  title: string
  state: Standing
  takeUpHours: number
  tabs: readonly { href: string; label: string; count: Count; current: boolean }[]
  cases: readonly ListedCase[]
  since: ReadonlyMap<string, Date>
  away: ReadonlySet<string>
  next?: string | undefined
}

/** The cases of the lines or the units that somebody watches over. */
export const WatchedCases = ({
  now,
  title,
  lead,
  lists,
  handsOver = false,
}: {
  now: Date
  title: string
  lead: string
  lists: readonly Watched[]
  /** Whether the viewer may give cases of these lists to somebody else. */
  handsOver?: boolean
}) => (
  <>
    <PageTitle>{title}</PageTitle>
    <Lead>{lead}</Lead>
    <Actions>
      <ButtonLink href={urls.search} kind="quiet">
        Zoek een melding
      </ButtonLink>
      {handsOver && (
        <>
          <ButtonLink href={urls.lessons} kind="quiet">
            Wat wij leerden
          </ButtonLink>
          <ButtonLink href={urls.bulkHandOver} kind="quiet">
            Draag alles van iemand over
          </ButtonLink>
        </>
      )}
    </Actions>
    {lists.map(list => (
      <section>
        <h2 class="nl-heading nl-heading--level-2">{list.title}</h2>
        <nav aria-label={`Status van ${list.title}`}>
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
          columns={caseColumns(now, {
            withFunction: true,
            since: list.since,
            away: list.away,
            takeUpHours: list.state === 'reported' ? list.takeUpHours : undefined,
          })}
          empty={
            <EmptyState title="Geen meldingen">
              <p>Er zijn hier nu geen meldingen met deze status.</p>
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
      columns={caseColumns(now, { withFunction: true })}
      empty={
        <EmptyState title="U leest nu nergens mee">
          <p>Een melder kan u vragen om als vertrouwenspersoon mee te lezen. Die melding staat dan hier.</p>
        </EmptyState>
      }
    />
  </>
)
