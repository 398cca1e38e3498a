import { isAsAdopted, routeGroup, type Followed } from '../../engines/cases/protocol-routes.ts'
import type { Handler } from '../../engines/cases/handlers.ts'
import { routeInWords } from '../../engines/cases/protocol-words.ts'
import type { CaseRoute } from '../../engines/cases/route-rows.ts'
import { formatDate } from '../../ui/dates.ts'
import { Chip, Note } from '../../ui/parts.tsx'

export interface FollowedFacts {
  handlers: readonly Handler[]
  /** By group of functions: what the adopted protocol says. */
  adopted: ReadonlyMap<string, Followed>
}

/** What the adopted protocol says of the reports of a subject. */
const followedBy = ({ adopted }: Pick<FollowedFacts, 'adopted'>, subject: string): Followed | undefined =>
  adopted.get(routeGroup(subject) ?? '')

const adoptedInWords = ({ number, adoptedOn }: Followed) => `versie ${number}, vastgesteld op ${formatDate(adoptedOn)}`

/** Where a route comes from: the protocol, or the administrator; and whether it is still what was adopted. */
export const FromWhere = ({ route, facts }: { route: CaseRoute | undefined; facts: FollowedFacts }) => {
  if (!route) return <>–</>
  const followed = followedBy(facts, route.subject)
  if (!followed) return <>De beheerder</>
  return (
    <>
      <a href={`/protocol/${followed.settings.version}`}>Protocol {adoptedInWords(followed)}</a>
      {!isAsAdopted(followed, route.subject, route, facts.handlers) && (
        <>
          {' '}
          <Chip kind="late">wijkt af</Chip>
        </>
      )}
    </>
  )
}

/** Said where a route is set that a protocol has something to say about. */
export const AsAdopted = ({ facts, subject }: { facts: FollowedFacts; subject: string }) => {
  const followed = followedBy(facts, subject)
  if (!followed) return null
  return (
    <Note kind="info" title="Deze route volgt uit het protocol">
      <p>
        Het protocol ({adoptedInWords(followed)}) zegt: {routeInWords(followed.rule)}. Kiest u iemand met een andere
        functie, dan wijkt de route af. Dat staat er dan bij, tot iemand het protocol aanpast of u de route herstelt.
      </p>
    </Note>
  )
}
