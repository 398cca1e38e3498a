import type { Form } from '../../../platform/form.ts'
import { Actions, Button, ErrorSummary, Hidden, Radios, Select, TextArea, TextField } from '../../../ui/form.tsx'
import { Card, Lead, PageTitle, Words } from '../../../ui/parts.tsx'
import type { CaseFacts } from '../case.ts'
import { urls } from '../urls.ts'
import { purposes, type Link } from './link.ts'
import { dayOf } from './measure-words.ts'
import { Trail } from './measure-views.tsx'
import { deferReasons, type Notice } from './notice.ts'
import { reactionUrls } from './urls.ts'

interface NoticeProps {
  it: CaseFacts
  form: Form
  entryId: string
  notices: readonly Notice[]
}

const labelOf = (list: readonly { id: string; label: string }[], id: string | null) =>
  list.find(it => it.id === id)?.label ?? ''

export const NoticePage = ({ it, form, entryId, notices }: NoticeProps) => (
  <>
    <Trail it={it} here="Bericht over gegevens" below />
    <ErrorSummary form={form} />
    <PageTitle>Bericht dat er gegevens zijn bewaard</PageTitle>
    <Lead>
      Degene om wie het gaat, heeft het recht om te weten dat u gegevens bewaart, in de regel binnen een maand. Dat mag
      later als het een onderzoek of iemands veiligheid schaadt. Dan legt u vast waarom en tot wanneer.{' '}
      <a class="nl-link" href={reactionUrls.newLetter(it.id)}>
        Maak de brief daarvoor
      </a>
      .
    </Lead>
    {notices.map(notice => (
      <Card
        title={notice.outcome === 'given' ? `Gegeven op ${dayOf(notice.day)}` : `Uitgesteld tot ${dayOf(notice.day)}`}
      >
        {notice.reason !== null && <p>{labelOf(deferReasons, notice.reason)}</p>}
        <Words>{notice.why}</Words>
      </Card>
    ))}
    <form method="post" action={reactionUrls.notice(it.id)} novalidate data-warn>
      <Hidden name="entry" value={form.values['entry'] ?? entryId} />
      <Radios
        name="uitkomst"
        label="Is het bericht gegeven?"
        form={form}
        options={[
          { value: 'given', label: 'Ja' },
          { value: 'deferred', label: 'Nee, dat wacht' },
        ]}
      />
      <TextField type="date" name="dag" label="Wanneer is het gegeven, of tot wanneer wacht het?" form={form} />
      <Select
        name="reden"
        label="Waarom wacht het?"
        form={form}
        options={deferReasons.map(one => ({ value: one.id, label: one.label }))}
        empty="Het wacht niet"
        optional
      />
      <TextArea name="uitleg" label="Uitleg" form={form} rows={3} maxlengthHint={2000} />
      <Actions>
        <Button>Leg dit vast</Button>
      </Actions>
    </form>
  </>
)

export const LinkPage = ({ it, form, links }: { it: CaseFacts; form: Form; links: readonly Link[] }) => (
  <>
    <Trail it={it} here="Eerdere melding" below />
    <ErrorSummary form={form} />
    <PageTitle>Eerdere melding van dezelfde persoon</PageTitle>
    <Lead>
      Zoeken op een persoon kan niet. Behandelt u ook een eerdere melding, dan kunt u die met het kenmerk koppelen, als
      dat nodig is. Bij beide meldingen wordt vastgelegd dat u dit deed en waarvoor.
    </Lead>
    {links.map(link => (
      <Card title={`Melding ${link.reference}`}>
        <p>{labelOf(purposes, link.purpose)}</p>
        <Words>{link.why}</Words>
        <p>
          <a class="nl-link" href={urls.case(link.other)}>
            Bekijk melding {link.reference}
          </a>
        </p>
      </Card>
    ))}
    <form method="post" action={reactionUrls.link(it.id)} novalidate data-warn>
      <TextField name="kenmerk" label="Kenmerk van de eerdere melding" form={form} autocomplete="off" />
      <Radios
        name="doel"
        label="Waarvoor is dit nodig?"
        form={form}
        options={purposes.map(one => ({ value: one.id, label: one.label }))}
      />
      <TextArea name="uitleg" label="Uitleg" form={form} rows={3} maxlengthHint={2000} />
      <Actions>
        <Button>Koppel de melding</Button>
      </Actions>
    </form>
  </>
)
