import type { Form } from '../../platform/form.ts'
import { Actions, Button, ErrorSummary, Hidden, TextField } from '../../ui/form.tsx'
import { Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { alongTo } from './sign-in.ts'

export const SecondStepPage = ({ form, onward, reset }: { form: Form; onward: string; reset: boolean }) => (
  <>
    <ErrorSummary form={form} />
    <PageTitle>Inloggen: tweede stap</PageTitle>
    {reset ? (
      <Note kind="info" title="Uw tweede stap is weggehaald">
        <p>
          Een beheerder van uw organisatie heeft dat gedaan. Vraag de privacyfunctionaris om een code. Die geeft de code
          aan uzelf. Daarna stelt u een nieuwe tweede stap in.
        </p>
      </Note>
    ) : (
      <Lead>Uw wachtwoord klopt. Open nu uw authenticator-app en vul de code van zes cijfers in.</Lead>
    )}
    <form method="post" action="/inloggen/tweede-stap" noValidate>
      <Hidden name="naar" value={onward} />
      <TextField
        name="code"
        label="Code"
        hint={
          reset
            ? 'De code die u van de privacyfunctionaris kreeg.'
            : 'Is uw telefoon kwijt? Vul dan een herstelcode in.'
        }
        autocomplete="one-time-code"
        form={form}
      />
      <Actions>
        <Button>Ga verder</Button>
      </Actions>
    </form>
    {!reset && (
      <>
        <p>
          Heeft u een passkey? <a href={alongTo('/inloggen/passkey', onward, form)}>Log in met een passkey</a>.
        </p>
        <p>Heeft u geen app, geen passkey en geen herstelcode meer? Vraag de beheerder van uw organisatie om hulp.</p>
      </>
    )}
    <form method="post" action="/uitloggen">
      <Button kind="quiet">Stop en log uit</Button>
    </form>
    <p>
      Bent u nu in gevaar? Bel <a href="tel:112">112</a>.
    </p>
  </>
)
