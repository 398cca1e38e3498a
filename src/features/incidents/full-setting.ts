import { sql } from 'kysely'
import type { Actor } from '../../engines/access/actor.ts'
import { activeMemberships } from '../../engines/cases/routing.ts'
import { functionLabel, functions } from '../../engines/cases/vocabulary.ts'
import type { Choice } from '../../engines/questionnaires/definition.ts'
import type { Setting, Values } from '../../engines/questionnaires/walk.ts'
import type { Tx } from '../../platform/db.ts'
import { formatTime, isoDay } from '../../ui/dates.ts'
import { findColleague, type Found } from '../../engines/access/colleague.ts'
import { fullReport, knownLists } from './full-report.ts'
import { readCategories } from '../../engines/cases/categories.ts'
import { mayNamePerpetrator } from './perpetrator.ts'
import { ownFunctions, whoReads, type OwnFunction } from './report.ts'

/** What the answers so far come down to: whom it is about, who is named, and what can be asked next. */
export interface FullSetting {
  setting: Setting
  found: Partial<Record<'hit' | 'seen' | 'colleague', Found>>
  /** The question in which somebody else than the reporter or who lives there is named. */
  about: 'hit' | 'seen' | undefined
  /** The person hit, when that person has an account here. */
  hit: string | null
  /** The colleague named as the one who did it. */
  accused: string | undefined
  /** The function of the person hit, as soon as it is known. */
  subject: OwnFunction | undefined
  notManager: boolean
}

interface Asking {
  organisation: string
  actor: Actor
  values: Values
}

/** All that decides on a setting; what else was answered leaves it as it is. */
const decidingAnswers = ['for_whom', 'hit', 'hit_id', 'seen', 'seen_id', 'colleague', 'colleague_id', 'not_manager']
const deciding = new Set([...decidingAnswers, 'function', 'function_hit', 'categories'])

/** Whether both come down to the same setting, so that it need not be found again. */
export const decideTheSame = (one: Values, other: Values): boolean =>
  [...deciding].every(name => one[name] === other[name])

/** For a first report. */
export async function settingFor(tx: Tx, now: Date, { organisation, actor, ...it }: Asking): Promise<FullSetting> {
  const values: Values = Object.fromEntries(Object.entries(it.values).filter(([name]) => deciding.has(name)))
  const own = ownFunctions(actor, organisation)
  const forWhom = values['for_whom'] ?? ''
  const about = forWhom === 'colleague' ? 'hit' : forWhom === 'witness' ? 'seen' : undefined
  const look = (name: string) =>
    findColleague(tx, now, organisation, actor.id, {
      colleague: (values[name] ?? '').slice(0, 254),
      colleague_id: values[`${name}_id`] || undefined,
    })
  const foundHit = about && (await look(about))
  const foundAccused = await look('colleague')
  const other = foundHit && 'person' in foundHit ? foundHit.person : undefined
  const theirs = other === undefined ? [] : await functionsOf(tx, now, organisation, other)
  const anyone =
    forWhom === 'witness' && other === undefined ? await functionsHere(tx, organisation) : theirs.map(it => it.function)
  const subject =
    about === undefined
      ? oneOf(own, values['function'])
      : other === undefined
        ? oneOf(
            anyone.map(name => ({ function: name, unit: null })),
            values['function_hit'],
          )
        : oneOf(theirs, values['function_hit'])
  const accused = 'person' in foundAccused ? foundAccused.person : undefined
  const hit = about === undefined ? (forWhom === 'household' ? null : actor.id) : (other ?? null)
  const handlers =
    about === undefined && subject ? await handlersFor(tx, now, organisation, actor.id, subject, accused) : []
  const named = subject !== undefined && (await mayNamePerpetrator(tx, organisation, subject.function))
  return {
    setting: {
      facts: {
        several_functions: own.length > 1 ? 'yes' : 'no',
        perpetrator: named ? 'yes' : 'no',
        to_manager: handlers.length > 0 ? 'yes' : 'no',
        later: 'no',
      },
      lists: {
        ...(await categoryLists(tx, organisation, values, forWhom === 'self')),
        channels: knownLists.channels,
        own_functions: own.map(it => functionOption(it.function)),
        functions_hit: anyone.map(functionOption),
        handlers,
      },
    },
    found: { ...(about && foundHit && { [about]: foundHit }), colleague: foundAccused },
    about,
    hit,
    accused,
    subject,
    notManager: handlers.length > 0 && values['not_manager'] === 'other',
  }
}

/** For an addition to a report that was sent: whom it is about is known. */
export async function settingForLater(
  tx: Tx,
  it: { organisation: string; function: string | null; values: Values; told: ReadonlySet<string>; own: boolean },
): Promise<Setting> {
  const named = await mayNamePerpetrator(tx, it.organisation, it.function ?? '')
  return {
    facts: { several_functions: 'no', perpetrator: named ? 'yes' : 'no', to_manager: 'no', later: 'yes' },
    lists: { ...(await categoryLists(tx, it.organisation, it.values, it.own)), channels: knownLists.channels },
    told: it.told,
  }
}

const functionOption = (name: string): Choice => {
  const label = functionLabel(name)
  return { value: name, label: label.charAt(0).toUpperCase() + label.slice(1) }
}

