import type { Instrument } from '../../engines/questionnaires/library.ts'
import { countable, fewest, type Release } from '../../engines/questionnaires/release.ts'
import { answerLabel, labelOf } from '../../engines/questionnaires/labels.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Fold } from '../../ui/fold.tsx'
import { Breadcrumb, Card, EmptyState, Facts, Lead, PageTitle } from '../../ui/parts.tsx'
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
        {partsOf(it).map(({ title, rows }) => (
          <Fold title={title} level={3} note={rows.length === 1 ? '1 vraag' : `${rows.length} vragen`}>
            <Facts items={rows.map(({ label, shares }) => ({ term: label, value: shares }))} />
          </Fold>
        ))}
      </Card>
    ))}
  </>
)

/** What was told, by the page on which it was asked. */
function partsOf(told: Told) {
  const rows = rowsOf(told)
  return told.instrument.pages.flatMap(page => {
    const here = rows.filter(row => page.questions.some(it => it.id === row.question))
    return here.length === 0 ? [] : [{ title: page.title, rows: here }]
  })
}

function rowsOf({ instrument, release }: Told) {
  const asked = new Map(countable(instrument).map(it => [it.field, it.asked]))
  return release.flatMap(({ field, shares }) => {
    const question = asked.get(field)
    if (!question) return []
    return [
      {
        question: question.id,
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
