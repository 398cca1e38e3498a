import { dutchDay, formatShort } from '../../../ui/dates.ts'
import { ErrorSummary } from '../../../ui/form.tsx'
import { Breadcrumb, Card, Chip, Lead, PageTitle } from '../../../ui/parts.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { urls } from '../urls.ts'
import { CampaignForm, type CampaignFormProps } from './campaign-view.tsx'
import type { Campaign } from './campaigns.ts'
import { answers, askedOf, RemovalForm, type RemovalTask } from './removal-view.tsx'

interface OnlineProps extends CampaignFormProps {
  campaigns: readonly Campaign[]
  removals: readonly RemovalTask[]
  now: Date
}

const counted = new Intl.NumberFormat('nl-NL')

const period = ({ from, until }: Campaign): string => {
  if (from === '' && until === '') return 'Niet bekend'
  if (until === '') return `Vanaf ${dutchDay(from)}`
  return from === '' ? `Tot en met ${dutchDay(until)}` : `${dutchDay(from)} tot en met ${dutchDay(until)}`
}

const stateOf = ({ removal, due, doneAt }: RemovalTask, now: Date) => {
  if (removal.answer) return <Chip kind="done">{answers[removal.answer]}</Chip>
  if (doneAt) return <Chip kind="plain">Niet verder gevraagd</Chip>
  return <Chip kind={due < now ? 'late' : 'soon'}>Antwoord uiterlijk {formatShort(due, now)}</Chip>
}

/** Many messages on the internet as what they are together, and what was asked of who can take them away. */
export const OnlinePage = ({ campaigns, removals, now, ...props }: OnlineProps) => {
  const { it, form } = props
  const handles = it.part === 'handler'
  // Two forms on one page: the fields and errors of the one that was sent.
  const blank = { values: {}, errors: {} }
  const sent = 'verzoek' in form.values ? { campaign: blank, removal: form } : { campaign: form, removal: blank }
  return (
    <>
      <Breadcrumb items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: 'Online' }]} />
      <ErrorSummary form={form} />
      <PageTitle>Online</PageTitle>
      <Lead>Horen veel berichten bij elkaar? Leg ze dan vast als één campagne. Zo telt het geheel.</Lead>
      <DataTable<Campaign>
        caption="Campagnes"
        rows={campaigns}
        empty={<p>Er is nog geen campagne vastgelegd.</p>}
        columns={[
          {
            label: 'Campagne',
            cell: one => (
              <a class="nl-link" href={`${urls.case(it.id)}/online/${one.id}`}>
                {one.name}
              </a>
            ),
          },
          { label: 'Waar', cell: one => one.platform },
          { label: 'Berichten', cell: one => counted.format(one.count) },
          { label: 'Periode', cell: period },
          { label: 'Bewijs', cell: one => String(one.pieces.filter(id => props.pieces.some(p => p.id === id)).length) },
        ]}
      />
      <DataTable<RemovalTask>
        caption="Verzoeken om te verwijderen"
        rows={removals}
        empty={<p>Er is nog niet gevraagd om iets te verwijderen.</p>}
        columns={[
          {
            label: 'Verzoek',
            cell: task =>
              handles ? (
                <a class="nl-link" href={`${urls.case(it.id)}/verwijderverzoek/${task.id}`}>
                  {task.removal.to}
                </a>
              ) : (
                task.removal.to
              ),
          },
          { label: 'Bij', cell: task => askedOf[task.removal.kind] },
          { label: 'Gevraagd op', cell: task => dutchDay(task.removal.askedOn), nowrap: true },
          {
            label: 'Hoe staat het?',
            cell: task => (
              <>
                {stateOf(task, now)}
                {task.removal.answer && task.reason && <span class="weerbaar-soft"> {task.reason}</span>}
              </>
            ),
          },
        ]}
      />
      <Card title="Een campagne toevoegen">
        <CampaignForm {...props} form={sent.campaign} />
      </Card>
      {handles && (
        <Card title="Een verzoek om te verwijderen vastleggen">
          <p>Weerbaar verstuurt niets. Vraag het bij het platform of het meldpunt zelf, en leg het hier vast.</p>
          <RemovalForm it={it} campaigns={campaigns} now={now} form={sent.removal} />
        </Card>
      )}
    </>
  )
}
