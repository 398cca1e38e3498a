import type { Form } from '../../../platform/form.ts'
import { Actions, Button, ErrorSummary, Hidden, Radios, TextArea, TextField } from '../../../ui/form.tsx'
import { PageTitle } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { kindLabel } from './measure-content.ts'
import { Trail } from './measure-views.tsx'
import { dayOf } from './measure-words.ts'
import type { Measure } from './measure.ts'
import { reactionUrls } from './urls.ts'

interface ReviewProps {
  it: CaseFacts
  measure: Measure
  form: Form
  entryId: string
}

export const ReviewPage = ({ it, measure, form, entryId }: ReviewProps) => (
  <>
    <Trail it={it} here="Beoordeel de maatregel" below />
    <ErrorSummary form={form} />
    <PageTitle>Beoordeel de maatregel</PageTitle>
    <p>
      {kindLabel(measure.kind)}, {dayOf(measure.begins_on)} tot en met {dayOf(measure.ends_on)}. Wat toen nodig was, is
      dat nu misschien niet meer. Langer maken kan niet: daarvoor maakt u een nieuwe maatregel, met nieuwe feiten.
    </p>
    <form method="post" action={reactionUrls.review(it.id, measure.id)} novalidate data-warn>
      <Hidden name="entry" value={form.values['entry'] ?? entryId} />
      <Radios
        name="uitkomst"
        label="Wat gebeurt er met de maatregel?"
        form={form}
        options={[
          { value: 'stands', label: 'De maatregel blijft tot het einde dat er staat' },
          { value: 'shortened', label: 'De maatregel duurt korter' },
          { value: 'lifted', label: 'De maatregel stopt nu' },
        ]}
      />
      <TextArea name="waarom" label="Waarom?" form={form} rows={4} maxlengthHint={20_000} />
      <TextField
        type="date"
        name="opnieuw"
        label="Wanneer kijkt u opnieuw?"
        hint="Niet nodig als de maatregel nu stopt."
        form={form}
        optional
      />
      <TextField
        type="date"
        name="eindigt"
        label="Tot en met welke dag duurt de maatregel?"
        hint="Alleen als de maatregel korter duurt."
        form={form}
        optional
      />
      <Actions>
        <Button>Leg de beoordeling vast</Button>
      </Actions>
    </form>
  </>
)
