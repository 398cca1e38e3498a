import type { Form } from '../../platform/form.ts'
import { Actions, Button, ErrorSummary, FileField, TextArea, TextField } from '../../ui/form.tsx'
import { Card, Note, PageTitle } from '../../ui/parts.tsx'
import { Trail } from './people.views.tsx'
import type { Settings } from './settings.ts'

const here = '/beheer/instellingen'

export const settingsDone = new Map([
  ['instellingen', 'De instellingen zijn opgeslagen.'],
  ['huisstijl', 'De huisstijl is opgeslagen. Zo ziet iedereen van uw organisatie het vanaf nu.'],
  ['logo', 'Het logo is opgeslagen.'],
])

export interface SettingsForms {
  settings: Form
  theme: Form
  logo: Form
}

export const SettingsPage = ({
  facts,
  forms,
  done,
}: {
  facts: Settings
  forms: SettingsForms
  done: string | undefined
}) => (
  <>
    <ErrorSummary
      form={{ values: {}, errors: { ...forms.settings.errors, ...forms.theme.errors, ...forms.logo.errors } }}
    />
    <Trail label="Instellingen" />
    <PageTitle>Instellingen</PageTitle>
    {done && (
      <Note kind="success">
        <p>{done}</p>
      </Note>
    )}
    <Card title="Organisatie">
      <OrganisationForm form={forms.settings} />
    </Card>
    <Card title="Huisstijl">
      <ThemeForm form={forms.theme} />
    </Card>
    <Card title="Logo">
      <LogoForm form={forms.logo} facts={facts} />
    </Card>
  </>
)

const OrganisationForm = ({ form }: { form: Form }) => (
  <form method="post" action={here} noValidate>
    <TextField name="naam" label="Naam van de organisatie" form={form} />
    <TextField
      name="oppakken"
      label="Na hoeveel uur vragen wij ook de vervanger?"
      hint="Als een melding nog niet is opgepakt. Van 1 tot en met 72 uur."
      type="number"
      inputmode="numeric"
      form={form}
    />
    <TextField
      name="telaat"
      label="Hoeveel uur te laat vragen wij ook de vervanger en de coördinator?"
      hint="Als een besluit, een gesprek of een antwoord niet op tijd is gedaan. Van 1 tot en met 168 uur (een week)."
      type="number"
      inputmode="numeric"
      form={form}
    />
    <TextField
      name="stilte"
      label="Na hoeveel minuten zonder iets te doen wordt iemand uitgelogd?"
      hint="Van 5 tot en met 240 minuten."
      type="number"
      inputmode="numeric"
      form={form}
    />
    <TextField
      name="sessie"
      label="Na hoeveel uur moet iemand altijd opnieuw inloggen?"
      hint="Van 1 tot en met 24 uur."
      type="number"
      inputmode="numeric"
      form={form}
    />
    <Actions>
      <Button>Bewaar instellingen</Button>
    </Actions>
  </form>
)

const ThemeForm = ({ form }: { form: Form }) => (
  <form method="post" action={`${here}/huisstijl`} noValidate>
    <TextField
      name="kleur"
      label="Hoofdkleur"
      hint="Zoals #0f5257. Witte letters moeten er goed op te lezen zijn. Leeg is de kleur van Weerbaar."
      optional
      form={form}
    />
    <TextField name="link" label="Kleur van links" hint="Zoals #0a4f7d." optional form={form} />
    <TextArea
      name="tokens"
      label="Andere design tokens"
      hint="Alleen als uw organisatie een eigen NL Design System-thema heeft. Eén per regel, zoals --basis-border-radius-sm: 2px"
      optional
      form={form}
    />
    <Actions>
      <Button>Bewaar huisstijl</Button>
    </Actions>
  </form>
)

const LogoForm = ({ form, facts }: { form: Form; facts: Settings }) => (
  <>
    {facts.hasLogo && (
      <p>
        <img src={`/thema/${facts.code}/logo`} alt="Het logo van nu" height={48} />
      </p>
    )}
    <form method="post" action={`${here}/logo`} encType="multipart/form-data" noValidate>
      <FileField
        name="logo"
        label={facts.hasLogo ? 'Nieuw logo' : 'Logo'}
        hint="PNG, JPEG of WebP, ten hoogste 200 kB. Het staat op de donkere balk bovenaan: kies een logo dat daar te zien is."
        accept="image/png,image/jpeg,image/webp"
        form={form}
      />
      <Actions>
        <Button>Bewaar logo</Button>
      </Actions>
    </form>
    {facts.hasLogo && (
      <form method="post" action={`${here}/logo/verwijderen`}>
        <Button kind="quiet">Haal het logo weg</Button>
      </form>
    )}
  </>
)
