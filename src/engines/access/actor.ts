import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { House } from '../../platform/house.ts'
import { permissionsOf, roles, type Permission, type Role } from './permissions.ts'
import { rightsAfter, stepToTake, type Step } from './second-factor.ts'

const Membership = z.object({
  id: z.string(),
  organisation: z.string(),
  organisationName: z.string(),
  role: z.enum(roles),
  function: z.string(),
  unit: z.string().nullable(),
  line: z.string().nullable(),
})
export type Membership = z.infer<typeof Membership>

/** Somebody who is signed in, with today's roles in the organisation that the session is for. */
export interface Actor {
  id: string
  name: string
  organisation: { id: string; name: string; code: string; themed: boolean; hasLogo: boolean } | undefined
  fictitious: boolean
  /** The memberships of today in every organisation. */
  memberships: readonly Membership[]
  /** The roles of today in the organisation of this session. */
  roles: readonly Role[]
  permissions: ReadonlySet<Permission>
  /** What this session must do first, before the rest of the permissions are theirs. */
  step: Step
  /** An administrator took the second factor away, and no new one was set up yet. */
  wasReset: boolean
  /** The permissions that it will have then. */
  later: ReadonlySet<Permission>
}

export const may = (actor: Actor, needs: Permission): boolean => actor.permissions.has(needs)

/** Sessions are stored by the hash of their token: who reads the table cannot use them. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

interface Row {
  person_id: string
  name: string
  organisation_id: string | null
  organisation_name: string | null
  organisation_code: string | null
  themed: boolean
  has_logo: boolean
  fictitious: boolean
  memberships: unknown
  assurance: number
  has_factor: boolean
  was_reset: boolean
}

/** Whose session this is, or undefined when there is none, or it idled or aged out. */
export async function identify(house: House, session: string | undefined): Promise<Actor | undefined> {
  if (session === undefined || session === '') return undefined
  const [row] = await house.db.atTheDoor(
    sql<Row>`select * from app.session_actor(${tokenHash(session)}, ${house.clock.now()})`,
  )
  return row && toActor(row, house.config.secondFactors)
}

function toActor(row: Row, required: boolean): Actor {
  const memberships = z.array(Membership).parse(row.memberships)
  const held = new Set(memberships.filter(it => it.organisation === row.organisation_id).map(it => it.role))
  const step = stepToTake({ ...row, roles: [...held], required })
  const { organisation_id: id, organisation_name: name, organisation_code: code } = row
  return {
    id: row.person_id,
    name: row.name,
    organisation:
      id && name && code && held.size > 0 ? { id, name, code, themed: row.themed, hasLogo: row.has_logo } : undefined,
    fictitious: row.fictitious,
    memberships,
    ...rightsAfter(step, [...held]),
    step,
    wasReset: row.was_reset,
    later: permissionsOf([...held]),
  }
}
