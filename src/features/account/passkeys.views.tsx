import type { ComponentChildren } from 'preact'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Hidden } from '../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { alongTo } from './sign-in.ts'

// The answer is put in by public/enhance/passkeys.js, which also shows what went wrong in the browser itself.
const shown = (form: Form): Form => ({
  ...form,
  errors: form.errors['antwoord'] ? { '': form.errors['antwoord'] } : {},
})

// Not `noscript`: the script that takes it away may also not have come.
const NeedsScript = ({ children }: { children: ComponentChildren }) => (
  <div data-passkey-without-script>
    <Note kind="warning" title="Hiervoor is JavaScript nodig">
      {children}
    </Note>
  </div>
)

const Trouble = () => (
  <p class="utrecht-form-field-error-message" role="alert" data-passkey-trouble hidden>
    Het lukte niet met de passkey, of u stopte zelf. U kunt het nog een keer proberen.
  </p>
)

export const PasskeySignInPage = ({ form, onward, options }: { form: Form; onward: string; options: string }) => (
  <>
    <ErrorSummary form={shown(form)} />
    <PageTitle>Inloggen met een passkey</PageTitle>
    <Lead>Uw telefoon, computer of beveiligingssleutel vraagt om uw vinger, uw gezicht of een code.</Lead>
    <NeedsScript>
      <p>
        Een passkey werkt alleen als JavaScript aan staat in uw browser.{' '}
        <a href="/inloggen">Log in met uw wachtwoord</a>.
      </p>
    </NeedsScript>
    <form method="post" action="/inloggen/passkey" data-passkey="get" data-options={options}>
      <Hidden name="naar" value={onward} />
      <Hidden name="antwoord" value="" />
      <Trouble />
      <Actions>
        <Button>Gebruik uw passkey</Button>
        <ButtonLink href={alongTo('/inloggen', onward, form)} kind="quiet">
          Log in met uw wachtwoord
        </ButtonLink>
      </Actions>
    </form>
  </>
)

export const NewPasskeyPage = ({ form, options }: { form: Form; options: string }) => (
  <>
    <ErrorSummary form={shown(form)} />
    <Breadcrumb
      items={[
        { href: '/account', label: 'Uw account' },
        { href: '/account/tweede-stap', label: 'Tweede stap' },
        { label: 'Passkey toevoegen' },
      ]}
    />
    <PageTitle>Passkey toevoegen</PageTitle>
    <Lead>
      Met een passkey logt u in zonder wachtwoord: met uw vinger, uw gezicht of de code van uw apparaat. Ook op een
      nagemaakte website kan niemand hem stelen.
    </Lead>
    <NeedsScript>
      <p>
        Een passkey werkt alleen als JavaScript aan staat in uw browser. Een{' '}
        <a href="/account/tweede-stap">authenticator-app</a> werkt ook zonder.
      </p>
    </NeedsScript>
    <form method="post" action="/account/passkeys/nieuw" data-passkey="create" data-options={options}>
      <Hidden name="antwoord" value="" />
      <Trouble />
      <Actions>
        <Button>Maak een passkey</Button>
        <ButtonLink href="/account/tweede-stap" kind="quiet">
          Terug
        </ButtonLink>
      </Actions>
    </form>
  </>
)
