import type { Form } from '../../platform/form.ts'
import { formatShort, formatTime } from '../../ui/dates.ts'
import { Actions, Button, ErrorSummary, Radios, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Card, EmptyState, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import {
  emergencyPaths,
  emergencyReason,
  emergencyReasons,
  type EmergencyRequest,
  type OwnEmergency,
} from './emergency.ts'
import { urls } from './urls.ts'

interface AskProps {
  form: Form
  own: readonly OwnEmergency[]
  now: Date
  asked: boolean
}

export const AskEmergency = ({ form, own, now, asked }: AskProps) => (
  <>
    <Breadcrumb items={[{ href: urls.worklist, label: 'Werklijst' }, { label: 'Noodtoegang vragen' }]} />
    <ErrorSummary form={form} />
    <PageTitle>Noodtoegang vragen</PageTitle>
    <Lead>
      Bent u de vervanger bij een melding, kunt u die niet lezen, en kan het niet wachten? Vraag dan toegang voor één
      uur.
    </Lead>
    {asked && (
      <Note kind="success">
        <p>Uw vraag ligt bij de privacyfunctionaris. Duurt het te lang? Bel dan. Na een dag verloopt uw vraag.</p>
      </Note>
    )}
    <Note kind="info">
      <p>
        De privacyfunctionaris beslist. Is het ja, dan kunt u een uur lezen en schrijven in de melding. De getroffene
        krijgt daar bericht van en ziet wie het is en waarom. Is er nu gevaar? Bel <a href="tel:112">112</a>.
      </p>
    </Note>
    <form method="post" action={emergencyPaths.ask} noValidate>
      <TextField name="kenmerk" label="Kenmerk van de melding" hint="Bijvoorbeeld M-2026-000123." form={form} />
      <Radios name="reden" label="Waarom kan het niet wachten?" form={form} options={emergencyReasons} />
      <Actions>
        <Button>Vraag noodtoegang</Button>
      </Actions>
    </form>
    {own.length > 0 && (
      <DataTable
        caption="Wat u de laatste week vroeg"
        columns={[
          {
            label: 'Melding',
            cell: it => (it.case_id ? <a href={urls.case(it.case_id)}>{it.reference}</a> : it.reference),
          },
          { label: 'Gevraagd', cell: it => formatShort(it.asked_at, now) },
          { label: 'Waarom', cell: it => emergencyReason(it.reason) },
          { label: 'Stand', cell: it => standing(it) },
        ]}
        rows={own}
        empty={null}
      />
    )}
  </>
)

function standing({ decision, ends_at: ends, case_id: open }: OwnEmergency): string {
  if (decision === null) return 'Wacht op de privacyfunctionaris'
  if (decision === 'refused') return 'Geweigerd'
  if (decision === 'lapsed' || ends === null) return 'Verlopen'
  return open === null ? 'Afgelopen' : `Toegang tot ${formatTime(ends)}`
}

const decided = new Map([
  ['ja', 'De vervanger kan nu één uur lezen en schrijven. De getroffene krijgt een mail.'],
  ['nee', 'U heeft geweigerd. De vervanger krijgt daar bericht van.'],
])

interface DecideProps {
  form: Form
  requests: readonly EmergencyRequest[]
  now: Date
  done: string
}

export const DecideEmergency = ({ form, requests, now, done }: DecideProps) => (
  <>
    <Breadcrumb items={[{ href: '/privacy-instellingen', label: 'Privacy' }, { label: 'Noodtoegang' }]} />
    <ErrorSummary form={form} />
    <PageTitle>Noodtoegang</PageTitle>
    <Lead>
      Een vervanger vraagt om één uur toegang tot een melding. U beslist zonder de melding te lezen. Twijfelt u? Bel dan
      eerst de vervanger.
    </Lead>
    {decided.has(done) && (
      <Note kind="success">
        <p>{decided.get(done)}</p>
      </Note>
    )}
    {requests.length === 0 ? (
      <EmptyState title="Er is nu niets te beslissen">
        <p>Vraagt een vervanger om noodtoegang, dan krijgt u een mail en staat de vraag hier, hoogstens een dag.</p>
      </EmptyState>
    ) : (
      <form method="post" action={emergencyPaths.decide} noValidate>
        <Radios
          name="verzoek"
          label="Over welke vraag beslist u?"
          form={form}
          options={requests.map(it => ({
            value: it.id,
            label: `${it.reference}, gevraagd door ${it.asker}`,
            hint: `${emergencyReason(it.reason)}. Gevraagd ${formatShort(it.asked_at, now)}.`,
          }))}
        />
        <Radios
          name="besluit"
          label="Krijgt de vervanger één uur toegang?"
          form={form}
          options={[
            { value: 'ja', label: 'Ja, één uur' },
            { value: 'nee', label: 'Nee' },
          ]}
        />
        <Actions>
          <Button>Leg het besluit vast</Button>
        </Actions>
      </form>
    )}
  </>
)

/** In the case, for the deputy who reads it that way. */
export const InEmergency = ({ until }: { until: Date }) => (
  <Card title={`Noodtoegang tot ${formatTime(until)}`}>
    <p>
      U bent de vervanger en kunt tot {formatTime(until)} alles lezen, een bericht sturen en een notitie maken. Daarna
      is de melding voor u dicht, ook als u haar open heeft staan.
    </p>
    <p>De getroffene weet dat u toegang heeft, en ziet wanneer u kijkt.</p>
    <p>Moet u de melding overnemen? Vraag dat aan de behandelaar of aan de coördinator van de lijn.</p>
  </Card>
)
