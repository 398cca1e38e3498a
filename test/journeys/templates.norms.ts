import assert from 'node:assert/strict'
import { isAsking, type Question } from '../../src/engines/questionnaires/definition.ts'
import { questionnaire } from '../../src/engines/questionnaires/library.ts'
import { decide, publishNorm } from '../support/norms.ts'
import { idOf } from '../support/people.ts'
import { begin } from '../support/scanning.ts'
import type { Visitor, World } from '../support/world.ts'
import type { Looker } from './templates.ts'

/** The pages of the norms: of Limburg, decided on twice, a small one whose questions changed, and what the province sees. */
export async function normLookers(world: World): Promise<readonly Looker[]> {
  const { owner } = world
  await owner.query(`update organisation set kind = 'province', code = 'PV31' where id = $1`, [idOf('elders')])
  await (await world.signIn('administrator')).post('/beheer/provincie', { provincie: 'PV31' })
  const coordinator = await world.signIn('politicalCoordinator')
  await decideOnLimburg(coordinator, ['missing', 'developing', 'missing', 'na', 'done'])
  const last = await decideOnLimburg(coordinator, ['done', 'developing', 'done', 'na', 'missing'])
  await coordinator.post('/scans/limburg-norm/delen', { delen: 'ja' })
  await publishNorm(world)
  await decide(coordinator, 'small-norm', {
    mensen: { alarm: 'done', training: 'missing' },
    papier: { policy: 'done' },
  })
  await publishNorm(world, { version: 2, people: ['alarm', 'training', 'duress'] })
  await decide(coordinator, 'small-norm', {
    mensen: { alarm: 'done', training: 'done', duress: 'missing' },
    papier: { policy: 'done' },
  })
  await owner.query(`update answer_set set decided_on = '2024-03-12' where decided_number = 1`)
  const open = await begin(coordinator, 'limburg-norm')
  const norm = '/scans/:name/organisatie'
  return [
    {
      who: 'politicalCoordinator',
      sees: [
        { route: '/scans/:name', at: '/scans/limburg-norm', as: 'norm' },
        { route: norm, at: '/scans/limburg-norm/organisatie' },
        { route: norm, at: '/scans/small-norm/organisatie', as: 'gap' },
        { route: norm, at: '/scans/resilience-norm/organisatie', as: 'empty' },
        { route: '/scans/:name/vastgesteld/:id', at: `/scans/limburg-norm/vastgesteld/${last}` },
        { route: '/antwoorden/:id/vragen/:page', at: `/antwoorden/${open}/vragen/integriteit`, as: 'items' },
        {
          route: '/antwoorden/:id/vragen/:page',
          at: `/antwoorden/${open}/vragen/bewustwording-en-organisatie`,
          as: 'carried',
        },
        { route: '/antwoorden/:id/controleren', at: `/antwoorden/${open}/controleren`, as: 'joint' },
        { route: '/antwoorden/:id/uitslag', at: `/antwoorden/${last}/uitslag`, as: 'joint' },
      ],
    },
    { who: 'otherMember', sees: [{ route: norm, at: '/scans/limburg-norm/organisatie', as: 'member' }] },
    {
      who: 'foreignCoordinator',
      sees: [
        { route: '/scans/:name/provincie', at: '/scans/limburg-norm/provincie' },
        { route: '/scans/:name/provincie', at: '/scans/resilience-norm/provincie', as: 'empty' },
      ],
    },
    { who: 'administrator', sees: [{ route: '/beheer/provincie' }] },
  ]
}

/** Decides on the norm of Limburg, with these statuses one after the other. */
function decideOnLimburg(who: Visitor, statuses: readonly string[]): Promise<string> {
  const { pages } = questionnaire('limburg-norm@1')
  const items = pages.flatMap(page => page.questions.filter(isItem))
  const answered = (id: string): Record<string, string> => {
    const status = statuses[items.findIndex(it => it.id === id) % statuses.length] ?? assert.fail('There is no status')
    return {
      [id]: status,
      [`${id}_owner`]: 'Adviseur weerbaarheid',
      [`${id}_due`]: status === 'missing' ? '2026-03-01' : '2026-12-01',
      ...(status === 'na' && { [`${id}_reason`]: 'Dat doet de regio voor ons.' }),
      ...(status === 'done' && { [`${id}_shown_by`]: 'Besluit van 3 februari 2026, zaak 26-1402.' }),
    }
  }
  return decide(
    who,
    'limburg-norm',
    Object.fromEntries(
      pages.map(page => [page.path, Object.assign({}, ...page.questions.filter(isItem).map(it => answered(it.id)))]),
    ),
  )
}

const isItem = (it: Question) => isAsking(it) && it.kind === 'item'
