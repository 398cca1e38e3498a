import type { Definition } from './definition.ts'
import type { Around, Fault } from './faults.ts'
import type { Scan } from './scan.ts'

/** Ways on to an instrument that is not there, or to itself. */
export function leadFaults({ id }: Definition, { advice, themes }: Scan, { instruments }: Around): Fault[] {
  const leads = [
    ...advice.map((it, place) => ({ to: it.leads_to, path: ['scan', 'advice', place], what: `Het advies “${it.id}”` })),
    ...themes.flatMap(({ bands = [], ...theme }, place) =>
      bands.map((band, number) => ({
        to: band.leads_to,
        path: ['scan', 'themes', place, 'bands', number],
        what: `De uitslag “${band.title}” van het thema “${theme.id}”`,
      })),
    ),
  ]
  return leads.flatMap(({ to, path, what }): Fault[] => {
    if (to === undefined) return []
    const at = [...path, 'leads_to']
    if (to === id) return [{ path: at, message: `${what} verwijst naar deze vragenlijst zelf (leads_to).` }]
    return instruments && !instruments.has(to)
      ? [{ path: at, message: `${what} verwijst naar “${to}”, maar zo’n scan of check is er niet (leads_to).` }]
      : []
  })
}
