import type { Dossier } from '../../../engines/cases/dossier.ts'
import { listPieces, type Piece } from '../../../engines/cases/evidence.ts'
import { readIncidentEntries } from '../../../engines/cases/incident-entries.ts'
import { readTexts } from '../../../engines/cases/organisation-texts.ts'
import { channelLabel, functionLabel } from '../../../engines/cases/vocabulary.ts'
import type { Tx } from '../../../platform/db.ts'
import { formatDateTime, isoDay } from '../../../ui/dates.ts'
import type { CaseFacts } from '../case.ts'
import { readOtherKinds } from '../kinds.ts'
import { readOccurrences } from '../occurrences.ts'
import { readPerpetrators } from '../perpetrator.ts'
import { readTold } from '../told.ts'
import type { Beside } from './beside.ts'
import { Concept, type Version } from './concept.ts'
import { readHistory } from './history.ts'
import { readDay } from './terms.ts'

// What a case has that belongs in a report to the police.

export interface Sources {
  organisation: string
  /** The address of the office that the organisation set; '' when it set none. */
  office: string
  /** The person hit, when they have an account here. */
  hit: string | undefined
  /** The others who were hit in the incident, in the version of the organisation: those whose cases the viewer handles. */
  alsoHit: readonly string[]
  kinds: readonly string[]
  pieces: readonly Piece[]
  /** How people said that they can be reached, word for word: it never comes out. */
  reach: readonly string[]
  /** All that was told, in which an address may stand; where it happened may be the office itself. */
  told: readonly string[]
  /** What the case itself says, to begin with. */
  concept: Concept
}

/** Reads all of it that this viewer may read, for one of the versions, beside these cases of the incident. */
export async function readSources(
  tx: Tx,
  dossier: Dossier,
  it: CaseFacts,
  version: Version,
  beside: readonly Beside[],
): Promise<Sources> {
  const [reports, perpetrators, occurrences, decisions, pieces, people, organisation, texts, otherKinds] =
    await Promise.all([
      readTold(tx, dossier),
      readPerpetrators(tx, dossier),
      readOccurrences(tx, it.id),
      readIncidentEntries(tx, dossier),
      listPieces(tx, dossier),
      tx
        .selectFrom('participant as p')
        .innerJoin('person', 'person.id', 'p.person_id')
        .select(['person.id', 'person.name', 'p.role'])
        .where('p.case_id', '=', it.id)
        .where('p.ended_at', 'is', null)
        .where('p.role', 'in', ['person_hit', 'helper'])
        .orderBy('person.name')
        .execute(),
      tx.selectFrom('organisation').select('name').where('id', '=', it.organisation_id).executeTakeFirst(),
      readTexts(tx, it.organisation_id),
      readOtherKinds(tx, it.id),
    ])
  const history = await readHistory(tx, dossier, version, decisions)
  const given = (name: string) => reports.map(report => report.values[name] ?? '').filter(Boolean)
  const named = perpetrators.map(one => one.values['perpetrator_words'] ?? '').filter(Boolean)
  const places = given('place').filter(() => it.channel !== 'home')
  // Who only helps is known to who handles the case.
  const helpers = version === 'organisation' ? people.filter(one => one.role === 'helper').map(one => one.name) : []
  const concept = Concept.parse({
    who: named.join('\n') || 'Onbekend.',
    what: [...given('what'), ...given('more')].join('\n\n'),
    where: places.join('\n'),
    how: it.channel === null || it.channel === 'home' ? '' : channelLabel(it.channel),
    when: it.happened_at ? formatDateTime(it.happened_at) : given('date').map(readDay).join('\n'),
    why: 'Vanwege de publieke functie.',
    task: it.function === null ? '' : functionLabel(it.function),
    witnesses: helpers.map(name => `${name}, te bereiken via het adres van de organisatie`).join('\n'),
    earlier: [
      ...history.earlier,
      ...occurrences.map(one => `${one.happenedAt ? formatDateTime(one.happenedAt) : 'Datum onbekend'}: nieuw voorval`),
    ].join('\n'),
    warnings: history.warnings.join('\n'),
    damage: history.damage.join('\n'),
    join: history.join,
    at_home: it.channel === 'home' || it.category === 'home_visit',
    known_on: isoDay(it.happened_at ?? it.reported_at ?? it.created_at),
  })
  return {
    organisation: organisation?.name ?? '',
    office: texts.police_domicile,
    hit: people.find(one => one.role === 'person_hit' && one.id === it.hit_id)?.name,
    alsoHit: [...new Set(beside.flatMap(one => one.hit ?? []))],
    kinds: [...(it.category === null ? [] : [it.category]), ...otherKinds],
    pieces: pieces.filter(piece => piece.caseId === it.id || piece.shared),
    reach: given('reach'),
    told: reports.flatMap(report =>
      Object.entries(report.values).flatMap(([name, text]) => (name === 'place' ? [] : text)),
    ),
    concept,
  }
}
