import type { Followed } from '../../engines/cases/protocol-routes.ts'
import type { CaseRoute } from '../../engines/cases/route-rows.ts'
import type { Handler } from '../../engines/cases/handlers.ts'

/** Something that is not arranged, why that matters, and where to arrange it. */
export interface Gap {
  /** Reports can go wrong because of it. */
  serious: boolean
  title: string
  why: string
  href: string
}

export interface ActiveRole {
  person_id: string
  role: string
  function: string
  unit_id: string | null
  line: string | null
}

/** What the gaps of an organisation are found in. */
export interface GapFacts {
  kind: string
  routes: readonly CaseRoute[]
  handlers: readonly Handler[]
  roles: readonly ActiveRole[]
  /** By group of functions: what the adopted protocol says. */
  adopted: ReadonlyMap<string, Followed>
}
