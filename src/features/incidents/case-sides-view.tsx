import { categoryLabel, lineLabel } from '../../engines/cases/vocabulary.ts'
import { formatShort } from '../../ui/dates.ts'
import { Card, Facts, Timeline } from '../../ui/parts.tsx'
import { nameOf, type CaseProps } from './case-parts.tsx'
import { incidentChart, isOpen } from './incident.chart.ts'
import { emergencyReason } from './emergency.ts'
import { policeStepLabel } from './police/content.ts'
import { taskLabel } from './tasks.ts'
import { urls } from './urls.ts'

const partNames: Record<string, string> = {
  reporter: 'Melder',
  handler: 'Behandelaar',
  deputy: 'Vervanger',
  duty: 'Dienst',
  confidant: 'Vertrouwenspersoon',
  person_hit: 'Getroffene',
  helper: 'Helpt mee',
}

/** Who takes part in the case, and who is kept out. */
export const WhoIsIn = ({ page, viewer }: CaseProps) => (
  <Card title="Wie zijn betrokken?">
    <Facts
      items={page.people
        .filter(it => it.role !== 'person_hit' || it.id !== page.facts.reporter_id)
        .map(it => ({
          term:
            it.role === 'helper' && it.id === page.facts.reporter_id ? 'Meldde dit' : (partNames[it.role] ?? it.role),
          value: `${it.name}${it.id === viewer ? ' (u)' : ''}${it.id === page.facts.owner_id ? ', behandelt deze melding' : ''}`,
        }))}
    />
    {page.facts.part === 'handler' && <Helpers page={page} />}
    {page.facts.part !== 'own' && <p>Lijn: {lineLabel(page.facts.line ?? '')}.</p>}
    {page.barred.length > 0 && <p>Buitengesloten van deze melding: {page.barred.join(', ')}.</p>}
  </Card>
)

const Helpers = ({ page: { facts, people } }: Pick<CaseProps, 'page'>) => (
  <ul class="utrecht-unordered-list">
    {people
      .filter(it => it.role === 'helper')
      .map(it => (
        <li>
          <a class="nl-link" href={`${urls.case(facts.id)}/getuigen/${it.id}`}>
            Gesprek met {it.name}
          </a>
        </li>
      ))}
    {isOpen(facts.state) && (
      <li>
        <a class="nl-link" href={`${urls.case(facts.id)}/getuigen`}>
          Vraag een getuige
        </a>
      </li>
    )}
  </ul>
)

/** Each step of the case with its date. */
export const Steps = ({ page, now, viewer }: CaseProps) => (
  <Card title="Tijdlijn">
    <Timeline
      items={page.events.map(it => ({
        at: formatShort(it.at, now),
        datetime: it.at.toISOString(),
        text: eventWords(it.event, it.code, it.actor ? ` door ${nameOf(page, it.actor, viewer)}` : ''),
      }))}
    />
  </Card>
)

/** What happened, by whom, and then what it came to: a kind that is named before a person reads as what that person did. */
function eventWords(event: string, code: string | null, by: string): string {
  const found = Object.values(incidentChart.states)
    .flatMap(events => Object.entries(events))
    .find(([name]) => name === event)?.[1]
  const past = found?.past ?? event
  const words = `${past}${by}`
  if (event === 'set_category' && code) return `${words}: ${categoryLabel(code)}`
  if (event === 'emergency_access' && code) return `${past} (${emergencyReason(code)})${by}`
  if (event === 'follow_report' && code) return `${words}: ${policeStepLabel(code).toLowerCase()}`
  return event === 'late' && code ? `${words}: ${taskLabel(code).toLowerCase()}` : words
}
