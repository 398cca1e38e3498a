import { transition } from '../../engines/cases/chart.ts'
import { categoryLabel, channelLabel } from '../../engines/cases/vocabulary.ts'
import type { Actor } from '../../engines/access/actor.ts'
import type { Values } from '../../engines/questionnaires/walk.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { dutchDay } from '../../ui/dates.ts'
import { act, finish, step, type Acting, type Done } from './acting.ts'
import type { CaseFacts } from './case.ts'
import { factsOf } from './full-send.ts'
import { keepKinds } from './kinds.ts'
import { incidentChart } from './incident.chart.ts'
import type { CodedFacts } from './report.ts'
import { readTold } from './told.ts'

// What was told later stands sealed in its own report. Only who handles the case writes its codes, by which it is found and
// counted, and only where none stand yet.

const influenceWords = {
  yes: 'Een besluit is beïnvloed',
  tried: 'Invloed op een besluit was de bedoeling',
  no: 'Geen invloed op een besluit',
  unknown: 'Invloed op een besluit onbekend',
}

const maySetKind = (it: CaseFacts) =>
  it.category === null && transition(incidentChart, it.state, 'set_category', 'handler') !== undefined

/** What an addition says that does not stand in the codes of the case yet, in words. */
export function codesLeft(it: CaseFacts, { values }: { values: Values }): string[] {
  const chosen = (values['categories'] ?? '').split('\n').filter(Boolean)
  const influence = influences.find(one => one === values['influence'])
  return [
    ...(maySetKind(it) ? chosen.map(categoryLabel) : []),
    ...(it.happened_at === null && values['date'] ? [dutchDay(values['date'])] : []),
    ...(it.channel === null && values['channel'] ? [channelLabel(values['channel'])] : []),
    ...(it.influence === null && influence ? [influenceWords[influence]] : []),
  ]
}

const influences = ['yes', 'tried', 'no', 'unknown'] as const

/** Says that an addition was read; with `takeOver` what it says is written into the codes of the case too. */
export const readSupplement = (
  house: House,
  actor: Actor,
  caseId: string,
  reportId: string,
  takeOver: boolean,
): Promise<Done> =>
  act(house, actor, caseId, 'case.act', async acting => {
    const { tx, it, dossier } = acting
    if (it.part !== 'handler') return 'gone'
    const report = (await readTold(tx, dossier)).find(one => one.id === reportId)
    if (!report) return 'gone'
    if (takeOver) await takeCodes(acting, await factsOf(tx, report.values))
    if (!(await messageWaits(tx, it))) await finish(acting, ['answer'])
    return 'done'
  })

async function takeCodes(acting: Acting, facts: CodedFacts): Promise<void> {
  const { tx, it } = acting
  const set = {
    ...(it.happened_at === null && facts.happenedAt && { happened_at: facts.happenedAt }),
    ...(it.channel === null && facts.channel !== undefined && { channel: facts.channel }),
    ...(it.influence === null && facts.influence !== undefined && { influence: facts.influence }),
  }
  if (Object.keys(set).length > 0) await tx.updateTable('incident_case').set(set).where('id', '=', it.id).execute()
  const [main, ...others] = facts.categories ?? []
  if (main === undefined || !maySetKind(it)) return
  if ((await step(acting, 'set_category', { code: main, set: { category: main } })) === 'done')
    await keepKinds(acting, main, others)
}

/** Whether the last message is one of the person whose case it is: then reading an addition is no answer to it. */
async function messageWaits(tx: Tx, it: CaseFacts): Promise<boolean> {
  const last = await tx
    .selectFrom('case_entry')
    .select('author_id')
    .where('case_id', '=', it.id)
    .where('kind', '=', 'message')
    .where('audience', '=', 'all')
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last !== undefined && (last.author_id === it.hit_id || last.author_id === it.reporter_id)
}
