import { aboutMayor, functions, routeLabel, type FunctionInfo } from '../../engines/cases/vocabulary.ts'
import type { Desk } from './desk.ts'
import { found } from './desk.ts'

/** The functions that exist in this kind of organisation. */
export const functionsOf = (kind: string): FunctionInfo[] => functions.filter(it => it.kinds.includes(kind))

/** How the chair of the organisation is called: burgemeester, commissaris van de Koning, dijkgraaf. */
export const chairOf = (kind: string): string =>
  functionsOf(kind).find(it => it.group === 'mayor')?.label ?? 'voorzitter'

export const subjectLabel = (subject: string, kind: string): string =>
  subject === aboutMayor ? `Meldingen over de ${chairOf(kind)}` : routeLabel(subject)

// In an address a code is written with hyphens.
export const subjectPath = (subject: string): string => `/beheer/routes/${subject.replaceAll('_', '-')}`
export const subjectOfPath = (name: string): string => name.replaceAll('-', '_')

export async function readKind({ tx, organisation }: Desk): Promise<string> {
  return found(await tx.selectFrom('organisation').select('kind').where('id', '=', organisation).executeTakeFirst())
    .kind
}
