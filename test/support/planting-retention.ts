import { randomBytes, randomUUID } from 'node:crypto'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import type { Side } from './sides.ts'
import type { World } from './world.ts'

const when = new Date('2026-04-20T10:00:00Z')
const later = new Date('2026-06-20T10:00:00Z')

/** The rows of terms and what stays behind of reports that went, in an organisation. */
export function plantsOfRetention({ organisation, reporter }: Pick<Side, 'organisation' | 'reporter'>): Plant[] {
  const of = { organisation_id: idOf(organisation) }
  const planted = (what: string) => idOf(`${what} of ${organisation}`)
  return [
    plant(
      'retention_rule',
      { ...of, category: 'threat', outcome: 'any' },
      { months: 12, ground: 'Eigen besluit', source: '', checked_on: null },
      () => [{ category: 'stalking' }],
    ),
    plant(
      'destroyed_report',
      { case_id: planted('report that is gone'), person_id: idOf(reporter) },
      { ...of, reference: 'M-2019-000001', reported_at: when, destroyed_at: later },
      () => [{ case_id: randomUUID() }],
    ),
    plant(
      'kept_figure',
      { ...of, year: 2019 },
      {
        quarter: '1',
        state: 'closed',
        line: 'political',
        category: 'threat',
        take_up: 'in_time',
        decision: 'late',
        talk: 'not',
      },
      () => [{}],
    ),
    ...plantsOfFigures(of, idOf(reporter)),
  ]
}

/** The rows of figures, which functions write and read. */
function plantsOfFigures(of: { organisation_id: string }, released_by: string): Plant[] {
  const period = { ...of, year: 2019, period: 1 }
  const counted = { subject: 'family', cell: 'threat' }
  return [
    plant('figure_subject', { subject: 'family' }, {}, () => [{ subject: 'weather', place: 99 }]),
    plant('figure_release', period, { released_by, released_at: later }, () => [{ period: 2 }]),
    plant('figure_cell', { ...period, ...counted }, { n: 3, told: false }, () => [{ cell: 'verbal' }]),
    plant('figure_part', { ...period, ...counted }, { case_id: null }, () => [{}]),
  ]
}

/** The rows with which a case is kept, or goes. */
export function plantsOfDestruction({ caseId, incidentId, organisation, handler }: Side): Plant[] {
  const of = { organisation_id: idOf(organisation) }
  const list = idOf(`list for ${caseId}`)
  return [
    plant(
      'legal_hold',
      { id: idOf(`hold on ${caseId}`) },
      {
        case_id: caseId,
        ...of,
        reason: 'court',
        sealed: randomBytes(60),
        placed_by: idOf(handler),
        placed_at: when,
        ended_by: null,
        ended_at: null,
      },
      viewer => [{ id: randomUUID(), placed_by: viewer ?? idOf(handler) }],
    ),
    plant(
      'destruction_list',
      { id: list },
      { ...of, number: `V-2026-${Number.parseInt(caseId.slice(0, 6), 16) + 1000}`, made_at: when, destroy_from: later },
      () => [{ id: randomUUID(), number: 'V-2026-999' }],
    ),
    plant(
      'destruction_item',
      { list_id: list, case_id: caseId },
      {
        ...of,
        incident_id: incidentId,
        reference: 'M-2026-000099',
        category: 'threat',
        outcome: 'no_reaction',
        reported_at: when,
        ended_at: when,
        due_at: later,
        months: 2,
        ground: 'Eigen besluit',
        named: false,
        decision: 'approved',
        decided_by: idOf('archivist'),
        decided_at: when,
      },
      () => [{ case_id: randomUUID(), decision: null, decided_by: null, decided_at: null }],
    ),
  ]
}

/** A list with a report that waits for a decision, and one that is gone. */
export async function aListToDecideOn({ owner }: Pick<World, 'owner'>): Promise<string> {
  const [list, organisation] = [idOf('list to look at'), idOf('waterstad')]
  await owner.query(
    `insert into destruction_list (id, organisation_id, number, made_at, destroy_from)
     values ($1, $2, 'V-2025-002', '2025-01-01', '2025-02-01') on conflict do nothing`,
    [list, organisation],
  )
  for (const [n, gone] of [false, true].entries())
    await owner.query(
      `insert into destruction_item (list_id, case_id, incident_id, organisation_id, reference, category, outcome, reported_at, ended_at, due_at,
         months, ground, decision, decided_by, decided_at, destroyed_at, named)
       values ($1, $2, $2, $3, $4, 'threat', 'no_reaction', '2019-01-01', '2019-02-01', '2024-02-01', 60, 'Selectielijst', $5, $6, $7, $8, false)
       on conflict do nothing`,
      [
        list,
        idOf(`report on a list ${n}`),
        organisation,
        `M-2019-00000${n + 1}`,
        ...(gone ? ['approved', idOf('archivist'), '2025-01-02', '2025-02-01'] : [null, null, null, null]),
      ],
    )
  return list
}
