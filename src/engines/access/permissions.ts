/** What somebody may be to an organisation, through a membership. */
export const roles = [
  'reporter',
  'handler',
  'manager',
  'coordinator',
  'confidant',
  'administrator',
  'privacy_officer',
  'auditor',
  'archivist',
] as const
export type Role = (typeof roles)[number]

export const roleNames: Record<Role, string> = {
  reporter: 'Melder',
  handler: 'Behandelaar',
  manager: 'Leidinggevende',
  coordinator: 'Coördinator',
  confidant: 'Vertrouwenspersoon',
  administrator: 'Beheerder',
  privacy_officer: 'Privacyfunctionaris',
  auditor: 'Auditor',
  archivist: 'Archivaris',
}

// Everybody who is signed in keeps the account and the own cases, also after the last membership ended.
const everyone = ['account', 'case.read'] as const
const member = ['case.report', 'case.search_words', 'scan.do', 'plan.own'] as const

/** Which role may do what. Which cases it concerns is another wall: row-level security in db/migrations. */
const grants = {
  reporter: [],
  handler: ['worklist.read', 'case.handle', 'case.search'],
  manager: ['worklist.read', 'case.handle', 'unit.read', 'case.search', 'plan.read'],
  coordinator: ['line.read', 'case.search', 'figures.read', 'plan.read', 'plan.manage', 'scan.manage'],
  confidant: ['confidant.read'],
  administrator: ['people.manage', 'settings.manage'],
  privacy_officer: ['audit.read', 'privacy.manage', 'retention.read'],
  auditor: ['audit.read', 'figures.read', 'plan.read'],
  archivist: ['retention.read', 'destruction.approve'],
} as const satisfies Record<Role, readonly string[]>

export type Permission = (typeof everyone)[number] | (typeof member)[number] | (typeof grants)[Role][number]

/** What these roles together may do; no roles at all is somebody whose memberships ended. */
export function permissionsOf(held: readonly Role[]): ReadonlySet<Permission> {
  const granted: Permission[] = [...everyone]
  if (held.length > 0) granted.push(...member)
  for (const role of held) granted.push(...grants[role])
  return new Set(granted)
}
