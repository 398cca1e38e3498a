import { randomUUID } from 'node:crypto'
import { idOf } from './people.ts'
import { plant, type Plant } from './planting.ts'
import type { Side } from './sides.ts'

const nothing = () => []
const sealed = Buffer.from('not to be read')

/** Answers to instruments, what was told of them, and what an organisation agreed to show. */
export function plantsOfScans({ organisation, reporter }: Side): Plant[] {
  const of = { organisation_id: idOf(organisation) }
  const coordinator = idOf(organisation === 'waterstad' ? 'politicalCoordinator' : 'foreignCoordinator')
  const set = idOf(`answers of ${organisation}`)
  const joint = idOf(`joint answer of ${organisation}`)
  const round = idOf(`round of ${organisation}`)
  const answers = {
    ...of,
    version: 1,
    household: false,
    round_id: null,
    state: 'done',
    sealed,
    counted: false,
    keep_until: '2028-06-01',
  }
  const roundFacts = {
    ...of,
    questionnaire: 'planted-team',
    version: 1,
    opened_on: '2026-04-20',
    closed_on: null,
    ended_on: null,
    result: null,
  }
  return [
    plant('questionnaire_privacy', { questionnaire: 'planted-home' }, { privacy: 'shared' }, nothing),
    plant('questionnaire_privacy', { questionnaire: 'planted-team' }, { privacy: 'team' }, nothing),
    plant('questionnaire_privacy', { questionnaire: 'planted-norm' }, { privacy: 'organisation' }, nothing),
    plant('questionnaire_privacy', { questionnaire: 'planted-self' }, { privacy: 'private' }, nothing),
    plant(
      'published_questionnaire',
      { questionnaire: 'planted-form', version: 1 },
      { words: unaskedForm, published_at: new Date('2026-04-20T10:00:00Z'), publication: randomUUID() },
      () => [{ version: 2, publication: randomUUID() }],
    ),
    plant('answer_round', { id: round }, { ...roundFacts, number: 1, facilitator_id: coordinator }, viewer => [
      { id: randomUUID(), number: 2, facilitator_id: viewer ?? coordinator },
    ]),
    plant(
      'answer_round without notes',
      { id: idOf(`second round of ${organisation}`) },
      { ...roundFacts, number: 3, facilitator_id: coordinator },
      nothing,
    ),
    plant('round_key', { round_id: round }, { ...of, key_version: 1, wrapped: sealed }, () => [
      { round_id: idOf(`second round of ${organisation}`) },
    ]),
    plant('round_note', { round_id: round, theme: 'home' }, { sealed }, () => [{ theme: 'work' }]),
    plant('round_member', { round_id: round, person_id: idOf(reporter) }, { role_code: 'other' }, nothing),
    plant(
      'answer_set',
      { id: set },
      { ...answers, questionnaire: 'planted-home', privacy: 'shared', person_id: idOf(reporter), decided_on: null },
      nothing,
    ),
    plant(
      'answer_set of the organisation',
      { id: joint },
      { ...answers, questionnaire: 'planted-norm', privacy: 'organisation', person_id: null, decided_on: '2026-04-20' },
      nothing,
    ),
    plant('answer_key', { set_id: set }, { master_key_id: 'planted', wrapped: sealed }, nothing),
    plant('answer_file', { id: idOf(`file of ${organisation}`) }, { set_id: set, stale: false, sealed }, nothing),
    plant('answer_file_chunk', { file_id: idOf(`file of ${organisation}`), n: 0 }, { sealed }, nothing),
    plant(
      'answer_consent',
      { set_id: set, person_id: coordinator },
      { given_at: new Date('2026-04-20T10:00:00Z'), withdrawn_at: null, looked_at: null },
      nothing,
    ),
    plant(
      'answer_result',
      { set_id: joint, theme: 'home' },
      { points: 1, most: 2, answered: 1, asked: 2, not_applicable: 1 },
      nothing,
    ),
    plant(
      'answer_release',
      { id: idOf(`release of ${organisation}`) },
      { ...of, questionnaire: 'planted-self', version: 1, released_on: '2026-04-20', people: 10, result: '[]' },
      () => [{ id: randomUUID() }],
    ),
    plant('answer_counted', { mark: Buffer.from(`mark of ${organisation}`) }, { keep_until: '2028-06-01' }, nothing),
    plant('organisation_province', of, { province: 'PV31' }, () => [{}]),
    plant(
      'scan_sharing',
      { ...of, questionnaire: 'planted-norm' },
      { agreed_by: coordinator, agreed_on: '2026-04-24', province: 'PV31' },
      viewer => [{ questionnaire: 'planted-other', agreed_by: viewer ?? coordinator }],
    ),
  ]
}

/** A form without a result: it is read, and offered to nobody. */
const unaskedForm = `id: planted-form
version: 1
source: Voor een test.
title: Een formulier
facts: []
pages:
  - { id: one, path: een, title: Een, questions: [{ kind: check, id: sure, label: Zeker }] }
`
