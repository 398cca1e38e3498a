import type { FindOwnData, OwnItem } from '../../engines/access/own-data.ts'
import { isState } from '../../engines/cases/chart.ts'
import { entryText, openDossier, type Dossier } from '../../engines/cases/dossier.ts'
import { listPieces } from '../../engines/cases/evidence.ts'
import { categoryLabel, channelLabel, endingLabel, functionLabel } from '../../engines/cases/vocabulary.ts'
import type { Tx } from '../../platform/db.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { readAnswers } from './draft.ts'
import { toValues } from './full-report.ts'
import { readGone } from './going.ts'
import { incidentChart } from './incident.chart.ts'
import { readReadings } from './evidence/reading.ts'
import { readCampaigns } from './online/campaigns.ts'
import { readPerpetrators } from './perpetrator.ts'
import { readTold } from './told.ts'

interface OwnCase {
  id: string
  organisation_id: string
  reference: string | null
  state: string
  category: string | null
  outcome: string | null
  function: string | null
  channel: string | null
  created_at: Date
  reported_at: Date | null
  closed_at: Date | null
  reporter_id: string
  hit_id: string | null
}

const kindsInWords: Record<string, string> = {
  message: 'Bericht',
  reopen_request: 'Verzoek om te heropenen',
  correction: 'Verbetering',
  occurrence: 'Nieuw voorval',
  evaluation: 'Wat u van de hulp vond',
  withdrawal: 'Waarom u de melding introk',
}

/**
 * The own reports of somebody with what they wrote and added in them, and in which others they have a part. What others
 * wrote is not in it, and nothing of a report that this person may not see.
 */
export const ownCaseData: FindOwnData = async ({ tx, now, actor, house }) => {
  const parts = await tx
    .selectFrom('participant as p')
    .innerJoin('incident_case as c', 'c.id', 'p.case_id')
    .select(['c.id', 'c.organisation_id', 'c.reference', 'c.state', 'c.category', 'c.outcome', 'c.function'])
    .select(['c.channel', 'c.created_at', 'c.reported_at', 'c.closed_at', 'c.reporter_id', 'c.hit_id'])
    .select(['p.role', 'p.added_at', 'p.ended_at'])
    .where('p.person_id', '=', actor.id)
    .orderBy('c.created_at')
    .orderBy('p.added_at')
    .execute()
  const own = [...Map.groupBy(parts.filter(isOwn), it => it.id).values()].flatMap(it => it[0] ?? [])
  const items: OwnItem[] = []
  for (const it of own) {
    const look = {
      actor: actor.id,
      organisation: it.organisation_id,
      caseId: it.id,
      action: 'privacy.package_made' as const,
    }
    const dossier = await openDossier(tx, now, house.keys, look)
    if (dossier)
      items.push({ title: titleOf(it), facts: factsOf(it), words: await ownWords(tx, dossier, it, actor.id) })
  }
  const worked = parts.filter(it => !isOwn(it))
  const gone = await readGone(tx, actor.id)
  return [
    {
      title: 'Uw meldingen',
      note: 'Met wat u zelf schreef en toevoegde. Wat anderen schreven, leest u in de melding zelf.',
      items,
    },
    {
      title: 'Meldingen van u die zijn vernietigd',
      items: gone.map(it => ({
        title: `Melding ${it.reference}`,
        facts: [
          { label: 'Gemeld', value: formatDateTime(it.reportedAt) },
          { label: 'Vernietigd', value: formatDateTime(it.destroyedAt) },
        ],
        words: [],
      })),
    },
    {
      title: 'Meldingen van anderen waarin u een taak heeft of had',
      note: 'Wat u daar voor uw werk schreef, hoort bij die melding en leest u daar.',
      items: worked.map(it => ({
        title: titleOf(it),
        facts: [
          { label: 'Als', value: partsInWords[it.role] ?? it.role },
          { label: 'Vanaf', value: formatDateTime(it.added_at) },
          { label: 'Tot', value: it.ended_at === null ? 'Loopt nog' : formatDateTime(it.ended_at) },
        ],
        words: [],
      })),
    },
  ]
}

