import { randomUUID } from 'node:crypto'
import type { Desk } from '../access/desk.ts'
import { differences, recordChange } from '../access/setting-changes.ts'
import { functionInfo, type Line } from './vocabulary.ts'

// The routes of an organisation as they stand: the only thing that decides where a report goes. An administrator sets them,
// and so does a part of the protocol when it is adopted.

export interface CaseRoute {
  id: string
  subject: string
  unit_id: string | null
  line: string
  /** Null: the manager of the unit of the person hit, whoever that is. */
  handler_id: string | null
  deputy_id: string
}

/** Only those who work in a unit have a manager to go to. */
export const mayGoToManager = (subject: string): boolean =>
  ['staff', 'clerk_office'].includes(functionInfo(subject)?.group ?? '')

export const readCaseRoutes = ({ tx, organisation }: Pick<Desk, 'tx' | 'organisation'>): Promise<CaseRoute[]> =>
  tx
    .selectFrom('route')
    .select(['id', 'subject', 'unit_id', 'line', 'handler_id', 'deputy_id'])
    .where('organisation_id', '=', organisation)
    .execute()

export type Seats = Pick<CaseRoute, 'handler_id' | 'deputy_id'>

export interface NewRoute extends Seats {
  subject: string
  unit: string | null
  line: Line
}

/** Sets a route, and writes down from what to what. @param why what the audit trail says of it besides, in codes */
export async function writeRoute(desk: Desk, { subject, unit, ...next }: NewRoute, why?: string): Promise<void> {
  const before = (await readCaseRoutes(desk)).find(it => it.subject === subject && it.unit_id === unit)
  const place = { organisation_id: desk.organisation, subject, unit_id: unit }
  await desk.tx
    .insertInto('route')
    .values({ id: randomUUID(), ...place, ...next })
    .onConflict(conflict => conflict.columns(['organisation_id', 'subject', 'unit_id']).doUpdateSet(next))
    .execute()
  const codes = routeCodes(subject, unit, before, next)
  await recordChange(
    desk,
    'administration.route_set',
    why === undefined ? codes : `${codes} ${why}`,
    differences('route', subject, before && { route: wholeRoute(before) }, {
      route: wholeRoute({ unit_id: unit, ...next }),
    }),
  )
}

/** Takes away the route of one unit. */
export async function removeRoute(desk: Desk, route: CaseRoute): Promise<void> {
  await desk.tx.deleteFrom('route').where('id', '=', route.id).execute()
  await recordChange(
    desk,
    'administration.route_removed',
    `subject:${route.subject} unit:${route.unit_id ?? ''}`,
    differences('route', route.subject, { route: wholeRoute(route) }, undefined),
  )
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
