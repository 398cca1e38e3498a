import { categoryLabel, channelLabel, functionLabel, outcome } from '../../engines/cases/vocabulary.ts'
import { emptyForm } from '../../platform/form.ts'
import { formatDate, formatDateTime, formatRemaining, formatShort } from '../../ui/dates.ts'
import { ErrorSummary } from '../../ui/form.tsx'
import { Breadcrumb, Card, Clocks, Columns, Facts, PageTitle, Words, type Clock } from '../../ui/parts.tsx'
import type { CasePage } from './opened-case.ts'
import { DoneNote, Reach, StateChip, type CaseProps } from './case-parts.tsx'
import { Steps, WhoIsIn } from './case-sides-view.tsx'
import { Conversation, Notes } from './conversation-view.tsx'
import { Evidence } from './evidence-list-view.tsx'
import { HelperView } from './helper-view.tsx'
import { HandlerNext } from './handler-view.tsx'
import { OwnNext } from './own-view.tsx'
import { isOpen } from './incident.chart.ts'
import { Perpetrators, ToldBesides } from './told-view.tsx'
import { SameIncident } from './joining-views.tsx'
import { isPromised, isTaskKind, taskKinds } from './tasks.ts'
import { urls } from './urls.ts'

/** The page of one case: the same words for everybody in it, and the acts of the one who looks. Who only helps has their own. */
export function CaseView(props: CaseProps) {
  if (props.page.facts.part === 'helper') return <HelperView {...props} />
  const { page, now, form = emptyForm } = props
  const { facts } = page
  const own = facts.part === 'own'
  return (
    <>
      <Breadcrumb
        items={[
          own ? { href: urls.ownReports, label: 'Mijn meldingen' } : { href: '/', label: 'Begin' },
          { label: facts.reference ?? '' },
        ]}
      />
      <ErrorSummary form={form} />
      <DoneNote done={props.done} />
      <PageTitle chip={<StateChip state={facts.state} />}>Melding {facts.reference}</PageTitle>
      {isOpen(facts.state) && <Clocks items={clocks(page, props.viewer, now)} />}
      <Columns
        first={own ? <OwnNext {...props} /> : <HandlerNext {...props} />}
        aside={
          <>
            <SameIncident page={page} />
            <WhoIsIn {...props} />
            <Steps {...props} />
          </>
        }
      >
        <WhatHappened {...props} />
        <Perpetrators {...props} />
        <Conversation {...props} form={form} />
        {facts.part !== 'own' && facts.part !== 'confidant' && <Notes {...props} form={form} />}
        <Evidence {...props} form={form} />
      </Columns>
    </>
  )
}

/** One clock for each kind of task that the person hit was promised: the viewer's own, else the first that is open, else the first. */
function clocks({ tasks, facts }: CasePage, viewer: string, now: Date): Clock[] {
  const shownKinds = tasks.filter(it => isPromised(it.kind) || (it.kind === 'take_up' && facts.state === 'reported'))
  const byKind = Map.groupBy(shownKinds, task => task.kind)
  return [...byKind.values()].flatMap(same => {
    const open = same.filter(task => task.doneAt === null)
    const shown = open.find(task => task.owner === viewer) ?? open[0] ?? same[0]
    return shown ? [clock(shown, now)] : []
  })
}

const soonHours = 12

function clock({ kind, due, doneAt, outcome: came }: CasePage['tasks'][number], now: Date): Clock {
  const title = isTaskKind(kind) ? taskKinds[kind].clock : kind
  if (came === 'not_done')
    return {
      title,
      state: 'running',
      value: 'Gebeurt niet',
      detail: `besloten ${doneAt ? formatShort(doneAt, now) : ''}`,
    }
  if (doneAt) return { title, state: 'done', value: 'Gedaan', detail: formatShort(doneAt, now) }
  const hours = (due.getTime() - now.getTime()) / 3_600_000
  const state = hours < 0 ? 'late' : hours < soonHours ? 'soon' : 'running'
  return { title, state, value: formatRemaining(due, now), detail: `uiterlijk ${formatShort(due, now)}` }
}

const OtherReport = ({ it }: { it: NonNullable<CasePage['duplicateOf']> }) => (
  <a class="nl-link" href={urls.case(it.id)}>
    Melding {it.reference}
  </a>
)

const safeWords: Record<string, string> = { yes: 'Ja', not_sure: 'Dat was niet zeker', no: 'Nee' }

const WhatHappened = ({ page, viewer }: CaseProps) => {
  const { facts, answers } = page
  return (
    <Card title="Wat er gebeurde">
      <Words>{answers.what}</Words>
      <Facts
        items={[
          { term: 'Gemeld op', value: facts.reported_at ? formatDateTime(facts.reported_at) : '' },
          { term: 'Getroffen', value: functionLabel(facts.function ?? '') },
          ...(facts.happened_at ? [{ term: 'Gebeurd op', value: formatDate(facts.happened_at) }] : []),
          ...(facts.channel ? [{ term: 'Hoe of waar', value: channelLabel(facts.channel) }] : []),
          { term: 'Veilig bij het melden', value: safeWords[facts.safe_now ?? ''] ?? '' },
          { term: 'Te bereiken', value: <Reach reach={answers.reach} /> },
          { term: 'Soort', value: categoryLabel(facts.category) },
          ...(page.otherKinds.length > 0
            ? [{ term: 'Ook', value: page.otherKinds.map(categoryLabel).join(', ') }]
            : []),
          ...(page.duplicateOf ? [{ term: 'Al gemeld als', value: <OtherReport it={page.duplicateOf} /> }] : []),
          ...(facts.outcome
            ? [{ term: 'Uitkomst', value: outcome('closing', facts.outcome)?.label ?? facts.outcome }]
            : []),
        ]}
      />
      <ToldBesides page={page} viewer={viewer} />
    </Card>
  )
}