const partsInWords: Record<string, string> = {
  handler: 'Behandelaar',
  deputy: 'Vervanger',
  duty: 'Dienst',
  confidant: 'Vertrouwenspersoon',
}
const ownRoles = new Set(['reporter', 'person_hit', 'helper'])
const isOwn = (it: { role: string; ended_at: Date | null }) => ownRoles.has(it.role) && it.ended_at === null

const titleOf = (it: Pick<OwnCase, 'reference'>) => (it.reference === null ? 'Concept' : `Melding ${it.reference}`)

const factsOf = (it: OwnCase) => {
  const optional = (label: string, value: string | null | undefined) => (value ? [{ label, value }] : [])
  return [
    { label: 'Status', value: isState(incidentChart, it.state) ? incidentChart.names[it.state] : it.state },
    { label: 'Begonnen', value: formatDateTime(it.created_at) },
    ...optional('Gemeld', it.reported_at && formatDateTime(it.reported_at)),
    ...optional('Afgerond', it.closed_at && formatDateTime(it.closed_at)),
    ...optional('Functie', it.function && functionLabel(it.function)),
    ...optional('Soort', it.category && categoryLabel(it.category)),
    ...optional('Hoe of waar', it.channel && channelLabel(it.channel)),
    ...optional('Uitkomst', it.outcome && endingLabel(it.outcome)),
  ]
}

async function ownWords(tx: Tx, dossier: Dossier, it: OwnCase, person: string): Promise<OwnItem['words']> {
  // A draft is of whoever writes it.
  if (it.state === 'draft')
    return Object.entries(toValues(await readAnswers(tx, dossier)))
      .filter(([, text]) => text !== '')
      .map(([label, text]) => ({ label, text }))
  const reports = (await readTold(tx, dossier)).filter(one => one.author === person)
  const perpetrators = (await readPerpetrators(tx, dossier)).filter(one => one.author === person)
  const entries = await tx
    .selectFrom('case_entry')
    .select(['id', 'kind', 'written_at', 'sealed'])
    .where('case_id', '=', it.id)
    .where('author_id', '=', person)
    .orderBy('written_at')
    .execute()
  const campaigns = (await readCampaigns(tx, dossier)).filter(one => one.addedBy === person)
  const readings = (await readReadings(tx, dossier)).filter(one => one.askedBy === person)
  const pieces = (await listPieces(tx, dossier)).filter(one => one.addedBy === person)
  return [
    ...reports.flatMap(one =>
      Object.entries(one.values)
        .filter(([, text]) => text !== '')
        .map(([label, text]) => ({ label: `Melding, ${label}`, text })),
    ),
    ...perpetrators.flatMap(one =>
      Object.entries(one.values).map(([label, text]) => ({ label: `Wie het deed, ${label}`, text })),
    ),
    ...entries.map(one => ({
      label: `${kindsInWords[one.kind] ?? one.kind}, ${formatDateTime(one.written_at)}`,
      text: entryText(dossier, one),
    })),
    ...campaigns.map(one => ({
      label: `Campagne, ${formatDateTime(one.addedAt)}`,
      text: `${one.name} (${one.platform})`,
    })),
    ...readings.map(one => ({
      label: `Gevraagd dat een ander eerst kijkt, ${formatDateTime(one.askedAt)}`,
      text: pieces.find(piece => piece.id === one.piece)?.name ?? 'Een stuk dat een ander toevoegde',
    })),
    ...pieces.map(one => ({
      label: `Bestand, ${formatDateTime(one.addedAt)}`,
      text: `${one.name} (${one.size} bytes, SHA-256 ${one.sha256})`,
    })),
  ]
}
