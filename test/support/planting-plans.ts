import { randomUUID } from 'node:crypto'
import { untouched } from '../../src/engines/plans/proposal.ts'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import { fridayNight } from './seed.ts'
import type { Side } from './sides.ts'

/** The plan of an organisation: a measure of its own, and one at the home of somebody, each with somebody who does it. */
export function plantsOfPlans({ organisation, reporter, handler, administrator }: Side): Plant[] {
  const of = { organisation_id: idOf(organisation) }
  const who = (viewer: string | null) => viewer ?? idOf(administrator)
  const measure = {
    ...untouched,
    ...of,
    person_id: null,
    measure_key: 'planted',
    theme: 'people',
    theme_title: 'Mensen',
    title: 'Training',
    explanation: '',
    owner_id: idOf(handler),
    payer: 'employer',
    priority: 'normal',
    made_by: idOf(administrator),
    made_at: fridayNight,
  }
  const another = (viewer: string | null) => [
    { id: randomUUID(), measure_key: randomUUID(), owner_id: null, made_by: who(viewer) },
  ]
  const parts = (where: string, id: string) => {
    const finding = { kind: 'questionnaire', reference: 'scan@1:one', label: 'Iets', added_by: idOf(administrator) }
    const change = { field: 'title', old: 'Oefening', new: 'Training', changed_by: null, changed_at: fridayNight }
    return [
      plant(
        `plan_finding${where}`,
        { measure_id: id },
        { id: idOf(`finding of ${id}`), ...of, ...finding, added_at: fridayNight },
        viewer => [{ id: randomUUID(), reference: randomUUID(), added_by: who(viewer) }],
      ),
      plant(`plan_change${where}`, { measure_id: id }, { ...of, ...change }, () => [{}]),
    ]
  }
  const [own, home] = [idOf(`measure of ${organisation}`), idOf(`home measure of ${organisation}`)]
  return [
    plant('plan_measure', { id: own }, measure, another),
    plant('plan_measure at a home', { id: home }, { ...measure, person_id: idOf(reporter) }, another),
    plant('plan_measure by another', { id: own }, measure, () => [
      { id: randomUUID(), measure_key: randomUUID(), made_by: idOf('clerk') },
    ]),
    ...parts('', own),
    ...parts(' at a home', home),
    plant('plan_home_batch', of, { cost_once: 500, cost_yearly: 0 }, () => [{}]),
  ]
}
