import { z } from 'zod'
import { action, page, type Ask, type Route } from '../../engines/access/routes.ts'
import { openDossier } from '../../engines/cases/dossier.ts'
import { safetyTasks } from '../../engines/cases/vocabulary.ts'
import type { Page } from '../../platform/answers.ts'
import { dateField } from '../../platform/date-fields.ts'
import type { Tx } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import { textField } from '../../platform/text.ts'
import { isoDay } from '../../ui/dates.ts'
import { endOf } from './days.ts'
import { readCase } from './case.ts'
import { afterWriting, refuse } from './case-page.tsx'
import * as acts from './task-acts.ts'
import { readTasks } from './task-reading.ts'
import { TaskPage, TasksPage } from './task-views.tsx'

type OneCase = Ask<'id'>

async function read({ house, actor, params }: OneCase) {
  return house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, params.id)
    if (it?.part !== 'handler') return undefined
    const look = { actor: actor.id, organisation: it.organisation_id, caseId: it.id, action: 'case.open' as const }
    const dossier = await openDossier(tx, now, house.keys, look)
    return dossier && { it, tasks: await readTasks(tx, dossier), people: await handlersOf(tx, it.id), now }
  })
}

const handlersOf = (tx: Tx, caseId: string) =>
  tx
    .selectFrom('participant as p')
    .innerJoin('person', 'person.id', 'p.person_id')
    .select(['person.id', 'person.name'])
    .distinct()
    .where('p.case_id', '=', caseId)
    .where('p.role', 'in', ['handler', 'deputy', 'duty'])
    .where('p.ended_at', 'is', null)
    .orderBy('person.name')
    .execute()

async function showTasks(ask: OneCase, form: Form = emptyForm): Promise<Page> {
  const found = await read(ask)
  if (!found) return refuse(ask)
  return {
    title: 'Taken',
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <TasksPage {...found} form={form} taskId={acts.newTaskId()} viewer={ask.actor.id} />,
  }
}

async function showTask(ask: Ask<'id' | 'task'>, form: Form = emptyForm): Promise<Page> {
  const found = await read(ask)
  const task = found?.tasks.find(one => one.id === ask.params.task)
  if (!found || !task) return refuse(ask)
  return {
    title: task.label,
    narrow: true,
    errors: Object.keys(form.errors).length > 0,
    body: <TaskPage {...found} task={task} form={form} />,
  }
}

const tooEarly = { invalid: { dag: 'Deze dag is al voorbij. Kies vandaag of een latere dag.' } }

/** What has to be done in a case: seeing it, adding to it, and saying what came of it. */
export const taskRoutes: readonly Route[] = [
  page('/meldingen/:id/taken', 'case.handle', ask => showTasks(ask)),
  action(
    '/meldingen/:id/taken',
    'case.handle',
    z.object({
      taak: z.uuid('Laad de pagina opnieuw en probeer het nog een keer.'),
      title: textField({ max: 300, oneLine: true, required: 'Schrijf wat er moet gebeuren' }),
      dag: dateField({ required: 'Kies wanneer het klaar moet zijn' }),
      wie: z.uuid('Kies wie het doet'),
    }),
    {
      invalid: (ask, form) => showTasks(ask, form),
      valid: async (ask, { taak: id, title, dag, wie: owner }) => {
        if (dag < isoDay(ask.house.clock.now())) return tooEarly
        const own = { id, title, due: endOf(dag), owner }
        const done = await acts.addOwnTask(ask.house, ask.actor, ask.params.id, own)
        return afterWriting(done, ask.params.id, 'taak')
      },
    },
  ),
  action('/meldingen/:id/veiligheid', 'case.handle', z.object({ veiligheid: z.string('Kies wat er nu nodig is') }), {
    invalid: (ask, form) => showTasks(ask, form),
    valid: async ({ house, actor, params }, { veiligheid }) => {
      const chosen = veiligheid.split('\n')
      const kinds = safetyTasks.map(it => it.id).filter(id => chosen.includes(id))
      if (kinds.length === 0) return { invalid: { veiligheid: 'Kies wat er nu nodig is' } }
      return afterWriting(await acts.addSafetyTasks(house, actor, params.id, kinds), params.id, 'taak')
    },
  }),

  page('/meldingen/:id/taken/:task', 'case.handle', ask => showTask(ask)),
  action(
    '/meldingen/:id/taken/:task',
    'case.handle',
    z.object({ outcome: z.enum(['done', 'not_done'], 'Kies of het is gedaan'), reason: textField() }),
    {
      invalid: (ask, form) => showTask(ask, form),
      valid: async ({ house, actor, params }, input) => {
        if (input.outcome === 'not_done' && !input.reason)
          return { invalid: { reason: 'Schrijf waarom dit niet is gedaan' } }
        return afterWriting(await acts.tickTask(house, actor, params.id, params.task, input), params.id, 'taak')
      },
    },
  ),
  action(
    '/meldingen/:id/taken/:task/wijzigen',
    'case.handle',
    z.object({ wie: z.uuid('Kies wie het doet'), dag: dateField() }),
    {
      invalid: (ask, form) => showTask(ask, form),
      valid: async (ask, { wie: owner, dag }) => {
        if (dag !== '' && dag < isoDay(ask.house.clock.now())) return tooEarly
        const due = dag === '' ? undefined : endOf(dag)
        const { id, task } = ask.params
        return afterWriting(await acts.changeTask(ask.house, ask.actor, id, task, { owner, due }), id, 'taak')
      },
    },
  ),
]
