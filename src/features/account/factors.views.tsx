import type { Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Card, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { Factors } from './factors.ts'
import type { PasskeyRow } from './passkeys.ts'

const doneMessages = new Map([
  ['passkey', 'Uw passkey is toegevoegd.'],
  ['verwijderd', 'De passkey is verwijderd.'],
])

const above = { href: '/account', label: 'Uw account' }
const self = { href: '/account/tweede-stap', label: 'Tweede stap' }

export const FactorsPage = ({ factors, mustSetUp, done }: { factors: Factors; mustSetUp: boolean; done: string }) => (
  <>
    <Breadcrumb items={[above, { label: self.label }]} />
    <PageTitle>Tweede stap bij het inloggen</PageTitle>
    {doneMessages.has(done) && (
      <Note kind="success">
        <p>{doneMessages.get(done)}</p>
      </Note>
    )}
    {done === 'laatste' && (
      <Note kind="warning" title="Deze passkey kan niet weg">
        <p>Voor uw rol is een tweede stap nodig en dit is uw enige. Stel eerst iets anders in.</p>
      </Note>
    )}
    {mustSetUp ? (
      <Note kind="info" title="Eerst nog dit, één keer">
        <p>
          In uw rol ziet u gegevens van anderen. Daarom is een wachtwoord alleen niet genoeg. Stel nu een tweede stap
          in. Dat duurt een paar minuten. Uw <a href="/meldingen">eigen meldingen</a> kunt u ook nu al lezen.
        </p>
      </Note>
    ) : (
      <Lead>
        Met een tweede stap kan niemand in uw account met alleen uw wachtwoord.
        {!factors.required && ' Voor u is het niet verplicht. Wij raden het wel aan.'}
      </Lead>
    )}
    <Card title="Authenticator-app">
      <p>
        {factors.since
          ? `Ingesteld sinds ${formatDateTime(factors.since)}. Heeft u een nieuwe telefoon? Stel de app dan opnieuw in.`
          : 'Een app op uw telefoon die steeds een nieuwe code van zes cijfers toont. Dit werkt in elke browser.'}
      </p>
      <form method="post" action={`${self.href}/app`}>
        <Button kind={factors.since ? 'quiet' : 'primary'}>
          {factors.since ? 'Stel de app opnieuw in' : 'Stel een app in'}
        </Button>
      </form>
    </Card>
    <Card title="Passkeys">
      <p>Inloggen met uw vinger, uw gezicht of de code van uw apparaat. U heeft dan geen wachtwoord nodig.</p>
      <DataTable
        caption="Uw passkeys"
        captionHidden
        columns={[
          { label: 'Toegevoegd', cell: it => formatDateTime(it.added_at) },
          { label: 'Laatst gebruikt', cell: it => (it.used_at ? formatDateTime(it.used_at) : 'Nog niet') },
          { label: 'Verwijderen', cell: it => <RemovePasskey passkey={it} /> },
        ]}
        rows={factors.passkeys}
        empty={<p>U heeft nog geen passkey.</p>}
      />
      <Actions>
        <ButtonLink href="/account/passkeys/nieuw" kind="quiet">
          Voeg een passkey toe
        </ButtonLink>
      </Actions>
    </Card>
    {(factors.since !== null || factors.passkeys.length > 0) && (
      <Card title="Herstelcodes">
        <p>Voor als u uw telefoon kwijt bent. Elke code werkt één keer. {codesLeft(factors.codes)}</p>
        <ButtonLink href={`${self.href}/codes`} kind="quiet">
          Maak nieuwe herstelcodes
        </ButtonLink>
      </Card>
    )}
  </>
)

const codesLeft = (count: number) =>
  count === 0 ? 'U heeft er nu geen.' : count === 1 ? 'U heeft er nog één.' : `U heeft er nog ${count}.`

const RemovePasskey = ({ passkey }: { passkey: PasskeyRow }) => (
  <form method="post" action={`/account/passkeys/${passkey.id}/verwijderen`}>
    <Button kind="quiet">
      Verwijder<span class="weerbaar-hidden"> de passkey van {formatDateTime(passkey.added_at)}</span>
    </Button>
  </form>
)

export const AuthenticatorPage = ({ secret, form }: { secret: string; form: Form }) => (
  <>
    <ErrorSummary form={form} />
    <Breadcrumb items={[above, self, { label: 'App instellen' }]} />
    <PageTitle>Authenticator-app instellen</PageTitle>
    <h2 class="nl-heading nl-heading--level-2">1. Open de app op uw telefoon</h2>
    <p>Elke authenticator-app is goed. Heeft u er nog geen? Vraag uw organisatie welke app u kunt gebruiken.</p>
    <h2 class="nl-heading nl-heading--level-2">2. Scan dit plaatje met de app</h2>
    <p>
      <img
        class="weerbaar-qr"
        src={`${self.href}/qr`}
        alt="QR-code voor uw authenticator-app"
        width="220"
        height="220"
      />
    </p>
    <p>Kunt u niet scannen? Typ dan deze sleutel over in de app:</p>
    <p>
      <code class="weerbaar-code weerbaar-qr-key">{(secret.match(/.{1,4}/g) ?? []).join(' ')}</code>
    </p>
    <h2 class="nl-heading nl-heading--level-2">3. Vul de code in die de app nu toont</h2>
    <form method="post" action={`${self.href}/app/bevestigen`} noValidate>
      <TextField
        name="code"
        label="Code van zes cijfers"
        inputmode="numeric"
        autocomplete="one-time-code"
        form={form}
      />
      <Actions>
        <Button>Klaar, controleer de code</Button>
        <ButtonLink href={self.href} kind="quiet">
          Terug
        </ButtonLink>
      </Actions>
    </form>
  </>
)

export const RecoveryCodesPage = ({ codes, left }: { codes: readonly string[]; left: number }) => (
  <>
    <Breadcrumb items={[above, self, { label: 'Herstelcodes' }]} />
    <PageTitle>Herstelcodes</PageTitle>
    <Lead>
      Bent u uw telefoon kwijt? Dan logt u in met uw wachtwoord en één van deze codes. Elke code werkt één keer.
    </Lead>
    {codes.length > 0 ? (
      <>
        <Note kind="warning" title="Bewaar deze codes nu">
          <p>
            Wij tonen ze maar één keer. Bewaar ze niet op uw telefoon, want die kunt u kwijtraken. Papier in een kast
            die op slot kan, is goed.
          </p>
        </Note>
        <ul class="weerbaar-codes">
          {codes.map(code => (
            <li>
              <code class="weerbaar-code">{code}</code>
            </li>
          ))}
        </ul>
        <Actions>
          <ButtonLink href="/">Ik heb ze bewaard, ga verder</ButtonLink>
        </Actions>
      </>
    ) : (
      <>
        <p>{left > 0 ? `${codesLeft(left)} Maakt u nieuwe, dan werken de oude niet meer.` : codesLeft(left)}</p>
        <form method="post" action={`${self.href}/codes`}>
          <Actions>
            <Button>Maak herstelcodes</Button>
            <ButtonLink href="/" kind="quiet">
              Nu niet
            </ButtonLink>
          </Actions>
        </form>
      </>
    )}
  </>
)
