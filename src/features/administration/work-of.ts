import { lineLabel } from '../../engines/cases/vocabulary.ts'
import type { Desk } from './desk.ts'
import { subjectLabel, subjectPath } from './functions.ts'

/** The routes and duties in which somebody is named: what has to be arranged anew before a role ends. */
export async function workOf(
  { tx, organisation }: Desk,
  person: string,
  kind: string,
): Promise<{ href: string; label: string }[]> {
  const routes = await tx
    .selectFrom('route')
    .select(['subject', 'handler_id'])
    .where('organisation_id', '=', organisation)
    .where(eb => eb.or([eb('handler_id', '=', person), eb('deputy_id', '=', person)]))
    .orderBy('subject')
    .execute()
  const shifts = await tx
    .selectFrom('duty_shift')
    .select('line')
    .distinct()
    .where('organisation_id', '=', organisation)
    .where('person_id', '=', person)
    .orderBy('line')
    .execute()
  return [
    ...routes.map(it => ({
      href: subjectPath(it.subject),
      label: `${it.handler_id === person ? 'Behandelaar' : 'Vervanger'}: ${subjectLabel(it.subject, kind)}`,
    })),
    ...shifts.map(it => ({ href: '/beheer/dienst', label: `Dienst: ${lineLabel(it.line)}` })),
  ]
}
