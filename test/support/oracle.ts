import {
  membershipsOf,
  peopleKeys,
  routes,
  units,
  type OrganisationKey,
  type PersonKey,
  type UnitKey,
} from './people.ts'

// Who sees a case, told again from the text of the issue and not from the policies or the routing: the two are held
// against each other. Slow and plain on purpose.

/** What happened to a case, as somebody would tell it. */
export interface Told {
  organisation: OrganisationKey
  reporter: PersonKey
  /** The function that it concerns. */
  function: string
  /** The colleague named as the one who did it. */
  accused?: PersonKey | undefined
  /** Who had said to be away at the moment of reporting. */
  away: readonly PersonKey[]
  /** Who is on duty at the moment of reporting, along which line. */
  duty?: { line: string; person: PersonKey } | undefined
  /** Whom the person hit lets read along. */
  confidants: readonly PersonKey[]
  /** Nobody took it up within the hours that are set. */
  notTakenUp: boolean
  /** Whether the deputy asked for emergency access and got it: not at all, within the hour, or longer ago. */
  emergency: 'none' | 'now' | 'over'
  /** Whose roles have ended since, but for being somebody who once reported. */
  ended: readonly PersonKey[]
}

const staff = new Set(['civil_servant', 'enforcement_officer', 'municipal_secretary'])

type Membership = ReturnType<typeof membershipsOf>[number]

const membershipsIn = (
  who: PersonKey,
  organisation: OrganisationKey,
  ended: readonly PersonKey[] = [],
): Membership[] =>
  ended.includes(who)
    ? []
    : membershipsOf(who).filter(it => it.ended !== true && (it.organisation ?? 'waterstad') === organisation)

const roleIn = (who: PersonKey, organisation: OrganisationKey, role: string, ended?: readonly PersonKey[]) =>
  membershipsIn(who, organisation, ended).filter(it => it.role === role)

const worksOnCases = (who: PersonKey, organisation: OrganisationKey, ended?: readonly PersonKey[]) =>
  roleIn(who, organisation, 'handler', ended).length + roleIn(who, organisation, 'manager', ended).length > 0

/** The unit of somebody in a function. */
const unitOf = (told: Told): UnitKey | undefined =>
  membershipsIn(told.reporter, told.organisation).find(it => it.function === told.function)?.unit

const isMayor = (who: PersonKey | undefined, organisation: OrganisationKey) =>
  who !== undefined && membershipsIn(who, organisation).some(it => it.function === 'mayor')

interface Destination {
  line: string
  owner: PersonKey
  deputy: PersonKey | undefined
}

/** Along which line a report goes, and to whom: "by function of the person hit and by unit, with a deputy". */
export function destinationOf(told: Told): Destination | undefined {
  const { organisation, accused, reporter, away } = told
  const find = (subject: string) => routes.find(it => it.organisation === organisation && it.subject === subject)
  // "Anything about the mayor → its own route."
  const own = find('about_mayor')
  const route = isMayor(accused, organisation) ? own : (find(told.function) ?? own)
  if (!route) return undefined

  // "Never to a person named as the one who did it, and never to the person hit", and to nobody whose role does not carry it.
  const able = (it: typeof route | undefined): PersonKey[] => {
    if (!it) return []
    const first = it.handler === 'manager' ? managersOf(organisation, unitOf(told)) : [it.handler]
    return [...first, it.deputy].filter(who => who !== accused && who !== reporter && worksOnCases(who, organisation))
  }
  // "The route's handler, or the deputy during a recorded absence."
  const present = (people: readonly PersonKey[]) => people.find(who => !away.includes(who)) ?? people[0]
  const ofRoute = able(route)
  const lastResort = able(own)
  const owner = present(ofRoute) ?? present(lastResort)
  if (owner === undefined) return undefined
  const others = (people: readonly PersonKey[]) => people.filter(who => who !== owner)
  const deputy = present(others(ofRoute)) ?? present(others(lastResort))
  return { line: route.line, owner, deputy }
}

const managersOf = (organisation: OrganisationKey, unit: UnitKey | undefined): PersonKey[] =>
  unit === undefined || units[unit] !== organisation
    ? []
    : peopleKeys.filter(who => roleIn(who, organisation, 'manager').some(it => it.unit === unit))

/** Whether somebody sees the case and may open its content. */
export function sees(who: PersonKey, told: Told): boolean {
  const { organisation, reporter, accused, confidants, ended } = told
  if (who === accused) return false
  // "An ended membership loses its role at once and keeps the person's own cases."
  if (who === reporter) return true
  const destination = destinationOf(told)
  if (!destination) return false
  const { line, owner, deputy } = destination
  const asked = [owner, ...(told.notTakenUp && deputy !== undefined ? [deputy] : []), ...onDuty(told, line)]
  if (asked.includes(who) && worksOnCases(who, organisation, ended)) return true
  // "Emergency access to a case goes to the handler's deputy, approved by the privacy officer, for one hour."
  if (told.emergency === 'now' && who === deputy && worksOnCases(who, organisation, ended)) return true
  // "Coordinator: sees the cases of the own line."
  if (roleIn(who, organisation, 'coordinator', ended).some(it => it.line === line)) return true
  // "Manager: sees cases of the own unit where the person hit is staff", along the line of the staff.
  const unit = staff.has(told.function) && line === 'administrative' ? unitOf(told) : undefined
  if (unit !== undefined && roleIn(who, organisation, 'manager', ended).some(it => it.unit === unit)) return true
  // "Confidant: sees a case when the person hit adds them."
  return confidants.includes(who) && roleIn(who, organisation, 'confidant', ended).length > 0
}

const onDuty = ({ duty, reporter, accused }: Told, line: string): PersonKey[] =>
  duty && duty.line === line && duty.person !== reporter && duty.person !== accused ? [duty.person] : []
