import type { Tx } from '../../../platform/db.ts'
import type { Random } from './random.ts'

/** About so many cases of one person, whatever the size of the load. */
const casesOfHandler = 3000
const casesOfReporter = 20

/** Where the reports lie: of every hundred so many on each line. */
export const shares = { political: 60, staff: 36, other: 4 } as const

export interface Member {
  id: string
  name: string
  email: string
}

/** A unit of staff, with the manager who handles its reports. */
export interface Team {
  unit: string
  manager: Member
  reporters: readonly Member[]
}

/** The people between whom the reports are divided. */
export interface Crowd {
  handlers: readonly Member[]
  reporters: readonly Member[]
  teams: readonly Team[]
  aldermen: readonly Member[]
  coordinator: Member
}

/** Thinks up the people for so many cases. Their names say that they are there to measure. */
export function makeCrowd(cases: number, seed: number, random: Random): Crowd {
  const share = (line: keyof typeof shares) => (cases * shares[line]) / 100
  const several = (what: string, count: number): Member[] =>
    Array.from({ length: Math.max(1, Math.round(count)) }, (_, index) => {
      const number = String(index + 1).padStart(4, '0')
      const email = `meting-${seed}-${what.toLowerCase()}-${number}@nieuwermeer.example`
      return { id: random.uuid(), name: `Meting ${what} ${number}`, email }
    })
  const managers = several('Leidinggevende', share('staff') / casesOfHandler)
  const staff = several('Medewerker', Math.max(managers.length, share('staff') / casesOfReporter))
  const [coordinator = nobody] = several('Coordinator', 1)
  return {
    handlers: several('Behandelaar', Math.ceil(share('political') / casesOfHandler)),
    reporters: several('Raadslid', share('political') / casesOfReporter),
    teams: managers.map((manager, index) => ({
      unit: random.uuid(),
      manager,
      reporters: staff.filter((_, nth) => nth % managers.length === index),
    })),
    aldermen: several('Wethouder', share('other') / casesOfHandler),
    coordinator,
  }
}

const nobody: Member = { id: '', name: '', email: '' }

interface Joining {
  organisation: string
  seed: number
  since: Date
  passwordHash: string
}

interface Role {
  role: string
  function: string
  unit?: string
  line?: string
}

/** Puts these people in the organisation, each with a role and the password of the demonstration. */
export async function addCrowd(tx: Tx, crowd: Crowd, random: Random, joining: Joining): Promise<void> {
  const { organisation, seed } = joining
  await tx
    .insertInto('unit')
    .values(
      crowd.teams.map(({ unit }, index) => ({
        id: unit,
        organisation_id: organisation,
        name: `Meeteenheid ${seed}-${index + 1}`,
      })),
    )
    .execute()
  const join = (members: readonly Member[], role: Role) => addMembers(tx, members, role, random, joining)
  await join(crowd.handlers, { role: 'handler', function: 'council_clerk' })
  await join(crowd.reporters, { role: 'reporter', function: 'council_member' })
  await join(crowd.aldermen, { role: 'reporter', function: 'alderman' })
  await join([crowd.coordinator], { role: 'coordinator', function: 'clerk_staff', line: 'political' })
  for (const { unit, manager, reporters } of crowd.teams) {
    await join([manager], { role: 'manager', function: 'civil_servant', unit })
    await join(reporters, { role: 'reporter', function: 'enforcement_officer', unit })
  }
}

async function addMembers(tx: Tx, members: readonly Member[], it: Role, random: Random, joining: Joining) {
  const { organisation, since, passwordHash } = joining
  for (let from = 0; from < members.length; from += 1000) {
    const some = members.slice(from, from + 1000)
    await tx
      .insertInto('person')
      .values(some.map(member => ({ ...member, created_at: since })))
      .execute()
    await tx
      .insertInto('credential')
      .values(some.map(({ id }) => ({ person_id: id, password_hash: passwordHash, changed_at: since })))
      .execute()
    await tx
      .insertInto('membership')
      .values(
        some.map(({ id }) => ({
          id: random.uuid(),
          organisation_id: organisation,
          person_id: id,
          unit_id: it.unit ?? null,
          role: it.role,
          function: it.function,
          line: it.line ?? null,
          starts: since,
        })),
      )
      .execute()
  }
}
