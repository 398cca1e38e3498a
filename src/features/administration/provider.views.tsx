import type { Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, Checkbox, ErrorSummary, Hidden, Radios, TextArea, TextField } from '../../ui/form.tsx'
import { Card, EmptyState, Facts, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { Trail } from './people.views.tsx'
import type { ProviderSettings } from './provider.ts'

const here = '/beheer/inloggen'
const approval = '/privacy-instellingen/inloggen'

const messages = new Map([
  ['bewaard', 'Opgeslagen. De privacyfunctionaris moet dit goedkeuren. Tot dan kan niemand zo inloggen.'],
  ['uit', 'Inloggen via uw organisatie staat uit.'],
  ['werkt', 'Het inlogsysteem antwoordt en kan wat wij vragen.'],
  ['ja', 'Goedgekeurd. Vanaf nu kan men inloggen via uw organisatie.'],
])

const Done = ({ done }: { done: string }) => {
  const message = messages.get(done)
  if (done === 'werkt-niet')
    return (
      <Note kind="warning" title="Het inlogsysteem antwoordt niet zoals het moet">
        <p>Kijk het adres na. Het moet met https beginnen, van buiten bereikbaar zijn, en precies de issuer zijn.</p>
      </Note>
    )
  return message === undefined ? null : (
    <Note kind="success">
      <p>{message}</p>
    </Note>
  )
}

interface ProviderPageProps {
  settings: ProviderSettings | undefined
  form: Form
  back: string
  keys: string
  done: string
}

export const ProviderPage = ({ settings, form, back, keys, done }: ProviderPageProps) => (
  <>
    <ErrorSummary form={form} />
    <Trail label="Inloggen" />
    <PageTitle>Inloggen via uw organisatie</PageTitle>
    <Done done={done} />
    <Lead>
      Collega’s loggen dan in met het account van hun werk (OpenID Connect). De privacyfunctionaris keurt elke wijziging
      goed voordat zij geldt.
    </Lead>
    <State settings={settings} />
    <Card title="Dit vult u in bij uw inlogsysteem">
      <Facts
        items={[
          { term: 'Redirect URI', value: <code class="weerbaar-code">{back}</code> },
          { term: 'JWKS URI, bij private_key_jwt', value: <code class="weerbaar-code">{keys}</code> },
        ]}
      />
    </Card>
    <Card title="Gegevens van uw inlogsysteem">
      <ProviderFields form={form} known={settings} />
    </Card>
    {settings && (
      <Card title="Proberen of uitzetten">
        <form method="post" action={`${here}/proef`}>
          <Button kind="quiet">Probeer de verbinding</Button>
        </form>
        {settings.approved_at && (
          <form method="post" action={`${here}/uit`}>
            <Button kind="danger">Zet uit</Button>
          </form>
        )}
      </Card>
    )}
  </>
)

const State = ({ settings }: { settings: ProviderSettings | undefined }) =>
  settings === undefined ? null : settings.approved_at ? (
    <p>
      Het staat <strong>aan</strong>, goedgekeurd op {formatDateTime(settings.approved_at)}.
    </p>
  ) : (
    <p>
      Het staat <strong>uit</strong> en wacht op de privacyfunctionaris.
    </p>
  )

const ProviderFields = ({ form, known }: { form: Form; known: ProviderSettings | undefined }) => (
  <form method="post" action={here} noValidate>
    <TextField
      name="issuer"
      label="Issuer"
      hint="Het adres van het inlogsysteem, met https://."
      type="url"
      form={form}
    />
    <TextField name="client" label="Client-id" form={form} />
    <Radios
      name="methode"
      label="Hoe maakt Weerbaar zich bekend?"
      form={form}
      options={[
        {
          value: 'private_key_jwt',
          label: 'Met een eigen sleutel (private_key_jwt)',
          hint: 'Het veiligst. Wij maken de sleutel. Hij verlaat Weerbaar nooit.',
        },
        { value: 'client_secret_basic', label: 'Met een geheim (client_secret_basic)' },
      ]}
    />
    <TextField
      name="geheim"
      label="Geheim"
      hint={
        known?.method === 'client_secret_basic'
          ? 'Laat leeg om het geheim te houden dat er is. Wij tonen het nooit meer.'
          : 'Alleen als u een geheim gebruikt. Wij tonen het nooit meer.'
      }
      type="password"
      autocomplete="off"
      optional
      form={form}
    />
    {known?.method === 'private_key_jwt' && <Checkbox name="nieuw" label="Maak een nieuwe sleutel" form={form} />}
    <TextArea
      name="acr"
      label="Waarden van acr die als twee stappen tellen"
      hint="Eén per regel. Leeg: na het inloggen vragen wij zelf de tweede stap."
      rows={3}
      optional
      form={form}
    />
    <TextArea
      name="domeinen"
      label="Collega’s koppelen bij deze maildomeinen"
      hint="Eén per regel, zoals gemeente.nl. Alleen wie hier al een account heeft, en van wie uw inlogsysteem zegt dat het e-mailadres is gecontroleerd. Leeg: iedereen koppelt zelf."
      rows={3}
      optional
      form={form}
    />
    <Actions>
      <Button>Bewaar</Button>
    </Actions>
  </form>
)

interface ApproveProps {
  settings: ProviderSettings | undefined
  form: Form
  done: string
}

export const ApproveProviderPage = ({ settings, form, done }: ApproveProps) => (
  <>
    <ErrorSummary form={form} />
    <PageTitle>Inloggen via uw organisatie</PageTitle>
    <Done done={done} />
    <Lead>
      Wie het inlogsysteem kiest, kan ermee inloggen als een ander. Daarom kiest de beheerder het en keurt u het goed.
      Na elke wijziging keurt u het opnieuw goed.
    </Lead>
    {settings === undefined ? (
      <EmptyState title="Er is niets om goed te keuren">
        <p>De beheerder heeft nog geen inlogsysteem ingevuld.</p>
      </EmptyState>
    ) : (
      <>
        <State settings={settings} />
        <Facts
          items={[
            { term: 'Issuer', value: settings.issuer },
            { term: 'Client-id', value: settings.client_id },
            { term: 'Telt als twee stappen', value: settings.two_factor_acr || 'Niets: Weerbaar vraagt het zelf' },
            { term: 'Koppelt collega’s bij', value: settings.domains || 'Niets: iedereen koppelt zelf' },
          ]}
        />
        {settings.approved_at ? (
          <form method="post" action={`${approval}/uit`}>
            <Button kind="danger">Zet uit</Button>
          </form>
        ) : (
          <form method="post" action={approval} noValidate>
            <Hidden name="versie" value={String(settings.version)} />
            <Checkbox
              name="gezien"
              label="Ik heb bij onze ICT nagevraagd dat dit ons eigen inlogsysteem is."
              form={form}
            />
            <Actions>
              <Button>Keur goed</Button>
            </Actions>
          </form>
        )}
      </>
    )}
  </>
)
