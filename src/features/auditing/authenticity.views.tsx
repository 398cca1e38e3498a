import type { Form } from '../../platform/form.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, Button, ErrorSummary, TextArea } from '../../ui/form.tsx'
import { Breadcrumb, Card, Facts, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { authenticityAddress, type Authenticity, type Place } from './authenticity.ts'

export const AuthenticityPage = ({ it, form, now }: { it: Authenticity; form: Form; now: Date }) => (
  <>
    <Breadcrumb items={[{ label: 'Logboek', href: '/controle/logboek' }, { label: 'Echtheid' }]} />
    <ErrorSummary form={form} />
    <PageTitle>Echtheid van het logboek</PageTitle>
    <Lead>
      Wat in het logboek staat, krijgt een nummer en een handtekening. Als iemand er later iets in verandert, is dat te
      zien.
    </Lead>
    {it.looked && <Looked place={it.looked.place} hash={it.looked.hash} />}
    <State it={it} now={now} />
    <Card title="Ontvangstbewijs nakijken">
      <form method="post" action={authenticityAddress} noValidate>
        <TextArea
          name="bewijs"
          label="Ontvangstbewijs of controlegetal"
          hint="Open het bestand dat de melder bewaarde, en plak hier alles wat erin staat."
          rows={6}
          form={form}
        />
        <Actions>
          <Button>Kijk na</Button>
        </Actions>
      </form>
    </Card>
    <Head it={it} />
  </>
)

const places: Record<Place, { kind: 'success' | 'info' | 'danger'; title: string; text: string }> = {
  proved: {
    kind: 'success',
    title: 'Deze melding staat onveranderd in het logboek',
    text: 'Dat volgt uit de laatste handtekening.',
  },
  not_signed_yet: {
    kind: 'info',
    title: 'Deze melding staat in het logboek, en is nog niet mee ondertekend',
    text: 'Kijk het over een paar minuten nog eens na.',
  },
  absent: {
    kind: 'danger',
    title: 'Deze melding staat niet in het logboek',
    text: 'Is het bewijs helemaal gekopieerd? Dan is er iets uit het logboek verdwenen. Meld dit aan wie Weerbaar beheert, en bewaar het bewijs.',
  },
  broken: {
    kind: 'danger',
    title: 'Het logboek is veranderd',
    text: 'De melding staat erin, maar het geheel is niet meer wat is ondertekend. Meld dit aan wie Weerbaar beheert.',
  },
}

const Looked = ({ place, hash }: { place: Place; hash: string }) => {
  const { kind, title, text } = places[place]
  return (
    <Note kind={kind} title={title}>
      <p>{text}</p>
      <p>
        Controlegetal: <code class="weerbaar-code">{hash}</code>
      </p>
    </Note>
  )
}

const stale = 26 * 3_600_000

const State = ({ it, now }: { it: Authenticity; now: Date }) => (
  <>
    {it.found !== null && (
      <Note kind="danger" title="Bij de laatste controle klopte het logboek niet">
        <p>Laat wie Weerbaar beheert het hele logboek nakijken met “weerbaar verify-log”. Gevonden: {it.found}</p>
      </Note>
    )}
    {it.checkedAt !== null && now.getTime() - it.checkedAt.getTime() > stale && (
      <Note kind="warning" title="Het logboek is langer dan een dag niet gecontroleerd">
        <p>Vraag wie Weerbaar beheert wat er aan de hand is.</p>
      </Note>
    )}
    <Card title="Hoe het nu staat">
      <Facts
        items={[
          { term: 'Laatste handtekening', value: it.head ? formatDateTime(it.head.at) : 'Nog geen' },
          { term: 'Ondertekende gebeurtenissen', value: it.head ? String(it.head.size) : '0' },
          { term: 'Wacht op een nummer', value: String(it.waiting) },
          {
            term: 'Laatst naar buiten gestuurd',
            value:
              it.leftAt === null
                ? 'Nog nooit. Wie Weerbaar beheert stelt in waarheen dat gaat.'
                : `${formatDateTime(it.leftAt)}, met ${it.leftSize} gebeurtenissen`,
          },
          {
            term: 'Laatst gecontroleerd',
            value:
              it.checkedAt === null
                ? 'Nog niet'
                : `${formatDateTime(it.checkedAt)}: ${it.found === null ? 'alles klopte' : 'het klopte niet'}`,
          },
        ]}
      />
      <p>
        Deze cijfers gaan over alle organisaties in deze installatie. De controle die niemand hoeft te vertrouwen doet u
        zelf, met een kopie van het logboek en de handtekeningen die u eerder kreeg.
      </p>
    </Card>
  </>
)

const Head = ({ it }: { it: Authenticity }) => (
  <Card title="Om te bewaren">
    {it.head && (
      <>
        <p>De laatste ondertekende stand:</p>
        <pre class="weerbaar-code">{it.head.note}</pre>
      </>
    )}
    <p>De sleutel waarmee u een handtekening nakijkt:</p>
    <p>
      <code class="weerbaar-code">{it.key}</code>
    </p>
  </Card>
)
