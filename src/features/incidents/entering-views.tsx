import { channels, functionLabel, type Category } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, Checkbox, ErrorSummary, Hidden, Radios, Select, TextArea, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Lead, PageTitle } from '../../ui/parts.tsx'
import { urls } from './urls.ts'

interface EnterFormProps {
  form: Form
  id: string
  categories: readonly Category[]
  /** The functions of this organisation. */
  functions: readonly string[]
}

export const EnterForm = ({ form, id, categories, functions }: EnterFormProps) => (
  <>
    <Breadcrumb items={[{ href: urls.worklist, label: 'Werklijst' }, { label: 'Voer een melding in' }]} />
    <ErrorSummary form={form} />
    <PageTitle>Voer een melding in</PageTitle>
    <Lead>
      Voor wat u aan de telefoon of aan de balie hoort. Ieder die u noemt, krijgt een eigen melding en de vraag of het
      klopt.
    </Lead>
    <form method="post" action={urls.enter} novalidate data-warn>
      <Hidden name="id" value={form.values['id'] ?? id} />
      <TextArea
        name="mensen"
        label="Wie heeft dit meegemaakt?"
        hint="Collega’s, ieder op een eigen regel: naam of e-mailadres."
        form={form}
        rows={3}
      />
      <TextField
        name="naam"
        label="Heeft iemand geen account? Vul dan een naam of beschrijving in"
        form={form}
        autocomplete="off"
        optional
      />
      <Select
        name="functie"
        label="Om welke functie gaat het?"
        hint="Alleen nodig als iemand meer functies heeft, of geen account."
        form={form}
        options={functions.map(id => ({ value: id, label: functionLabel(id) }))}
        empty="De functie van de collega zelf"
        optional
      />
      <TextArea
        name="what"
        label="Wat is er verteld?"
        hint="Zo letterlijk als u kunt. Schrijf geen medische gegevens op."
        form={form}
        rows={6}
        maxlengthHint={20_000}
      />
      <Select
        name="soort"
        label="Wat is er vooral gebeurd?"
        form={form}
        options={categories.map(one => ({ value: one.id, label: one.label }))}
        empty="Kies een soort"
      />
      <Select
        name="kanaal"
        label="Hoe of waar gebeurde het?"
        form={form}
        options={channels.map(one => ({ value: one.id, label: one.label }))}
        empty="Kies een manier"
      />
      <TextField name="dag" type="date" label="Op welke dag?" form={form} optional />
      <TextField name="tijd" type="time" label="Hoe laat ongeveer?" form={form} optional />
      <Radios
        name="safe_now"
        label="Is het nu veilig voor wie dit meemaakte?"
        form={form}
        inline
        options={[
          { value: 'yes', label: 'Ja' },
          { value: 'not_sure', label: 'Dat is niet zeker' },
          { value: 'no', label: 'Nee' },
        ]}
      />
      <TextField
        name="reach"
        label="Hoe kunnen wij hen bereiken?"
        hint="Bijvoorbeeld een telefoonnummer."
        form={form}
        autocomplete="off"
        optional
      />
      <Checkbox name="zelf" label="Ik behandel dit zelf, waar het bij mijn lijn hoort" form={form} />
      <Actions>
        <Button>Voer de melding in</Button>
      </Actions>
    </form>
  </>
)
