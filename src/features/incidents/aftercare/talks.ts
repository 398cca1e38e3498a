import type { ExpressionBuilder } from 'kysely'
import type { DB } from '../../../platform/database-types.ts'
import { isoDay } from '../../../ui/dates.ts'
import { addJobs } from '../../../engines/jobs/job.ts'
import { endOf } from '../days.ts'
import { addTask, keepInSight, taskDue, type Acting, type Done } from '../acting.ts'
import { isOpen } from '../incident.chart.ts'
import type { CaseRecord, Option, RecordKind } from '../records/record.ts'
import { caredFor } from './people.ts'

const outcomes: readonly Option[] = [
  { id: 'promised', label: 'Het gesprek moet nog komen' },
  { id: 'held', label: 'Het gesprek is geweest' },
  { id: 'declined', label: 'Deze persoon wil geen gesprek' },
  { id: 'referred', label: 'Doorverwezen naar andere hulp' },
]

/** A talk that was promised, and how it went. Never anything medical. */
export const talks: RecordKind = {
  kind: 'care_talk',
  path: 'nazorg/gesprekken',
  heading: 'Gesprekken',
  title: 'Nazorggesprek',
  add: 'Plan een gesprek',
  explanation: 'Een gesprek dat u hier plant, is beloofd. U krijgt er een taak voor. Schrijf niets over gezondheid.',
  audience: 'all',
  fields: [
    { name: 'voor', label: 'Met wie?', type: 'choice', options: caredFor, required: 'Kies met wie het gesprek is' },
    { name: 'door', label: 'Wie voert het gesprek?', type: 'line', required: 'Vul in wie het gesprek voert' },
    { name: 'dag', label: 'Op welke dag?', type: 'day', required: 'Kies op welke dag het gesprek is' },
    { name: 'hoe', label: 'Hoe staat het?', type: 'choice', options: outcomes, required: 'Kies hoe het staat' },
    {
      name: 'afspraak',
      label: 'Afspraken',
      type: 'text',
      hint: 'De getroffene leest dit. Schrijf niets over gezondheid.',
    },
  ],
  initial: () => ({ voor: 'person_hit', hoe: 'promised' }),
  stateOf: values => values['hoe'] ?? '',
  check: ({ hoe, dag = '' }, { now }) => {
    const today = isoDay(now)
    if (hoe === 'promised' && dag < today)
      return { dag: 'Deze dag is al voorbij. Kies vandaag of een latere dag, of leg vast hoe het gesprek ging.' }
    return hoe === 'held' && dag > today ? { dag: 'Een gesprek dat is geweest, was vandaag of eerder.' } : {}
  },
  kept: keepTask,
}

/**
 * The task of a talk has the id of its record: it moves with the day, and ends when it is said how the talk went. 'late' when a
 * task of something else has that id: the form says which record it is, and is not believed.
 */
async function keepTask(acting: Acting, { id, state, values }: CaseRecord): Promise<Done> {
  const { tx, now, actor, it } = acting
  const due = endOf(values['dag'] ?? '')
  const isIts = (eb: ExpressionBuilder<DB, 'task'>) => eb.and({ id, case_id: it.id, kind: 'care_talk' })
  const read = () => tx.selectFrom('task').select('done_at').where(isIts).executeTakeFirst()
  const task = await read()
  if (state === 'promised' && !task) {
    await addTask(acting, { id, kind: 'care_talk', due })
    if (!(await read())) return 'late'
  } else if (state === 'promised') {
    await tx
      .updateTable('task')
      .set({ due_at: due, done_at: null, done_by: null, outcome: null })
      .where(isIts)
      .execute()
    await addJobs(tx, now, [taskDue(now, it, { kind: 'care_talk', due })])
  } else if (task?.done_at === null)
    await tx.updateTable('task').set({ done_at: now, done_by: actor.id, outcome: 'done' }).where(isIts).execute()
  if (isOpen(it.state)) await keepInSight(acting)
  return 'done'
}
