import { createHash } from 'node:crypto'

// A small world for the tests: two municipalities, and in the first one somebody for every role and wall.

/** The same id for the same name, so that a test that fails says who. */
export const idOf = (name: string): string => {
  const hex = createHash('sha256').update(`weerbaar test ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const organisations = {
  waterstad: { code: 'GM9901', name: 'Gemeente Waterstad', kind: 'municipality' },
  elders: { code: 'GM9902', name: 'Gemeente Elders', kind: 'municipality' },
} as const
export type OrganisationKey = keyof typeof organisations

export const units = {
  griffie: 'waterstad',
  handhaving: 'waterstad',
  publiekszaken: 'waterstad',
  balie: 'elders',
} as const satisfies Record<string, OrganisationKey>
export type UnitKey = keyof typeof units

interface TestMembership {
  role: string
  function: string
  unit?: UnitKey
  line?: string
  organisation?: OrganisationKey
  ended?: boolean
}

const reporter = (name: string, more: Partial<TestMembership> = {}): TestMembership => ({
  role: 'reporter',
  function: name,
  ...more,
})

/** Who is who. The key is how tests name them: as a person in a sentence. */
export const people = {
  member: [reporter('council_member')],
  otherMember: [reporter('council_member')],
  formerMember: [reporter('council_member', { ended: true })],
  doubleMember: [reporter('council_member'), reporter('civil_servant', { unit: 'publiekszaken' })],
  memberElsewhereToo: [reporter('council_member'), reporter('council_member', { organisation: 'elders' })],
  clerk: [
    reporter('council_clerk', { unit: 'griffie' }),
    { role: 'handler', function: 'council_clerk', unit: 'griffie' },
  ],
  deputyClerk: [{ role: 'handler', function: 'clerk_staff', unit: 'griffie' }],
  dutyOfficer: [{ role: 'handler', function: 'clerk_staff', unit: 'griffie' }],
  formerClerk: [{ role: 'handler', function: 'council_clerk', ended: true }],
  mayor: [reporter('mayor'), { role: 'handler', function: 'mayor' }],
  secretary: [{ role: 'handler', function: 'municipal_secretary' }],
  alderman: [reporter('alderman')],
  integrityOfficer: [{ role: 'handler', function: 'civil_servant' }],
  integrityDeputy: [{ role: 'handler', function: 'civil_servant' }],
  politicalCoordinator: [{ role: 'coordinator', function: 'clerk_staff', line: 'political' }],
  staffCoordinator: [{ role: 'coordinator', function: 'civil_servant', line: 'administrative' }],
  manager: [{ role: 'manager', function: 'civil_servant', unit: 'handhaving' }],
  otherManager: [{ role: 'manager', function: 'civil_servant', unit: 'publiekszaken' }],
  officer: [reporter('enforcement_officer', { unit: 'handhaving' })],
  confidant: [{ role: 'confidant', function: 'civil_servant' }],
  administrator: [{ role: 'administrator', function: 'civil_servant' }],
  privacyOfficer: [{ role: 'privacy_officer', function: 'civil_servant' }],
  auditor: [{ role: 'auditor', function: 'civil_servant' }],
  archivist: [{ role: 'archivist', function: 'civil_servant' }],
  foreignMember: [reporter('council_member', { organisation: 'elders' })],
  foreignClerk: [{ role: 'handler', function: 'council_clerk', organisation: 'elders' }],
  foreignCoordinator: [{ role: 'coordinator', function: 'civil_servant', line: 'political', organisation: 'elders' }],
  foreignAdministrator: [{ role: 'administrator', function: 'civil_servant', organisation: 'elders' }],
} as const satisfies Record<string, readonly TestMembership[]>
export type PersonKey = keyof typeof people

/** Somebody of the world, or who `addMembers` or `addProvince` brings into it. */
export type Who = PersonKey | `councillor${number}` | `province ${string}`

export const peopleKeys = Object.keys(people).filter((key): key is PersonKey => Object.hasOwn(people, key))
export const membershipsOf = (key: PersonKey): readonly TestMembership[] => people[key]

interface TestRoute {
  organisation: OrganisationKey
  subject: string
  line: string
  handler: PersonKey | 'manager'
  deputy: PersonKey
}

export const routes: readonly TestRoute[] = [
  { organisation: 'waterstad', subject: 'council_member', line: 'political', handler: 'clerk', deputy: 'deputyClerk' },
  {
    organisation: 'waterstad',
    subject: 'council_clerk',
    line: 'clerk_office',
    handler: 'secretary',
    deputy: 'integrityOfficer',
  },
  { organisation: 'waterstad', subject: 'alderman', line: 'mayor', handler: 'mayor', deputy: 'secretary' },
  { organisation: 'waterstad', subject: 'mayor', line: 'mayor', handler: 'integrityOfficer', deputy: 'secretary' },
  {
    organisation: 'waterstad',
    subject: 'civil_servant',
    line: 'administrative',
    handler: 'manager',
    deputy: 'secretary',
  },
  {
    organisation: 'waterstad',
    subject: 'enforcement_officer',
    line: 'administrative',
    handler: 'manager',
    deputy: 'secretary',
  },
  {
    organisation: 'waterstad',
    subject: 'about_mayor',
    line: 'about_mayor',
    handler: 'integrityOfficer',
    deputy: 'integrityDeputy',
  },
  {
    organisation: 'elders',
    subject: 'council_member',
    line: 'political',
    handler: 'foreignClerk',
    deputy: 'foreignCoordinator',
  },
]
