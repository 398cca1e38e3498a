import { sql } from 'kysely'
import { z } from 'zod'
import { dutyAt, readShifts, type Duty } from '../../engines/cases/duty.ts'
import {
  activeMemberships,
  findDestination,
  whoHandles,
  whoIsAway,
  type Destination,
  type Subject,
} from '../../engines/cases/routing.ts'
import { aboutMayor, functionInfo, lineLabel } from '../../engines/cases/vocabulary.ts'
import { dateField, timeField } from '../../platform/date-fields.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { readCaseRoutes, type CaseRoute } from '../../engines/cases/route-rows.ts'
import type { Desk } from './desk.ts'
import { chairOf, subjectLabel } from './functions.ts'

// What would happen to a report, asked of the same rules that send a real one. No report is made, and nothing is said of
// those that are there.

export const TrialForm = z.object({
  functie: z
    .string('Kies een functie.')
    .default('')
    .refine(it => it !== '', 'Kies een functie.'),
  eenheid: z
    .union([z.literal(''), z.uuid('Kies een eenheid uit de lijst.')], 'Kies een eenheid uit de lijst.')
    .default(''),
  voorzitter: z.string().default(''),
  bijzonder: z.enum(['', 'afwezig', 'getroffen'], 'Kies iets uit de lijst.').default(''),
  dag: dateField(),
  tijd: z.union([z.literal(''), timeField({ required: 'Vul een tijd in.' })]).default(''),
})
type Trial = z.infer<typeof TrialForm>

export interface TrialResult {
  moment: Date
  destination: Destination | undefined
  duty: Duty
  names: ReadonlyMap<string, string>
  /** Why it is so, each in a sentence. */
  reasons: readonly string[]
}

// In the form of a report this is a person; here it is somebody whom no route knows.
const anybody = '00000000-0000-0000-0000-000000000000'

/** Who would get a report at this moment, and why. */
export async function tryRoute(desk: Desk, kind: string, it: Trial): Promise<TrialResult> {
  const { tx, organisation } = desk
  const moment = await momentOf(desk, it)
  const namesChair = it.voorzitter !== ''
  const accused = namesChair ? await chairAt(desk, moment) : undefined
  const subject = { organisation, function: it.functie, unit: it.eenheid || null, hit: anybody, accused }
  const usual = await findDestination(tx, moment, subject, { namesChair })
  const owner = usual?.owner
  const hit = it.bijzonder === 'getroffen' && owner !== undefined ? owner : anybody
  const away = new Set(it.bijzonder === 'afwezig' && owner !== undefined ? [owner] : [])
  const destination = await findDestination(tx, moment, { ...subject, hit }, { namesChair, away })
  const never = new Set([hit, ...away, ...(accused === undefined ? [] : [accused])])
  const duty = destination ? dutyAt(await readShifts(tx, moment, organisation, destination.line), moment, never) : {}
  const facts = await readFacts(desk, { ...subject, hit }, moment, away, { namesChair, kind, destination })
  return { moment, destination, duty, names: facts.names, reasons: reasonsOf(facts) }
}

async function momentOf({ tx, now }: Desk, { dag, tijd }: Trial): Promise<Date> {
  if (dag === '' && tijd === '') return now
  const { rows } = await sql<{ moment: Date }>`
    select (coalesce(nullif(${dag}, '')::date, (${now}::timestamptz at time zone 'Europe/Amsterdam')::date)
      + coalesce(nullif(${tijd}, '')::time, '12:00'))::timestamp at time zone 'Europe/Amsterdam' as moment`.execute(tx)
  return rows[0]?.moment ?? now
}

async function chairAt({ tx, organisation }: Desk, moment: Date): Promise<string | undefined> {
  const rows = await activeMemberships(tx, moment, organisation).select(['person_id', 'function']).execute()
  return rows.find(row => functionInfo(row.function)?.group === 'mayor')?.person_id
}

interface Facts {
  kind: string
  subject: Subject
  namesChair: boolean
  moment: Date
  ofFunction: CaseRoute | undefined
  aboutChair: CaseRoute | undefined
  destination: Destination | undefined
  away: ReadonlySet<string>
  able: ReadonlySet<string>
  names: ReadonlyMap<string, string>
}

