import { randomUUID } from 'node:crypto'
import type { Desk } from '../../src/engines/access/desk.ts'
import { proposeMeasures, type ProposedMeasure } from '../../src/engines/plans/proposal.ts'
import type { Measure } from '../../src/engines/plans/measures.ts'
import { idOf, type PersonKey } from './people.ts'
import type { Visitor, World } from './world.ts'

// What scans propose, and the forms of a plan.

/** A measure as a scan proposes it. */
export const proposal = (more: Partial<ProposedMeasure> = {}): ProposedMeasure => ({
  key: 'locks',
  title: 'Goede sloten op de voordeur',
  explanation: 'Een slot met drie sterren houdt langer tegen.',
  theme: { id: 'home', title: 'Woning' },
  priority: 'normal',
  payer: 'employer',
  finding: { kind: 'questionnaire', reference: 'home-check@1:locks', label: 'De voordeur heeft een oud slot' },
  ...more,
})

/** Something done as this person, at work for their organisation. */
export const asDesk = <Result>(
  { house }: World,
  who: PersonKey,
  work: (desk: Desk) => Promise<Result>,
  organisation = idOf('waterstad'),
): Promise<Result> => house.db.as({ person: idOf(who) }, (tx, now) => work({ tx, now, actor: idOf(who), organisation }))

export const proposeFor = (world: World, who: PersonKey, proposed: readonly ProposedMeasure[]) =>
  asDesk(world, who, desk => proposeMeasures(desk, proposed))

/** A measure at the home of this person, which a scan proposed. */
export const proposeHome = (world: World, who: PersonKey, more: Partial<ProposedMeasure> = {}) =>
  proposeFor(world, who, [proposal({ person: idOf(who), ...more })])

/** The form of a measure, as it is right. */
export const measureForm = {
  titel: 'Training voor baliemedewerkers',
  uitleg: 'Twee keer per jaar oefenen met lastige gesprekken.',
  thema: 'people',
  colleague: '',
  kosten_eenmalig: '1500',
  kosten_jaar: '250,50',
  betaalt: 'employer',
  klaar_op: '2026-09-01',
  voorrang: 'high',
}

export async function addMeasure(coordinator: Visitor, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await coordinator.post('/plan/nieuw', { ...measureForm, maatregel: randomUUID(), ...more })
  if (answer.status !== 303) throw new Error(`The measure was answered with ${answer.status}: ${answer.text}`)
  return answer.location.slice('/plan/'.length)
}

/** Of a measure at the home of this person: its id. */
export async function homeOf({ owner }: World, who: PersonKey, key = 'locks'): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    'select id from plan_measure where person_id = $1 and measure_key = $2',
    [idOf(who), key],
  )
  return rows[0]?.id ?? ''
}

/** A measure in which all is said that a second reader asks for. */
export const aMeasure = (more: Partial<Measure> = {}): Measure => ({
  id: 'id',
  person: null,
  key: 'key',
  theme: 'people',
  themeTitle: 'Mensen',
  title: 'Training',
  explanation: '',
  owner: { id: 'owner', name: 'Iemand', here: true },
  unit: null,
  costOnce: null,
  costYearly: null,
  payer: 'employer',
  dueOn: '2026-09-01',
  priority: 'normal',
  state: 'proposed',
  reasonCode: null,
  reason: '',
  evidence: 'Te zien',
  evidenceUrl: '',
  risk: '',
  before: null,
  after: null,
  madeAt: new Date('2026-04-20T10:00:00Z'),
  ...more,
})
