import type { ComponentChildren } from 'preact'
import { ColleagueField } from '../../engines/access/colleague-field.tsx'
import type { Colleague } from '../../engines/access/colleague.ts'
import type { Measure } from '../../engines/plans/measures.ts'
import { ownThemes, payerOptions, priorityOptions } from '../../engines/plans/words.ts'
import type { Form } from '../../platform/form.ts'
import {
  Actions,
  Button,
  ButtonLink,
  ErrorSummary,
  Hidden,
  Radios,
  Select,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { measureUrl, ownUrl, planUrl } from './urls.ts'

interface Unit {
  id: string
  name: string
}

interface FormProps {
  form: Form
  units: readonly Unit[]
  matches: readonly Colleague[]
}

const options = (from: readonly { id: string; label: string; hint?: string | undefined }[]) =>
  from.map(({ id, ...rest }) => ({ value: id, ...rest }))

export const NewPage = (it: FormProps) => (
  <>
    <ErrorSummary form={it.form} />
    <Breadcrumb items={[{ href: planUrl, label: 'Plan' }, { label: 'Nieuwe maatregel' }]} />
    <PageTitle>Nieuwe maatregel</PageTitle>
    <Filled action={`${planUrl}/nieuw`} back={planUrl}>
      <Hidden name="maatregel" value={it.form.values['maatregel'] ?? ''} />
      <Select
        name="thema"
        label="Waar hoort dit bij?"
        empty="Kies een thema"
        options={options(ownThemes)}
        form={it.form}
      />
      <MeasureFields {...it} />
    </Filled>
  </>
)

export const ChangePage = ({ measure, ...it }: FormProps & { measure: Measure }) => {
  const home = measure.person !== null
  return (
    <>
      <ErrorSummary form={it.form} />
      <Breadcrumb
        items={[
          home ? { href: ownUrl, label: 'Mijn maatregelen' } : { href: planUrl, label: 'Plan' },
          { href: measureUrl(measure.id), label: measure.title },
          { label: 'Wijzigen' },
        ]}
      />
      <PageTitle>Maatregel wijzigen</PageTitle>
      <Lead>{home ? measure.title : 'Wat u verandert, blijft terug te zien: wie, wanneer en wat het eerst was.'}</Lead>
      {home && (
        <Note kind="info" title="Dit gaat over uw huis">
          <p>
            U kunt hier niets in eigen woorden opschrijven. Zo bewaren wij niet meer over uw huis dan nodig is. Zet u
            een collega bij deze maatregel, dan ziet die collega hem ook. Betaalt uw organisatie mee? Dan telt het
            bedrag mee in een totaal, pas als dat van vijf mensen of meer samen is.
          </p>
        </Note>
      )}
      <Filled action={`${measureUrl(measure.id)}/${home ? 'thuis' : 'wijzigen'}`} back={measureUrl(measure.id)}>
        {home ? <ArrangedFields {...it} /> : <MeasureFields {...it} />}
      </Filled>
    </>
  )
}

const Filled = ({ action, back, children }: { action: string; back: string; children: ComponentChildren }) => (
  <form method="post" action={action} noValidate data-warn>
    {children}
    <Actions>
      <Button>Bewaar</Button>
      <ButtonLink kind="quiet" href={back}>
        Terug
      </ButtonLink>
    </Actions>
  </form>
)

const ArrangedFields = ({ form, matches }: Omit<FormProps, 'units'>) => (
  <>
    <Radios name="voorrang" label="Hoe snel moet dit?" options={options(priorityOptions)} form={form} />
    <ColleagueField label="Wie doet het?" none="Niemand van deze mensen" form={form} matches={matches} optional />
    <TextField name="klaar_op" label="Wanneer is het klaar?" type="date" form={form} optional />
    <TextField
      name="kosten_eenmalig"
      label="Wat kost het, één keer?"
      hint="In euro's, zoals 1250 of 1250,50."
      inputmode="decimal"
      form={form}
      optional
    />
    <TextField
      name="kosten_jaar"
      label="Wat kost het, elk jaar?"
      hint="In euro's, zoals 1250 of 1250,50."
      inputmode="decimal"
      form={form}
      optional
    />
    <Radios name="betaalt" label="Wie betaalt dat?" options={options(payerOptions)} form={form} />
  </>
)

const levels = (words: readonly string[]) =>
  words.map((word, n) => ({ value: String(n + 1), label: `${n + 1}: ${word}` }))
const chances = levels(['bijna nooit', 'soms', 'wel eens per jaar', 'vaak', 'bijna zeker'])
const impacts = levels(['klein', 'merkbaar', 'ernstig', 'heel ernstig', 'rampzalig'])

const MeasureFields = ({ form, units, matches }: FormProps) => (
  <>
    <TextField name="titel" label="Wat gaat u doen?" hint="In een paar woorden." form={form} />
    <TextArea
      name="uitleg"
      label="Uitleg"
      hint="Schrijf niets over een melding of over iemand thuis. Iedereen die het plan leest, leest dit ook."
      maxlengthHint={4000}
      form={form}
      optional
    />
    <ArrangedFields form={form} matches={matches} />
    <Select
      name="eenheid"
      label="Voor welke eenheid?"
      empty="De hele organisatie"
      options={units.map(it => ({ value: it.id, label: it.name }))}
      form={form}
      optional
    />
    <TextField name="risico" label="Welk risico wordt hierdoor kleiner?" form={form} optional />
    <Select
      name="kans_voor"
      label="Kans, voor de maatregel"
      empty="Niet ingevuld"
      options={chances}
      form={form}
      optional
    />
    <Select
      name="gevolg_voor"
      label="Gevolg, voor de maatregel"
      empty="Niet ingevuld"
      options={impacts}
      form={form}
      optional
    />
    <Select
      name="kans_nu"
      label="Kans, zoals die nu is"
      hint="Vul dit in als de maatregel gedaan is."
      empty="Niet ingevuld"
      options={chances}
      form={form}
      optional
    />
    <Select
      name="gevolg_nu"
      label="Gevolg, zoals dat nu is"
      empty="Niet ingevuld"
      options={impacts}
      form={form}
      optional
    />
  </>
)
