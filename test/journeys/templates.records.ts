import { recordForms, sendRecord, takenUp } from '../support/records.ts'
import { formsOfRecords } from '../support/stories.ts'
import type { World } from '../support/world.ts'
import type { Looker, Template } from './templates.ts'

/** The parts of the follow-up that are kept in records: empty, filled in, and with what is wrong in a form. */
export async function recordLookers(world: World): Promise<readonly Looker[]> {
  const clerk = await world.signIn('clerk')
  const id = await takenUp(world, clerk, 'legal_intimidation')
  const bribery = await takenUp(world, clerk, 'bribery')
  let record = ''
  for (const path of recordForms) {
    const form = formsOfRecords()[path.split('/').at(-1) ?? ''] ?? {}
    if (path === 'schade/posten') record = form['record'] ?? ''
    await sendRecord(clerk, path.startsWith('ongepaste-druk') ? bribery : id, path, form)
  }
  const caseOf = (path: string) => (path.startsWith('ongepaste-druk') ? bribery : id)
  const at = (path: string): Template => ({ route: `/meldingen/:id/${path}`, at: `/meldingen/${caseOf(path)}/${path}` })
  const parts = [...new Set(recordForms.map(it => it.split('/')[0] ?? ''))]
  return [
    {
      who: 'clerk',
      sees: [
        ...parts.map(at),
        ...recordForms.map(at),
        { ...at('schade/posten'), as: 'errors', press: 'Bewaar' },
        { route: '/meldingen/:id/vastgelegd/:record', at: `/meldingen/${id}/vastgelegd/${record}` },
      ],
    },
    {
      who: 'member',
      sees: ['nazorg', 'schade', 'juridische-druk', 'evaluatie'].map(part => ({ ...at(part), as: 'own' })),
    },
    { who: 'politicalCoordinator', sees: [{ route: '/lessen' }] },
  ]
}
