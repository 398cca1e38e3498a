import type { Form } from '../../platform/form.ts'
import { Actions, Button, ErrorSummary, Hidden, TextField } from '../../ui/form.tsx'
import { Card, Note, PageTitle } from '../../ui/parts.tsx'
import { alongTo } from './sign-in.ts'
import { demonstrationPassword, demonstrationPeople } from './demonstration.ts'

export interface SignInPageProps {
  form: Form
  onward: string
  demonstration: boolean
  passwordChosen: boolean
}

export const SignInPage = ({ form, onward, demonstration, passwordChosen }: SignInPageProps) => (
  <>
    <ErrorSummary form={form} />
    <PageTitle>Inloggen</PageTitle>
    {passwordChosen && (
      <Note kind="success" title="Uw wachtwoord is opgeslagen">
        <p>U kunt er nu mee inloggen.</p>
      </Note>
    )}
    <form method="post" action="/inloggen" noValidate>
      <Hidden name="naar" value={onward} />
      <TextField name="email" label="E-mailadres" type="email" autocomplete="username" form={form} />
      <TextField name="wachtwoord" label="Wachtwoord" type="password" autocomplete="current-password" form={form} />
      <Actions>
        <Button>Inloggen</Button>
      </Actions>
    </form>
    <p>
      <a href="/wachtwoord-vergeten">Wachtwoord vergeten?</a>
    </p>
    <p>
      <a href={alongTo('/inloggen/passkey', onward, form)}>Log in met een passkey</a>
    </p>
    <p>
      Heeft u nog geen account? Vraag de beheerder van uw organisatie om een uitnodiging. Bent u nu in gevaar? Bel{' '}
      <a href="tel:112">112</a>.
    </p>
    {demonstration && <DemonstrationPeople onward={onward} />}
  </>
)

const DemonstrationPeople = ({ onward }: { onward: string }) => (
  <Card title="Dit is de demonstratie">
    <p>
      Alles is verzonnen. Kies als wie u wilt kijken. Iedereen heeft hetzelfde wachtwoord:{' '}
      <strong>{demonstrationPassword}</strong>
    </p>
    <p>
      Alleen in deze demonstratie is dat genoeg. In het echt is voor elke rol waarin iemand gegevens van anderen ziet
      ook een tweede stap nodig. U kunt die hier wel proberen, bij uw account.
    </p>
    <form method="post" action="/inloggen">
      <Hidden name="naar" value={onward} />
      <Hidden name="wachtwoord" value={demonstrationPassword} />
      <ul class="utrecht-link-list utrecht-link-list--html-ul">
        {demonstrationPeople.map(person => (
          <li class="utrecht-link-list__item">
            <Button kind="quiet" name="email" value={person.email}>
              {person.who}
            </Button>
            <span class="weerbaar-link-list__hint">{person.email}</span>
          </li>
        ))}
      </ul>
    </form>
  </Card>
)
