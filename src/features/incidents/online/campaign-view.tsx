import type { Piece } from '../../../engines/cases/evidence.ts'
import type { Form } from '../../../platform/form.ts'
import { Actions, Button, Checkboxes, ErrorSummary, Hidden, TextField } from '../../../ui/form.tsx'
import { Breadcrumb, PageTitle } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { asNamed, type Reading } from '../evidence/reading.ts'
import { urls } from '../urls.ts'
import type { Campaign } from './campaigns.ts'

export interface CampaignFormProps {
  it: CaseFacts
  pieces: readonly Piece[]
  readings: readonly Reading[]
  viewer: string
  form: Form
}

/** What is known of a campaign, to change it. */
export const CampaignPage = ({ campaign, ...props }: CampaignFormProps & { campaign: Campaign }) => (
  <>
    <Breadcrumb
      items={[
        { href: urls.case(props.it.id), label: `Melding ${props.it.reference}` },
        { href: `${urls.case(props.it.id)}/online`, label: 'Online' },
        { label: 'Campagne' },
      ]}
    />
    <ErrorSummary form={props.form} />
    <PageTitle>{campaign.name}</PageTitle>
    <CampaignForm {...props} campaign={campaign} />
  </>
)

export const CampaignForm = ({
  it,
  pieces,
  readings,
  viewer,
  form,
  campaign,
}: CampaignFormProps & { campaign?: Campaign }) => {
  const at = `${urls.case(it.id)}/online${campaign ? `/${campaign.id}` : ''}`
  const known = { ...form, values: { ...(campaign && valuesOf(campaign)), ...form.values } }
  return (
    <form method="post" action={at} novalidate data-warn>
      {!campaign && <Hidden name="campagne" value={form.values['campagne'] || crypto.randomUUID()} />}
      <TextField
        name="naam"
        label="Hoe noemt u deze campagne?"
        hint="Bijvoorbeeld naar waar het over gaat."
        form={known}
      />
      <TextField name="platform" label="Waar staan de berichten?" form={known} />
      <TextField name="aantal" inputmode="numeric" label="Hoeveel berichten, ongeveer?" form={known} />
      <TextField name="van" type="date" label="Wanneer was het eerste?" form={known} optional />
      <TextField
        name="tot"
        type="date"
        label="Wanneer was het laatste?"
        hint="Gaat het nog door? Laat dit dan leeg."
        form={known}
        optional
      />
      {pieces.length > 0 && (
        <Checkboxes
          name="stukken"
          label="Welk bewijs hoort erbij?"
          form={known}
          optional
          options={asNamed(pieces, readings, viewer).map(({ id: value, name: label }) => ({ value, label }))}
        />
      )}
      <Actions>
        <Button kind="quiet">{campaign ? 'Bewaar de campagne' : 'Voeg de campagne toe'}</Button>
      </Actions>
    </form>
  )
}

const valuesOf = ({ name, platform, count, from, until, pieces }: Campaign): Record<string, string> => ({
  naam: name,
  platform,
  aantal: String(count),
  van: from,
  tot: until,
  stukken: pieces.join('\n'),
})
