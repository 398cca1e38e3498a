import { Actions, Button } from '../../ui/form.tsx'
import { EmptyState, Note, PageTitle } from '../../ui/parts.tsx'
import { Trail } from './people.views.tsx'
import { stalledInWords, stalledPath, type Stalled } from './stalled-jobs.ts'

export const StalledPage = ({ stalled, retried }: { stalled: Stalled; retried: boolean }) => {
  const sentences = stalledInWords(stalled)
  return (
    <>
      <Trail label="Niet gelukt" />
      <PageTitle>Niet gelukt</PageTitle>
      {retried && (
        <Note kind="success">
          <p>Weerbaar probeert het opnieuw. Kijk over een paar minuten of het is gelukt.</p>
        </Note>
      )}
      {sentences.length === 0 ? (
        <EmptyState title="Alles is gelukt">
          <p>Hier staat het als Weerbaar een mail na vier dagen nog niet kon versturen.</p>
        </EmptyState>
      ) : (
        <>
          <ul class="utrecht-unordered-list">
            {sentences.map(sentence => (
              <li class="utrecht-unordered-list__item">{sentence}.</li>
            ))}
          </ul>
          <p>
            Weerbaar heeft het vier dagen lang geprobeerd. Vraag uw technisch beheerder of de mailserver en de controle
            op schadelijke software werken, en wat er in het log staat. Probeer het daarna opnieuw.
          </p>
          <p>Voor wie de mails zijn en waarover ze gaan, ziet u hier niet. Er gaat niets van een melding verloren.</p>
          <form method="post" action={stalledPath}>
            <Actions>
              <Button>Probeer opnieuw</Button>
            </Actions>
          </form>
        </>
      )}
    </>
  )
}
