import { randomBytes, randomUUID } from 'node:crypto'
import type { Row } from './direct.ts'
import { idOf } from './people.ts'
import { plantsOfEvidence } from './planting-evidence.ts'
import { plantsOfMeasures } from './planting-measures.ts'
import { plantsOfPolice } from './planting-police.ts'
import { plantsOfRecords } from './planting-records.ts'
import { plantsOfDestruction } from './planting-retention.ts'
import { plant, type Plant } from './planting.ts'
import type { Side } from './sides.ts'

const anew = () => [{ id: randomUUID() }]
const nothing = () => []
const when = new Date('2026-04-20T10:00:00Z')

/** The rows around a case: one in every table that a case has rows in. */
export function plantsOfCase(side: Side): Plant[] {
  const { caseId, incidentId, reporter, handler, accused } = side
  const organisation_id = idOf(side.organisation)
  const ofCase = { case_id: caseId, organisation_id }
  const planted = (what: string) => idOf(`${what} ${caseId}`)
  const entry = { ...ofCase, code: null, written_at: when, sealed: randomBytes(64) }
  const file = {
    ...ofCase,
    incident_id: incidentId,
    parent_id: null,
    media_type: 'txt',
    size: 3,
    chunks: 1,
    wrapped_key: randomBytes(60),
    sealed_facts: randomBytes(60),
    added_by: idOf(reporter),
    added_at: when,
  }
  const category = { ...ofCase, category: 'intimidation', main: false, set_by: idOf(reporter), set_at: when }
  const perpetrator = {
    ...ofCase,
    author_id: idOf(reporter),
    questions: 'full-report@1',
    sealed: randomBytes(60),
    saved_at: when,
  }
  return [
    plant('audit_entry', { case_id: caseId, action: 'case.planted' }, auditRow(side, idOf(reporter)), viewer => [
      auditRow(side, viewer),
    ]),
    plant('incident', { id: incidentId }, {}, anew),
    plant('incident_case', { id: caseId }, {}, viewer => [newDraft(side, viewer)]),
    plant('participant', { case_id: caseId, role: 'reporter' }, {}, viewer =>
      ['handler', 'deputy', 'duty', 'confidant'].map(role => ({
        role,
        person_id: viewer ?? idOf('deputyClerk'),
      })),
    ),
    ...(side.name === 'reported'
      ? [plant('participant confidant', { case_id: caseId, role: 'confidant' }, {}, nothing)]
      : []),
    plant('participant who owns it', { case_id: caseId, role: 'person_hit' }, {}, viewer => [
      { person_id: viewer ?? idOf('deputyClerk') },
    ]),
    plant('barred', { case_id: caseId }, { ...ofCase, person_id: idOf(accused) }, () => [{ person_id: idOf('mayor') }]),
    plant(
      'emergency_access',
      { id: planted('emergency') },
      { ...ofCase, asker_id: idOf(reporter), reason: 'danger_now', asked_at: when },
      viewer => [{ id: randomUUID(), asker_id: viewer ?? idOf(handler) }],
    ),
    plant('incident_key', { incident_id: incidentId }, {}, () => [{}]),
    plant('case_key', { case_id: caseId }, {}, () => [{}]),
    plant('case_words', { case_id: caseId }, { ...ofCase, sealed: randomBytes(64) }, () => [{}]),
    plant('words_to_fill', { case_id: caseId }, {}, () => [{}]),
    plant('case_report', { case_id: caseId }, {}, viewer => [
      { id: randomUUID(), author_id: viewer ?? idOf(reporter) },
    ]),
    plant('perpetrator', { id: planted('perpetrator') }, { ...perpetrator, sent_at: when }, viewer => [
      { id: randomUUID(), author_id: viewer ?? idOf(reporter) },
    ]),
    plant(
      'perpetrator not sent',
      { id: planted('perpetrator, not sent') },
      { ...perpetrator, sent_at: null },
      viewer => [{ id: randomUUID(), author_id: viewer ?? idOf(reporter) }],
    ),
    plant('case_category ended', { id: planted('former category') }, { ...category, ended_at: when }, nothing),
    plant('case_category', { id: planted('category') }, { ...category, ended_at: null }, viewer => [
      { id: randomUUID(), category: 'doxing', set_by: viewer ?? idOf(handler) },
    ]),
    plant(
      'case_entry',
      { id: planted('message') },
      { ...entry, kind: 'message', audience: 'all', author_id: idOf(reporter) },
      viewer =>
        ['message', 'talk', 'closing', 'reopen_request', 'correction', 'withdrawal', 'evaluation'].map(kind => ({
          id: randomUUID(),
          author_id: viewer ?? idOf(handler),
          kind,
        })),
    ),
    plant(
      'case_entry note',
      { id: planted('note') },
      { ...entry, kind: 'note', audience: 'handlers', author_id: idOf(handler) },
      viewer => [{ id: randomUUID(), author_id: viewer ?? idOf(handler) }],
    ),
    plant(
      'case_entry to who helps',
      { id: planted('to helper') },
      { ...entry, kind: 'message', audience: 'helper', with_id: idOf(handler), author_id: idOf(handler) },
      viewer => [{ id: randomUUID(), author_id: viewer ?? idOf(handler) }],
    ),
    plant(
      'case_entry new event',
      { id: planted('occurrence') },
      { ...entry, kind: 'occurrence', audience: 'all', author_id: idOf(reporter) },
      nothing,
    ),
    // Beside one's own entry only: here that of the reporter.
    plant(
      'occurrence',
      { id: planted('occurrence') },
      {
        ...ofCase,
        happened_at: null,
        channel: 'email',
        messages: 1,
        threat: true,
        added_by: idOf(reporter),
        added_at: when,
      },
      viewer => [{ added_by: viewer ?? idOf(reporter) }],
    ),
    plant(
      'incident_entry',
      { id: planted('decision') },
      {
        ...ofCase,
        incident_id: incidentId,
        content_id: planted('decision'),
        kind: 'decision',
        code: 'police_report',
        author_id: idOf(handler),
        written_at: when,
        wrapped_key: randomBytes(60),
        sealed: randomBytes(60),
      },
      viewer => [{ id: randomUUID(), author_id: viewer ?? idOf(handler) }],
    ),
    ...plantsOfPolice(side),
    ...plantsOfRecords(side),
    plant('case_entry note for all', { id: planted('note') }, {}, viewer => [
      { id: randomUUID(), author_id: viewer ?? idOf(handler), audience: 'all' },
    ]),
    plant(
      'case_event',
      { id: planted('event') },
      {
        ...ofCase,
        event: 'set_category',
        from_state: null,
        to_state: 'in_progress',
        code: null,
        actor_id: idOf(handler),
        at: when,
      },
      viewer => [{ id: randomUUID(), actor_id: viewer }],
    ),
    plant(
      'task',
      { id: planted('task') },
      {
        ...ofCase,
        kind: 'answer',
        owner_id: idOf(side.name === 'draft' ? reporter : handler),
        due_at: when,
        done_at: null,
        done_by: null,
        created_at: when,
      },
      anew,
    ),
    ...plantsOfDestruction(side),
    ...plantsOfMeasures(side),
    plant('file', { id: planted('file') }, { ...file, state: 'complete' }, viewer => [
      { id: randomUUID(), state: 'arriving', added_by: viewer ?? idOf(reporter) },
    ]),
    plant('file from another case', { id: planted('file') }, {}, viewer => [
      { id: randomUUID(), state: 'arriving', added_by: viewer ?? idOf(reporter), case_id: side.otherCaseId },
    ]),
    plant('file arriving', { id: planted('arriving') }, { ...file, state: 'arriving' }, nothing),
    plant('file_chunk', { file_id: planted('file'), n: 0 }, { sealed: randomBytes(40) }, () => [{ n: 1 }]),
    plant('file_chunk arriving', { file_id: planted('arriving'), n: 0 }, { sealed: randomBytes(40) }, () => [{ n: 1 }]),
    ...plantsOfEvidence(side),
    plant('job', { id: planted('job') }, { ...jobRow, ...ofCase, person_id: idOf(handler) }, anew),
    plant('job for another organisation', { id: planted('job') }, {}, () => [
      { id: randomUUID(), organisation_id: idOf(side.organisation === 'elders' ? 'waterstad' : 'elders') },
    ]),
  ]
}

const jobRow = {
  kind: 'case_mail',
  detail: 'new_report',
  run_at: new Date('2030-01-01T00:00:00Z'),
  attempts: 0,
  created_at: when,
}

function auditRow({ caseId, organisation }: Side, actor: string | null): Row {
  const facts = { action: 'case.planted', actor, at: when.toISOString(), case: caseId, object: null }
  const entry = JSON.stringify({ ...facts, organisation: idOf(organisation), origin: 'web', result: 'done', v: 1 })
  return { entry, salt: randomBytes(16) }
}

/** A draft of one's own, in the incident of somebody else: with it would come the incident's key and evidence. */
const newDraft = ({ organisation, incidentId }: Side, viewer: string | null): Row => ({
  id: randomUUID(),
  incident_id: incidentId,
  organisation_id: idOf(organisation),
  state: 'draft',
  reporter_id: viewer ?? idOf('member'),
  created_at: when,
  reference: null,
  function: null,
  unit_id: null,
  line: null,
  owner_id: null,
  deputy_id: null,
  safe_now: null,
  category: null,
  outcome: null,
  reported_at: null,
  taken_up_at: null,
  closed_at: null,
  reopen_asked_at: null,
})
