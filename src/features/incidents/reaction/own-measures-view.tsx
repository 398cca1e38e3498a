import { Card, Chip, EmptyState, Lead, PageTitle } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { kindInfo, kindLabel } from './measure-content.ts'
import { Trail } from './measure-views.tsx'
import { dayOf } from './measure-words.ts'
import type { OwnMeasure } from './own-measures.ts'

/** What the organisation does towards the one who did it, for whose case it is. */
export const OwnMeasuresPage = ({
  it,
  today,
  measures,
}: {
  it: CaseFacts
  today: string
  measures: readonly OwnMeasure[]
}) => (
  <>
    <Trail it={it} here="Maatregelen" />
    <PageTitle>Maatregelen</PageTitle>
    <Lead>Wat de organisatie doet richting degene die dit deed. U hoeft zelf niets te doen.</Lead>
    {measures.length === 0 && (
      <EmptyState title="Er is nog geen maatregel">
        <p>
          Wie uw melding behandelt, besluit of er een maatregel komt. Geen maatregel kan ook een goed besluit zijn. Wat
          er is besloten, leest u bij uw melding.
        </p>
      </EmptyState>
    )}
    {measures.map(measure => (
      <Card title={kindLabel(measure.kind)}>
        <p>
          <Standing measure={measure} today={today} />
        </p>
        {measure.ended_on === null && <p>{kindInfo(measure.kind)?.means}</p>}
      </Card>
    ))}
  </>
)

const Standing = ({ measure, today }: { measure: OwnMeasure; today: string }) => {
  const { begins_on, ends_on, review_on, ended_on, ended_how } = measure
  const days = `${dayOf(begins_on)} tot en met ${dayOf(ends_on)}`
  if (ended_how === 'lifted')
    return (
      <>
        <Chip kind="done">Opgeheven</Chip> Begonnen op {dayOf(begins_on)}, gestopt op {dayOf(ended_on ?? ends_on)}.
      </>
    )
  if (ended_on !== null || today > ends_on)
    return (
      <>
        <Chip kind="done">Afgelopen</Chip> {days}.
      </>
    )
  return (
    <>
      <Chip kind={today < begins_on ? 'plain' : 'soon'}>{today < begins_on ? 'Geldt nog niet' : 'Geldt nu'}</Chip>{' '}
      {days}. Op {dayOf(review_on)} kijkt de behandelaar of het nog nodig is.
    </>
  )
}
