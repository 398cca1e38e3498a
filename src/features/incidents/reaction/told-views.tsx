import type { Form } from '../../../platform/form.ts'
import { Actions, Button, ErrorSummary, Hidden, TextArea, TextField } from '../../../ui/form.tsx'
import { Breadcrumb, Card, EmptyState, Facts, Lead, Note, PageTitle, Words } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { ColleagueField } from '../../../engines/access/colleague-field.tsx'
import type { Colleague } from '../../../engines/access/colleague.ts'
import { kindInfo, kindLabel } from './measure-content.ts'
import { Trail } from './measure-views.tsx'
import { dayOf } from './measure-words.ts'
import type { Measure } from './measure.ts'
import type { Told, ToldMeasure } from './told.ts'
import { reactionUrls } from './urls.ts'

interface TellProps {
  it: CaseFacts
  measure: Measure
  told: readonly Told[]
  form: Form
  entryId: string
  may: boolean
  matches: readonly Colleague[]
}

export const TellPage = ({ it, measure, told, form, entryId, may, matches }: TellProps) => (
  <>
    <Trail it={it} here="Wie moet dit weten?" below />
    <ErrorSummary form={form} />
    <PageTitle>Wie moet dit weten?</PageTitle>
    <Lead>
      Kies alleen wie dit echt moet weten, zoals de receptie of een handhaver. Zij lezen wat u hieronder schrijft tot en
      met {dayOf(measure.ends_on)}, en niets anders van de melding. Ieder kijken wordt vastgelegd.
    </Lead>
    {told.map(one => (
      <Card title={one.name}>
        <p>Weet het sinds {dayOf(one.at)}.</p>
        <Seen {...one} />
        <form method="post" action={reactionUrls.takeBack(it.id, measure.id)}>
          <Hidden name="persoon" value={one.person} />
          <Actions>
            <Button kind="quiet">{`${one.name} hoeft dit niet meer te weten`}</Button>
          </Actions>
        </form>
      </Card>
    ))}
    {may && kindInfo(measure.kind)?.told ? (
      <form method="post" action={reactionUrls.told(it.id, measure.id)} novalidate data-warn>
        <Hidden name="entry" value={form.values['entry'] ?? entryId} />
        <TextField
          name="wie"
          label={measure.kind === 'access_ban' ? 'Wie wordt er geweigerd?' : 'Over wie gaat de maatregel?'}
          form={form}
        />
        <TextArea name="waar" label="Waar?" hint="Welk gebouw, welke balie." form={form} rows={2} />
        <TextArea name="doen" label="Wat moet iemand doen als deze persoon komt?" form={form} rows={3} />
        <TextField name="bellen" label="Wie moet er gebeld worden?" hint="Naam en telefoonnummer." form={form} />
        <ColleagueField label="Welke collega moet dit weten?" none="Niemand van hen" form={form} matches={matches} />
        <Actions>
          <Button>Laat het deze collega weten</Button>
        </Actions>
      </form>
    ) : (
      <Note kind="info">
        <p>Deze maatregel kan nu aan niemand anders worden verteld.</p>
      </Note>
    )}
  </>
)

const Seen = ({ who, where, toDo, call }: Pick<Told, 'who' | 'where' | 'toDo' | 'call'>) => (
  <Facts
    items={[
      { term: 'Wie', value: who },
      { term: 'Waar', value: <Words>{where}</Words> },
      { term: 'Wat doet u', value: <Words>{toDo}</Words> },
      { term: 'Wie belt u', value: call },
    ]}
  />
)

export const ToldPage = ({ measures }: { measures: readonly ToldMeasure[] }) => (
  <>
    <Breadcrumb items={[{ href: '/', label: 'Begin' }, { label: 'Maatregelen in mijn gebouw' }]} />
    <PageTitle>Maatregelen in mijn gebouw</PageTitle>
    <Lead>
      Dit is alleen voor u. Vertel het niet verder, en bewaar het nergens anders. Elke keer dat u kijkt, wordt
      vastgelegd.
    </Lead>
    {measures.length === 0 ? (
      <EmptyState title="Er is nu geen maatregel die u moet kennen">
        <p>
          Hier ziet u het als u van een maatregel moet weten, bijvoorbeeld dat iemand tijdelijk niet in het gebouw mag
          komen.
        </p>
      </EmptyState>
    ) : (
      measures.map(it => (
        <Card title={kindLabel(it.kind)}>
          <p>
            Van {dayOf(it.begins_on)} tot en met {dayOf(it.ends_on)}.
          </p>
          <Seen {...it} />
        </Card>
      ))
    )}
  </>
)