async function readFacts(
  desk: Desk,
  subject: Subject,
  moment: Date,
  supposedAway: ReadonlySet<string>,
  known: Pick<Facts, 'namesChair' | 'kind' | 'destination'>,
): Promise<Facts> {
  const { tx, organisation } = desk
  const routes = await readCaseRoutes(desk)
  const find = (about: string) =>
    routes.find(it => it.subject === about && it.unit_id !== null && it.unit_id === subject.unit) ??
    routes.find(it => it.subject === about && it.unit_id === null)
  const ofFunction = find(subject.function)
  const aboutChair = find(aboutMayor)
  const people = [ofFunction, aboutChair].flatMap(it => (it ? [it.handler_id ?? [], it.deputy_id].flat() : []))
  const { destination } = known
  const named = [
    ...people,
    subject.hit,
    subject.accused ?? [],
    destination?.owner ?? [],
    destination?.deputy ?? [],
  ].flat()
  const shifts = destination ? await readShifts(tx, moment, organisation, destination.line) : []
  const ids = [...new Set([...named, ...shifts.map(it => it.person_id)])]
  const rows = await tx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()
  return {
    ...known,
    subject,
    moment,
    ofFunction,
    aboutChair,
    able: await whoHandles(tx, moment, organisation, people),
    away: new Set([...(await whoIsAway(tx, moment, people)), ...supposedAway]),
    names: new Map(rows.map(it => [it.id, it.name])),
  }
}

function reasonsOf(facts: Facts): string[] {
  const { destination, namesChair, ofFunction, aboutChair, kind, subject } = facts
  const route = namesChair ? aboutChair : (ofFunction ?? aboutChair)
  const reasons = [whichRoute(facts)]
  if (!route) return reasons
  if (route.handler_id === null) reasons.push(managerReason(facts))
  for (const [as, id] of [
    ['behandelaar', route.handler_id],
    ['vervanger', route.deputy_id],
  ] as const)
    if (id !== null) reasons.push(personReason(facts, as, id))
  if (!destination)
    return [
      ...reasons,
      'Niemand van deze routes kan de melding behandelen. De melder leest dat, en de melding blijft een concept.',
    ]
  if (destination.owner !== route.handler_id && destination.owner !== route.deputy_id && route.handler_id !== null)
    reasons.push(
      `Daarom gaat de melding naar ${nameOf(facts, destination.owner)}, uit de route over de ${chairOf(kind)}.`,
    )
  reasons.push(`De melding loopt in de lijn ${lineLabel(destination.line)}.`)
  if (destination.deputy === null) reasons.push('Er is niemand over om te vervangen.')
  if (destination.unit !== null && subject.unit !== null)
    reasons.push('De leidinggevende van de eenheid kan de melding ook lezen.')
  return reasons.filter(it => it !== '')
}

function whichRoute({ namesChair, ofFunction, aboutChair, subject, kind }: Facts): string {
  const chair = chairOf(kind)
  if (namesChair && !aboutChair) return `Er is geen route voor meldingen over de ${chair}.`
  if (namesChair) return `De ${chair} wordt genoemd. Dan geldt de route over de ${chair}, wie het ook overkwam.`
  const label = subjectLabel(subject.function, kind)
  if (ofFunction?.unit_id) return `Voor ${label} heeft deze eenheid een eigen route.`
  if (ofFunction) return `Voor ${label} geldt de route van de hele organisatie.`
  if (aboutChair) return `Voor ${label} is er geen route. Dan geldt de route over de ${chair}.`
  return `Voor ${label} is er geen route, en ook niet over de ${chair}.`
}

function managerReason({ destination, ofFunction, subject, ...facts }: Facts): string {
  if (subject.unit === null)
    return 'De route wijst naar de leidinggevende van de eenheid, maar er is geen eenheid gekozen.'
  if (destination && destination.owner !== ofFunction?.deputy_id)
    return `De behandelaar is de leidinggevende van de eenheid: ${nameOf(facts, destination.owner)}.`
  return 'De route wijst naar de leidinggevende van de eenheid. Die is er niet, is afwezig of mag deze melding niet krijgen.'
}

const nameOf = ({ names }: Pick<Facts, 'names'>, id: string) => names.get(id) ?? 'iemand'

function personReason(facts: Facts, as: 'behandelaar' | 'vervanger', id: string): string {
  const { able, away, subject, destination, moment } = facts
  const who = `De ${as} ${nameOf(facts, id)}`
  if (!able.has(id)) return `${who} heeft op ${formatDateTime(moment)} geen rol om meldingen te behandelen.`
  if (id === subject.hit) return `${who} is zelf degene die het overkwam, en krijgt de eigen melding niet.`
  if (id === subject.accused) return `${who} wordt genoemd, en krijgt de melding niet.`
  if (away.has(id) && destination?.owner !== id) return `${who} is dan afwezig.`
  if (away.has(id)) return `${who} is dan afwezig, maar er is niemand anders.`
  return ''
}
