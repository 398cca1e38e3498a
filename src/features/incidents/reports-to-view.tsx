import type { Actor } from '../../engines/access/actor.ts'
import { Button, Hidden } from '../../ui/form.tsx'

/** The organisation that a report goes to, by name, and the others of this person. */
export interface ReportsToProps {
  here: string | undefined
  elsewhere: readonly { id: string; name: string }[]
}

/** The organisations of this person: one that a report is for, and the others. */
export function reportsTo({ memberships }: Actor, organisation: string | undefined): ReportsToProps {
  const all = [
    ...new Map(memberships.map(it => [it.organisation, { id: it.organisation, name: it.organisationName }])).values(),
  ]
  return {
    here: all.find(it => it.id === organisation)?.name,
    elsewhere: all.filter(it => it.id !== organisation),
  }
}

/**
 * Who works for several organisations may be in the wrong one tonight.
 * @param to where a report to another one begins; without it the report has begun, and stays where it is
 */
export const ReportsTo = ({ here, elsewhere, to }: ReportsToProps & { to?: string | undefined }) => (
  <>
    {here && elsewhere.length > 0 && <p>U meldt bij {here}.</p>}
    {to !== undefined &&
      elsewhere.map(it => (
        <form method="post" action="/account/organisatie">
          <Hidden name="organisatie" value={it.id} />
          <Hidden name="naar" value={to} />
          <p>
            Gaat het om uw functie bij {it.name}? <Button kind="quiet">Meld bij {it.name}</Button>
          </p>
        </form>
      ))}
  </>
)
