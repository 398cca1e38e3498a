import type { CaseRoute } from './case-routes.ts'
import type { Handler } from './handlers.ts'

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
}
