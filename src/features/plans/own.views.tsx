import type { Measure } from '../../engines/plans/measures.ts'
import { Card, EmptyState, Lead, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import { MeasureGroups } from './list.views.tsx'
import { ownUrl } from './urls.ts'

interface OwnProps {
  measures: readonly Measure[]
  actor: string
  now: Date
}

export function OwnPage({ measures, actor, now }: OwnProps) {
  const home = measures.filter(it => it.person === actor)
  const others = measures.filter(it => it.person !== actor)
  return (
    <>
      <PageTitle>Mijn maatregelen</PageTitle>
      <Lead>Wat op uw naam staat, en wat u bij u thuis kunt doen.</Lead>
      {measures.length === 0 && (
        <EmptyState title="Er staat niets op uw naam">
          <p>Doet u een scan, dan ziet u hier wat die voorstelt.</p>
        </EmptyState>
      )}
      {others.length > 0 && <MeasureGroups caption="Op mijn naam" measures={others} now={now} />}
      {home.length > 0 && (
        <>
          <MeasureGroups caption="Bij mij thuis" measures={home} now={now} />
          <Note kind="info" title="Dit ziet alleen u">
            <p>
              Wat u thuis doet, ziet uw organisatie niet. Zet u een collega bij een maatregel, dan ziet die collega
              alleen die ene maatregel.
            </p>
          </Note>
        </>
      )}
      {measures.some(it => it.dueOn !== null) && (
        <Card title="Meenemen">
          <LinkList items={[{ href: `${ownUrl}/agenda.ics`, label: 'Dagen voor uw agenda (ICS)' }]} />
        </Card>
      )}
    </>
  )
}
