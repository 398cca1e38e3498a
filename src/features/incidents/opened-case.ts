import type { Actor } from '../../engines/access/actor.ts'
import { entryText, openDossier, refuseLook, type Dossier } from '../../engines/cases/dossier.ts'
import { readIncidentEntries } from '../../engines/cases/incident-entries.ts'
import { listPieces, type Piece } from '../../engines/cases/evidence.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { readReadings, type Reading } from './evidence/reading.ts'
import { namesOfEmergencies } from './emergency.ts'
import { readFollowUps, type FollowUpLine } from './follow-up.tsx'
import { readOtherKinds } from './kinds.ts'
import { readOccurrences, type Occurrence } from './occurrences.ts'
import { readPerpetrators, type KnownPerpetrator } from './perpetrator.ts'
import { alike, inSameIncident, isJoined, readRepeated, type OtherCase } from './joining-reading.ts'
import { readReports, type ToldReport } from './told.ts'
import { readTasks, type CaseTask } from './task-reading.ts'
import { readAnswers, type Answers } from './draft.ts'
import { givingPart } from './giving.ts'
import { isOpen } from './incident.chart.ts'
import { readCase, type CaseFacts } from './case.ts'

export interface Person {
  id: string
  name: string
  role: string
}

export interface Entry {
  id: string
  kind: string
  code: string | null
  author: string
  at: Date
  text: string
  /** With whom it is shared, when that is one who only helps. */
  with: string | null
}

export interface CasePage {
  facts: CaseFacts
  answers: Answers
  /** All that was told and sent, the first report first. */
  reports: readonly ToldReport[]
  /** The viewer began an addition that waits to be sent. */
  adding: boolean
  perpetrators: readonly KnownPerpetrator[]
  people: readonly Person[]
  names: ReadonlyMap<string, string>
  entries: readonly Entry[]
  events: readonly { event: string; code: string | null; actor: string | null; at: Date }[]
  tasks: readonly CaseTask[]
  /** Whether the viewer may give the case away as the coordinator of its line. */
  coordinates: boolean
  occurrences: readonly Occurrence[]
  pieces: readonly Piece[]
  /** Of which pieces somebody asked that another reads them first. */
  readings: readonly Reading[]
  /** Whether more people are in the incident, whom this viewer need not see. */
  joined: boolean
  /** The other cases of the incident that this viewer sees. */
  others: readonly OtherCase[]
  /** Cases of this handler that may be about the same event. */
  alike: readonly OtherCase[]
  barred: readonly string[]
  /** What else happened than the main kind. */
  otherKinds: readonly string[]
  /** The case that this one repeats, for who has a part in both. */
  duplicateOf: { id: string; reference: string | null } | undefined
  /** The parts of the follow-up that have a page of their own. */
  followUps: readonly FollowUpLine[]
}

/** Opens the case and reads all of it that this person may see; the look is in the audit trail. Undefined: there is no such case for them. */
export async function openCasePage(house: House, actor: Actor, caseId: string): Promise<CasePage | undefined> {
  const look = { actor: actor.id, organisation: actor.organisation?.id ?? null, caseId, action: 'case.open' as const }
  const found = await house.db.as({ person: actor.id }, async (tx, now) => {
    const facts = await readCase(tx, actor, caseId)
    if (!facts || facts.state === 'draft') return undefined
    const dossier = await openDossier(tx, now, house.keys, { ...look, organisationOfCase: facts.organisation_id })
    return (
      dossier && { ...(await readAll(tx, facts, dossier)), coordinates: givingPart(actor, facts) === 'coordinator' }
    )
  })
  if (!found) await refuseLook(house, look)
  return found
}

async function readAll(tx: Tx, facts: CaseFacts, dossier: Dossier): Promise<Omit<CasePage, 'coordinates'>> {
  // All at once: none of them needs the answer of another.
  const works = facts.part === 'handler' || facts.part === 'overseer' || facts.part === 'emergency'
  const [
    answers,
    entries,
    events,
    tasks,
    people,
    barred,
    shared,
    pieces,
    reports,
    perpetrators,
    joined,
    others,
    similar,
    duplicateOf,
    otherKinds,
    followUps,
    readings,
  ] = await Promise.all([
    readAnswers(tx, dossier),
    tx
      .selectFrom('case_entry')
      .select(['id', 'kind', 'code', 'author_id', 'written_at', 'sealed', 'with_id'])
      .where('case_id', '=', facts.id)
      .orderBy('written_at')
      .orderBy('id')
      .execute(),
    tx
      .selectFrom('case_event')
      .select(['event', 'code', 'actor_id', 'at'])
      .where('case_id', '=', facts.id)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute(),
    readTasks(tx, dossier),
    tx
      .selectFrom('participant as p')
      .innerJoin('person', 'person.id', 'p.person_id')
      .select(['person.id', 'person.name', 'p.role'])
      .where('p.case_id', '=', facts.id)
      .where('p.ended_at', 'is', null)
      .orderBy('p.added_at')
      .execute(),
    tx
      .selectFrom('barred')
      .innerJoin('person', 'person.id', 'barred.person_id')
      .select(['person.id', 'person.name'])
      .where('barred.case_id', '=', facts.id)
      .execute(),
    readIncidentEntries(tx, dossier),
    listPieces(tx, dossier),
    readReports(tx, dossier),
    readPerpetrators(tx, dossier),
    isJoined(tx, facts.id),
    works ? inSameIncident(tx, facts) : [],
    facts.part === 'handler' && isOpen(facts.state) ? alike(tx, facts) : [],
    facts.duplicate_of === null ? undefined : readRepeated(tx, facts, facts.duplicate_of),
    readOtherKinds(tx, facts.id),
    readFollowUps(tx, facts),
    readReadings(tx, dossier),
  ])
  const inEmergency = await namesOfEmergencies(tx, events)
  const occurrences = entries.some(it => it.kind === 'occurrence') ? await readOccurrences(tx, facts.id) : []
  return {
    facts,
    answers,
    reports: reports.sent,
    adding: reports.unsent,
    perpetrators,
    joined,
    others,
    alike: similar,
    duplicateOf,
    otherKinds,
    followUps,
    occurrences,
    people,
    names: new Map([...inEmergency, ...people].map(it => [it.id, it.name])),
    entries: [
      ...entries.map(row => ({
        id: row.id,
        kind: row.kind,
        code: row.code,
        author: row.author_id,
        at: row.written_at,
        text: entryText(dossier, row),
        with: row.with_id,
      })),
      ...shared.map(it => ({ ...it, with: null })),
    ].toSorted((a, b) => a.at.getTime() - b.at.getTime()),
    events: events.map(row => ({ event: row.event, code: row.code, actor: row.actor_id, at: row.at })),
    tasks,
    pieces,
    readings,
    barred: barred.map(it => it.name),
  }
}
