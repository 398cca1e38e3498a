import { emptyForm } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { ErrorSummary } from '../../ui/form.tsx'
import { Breadcrumb, Card, Columns, Lead, PageTitle, Words } from '../../ui/parts.tsx'
import { DoneNote, StateChip, type CaseProps } from './case-parts.tsx'
import { Steps } from './case-sides-view.tsx'
import { HelperConversation } from './conversation-view.tsx'
import { Evidence } from './evidence-list-view.tsx'
import { isOpen } from './incident.chart.ts'
import { ToldBesides } from './told-view.tsx'
import { urls } from './urls.ts'

/** The page of a case for one who only helps: what they told themselves, and what they are asked. */
export function HelperView(props: CaseProps) {
  const { page, viewer, form = emptyForm, done } = props
  const { facts, answers, names } = page
  const reported = facts.reporter_id === viewer
  return (
    <>
      <Breadcrumb items={[{ href: urls.ownReports, label: 'Mijn meldingen' }, { label: facts.reference ?? '' }]} />
      <ErrorSummary form={form} />
      <DoneNote done={done} />
      <PageTitle chip={<StateChip state={facts.state} />}>Melding {facts.reference}</PageTitle>
      <Lead>
        {reported
          ? 'U meldde dit voor iemand anders. '
          : 'U helpt bij deze melding met wat u heeft gezien of gehoord. '}
        {isOpen(facts.state)
          ? `${names.get(facts.owner_id ?? '') ?? 'Iemand'} behandelt de melding.`
          : 'De melding is afgerond.'}
      </Lead>
      <Columns
        first={
          <Card title="Wat ziet u hier?">
            <p>
              U ziet wat u zelf vertelde, en wat de behandelaar u vraagt. Wat de organisatie met de getroffene
              bespreekt, ziet u niet. De getroffene leest uw gesprek met de behandelaar niet.
            </p>
          </Card>
        }
        aside={<Steps {...props} />}
      >
        {reported && answers.what && (
          <Card title="Wat u meldde">
            <Words>{answers.what}</Words>
            {facts.reported_at && <p>Gemeld op {formatDateTime(facts.reported_at)}.</p>}
            <ToldBesides page={page} viewer={viewer} />
          </Card>
        )}
        <HelperConversation {...props} form={form} helper={viewer} action={`${urls.case(facts.id)}/bericht`} />
        <Evidence {...props} form={form} />
      </Columns>
    </>
  )
}
