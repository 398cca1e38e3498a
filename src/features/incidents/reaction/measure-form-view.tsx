import type { Form } from '../../../platform/form.ts'
import {
  Actions,
  Button,
  Checkboxes,
  ErrorSummary,
  Hidden,
  Radios,
  Select,
  TextArea,
  TextField,
} from '../../../ui/form.tsx'
import { PageTitle } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { ruleOf } from './decided.ts'
import { deciders, grounds, heard, kinds } from './measure-content.ts'
import type { Setting } from './measure-rules.ts'
import { Fair, PoliceFirst, Trail } from './measure-views.tsx'
import { reactionUrls } from './urls.ts'

interface NewProps {
  it: CaseFacts
  form: Form
  entryId: string
  setting: Setting
  mayName: boolean
}

interface LongProps {
  form: Form
  name: string
  label: string
  hint?: string
  optional?: boolean
  rows?: number
}

const Long = ({ rows = 4, ...field }: LongProps) => <TextArea {...field} rows={rows} maxlengthHint={20_000} />

export const NewMeasurePage = ({ it, form, entryId, setting, mayName }: NewProps) => (
  <>
    <Trail it={it} here="Nieuwe maatregel" below />
    <ErrorSummary form={form} />
    <PageTitle>Nieuwe maatregel</PageTitle>
    <PoliceFirst setting={setting} />
    <Fair />
    <form method="post" action={reactionUrls.new(it.id)} novalidate data-warn>
      <Hidden name="entry" value={form.values['entry'] ?? entryId} />
      <Radios
        name="stap"
        label="Welke maatregel?"
        form={{ ...form, values: { stap: setting.decided ?? '', ...form.values } }}
        options={kinds.map(one => ({ value: one.id, label: one.label, hint: ruleOf(setting.protocol, one.id) }))}
      />
      <Checkboxes
        name="grond"
        label="Waarop rust deze maatregel?"
        hint="Kies alles wat er gebeurde."
        form={form}
        options={grounds.map(one => ({ value: one.id, label: one.label }))}
      />
      <Long
        form={form}
        name="feiten"
        label="Wat is er gebeurd?"
        hint="Feiten van kortgeleden: wie deed wat, waar en wanneer. Noem de melder niet. Dit komt in de brief."
        rows={6}
      />
      <TextField type="date" name="feit_op" label="Wanneer was het laatste feit?" form={form} />
      <Long
        form={form}
        name="eerder"
        label="Welke stappen waren er eerder?"
        hint="Of schrijf waarom die er niet waren."
      />
      {mayName ? (
        <TextField
          name="wie"
          label="Voor wie is de maatregel?"
          hint="De naam wordt apart bewaard, en later weggehaald."
          form={form}
          optional
        />
      ) : (
        <p>
          Van een melding van deze functie bewaart Weerbaar nu niet wie het deed. De privacyfunctionaris beslist
          daarover.
        </p>
      )}
      <Select
        name="beslist"
        label="Wie besluit dit?"
        form={form}
        options={Object.entries(deciders).map(([value, label]) => ({ value, label }))}
        empty="Kies wie besluit"
      />
      <TextField name="beslist_naam" label="Naam van wie besluit" form={form} />
      <Radios
        name="gehoord"
        label="Is de persoon gehoord?"
        form={form}
        options={heard.map(one => ({ value: one.id, label: one.label }))}
      />
      <Long form={form} name="gehoord_hoe" label="Hoe, en wat zei de persoon? Of waarom niet?" />
      <TextField type="date" name="begint" label="Wanneer begint de maatregel?" form={form} />
      <TextField
        type="date"
        name="eindigt"
        label="Tot en met welke dag geldt de maatregel?"
        hint="Bij een gesprek of waarschuwing: tot wanneer die meetelt als eerdere stap."
        form={form}
      />
      <TextField type="date" name="beoordelen" label="Wanneer kijkt u of het nog nodig is?" form={form} />
      <Long
        form={form}
        name="diensten"
        label="Welke diensten blijven mogelijk, en hoe?"
        hint="Bijvoorbeeld: een paspoort aanvragen kan op afspraak, met één vaste medewerker."
      />
      <Long
        form={form}
        name="politie"
        label="Overleg met de politie"
        hint="Wie sprak u en wanneer? Schrijf geen informatie van de politie op."
        rows={2}
        optional={!setting.policeFirst}
      />
      <Long
        form={form}
        name="afwijking"
        label="Waarom wijkt u af van het protocol?"
        hint="Alleen als de maatregel langer of zwaarder is dan uw protocol zegt, of als iemand anders besluit."
        rows={3}
        optional
      />
      <Actions>
        <Button>Leg de maatregel vast</Button>
      </Actions>
    </form>
  </>
)
