import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { functionInfo, lineOf } from '../../engines/cases/vocabulary.ts'
import type { Invalid } from '../../platform/routes.ts'
import { differences } from './changes.ts'
import { found, recordChange, type Desk } from './desk.ts'
import { mayHandle, readHandlers } from './handlers.ts'
import { readUnits } from './units.ts'

export interface CaseRoute {
  id: string
  subject: string
  unit_id: string | null
  line: string
  handler_id: string | null
  deputy_id: string
}

/** In the form: the manager of the unit of the person hit, whoever that is. */
export const managerOfUnit = 'leidinggevende'

export const CaseRouteForm = z.object({
  eenheid: z
    .union([z.literal(''), z.uuid('Kies een eenheid uit de lijst.')], 'Kies een eenheid uit de lijst.')
    .default(''),
  behandelaar: z.union(
    [z.literal(managerOfUnit), z.uuid('Kies wie de melding krijgt.')],
    'Kies wie de melding krijgt.',
  ),
  vervanger: z.uuid('Kies een vervanger.'),
})
type CaseRouteInput = z.infer<typeof CaseRouteForm>

/** Only those who work in a unit have a manager to go to. */
export const mayGoToManager = (subject: string): boolean =>
  ['staff', 'clerk_office'].includes(functionInfo(subject)?.group ?? '')

export const readCaseRoutes = ({ tx, organisation }: Desk): Promise<CaseRoute[]> =>
  tx
    .selectFrom('route')
    .select(['id', 'subject', 'unit_id', 'line', 'handler_id', 'deputy_id'])
    .where('organisation_id', '=', organisation)
    .execute()

async function routeErrors(desk: Desk, subject: string, it: CaseRouteInput): Promise<Record<string, string>> {
  const handlers = await readHandlers(desk)
  const able = new Set(handlers.filter(person => mayHandle(person, subject)).map(person => person.id))
  const errors: Record<string, string> = {}
  if (it.eenheid !== '' && !(await readUnits(desk)).some(unit => unit.id === it.eenheid))
    errors['eenheid'] = 'Kies een eenheid uit de lijst.'
  const handlerKnown = it.behandelaar === managerOfUnit ? mayGoToManager(subject) : able.has(it.behandelaar)
  if (!handlerKnown)
    errors['behandelaar'] = 'Deze persoon kan deze meldingen niet behandelen. Kies iemand uit de lijst.'
  if (!able.has(it.vervanger))
    errors['vervanger'] = 'Deze persoon kan deze meldingen niet behandelen. Kies iemand uit de lijst.'
  if (it.behandelaar === it.vervanger) errors['vervanger'] = 'De vervanger is een ander dan de behandelaar.'
  return errors
}

/**
 * Sets who gets the reports of a subject, for the whole organisation or for one unit. Along which line is not theirs to choose:
 * it decides which coordinator reads them, and follows from the function. The database refuses any other.
 */
export async function saveCaseRoute(desk: Desk, subject: string, it: CaseRouteInput): Promise<Invalid | undefined> {
  const line = found(lineOf(subject))
  const errors = await routeErrors(desk, subject, it)
  if (Object.keys(errors).length > 0) return { invalid: errors }
  const unit = it.eenheid === '' ? null : it.eenheid
  const next = {
    line,
    handler_id: it.behandelaar === managerOfUnit ? null : it.behandelaar,
    deputy_id: it.vervanger,
  }
  const before = (await readCaseRoutes(desk)).find(route => route.subject === subject && route.unit_id === unit)
  const place = { organisation_id: desk.organisation, subject, unit_id: unit }
  await desk.tx
    .insertInto('route')
    .values({ id: randomUUID(), ...place, ...next })
    .onConflict(conflict => conflict.columns(['organisation_id', 'subject', 'unit_id']).doUpdateSet(next))
    .execute()
  await recordChange(
    desk,
    'administration.route_set',
    routeCodes(subject, unit, before, next),
    differences('route', subject, before && { route: wholeRoute(before) }, {
      route: wholeRoute({ unit_id: unit, ...next }),
    }),
  )
  return undefined
}

/** A route as it stands, in codes. */
const wholeRoute = ({ unit_id, line, handler_id, deputy_id }: Omit<CaseRoute, 'id' | 'subject'>) =>
  `${unit_id === null ? '' : `unit:${unit_id} `}line:${line} handler:${handler_id ?? 'manager'} deputy:${deputy_id}`

function routeCodes(
  subject: string,
  unit: string | null,
  before: CaseRoute | undefined,
  next: Omit<CaseRoute, 'id' | 'subject' | 'unit_id'>,
): string {
  const change = (field: string, from: string | null | undefined, to: string | null) =>
    from === to ? [] : [`${field}:${from ?? 'none'}→${to ?? 'manager'}`]
  return [
    `subject:${subject}`,
    ...(unit === null ? [] : [`unit:${unit}`]),
    ...change('line', before?.line, next.line),
    ...change('handler', before ? (before.handler_id ?? 'manager') : undefined, next.handler_id ?? 'manager'),
    ...change('deputy', before?.deputy_id, next.deputy_id),
  ].join(' ')
}

/** Removes the route of one unit, which then has the one of the whole organisation; that one itself stays. */
export async function removeUnitRoute(desk: Desk, id: string): Promise<CaseRoute | undefined> {
  const route = (await readCaseRoutes(desk)).find(it => it.id === id)
  if (!route || route.unit_id === null) return route
  await desk.tx.deleteFrom('route').where('id', '=', id).execute()
  await recordChange(
    desk,
    'administration.route_removed',
    `subject:${route.subject} unit:${route.unit_id}`,
    differences('route', route.subject, { route: wholeRoute(route) }, undefined),
  )
  return route
}
