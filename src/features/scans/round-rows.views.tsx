import { ListField } from '../../engines/questionnaires/grid-fields.tsx'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary } from '../../ui/form.tsx'
import { Lead, PageTitle } from '../../ui/parts.tsx'
import { listsOf } from './round-rows.tsx'
import type { Round } from './rounds.ts'
import { RoundTrail } from './rounds.views.tsx'
import { urls } from './urls.ts'

export const RowsPage = ({ round, form }: { round: Round; form: Form }) => (
  <>
    <RoundTrail round={round} label="Waarover" />
    <ErrorSummary form={form} />
    <PageTitle>Waarover vraagt u antwoorden?</PageTitle>
    <Lead>
      Iedereen in deze ronde antwoordt over wat u hier noemt. Als u iemand gevraagd heeft, verandert het niet meer. Noem
      geen mensen: dit blijft bij de uitkomst staan.
    </Lead>
    <form method="post" action={urls.roundRows(round.id)} novalidate data-warn>
      {listsOf(round).map(it => (
        <ListField it={it} form={form} />
      ))}
      <Actions>
        <Button>Bewaar</Button>
        <ButtonLink href={urls.round(round.id)} kind="quiet">
          Niet bewaren
        </ButtonLink>
      </Actions>
    </form>
  </>
)
