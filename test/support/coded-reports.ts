import { randomUUID } from 'node:crypto'
import { idOf, type PersonKey } from './people.ts'
import type { World } from './world.ts'

export interface CodedReport {
  line: string
  state: string
  category?: string
  /** Hours after the report. */
  decided?: number
  talked?: number
  on?: string
  barred?: PersonKey
  /** Whom it happened to, by turns. */
  people?: readonly PersonKey[]
  function?: string
  unit?: string
  channel?: string
  influence?: string
  outcome?: string
  /** Steps of the report to the police, in their order: kind and code. */
  police?: readonly (readonly [kind: string, code: string])[]
  measure?: CodedMeasure
  helped?: string
}

export interface CodedMeasure {
  kind: string
  begins: string
  ends: string
  /** When it was lifted. */
  lifted?: string
  /** When it had to be looked at again, and when somebody did. */
  review?: string
  reviewed?: string
}

let number = 900_000

/** So many reports as figures see them: the coded facts, with the clocks of real ones, and without any words. */
export async function plantReports(world: World, count: number, it: CodedReport): Promise<void> {
  for (let n = 0; n < count; n++) await plantReport(world, it, it.people?.[n % it.people.length])
}

async function plantReport({ owner }: World, it: CodedReport, by: PersonKey = 'formerMember'): Promise<void> {
  const [id, organisation] = [randomUUID(), idOf('waterstad')]
  const person = idOf(by)
  const at = new Date(it.on ?? '2026-02-03T10:00:00Z')
  const after = (hours: number) => new Date(at.getTime() + hours * 3_600_000)
  const facts = {
    id,
    incident_id: id,
    organisation_id: organisation,
    state: it.state,
    reporter_id: person,
    for_whom: 'self',
    hit_id: person,
    function: it.function ?? 'council_member',
    unit_id: it.unit ?? null,
    channel: it.channel ?? null,
    influence: it.influence ?? null,
    line: it.line,
    reference: `M-2026-${number++}`,
    owner_id: idOf('formerClerk'),
    category: it.category,
    outcome: it.state === 'closed' ? (it.outcome ?? 'police_report_filed') : null,
    created_at: at,
    reported_at: at,
    taken_up_at: it.state === 'reported' ? null : after(2),
    closed_at: it.state === 'closed' ? after(100) : null,
  }
  const add = (table: string, row: Record<string, unknown>) =>
    owner.query(
      `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row)
        .map((_, index) => `$${index + 1}`)
        .join()})`,
      Object.values(row),
    )
  const of = { case_id: id, organisation_id: organisation }
  await add('incident', { id, organisation_id: organisation, created_at: at })
  await add('incident_case', facts)
  const task = { kind: 'take_up', owner_id: facts.owner_id, due_at: after(4), created_at: at, done_at: after(5) }
  await add('task', { id: randomUUID(), ...of, ...task })
  const event = (name: string, hours: number) =>
    add('case_event', { id: randomUUID(), ...of, event: name, to_state: 'in_progress', at: after(hours) })
  if (it.decided !== undefined) await event('decide', it.decided)
  if (it.talked !== undefined) await event('record_talk', it.talked)
  for (const [n, [kind, code]] of (it.police ?? []).entries())
    await add('police_step', {
      id: randomUUID(),
      ...of,
      kind,
      code,
      on_day: at,
      author_id: facts.owner_id,
      added_at: after(30 + n),
    })
  if (it.measure) await plantMeasure(add, of, facts.owner_id, it.measure)
  if (it.helped !== undefined)
    await add('case_entry', {
      id: randomUUID(),
      ...of,
      kind: 'evaluation',
      code: it.helped,
      audience: 'all',
      author_id: person,
      written_at: after(200),
      sealed: Buffer.of(0),
    })
  if (it.barred !== undefined) await add('barred', { ...of, person_id: idOf(it.barred) })
}

type Add = (table: string, row: Record<string, unknown>) => Promise<unknown>

async function plantMeasure(add: Add, of: Record<string, string>, by: string, it: CodedMeasure): Promise<void> {
  await add('measure', {
    id: randomUUID(),
    ...of,
    kind: it.kind,
    grounds: ['threat'],
    begins_on: it.begins,
    review_on: it.ends,
    ends_on: it.ends,
    sealed: Buffer.of(0),
    made_by: by,
    made_at: it.begins,
    ended_at: it.lifted,
    ended_how: it.lifted && 'lifted',
  })
  if (it.review === undefined) return
  const task = { kind: 'measure_review', due_at: it.review, created_at: it.begins, done_at: it.reviewed }
  await add('task', { id: randomUUID(), ...of, owner_id: by, ...task })
}
