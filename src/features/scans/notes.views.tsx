import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, TextArea } from '../../ui/form.tsx'
import { Lead, LinkList, PageTitle } from '../../ui/parts.tsx'
import type { Round } from './rounds.ts'
import { RoundTrail } from './rounds.views.tsx'
import { urls } from './urls.ts'

/** What was talked over in a round, by theme. */
export const NotesPage = ({ round, form }: { round: Round; form: Form }) => (
  <>
    <RoundTrail round={round} label="Notities" />
    <ErrorSummary form={form} />
    <PageTitle>Wat er is besproken</PageTitle>
    <Lead>
      Dit lezen alleen de mensen die u voor deze ronde vroeg, en u. Het komt ook in het verslag dat zij bewaren. Schrijf
      geen namen op, en niet wie wat antwoordde.
    </Lead>
    <form method="post" action={urls.notes(round.id)} novalidate data-warn>
      {round.instrument.scan.themes.map(it => (
        <TextArea name={noteField(it.id)} label={it.title} form={form} rows={8} optional />
      ))}
      <Actions>
        <Button>Bewaar</Button>
        <ButtonLink href={urls.round(round.id)} kind="quiet">
          Niet bewaren
        </ButtonLink>
      </Actions>
    </form>
    <LinkList items={[{ href: urls.round(round.id), label: 'Terug naar de uitkomst' }]} />
  </>
)

export const noteField = (theme: string) => `notitie_${theme}`
