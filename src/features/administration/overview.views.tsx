import { Card, Chip, LinkList, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { Gap } from './gap.ts'

const parts = [
  { href: '/beheer/mensen', label: 'Mensen', hint: 'Uitnodigen, rollen geven en beëindigen' },
  { href: '/beheer/rollen', label: 'Rollen bevestigen', hint: 'Heeft iedereen de rol nog nodig' },
  { href: '/beheer/routes', label: 'Routes', hint: 'Wie krijgt welke melding' },
  { href: '/beheer/dienst', label: 'Dienst', hint: 'Wie leest wanneer' },
  { href: '/beheer/contactpunten', label: 'Contactpunten', hint: 'Wie melders kunnen bellen' },
  { href: '/beheer/eenheden', label: 'Eenheden', hint: 'Afdelingen en teams' },
  { href: '/beheer/ontvangst', label: 'Receptie', hint: 'Wie lastige afspraken vooraf hoort' },
  { href: '/beheer/soorten', label: 'Soorten', hint: 'Welke soorten incidenten u aanbiedt' },
  { href: '/beheer/teksten', label: 'Teksten', hint: 'Uw eigen woorden bij het melden, en uw norm' },
  { href: '/beheer/protocol', label: 'Agressieprotocol', hint: 'Termijnen en stappen van uw organisatie' },
  { href: '/beheer/gesprekken', label: 'Gesprekken', hint: 'Over de norm, bij het begin van een periode' },
  { href: '/beheer/instellingen', label: 'Instellingen', hint: 'Termijnen, huisstijl en logo' },
  { href: '/beheer/provincie', label: 'Provincie', hint: 'Waar uw organisatie ligt, voor de norm van de provincie' },
  { href: '/beheer/inloggen', label: 'Inloggen', hint: 'Via het inlogsysteem van uw organisatie' },
  { href: '/beheer/wijzigingen', label: 'Wijzigingen', hint: 'Wie wat heeft veranderd, van wat in wat' },
]

export const OverviewPage = ({ organisation, gaps }: { organisation: string; gaps: readonly Gap[] }) => (
  <>
    <PageTitle>{`Beheer van ${organisation}`}</PageTitle>
    <p>U regelt hier wie wat doet. Meldingen kunt u als beheerder niet lezen.</p>
    {gaps.length === 0 ? (
      <Note kind="success" title="Alles is geregeld">
        <p>Elke functie heeft een route, en de contactpunten zijn gecontroleerd.</p>
      </Note>
    ) : (
      <DataTable
        caption="Nog te regelen"
        columns={[
          { label: 'Wat', cell: it => <a href={it.href}>{it.title}</a> },
          { label: 'Waarom', cell: it => it.why },
          {
            label: 'Hoe erg',
            cell: it => (it.serious ? <Chip kind="late">Nu regelen</Chip> : <Chip kind="soon">Nakijken</Chip>),
          },
        ]}
        rows={gaps}
        empty={null}
      />
    )}
    <Card title="Onderdelen">
      <LinkList items={parts} />
    </Card>
  </>
)
