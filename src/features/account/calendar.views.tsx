import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button } from '../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'

export const CalendarPage = ({ since, address }: { since: Date | undefined; address: string | undefined }) => (
  <>
    <Breadcrumb items={[{ href: '/account', label: 'Uw account' }, { label: 'Termijnen in uw agenda' }]} />
    <PageTitle>Termijnen in uw agenda</PageTitle>
    <Lead>
      Uw agenda kan uw termijnen ophalen. Er staat alleen in wat voor taak het is en wanneer die klaar moet zijn. Over
      een melding staat er niets in: geen kenmerk en geen naam.
    </Lead>
    {address && (
      <Note kind="success" title="Dit is uw geheime adres">
        <p>
          <code class="weerbaar-code">{address}</code>
        </p>
        <p>
          <a class="nl-link" href={address.replace(/^https?:/, 'webcal:')}>
            Open dit adres in uw agenda
          </a>
        </p>
        <p>
          Gebeurt er dan niets? Kopieer het adres en zet het zelf in uw agenda, bij “agenda toevoegen via een adres”.
          Wij tonen het maar één keer. Wie dit adres heeft, ziet uw termijnen.
        </p>
      </Note>
    )}
    {since && !address && <p>Er is een adres sinds {formatDateTime(since)}.</p>}
    <Actions>
      <form method="post" action="/account/agenda">
        <Button kind={since ? 'quiet' : 'primary'}>{since ? 'Maak een nieuw adres' : 'Maak een adres'}</Button>
      </form>
      {since && (
        <form method="post" action="/account/agenda/intrekken">
          <Button kind="quiet">Trek het adres in</Button>
        </form>
      )}
    </Actions>
    {since && <p>Maakt u een nieuw adres, dan werkt het oude niet meer.</p>}
  </>
)
