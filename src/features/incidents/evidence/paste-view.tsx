import type { Form } from '../../../platform/form.ts'
import { Actions, Button, ErrorSummary, Hidden, TextArea, TextField } from '../../../ui/form.tsx'
import { Breadcrumb, Lead, PageTitle } from '../../../ui/parts.tsx'
import { urls } from '../urls.ts'

/** For what somebody saw on a page of somebody else: it may be gone tomorrow. */
export const PasteForm = ({ id, reference, form }: { id: string; reference: string; form: Form }) => (
  <>
    <Breadcrumb
      items={[{ href: `${urls.case(id)}#bewijs`, label: `Melding ${reference}` }, { label: 'Plak een bericht' }]}
    />
    <ErrorSummary form={form} />
    <PageTitle>Plak een bericht of adres</PageTitle>
    <Lead>
      Een bericht op internet kan morgen weg zijn. Bewaar daarom wat er staat, van wie het is en wanneer u het zag.
      Heeft u ook een schermafbeelding? Voeg die toe als bestand.
    </Lead>
    <form method="post" action={`${urls.case(id)}/plakken`} novalidate data-warn>
      <Hidden name="stuk" value={form.values['stuk'] ?? crypto.randomUUID()} />
      <TextArea name="tekst" label="Tekst van het bericht" form={form} rows={6} maxlengthHint={20_000} optional />
      <TextField
        name="adres"
        type="url"
        label="Adres van de pagina"
        hint="Kopieer het uit de adresbalk. Weerbaar opent het niet."
        form={form}
        optional
      />
      <TextField name="account" label="Naam van het account" form={form} optional />
      <TextField
        name="platform"
        label="Waar stond het?"
        hint="Bijvoorbeeld de naam van het platform of de groep."
        form={form}
        optional
      />
      <TextField name="dag" type="date" label="Wanneer zag u het?" form={form} />
      <TextField name="tijd" type="time" label="Hoe laat?" form={form} optional />
      <Actions>
        <Button>Bewaar als bewijs</Button>
      </Actions>
    </form>
  </>
)
