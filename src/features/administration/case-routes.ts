import { z } from 'zod'
import { mayHandle, readHandlers } from '../../engines/cases/handlers.ts'
import {
  mayGoToManager,
  readCaseRoutes,
  removeRoute,
  writeRoute,
  type CaseRoute,
} from '../../engines/cases/route-rows.ts'
import { lineOf } from '../../engines/cases/vocabulary.ts'
import type { Invalid } from '../../platform/routes.ts'
import { found, type Desk } from './desk.ts'
import { readUnits } from './units.ts'

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
  const handler_id = it.behandelaar === managerOfUnit ? null : it.behandelaar
  await writeRoute(desk, { subject, unit, line, handler_id, deputy_id: it.vervanger })
  return undefined
}

/** Removes the route of one unit, which then has the one of the whole organisation; that one itself stays. */
export async function removeUnitRoute(desk: Desk, id: string): Promise<CaseRoute | undefined> {
  const route = (await readCaseRoutes(desk)).find(it => it.id === id)
  if (route && route.unit_id !== null) await removeRoute(desk, route)
  return route
}
