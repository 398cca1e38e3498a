import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, TextField } from '../../ui/form.tsx'
import { Lead, Note, PageTitle } from '../../ui/parts.tsx'
import type { LinkHolder, Purpose } from './links.ts'

export const linkPath: Record<Purpose, string> = { invitation: '/uitnodiging', reset: '/wachtwoord' }

/** The two fields of a new password, wherever one is chosen. */
export const NewPasswordFields = ({ form }: { form: Form }) => (
  <>
    <TextField
      name="wachtwoord"
      label="Nieuw wachtwoord"
      hint="Ten minste 12 tekens. Een zin van een paar woorden is goed en makkelijk te onthouden."
      type="password"
      autocomplete="new-password"
      form={form}
    />
    <TextField
      name="nogmaals"
      label="Nieuw wachtwoord, nog een keer"
      type="password"
      autocomplete="new-password"
      form={form}
    />
  </>
)

export interface ChoosePasswordPageProps {
  purpose: Purpose
  token: string
  holder: LinkHolder
  form: Form
}

export const ChoosePasswordPage = ({ purpose, token, holder, form }: ChoosePasswordPageProps) => (
  <>
    <ErrorSummary form={form} />
    <PageTitle>{purpose === 'invitation' ? 'Welkom bij Weerbaar' : 'Kies een nieuw wachtwoord'}</PageTitle>
    <Lead>
      {purpose === 'invitation'
        ? `Goed dat u er bent, ${holder.name}. Kies eerst een wachtwoord. Daarna kunt u inloggen.`
        : `Dit is voor het account van ${holder.name}. Overal waar u nog bent ingelogd, wordt u daarna uitgelogd.`}
    </Lead>
    <form method="post" action={`${linkPath[purpose]}/${token}`} noValidate>
      {/* Not to fill in: it tells a password manager whose password this is. */}
      <input type="hidden" name="username" autocomplete="username" value={holder.email} />
      <p>
        Uw e-mailadres is <strong>{holder.email}</strong>
      </p>
      <NewPasswordFields form={form} />
      <Actions>
        <Button>Bewaar wachtwoord</Button>
      </Actions>
    </form>
    {purpose === 'invitation' && (
      <p>
        Of kies geen wachtwoord en{' '}
        <a href={`${linkPath.invitation}/${token}/organisatie`}>log in met het account van uw organisatie</a>.
      </p>
    )}
  </>
)

/** The link was used or is too old. */
export const SpentLinkPage = ({ purpose }: { purpose: Purpose }) => (
  <>
    <PageTitle>Deze link werkt niet meer</PageTitle>
    <p>
      Een link werkt één keer en een beperkte tijd. Dat is voor uw veiligheid. Misschien heeft u hem al gebruikt, of is
      er later een nieuwe link gestuurd. Kijk ook of u de hele link uit de mail heeft geopend.
    </p>
    <h2>Wat kunt u doen?</h2>
    {purpose === 'invitation' ? (
      <>
        <p>
          Heeft u al een wachtwoord gekozen? Dan kunt u gewoon inloggen. Nog niet? Vraag dan de beheerder van uw
          organisatie om een nieuwe uitnodiging.
        </p>
        <Actions>
          <ButtonLink href="/inloggen">Naar inloggen</ButtonLink>
        </Actions>
      </>
    ) : (
      <>
        <p>Heeft u zojuist een nieuw wachtwoord gekozen? Dan kunt u inloggen. Anders vraagt u een nieuwe link aan.</p>
        <Actions>
          <ButtonLink href="/wachtwoord-vergeten">Vraag een nieuwe link</ButtonLink>
          <ButtonLink href="/inloggen" kind="quiet">
            Naar inloggen
          </ButtonLink>
        </Actions>
      </>
    )}
    <p>
      Kunt u niet wachten? Bij gevaar belt u <a href="tel:112">112</a>. De andere nummers staan bij{' '}
      <a href="/contact">Contact in nood</a>.
    </p>
  </>
)

export const ForgottenPage = ({ form, sent }: { form: Form; sent: boolean }) => (
  <>
    <ErrorSummary form={form} />
    <PageTitle>Wachtwoord vergeten</PageTitle>
    {sent ? (
      <Note kind="success" title="Kijk in uw mail">
        <p>
          Hoort dit e-mailadres bij een account? Dan krijgt u binnen een paar minuten een mail met een link. De link
          werkt één uur.
        </p>
        <p>
          Geen mail gekregen? Kijk bij ongewenste mail, en of u het adres gebruikte waarop uw organisatie u uitnodigde.
        </p>
      </Note>
    ) : (
      <>
        <p>Vul uw e-mailadres in. U krijgt dan een mail met een link om een nieuw wachtwoord te kiezen.</p>
        <form method="post" action="/wachtwoord-vergeten" noValidate>
          <TextField name="email" label="E-mailadres" type="email" autocomplete="username" form={form} />
          <Actions>
            <Button>Stuur mij een link</Button>
          </Actions>
        </form>
      </>
    )}
    <p>
      <a href="/inloggen">Terug naar inloggen</a>
    </p>
  </>
)
