import { Actions, Button } from '../../ui/form.tsx'
import { Card } from '../../ui/parts.tsx'
import type { Round } from './rounds.ts'
import { urls } from './urls.ts'
import type { ThemeTogether } from './workshop.ts'

/** What is advised to all goes into the plan of the organisation. */
export const KeepMeasures = ({ round, themes }: { round: Round; themes: readonly ThemeTogether[] }) => {
  const count = themes.flatMap(it => it.advice).filter(it => it.measure).length
  if (count === 0) return null
  return (
    <Card title="Plan van de organisatie">
      <p>
        {count === 1 ? 'Eén advies is een maatregel' : `${count} adviezen zijn maatregelen`} voor het plan: wie het
        doet, wanneer en wat het kost. Wat er al in staat, komt er niet nog een keer in.
      </p>
      <form method="post" action={urls.roundMeasures(round.id)}>
        <Actions>
          <Button>Zet in het plan</Button>
        </Actions>
      </form>
    </Card>
  )
}
