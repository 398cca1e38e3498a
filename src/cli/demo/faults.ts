import { roles } from '../../engines/access/permissions.ts'
import {
  aboutMayor,
  category,
  functionInfo,
  improperPressure,
  isLine,
  outcome,
} from '../../engines/cases/vocabulary.ts'
import { peopleIn } from './scans/shapes.ts'
import {
  organisationOf,
  type DemoIncident,
  type Demonstration,
  type DemoOrganisation,
  type DemoPerson,
} from './content.ts'

/** What in the demonstration leads nowhere, in sentences; a sound one gives an empty list. */
export function demonstrationFaults(it: Demonstration): string[] {
  const { organisations, people, incidents, followUps, arranged, scans } = it
  const known: Known = {
    organisations: new Map(organisations.map(it => [it.code, it])),
    people: new Map(people.map(it => [it.key, it])),
  }
  return [
    ...twice(
      'person',
      people.map(it => it.key),
    ),
    ...twice(
      'address',
      people.map(it => it.email),
    ),
    ...twice(
      'incident',
      incidents.map(it => it.key),
    ),
    ...followUps.flatMap(one =>
      incidents.some(({ key }) => key === one.incident) ? [] : [`no incident ${one.incident} to follow up`],
    ),
    ...[...[...arranged.before, ...arranged.after].map(one => one.by), ...peopleIn(scans)].flatMap(key =>
      known.people.has(key) ? [] : [`nobody is called ${key}`],
    ),
    ...organisations.flatMap(one => organisationFaults(one, known)),
    ...people.flatMap(one => personFaults(one, known)),
    ...incidents.flatMap(one => incidentFaults(one, known)),
  ]
}

interface Known {
  organisations: ReadonlyMap<string, DemoOrganisation>
  people: ReadonlyMap<string, DemoPerson>
}

function twice(what: string, keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index).map(key => `${what} ${key} is there twice`)
}

function organisationFaults(it: DemoOrganisation, { people }: Known): string[] {
  const says = (fault: string) => `${it.code}: ${fault}`
  const named = [
    ...it.routes.flatMap(route => [route.deputy, ...(route.handler === 'manager' ? [] : [route.handler])]),
    ...it.duty.map(shift => shift.person),
  ]
  return [
    ...named.filter(key => !people.has(key)).map(key => says(`nobody is called ${key}`)),
    ...[...it.routes, ...it.duty].filter(({ line }) => !isLine(line)).map(({ line }) => says(`no line ${line}`)),
    ...it.routes
      .filter(({ subject }) => !ofNoFunction.has(subject) && !existsIn(subject, it.kind))
      .map(({ subject }) => says(`no function ${subject}`)),
    ...it.routes
      .filter(({ handler, deputy }) => handler === deputy)
      .map(({ subject }) => says(`${subject} has no deputy`)),
  ]
}

const ofNoFunction = new Set<string>([aboutMayor, improperPressure])

const existsIn = (name: string, kind: string) => functionInfo(name)?.kinds.includes(kind) ?? false

function personFaults(person: DemoPerson, { organisations }: Known): string[] {
  return person.memberships.flatMap(it => {
    const code = organisationOf(person, it)
    const organisation = organisations.get(code)
    const says = (fault: string) => `${person.key}: ${fault}`
    if (!organisation) return [says(`no organisation ${code}`)]
    return [
      ...(existsIn(it.function, organisation.kind) ? [] : [says(`no function ${it.function} in ${code}`)]),
      ...(roles.some(role => role === it.role) ? [] : [says(`no role ${it.role}`)]),
      ...(it.unit === undefined || organisation.units.some(unit => unit.key === it.unit)
        ? []
        : [says(`no unit ${it.unit} in ${code}`)]),
      ...(it.line === undefined || isLine(it.line) ? [] : [says(`no line ${it.line}`)]),
    ]
  })
}

/** Who acts in a case by what they are to it. */
const parts = new Set(['handler', 'reporter', 'hit'])

function incidentFaults(it: DemoIncident, { organisations, people }: Known): string[] {
  const says = (fault: string) => `${it.key}: ${fault}`
  const organisation = organisations.get(it.organisation)
  const reporter = people.get(it.reporter)
  if (!organisation || !reporter) return [says('no such organisation or reporter')]
  const isMember = reporter.memberships.some(
    member => organisationOf(reporter, member) === it.organisation && member.function === it.function,
  )
  const codes = [
    ['decision', it.decision?.outcome],
    ['talk', it.talk?.result],
    ['closing', it.closing?.outcome],
  ] as const
  return [
    ...(isMember ? [] : [says(`${it.reporter} is no ${it.function} of ${it.organisation}`)]),
    ...(organisation.routes.some(route => route.subject === it.function) ? [] : [says(`no route for ${it.function}`)]),
    ...(it.accused === undefined || people.has(it.accused) ? [] : [says(`nobody is called ${it.accused}`)]),
    ...(category(it.category) ? [] : [says(`no category ${it.category}`)]),
    ...it.acts.filter(({ by }) => !parts.has(by) && !people.has(by)).map(({ by }) => says(`nobody is called ${by}`)),
    ...codes.flatMap(([list, code]) => (code === undefined || outcome(list, code) ? [] : [says(`no ${list} ${code}`)])),
    ...((it.state === 'closed') === (it.closing !== undefined) ? [] : [says('closed and not closed')]),
  ]
}
