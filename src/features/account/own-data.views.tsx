import type { OwnData, OwnItem } from '../../engines/access/own-data.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Breadcrumb, Card, Facts, Lead, PageTitle, Words } from '../../ui/parts.tsx'

export const OwnDataPage = () => (
  <>
    <Breadcrumb items={[{ href: '/account', label: 'Uw account' }, { label: 'Uw gegevens' }]} />
    <PageTitle>Uw gegevens</PageTitle>
    <Lead>U mag weten wat wij van u weten. Hier krijgt u alles van uw account en uw eigen meldingen bij elkaar.</Lead>
    <p>
      Wat anderen schreven, en hun namen, staan er niet in. Dat is om hen te beschermen. In uw meldingen zelf leest u
      wel de antwoorden aan u. Bestanden haalt u op bij de melding.
    </p>
    <p>
      Wilt u weten of er ergens anders iets over u staat, of wilt u iets laten verbeteren of verwijderen? Vraag dat bij{' '}
      <a href="/account/verzoeken">Uw verzoeken</a>. De privacyfunctionaris van uw organisatie antwoordt.
    </p>
    <Actions>
      <ButtonLink href="/account/inzage/overzicht">Bekijk of druk af</ButtonLink>
      <ButtonLink href="/account/inzage/gegevens.json" kind="quiet">
        Bewaar als bestand (JSON)
      </ButtonLink>
    </Actions>
    <p>Let op: het bestand is niet versleuteld. Bewaar het op een plek waar alleen u bij kunt.</p>
  </>
)

export const PackagePage = ({ parts, at, name }: { parts: readonly OwnData[]; at: Date; name: string }) => (
  <>
    <Breadcrumb
      items={[
        { href: '/account', label: 'Uw account' },
        { href: '/account/inzage', label: 'Uw gegevens' },
        { label: 'Alles over u' },
      ]}
    />
    <PageTitle>Alles over u</PageTitle>
    <Lead>
      {name}, op {formatDateTime(at)}.
    </Lead>
    {parts.map(part => (
      <>
        <h2>{part.title}</h2>
        {part.note !== undefined && <p>{part.note}</p>}
        {part.items.length === 0 ? <p>Hier staat niets.</p> : part.items.map(it => <Item it={it} />)}
      </>
    ))}
  </>
)

const Item = ({ it }: { it: OwnItem }) => (
  <Card title={it.title} level={3}>
    <Facts items={it.facts.map(({ label, value }) => ({ term: label, value }))} />
    {it.words.map(({ label, text }) => (
      <>
        <p>
          <strong>{label}</strong>
        </p>
        <Words>{text}</Words>
      </>
    ))}
  </Card>
)