const oneOf = (known: readonly OwnFunction[], chosen: string | undefined): OwnFunction | undefined =>
  known.length === 1 ? known[0] : known.find(it => it.function === chosen)

async function categoryLists(
  tx: Tx,
  organisation: string,
  values: Values,
  own: boolean,
): Promise<Record<string, readonly Choice[]>> {
  const offered = await readCategories(tx, organisation)
  const options = offered.map(it => ({
    value: it.id,
    label: it.label,
    hint: (own && it.explanation_own) || it.explanation,
  }))
  const chosen = (values['categories'] ?? '').split('\n')
  return {
    categories: options,
    chosen_categories: options.filter(it => chosen.includes(it.value)).map(({ value, label }) => ({ value, label })),
  }
}

/** The functions of a colleague here. Nothing else of them is read: no roles, no absence. */
export async function functionsOf(tx: Tx, now: Date, organisation: string, person: string): Promise<OwnFunction[]> {
  const rows = await activeMemberships(tx, now, organisation)
    .select(['function', 'unit_id as unit', 'organisation_id as organisation'])
    .where('person_id', '=', person)
    .orderBy('starts')
    .orderBy('id')
    .execute()
  const withUnit = new Map<string, string | null>()
  for (const it of rows) withUnit.set(it.function, withUnit.get(it.function) ?? it.unit)
  return [...withUnit].map(([name, unit]) => ({ function: name, unit }))
}

/** The functions that people of this kind of organisation may have. */
export async function functionsHere(tx: Tx, organisation: string): Promise<string[]> {
  const row = await tx.selectFrom('organisation').select('kind').where('id', '=', organisation).executeTakeFirst()
  return functions.filter(it => row && it.kinds.includes(row.kind)).map(it => it.id)
}

/** When the manager of the unit would read it: the manager, or somebody else of the route. Otherwise there is no choice. */
async function handlersFor(
  tx: Tx,
  now: Date,
  organisation: string,
  reporter: string,
  subject: OwnFunction,
  accused: string | undefined,
): Promise<Choice[]> {
  const usual = await whoReads(tx, now, organisation, reporter, subject, accused)
  if (!usual?.destination.unit) return []
  const other = await whoReads(tx, now, organisation, reporter, subject, accused, true)
  if (!other || other.destination.passedOver.length === 0) return []
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [usual.destination.owner, other.destination.owner])
    .execute()
  const nameOf = (id: string) => rows.find(it => it.id === id)?.name ?? 'de behandelaar'
  return [
    { value: 'manager', label: `${nameOf(usual.destination.owner)}, en mijn leidinggevende ziet het ook` },
    { value: 'other', label: `${nameOf(other.destination.owner)}, en mijn leidinggevende ziet het niet` },
  ]
}

/** What a question for a colleague says when there is no such colleague. */
const unknownTexts: Readonly<Record<string, string>> = Object.fromEntries(
  fullReport.pages.flatMap(page =>
    page.questions.flatMap(it => (it.kind === 'colleague' ? [[it.id, it.unknown] as const] : [])),
  ),
)

const notClear = {
  unknown: 'Wij vinden geen collega met deze naam.',
  several: 'Kies hieronder wie u bedoelt, of kies dat het niemand van hen is.',
}

/** What is not right in what was filled in, beside what each question says itself: who is named, and when it was. */
export const besidesErrors = (full: FullSetting, values: Values, now: Date): Values => ({
  ...peopleErrors(full, values),
  ...notYet(values, now),
})

function peopleErrors({ found, hit, accused }: FullSetting, values: Values): Values {
  const errors: Record<string, string> = {}
  for (const [name, one] of Object.entries(found))
    if ('unclear' in one)
      errors[one.unclear === 'colleague' ? name : `${name}_id`] =
        one.unclear === 'colleague' ? (unknownTexts[name] ?? notClear.unknown) : notClear.several
  if (values['for_whom'] === 'colleague' && found.hit && 'person' in found.hit && found.hit.person === undefined)
    errors['hit'] ??= 'Vul in welke collega dit heeft meegemaakt.'
  // Nobody is both: the one who did it would be told of the report as the one to whom it was done.
  if (accused !== undefined && accused === hit)
    errors['colleague'] = 'Dit is de collega die het heeft meegemaakt. Noem hier alleen wie het deed.'
  return errors
}

/** A time of today that is still to come. Days are judged by their own question. */
export const notYet = ({ date = '', time = '' }: Values, now: Date): Values =>
  date === isoDay(now) && /^\d{2}:\d{2}$/.test(time) && time > formatTime(now)
    ? { time: 'Dit tijdstip moet nog komen. Vul een eerdere tijd in, of laat dit leeg.' }
    : {}

/**
 * The moment at which it happened, in the time of the people here. Without a time noon, so that the day is right.
 * PostgreSQL knows the nights on which the clock changes.
 */
export async function happenedAt(tx: Tx, values: Values): Promise<Date | undefined> {
  const { date = '', time = '' } = values
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined
  const { rows } = await sql<{ at: Date }>`
    select (${date}::date + ${time || '12:00'}::time) at time zone 'Europe/Amsterdam' as at`.execute(tx)
  return rows[0]?.at
}
