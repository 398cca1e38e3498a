import type { ComponentChildren } from 'preact'
import { codeField, withNames } from '../../engines/cases/codes.ts'
import { organisationTexts } from '../../engines/cases/organisation-texts.ts'
import { categoryLabel, lineLabel, routeLabel } from '../../engines/cases/vocabulary.ts'
import { formatShort } from '../../ui/dates.ts'
import { EmptyState, Lead, PageTitle, Pager } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { changesPerPage, type ChangeRow, type ChangesPage } from './changes.ts'

export interface ChangesProps extends ChangesPage {
  path: string
  now: Date
  trail?: ComponentChildren
}

export const Changes = ({ rows, names, path, now, trail }: ChangesProps) => {
  const last = rows[changesPerPage - 1]
  const next = last && rows.length > changesPerPage ? `${path}?na=${last.at.toISOString()}_${last.id}` : undefined
  return (
    <>
      {trail}
      <PageTitle>Wijzigingen</PageTitle>
      <Lead>Wat er in het beheer van uw organisatie is veranderd, van wat in wat. Meldingen staan hier niet in.</Lead>
      <DataTable
        caption="Wijzigingen, de nieuwste eerst"
        columns={[
          { label: 'Wanneer', cell: it => <time dateTime={it.at.toISOString()}>{formatShort(it.at, now)}</time> },
          { label: 'Wie', cell: it => names.get(it.actor_id) ?? 'Iemand buiten uw organisatie' },
          { label: 'Wat', cell: it => what(it, names) },
          { label: 'Was', cell: it => <Value row={it} value={it.old} names={names} /> },
          { label: 'Werd', cell: it => <Value row={it} value={it.new} names={names} /> },
        ]}
        rows={rows.slice(0, changesPerPage)}
        empty={
          <EmptyState title="Nog niets veranderd">
            <p>Wat een beheerder verandert, komt hier te staan.</p>
          </EmptyState>
        }
      />
      <Pager next={next} />
    </>
  )
}

const fieldLabels: Record<string, string> = {
  name: 'naam',
  take_up_hours: 'uren tot de vervanger',
  escalate_hours: 'uren te laat tot de vervanger',
  session_idle_minutes: 'minuten tot uitloggen',
  session_hours: 'uren per keer inloggen',
  perpetrator_council: 'wie het deed, bij meldingen van de volksvertegenwoordiging',
  brand: 'hoofdkleur',
  link: 'kleur van links',
  tokens: 'andere design tokens',
  logo: 'logo',
  issuer: 'issuer',
  client_id: 'client-id',
  method: 'hoe Weerbaar zich bekendmaakt',
  two_factor_acr: 'acr voor twee stappen',
  domains: 'maildomeinen',
  key: 'geheim of sleutel',
  phone: 'telefoon',
  url: 'website',
  description: 'uitleg',
  source: 'bron',
  position: 'plaats in de lijst',
  checked_on: 'gecontroleerd op',
  published: 'openbaar',
  months: 'maanden',
  province: 'provincie',
  ground: 'grond',
}

/** What was changed, in words: whose role, which route, which field. */
function what({ subject_kind: kind, subject_id: id, field }: ChangeRow, names: ReadonlyMap<string, string>): string {
  const label = fieldLabels[field] ?? field
  if (kind === 'person') return `Rol van ${names.get(id) ?? 'iemand buiten uw organisatie'}`
  if (kind === 'route') return `Route: ${routeLabel(id)}`
  if (kind === 'duty') return `Dienst: ${lineLabel(id)}`
  if (kind === 'category') return `Soort: ${categoryLabel(id)}`
  if (kind === 'text') return `Tekst: ${organisationTexts.find(it => it.id === id)?.label ?? id}`
  if (kind === 'unit') return `Eenheid ${names.get(id) ?? ''}: ${label}`
  if (kind === 'provider') return `Inloggen: ${label}`
  if (kind === 'retention') return `Bewaartermijn: ${label}`
  if (kind === 'theme') return `Huisstijl: ${label}`
  return kind === 'contact_point' ? `Contactpunt: ${label}` : `Organisatie: ${label}`
}

// Written in codes; everything else is shown as it was typed.
const inCodes = new Set(['role', 'route', 'shift'])
const yesAndNo = new Map([
  ['yes', 'ja'],
  ['no', 'nee'],
  ['true', 'ja'],
  ['false', 'nee'],
  ['never', 'altijd bewaren'],
])

const Value = ({
  row: { field },
  value,
  names,
}: {
  row: ChangeRow
  value: string | null
  names: ReadonlyMap<string, string>
}) => {
  if (value === null) return <>–</>
  if (!inCodes.has(field)) return <>{yesAndNo.get(value) ?? value}</>
  return (
    <>
      {value.split(' ').map(code => (
        <p>{readOut(code, names)}</p>
      ))}
    </>
  )
}

function readOut(code: string, names: ReadonlyMap<string, string>): string {
  const [, name = '', value = ''] = /^([a-z_]+):(.*)$/su.exec(code) ?? []
  const field = codeField(name)
  return withNames(field ? `${field.label}: ${field.read(value)}` : code, names)
}
