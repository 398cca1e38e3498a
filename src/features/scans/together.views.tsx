import type { Instrument } from '../../engines/questionnaires/library.ts'
import { countable, fewest, type Release } from '../../engines/questionnaires/release.ts'
import { answerLabel, labelOf } from '../../engines/questionnaires/labels.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Breadcrumb, Card, EmptyState, Lead, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { urls } from './urls.ts'
import { words } from './words.ts'

/** What was told of private answers on one day. */
export interface Told {
  releasedOn: string
  people: number
  instrument: Instrument
  release: Release
}

export const TogetherPage = ({ instrument, told }: { instrument: Instrument; told: readonly Told[] }) => (
  <>
    <Breadcrumb
      items={[
        { href: urls.all, label: 'Scans' },
        { href: urls.instrument(instrument.id), label: instrument.title },
        { label: 'Samen' },
      ]}
    />
    <PageTitle>Wat mensen samen antwoordden</PageTitle>
    <Lead>
      Dit is alles wat uw organisatie van deze scan ziet. Het gaat over steeds minstens {fewest} mensen, die daarna niet
      meer meetellen. Daardoor is uit twee overzichten samen ook niemand te herleiden.
    </Lead>
    {told.length === 0 && (
      <EmptyState title="Er is nog niets te zien">
        <p>Wij kijken één keer per week. Pas als {fewest} mensen klaar zijn, komt hier een overzicht.</p>
      </EmptyState>
    )}
    {told.map(it => (
      <Card title={`${it.people} of meer mensen, overzicht van ${dutchDay(it.releasedOn)}`}>
        <DataTable
          caption="Hoe groot het deel is dat dit antwoordde"
          captionHidden
          columns={[
            { label: 'Vraag', cell: row => row.label },
            { label: 'Antwoorden', cell: row => row.shares },
          ]}
          rows={rowsOf(it)}
          empty={<p>Deze scan heeft geen vragen die wij samen tonen.</p>}
        />
      </Card>
    ))}
  </>
)

function rowsOf({ instrument, release }: Told) {
  const asked = new Map(countable(instrument).map(it => [it.field, it.asked]))
  return release.flatMap(({ field, shares }) => {
    const question = asked.get(field)
    if (!question) return []
    return [
      {
        label: labelOf(question, field),
        shares: (
          <ul class="utrecht-unordered-list">
            {shares.map(it => (
              <li>
                {answerLabel(question, field, it.value)}: {words.quarters[it.quarter]}
              </li>
            ))}
          </ul>
        ),
      },
    ]
  })
}
