import type { ComponentChildren } from 'preact'
import type { ProtocolSettings } from '../../engines/cases/protocol-settings.ts'
import { channels } from '../../engines/cases/vocabulary.ts'
import type { Form } from '../../platform/form.ts'
import { acceptedExtensions } from '../../platform/media-types.ts'
import {
  Actions,
  Button,
  ButtonLink,
  ErrorSummary,
  FileField,
  Hidden,
  Radios,
  Select,
  TextArea,
  TextField,
} from '../../ui/form.tsx'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import type { CaseFacts } from './case.ts'
import { evaluations } from './evaluation.ts'
import { isOpen } from './incident.chart.ts'

import { urls } from './urls.ts'

export interface StepFormProps {
  it: CaseFacts
  protocol: ProtocolSettings
  form: Form
  entryId: string
}

interface FrameProps extends StepFormProps {
  title: string
  path: string
  button: string
  files?: boolean
  children: ComponentChildren
}

const Frame = ({ it, form, entryId, title, path, button, files = false, children }: FrameProps) => (
  <>
    <Breadcrumb items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: title }]} />
    <ErrorSummary form={form} />
    <PageTitle>{title}</PageTitle>
    <form
      method="post"
      action={`${urls.case(it.id)}/${path}`}
      {...(files && { enctype: 'multipart/form-data' })}
      novalidate
      data-warn
    >
      <Hidden name="entry" value={form.values['entry'] ?? entryId} />
      {children}
      <Actions>
        <Button>{button}</Button>
        <ButtonLink href={urls.case(it.id)} kind="quiet">
          Terug naar de melding
        </ButtonLink>
      </Actions>
    </form>
  </>
)

const longText = { rows: 5, maxlengthHint: 20_000 }

export const CorrectForm = (props: StepFormProps) => (
  <Frame {...props} title="Verbeter wat er is gemeld" path="verbeteren" button="Verstuur de verbetering">
    <Lead>
      Wat al is gemeld, blijft staan zoals het is opgeschreven. Uw verbetering komt erbij. Wie de melding behandelt,
      leest allebei.
    </Lead>
    <TextArea
      name="text"
      label="Wat klopt er niet, of wat moet erbij?"
      hint="In uw eigen woorden. Schrijf geen medische gegevens op."
      form={props.form}
      {...longText}
    />
  </Frame>
)

export const WithdrawForm = (props: StepFormProps) => (
  <Frame {...props} title="Trek de melding in" path="intrekken" button="Trek de melding in">
    <Lead>
      De organisatie doet dan niets meer met deze melding. Bij levensgevaar kan de organisatie wel verplicht zijn om de
      politie in te lichten.
    </Lead>
    <Note kind="info" title="Er verdwijnt niets">
      <p>
        Uw melding blijft bewaard. Wie er al bij kon, kan dat nog. U kunt later vragen om de melding te heropenen, of
        een nieuw voorval melden.
      </p>
    </Note>
    <TextArea
      name="text"
      label="Wilt u zeggen waarom?"
      hint="Dat hoeft niet. Voelt u druk om in te trekken? Schrijf dat dan op, of bel iemand die u vertrouwt."
      form={props.form}
      optional
      {...longText}
    />
  </Frame>
)

export const EvaluateForm = (props: StepFormProps) => (
  <Frame {...props} title="Heeft melden u geholpen?" path="geholpen" button="Verstuur">
    <Lead>Uw antwoord helpt om het beter te doen. Wie uw melding behandelde, leest het.</Lead>
    <Radios name="code" label="Heeft het geholpen dat u dit meldde?" form={props.form} options={evaluations} />
    <TextArea name="text" label="Wat ging goed, en wat kan beter?" form={props.form} optional {...longText} />
  </Frame>
)

export const OccurrenceForm = (props: StepFormProps) => {
  const { it, form, protocol } = props
  return (
    <Frame {...props} title="Meld een nieuw voorval" path="voorval" button="Voeg dit toe" files>
      <Lead>
        Is er weer iets gebeurd, of kwamen er meer berichten van dezelfde persoon? Zet het bij deze melding. Dan staat
        alles bij elkaar.
      </Lead>
      {!isOpen(it.state) && (
        <Note kind="info">
          <p>Deze melding was afgerond. Als u dit toevoegt, wordt zij opnieuw opgepakt.</p>
        </Note>
      )}
      <TextArea
        name="text"
        label="Wat is er nu gebeurd?"
        hint="In uw eigen woorden. Schrijf geen medische gegevens op."
        form={form}
        {...longText}
      />
      <Radios
        name="dreiging"
        label="Is dit een nieuwe bedreiging?"
        hint={`Dan lopen de termijnen opnieuw: binnen ${protocol.decisionHours} uur een besluit, binnen ${protocol.supportTalkHours} uur een gesprek.`}
        form={form}
        inline
        options={[
          { value: 'ja', label: 'Ja' },
          { value: 'onbekend', label: 'Dat weet ik niet' },
          { value: 'nee', label: 'Nee' },
        ]}
      />
      <TextField name="dag" type="date" label="Op welke dag?" form={form} optional />
      <TextField name="tijd" type="time" label="Hoe laat?" form={form} optional />
      <Select
        name="kanaal"
        label="Hoe of waar gebeurde het?"
        form={form}
        options={channels.map(one => ({ value: one.id, label: one.label }))}
        empty="Kies een manier"
        optional
      />
      <TextField
        name="aantal"
        type="number"
        inputmode="numeric"
        label="Om hoeveel berichten of voorvallen gaat het?"
        form={{ ...form, values: { aantal: '1', ...form.values } }}
      />
      {form.values['bewaard'] && (
        <Note kind="success">
          <p>De bestanden die u meestuurde, zijn al bij het bewijs van deze melding bewaard.</p>
        </Note>
      )}
      <FileField
        name="evidence"
        label="Bewijs"
        hint="Bijvoorbeeld de mails zelf (.eml) of schermafbeeldingen. U kunt er meer tegelijk kiezen."
        form={form}
        multiple
        accept={acceptedExtensions}
        optional
      />
    </Frame>
  )
}
