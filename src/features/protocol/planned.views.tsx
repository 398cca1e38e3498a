import { isGap, type PlannedRoute } from '../../engines/cases/protocol-routes.ts'
import type { ProtocolPart } from '../../engines/cases/protocol-settings.ts'
import { adopterLabel, routeRoleLabels } from '../../engines/cases/protocol-words.ts'
import { routeLabel } from '../../engines/cases/vocabulary.ts'
import { Note } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'

export interface PlannedProps {
  planned: readonly { part: ProtocolPart; routes: readonly PlannedRoute[] }[]
  /** The names of who may handle reports. */
  names: ReadonlyMap<string, string>
  kind: string
}

/** Before somebody adopts a part: who will get which reports, and where there is nobody. */
export const Planned = ({ planned, names, kind }: PlannedProps) => {
  const some = planned.filter(it => it.routes.length > 0)
  if (some.length === 0)
    return <p>Deze versie laat het aan de beheerder wie welke melding krijgt. De routes blijven zoals zij zijn.</p>
  return (
    <>
      <h2 class="nl-heading nl-heading--level-2">Wie krijgt daarna welke melding?</h2>
      {some.some(it => it.routes.some(isGap)) && (
        <Note kind="warning" title="Niet alles is rond">
          <p>
            Waar “niemand” staat, heeft niemand deze functie met de rol Behandelaar of Leidinggevende. Zo’n route blijft
            zoals zij is. Wijs eerst iemand aan bij <a href="/beheer/mensen">Mensen</a>, of stel het nu vast en regel
            het bij <a href="/beheer/routes">Routes</a>.
          </p>
        </Note>
      )}
      {some.map(({ part, routes }) => (
        <DataTable
          caption={`Na het vaststellen door: ${adopterLabel(kind, part)}`}
          columns={[
            { label: 'Melding van', cell: it => routeLabel(it.subject) },
            { label: 'Behandelaar', cell: it => seat(it.handler, routeRoleLabels[it.rule.handler], names) },
            { label: 'Vervanger', cell: it => seat(it.deputy, routeRoleLabels[it.rule.deputy], names) },
          ]}
          rows={routes}
          empty={null}
        />
      ))}
    </>
  )
}

function seat(who: string | null | undefined, role: string, names: ReadonlyMap<string, string>): string {
  if (who === null) return role
  return `${who === undefined ? 'niemand' : (names.get(who) ?? 'iemand')} (${role})`
}
