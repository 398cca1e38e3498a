import { fewestTogether } from '../../engines/questionnaires/spread.ts'
import { Actions, Button, ButtonLink } from '../../ui/form.tsx'
import { Lead, PageTitle } from '../../ui/parts.tsx'
import type { Round } from './rounds.ts'
import { atLeast, RoundTrail } from './rounds.views.tsx'
import { urls } from './urls.ts'

export const CloseRoundPage = ({ round, finished }: { round: Round; finished: number | undefined }) => (
  <>
    <RoundTrail round={round} label="Sluiten" />
    <PageTitle>Deze ronde sluiten?</PageTitle>
    <Lead>
      {finished === undefined
        ? `Er zijn minder dan ${fewestTogether} mensen klaar. Sluit u nu, dan laten wij helemaal niets zien.`
        : `Er zijn ${atLeast(finished)} klaar. Hun antwoorden tellen wij één keer, en daarna verandert er niets meer aan.`}
    </Lead>
    <p>
      Wie nog niet klaar is, kan niet meer meedoen. Wat half is ingevuld, gaat ongelezen weg. U kunt de ronde niet
      opnieuw openen.
    </p>
    <form method="post" action={urls.closeRound(round.id)}>
      <Actions>
        <Button>Sluit de ronde</Button>
        <ButtonLink href={urls.round(round.id)} kind="quiet">
          Niet doen
        </ButtonLink>
      </Actions>
    </form>
  </>
)

/** In the moment between the end and the outcome. */
export const CountingPage = ({ round }: { round: Round }) => (
  <>
    <RoundTrail round={round} />
    <PageTitle>
      {round.instrument.title}: ronde {round.number}
    </PageTitle>
    <Lead>Deze ronde is gesloten. Wij tellen de antwoorden. Kijk over een minuut nog eens.</Lead>
  </>
)
