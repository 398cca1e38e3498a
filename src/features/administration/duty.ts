import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { dutyAt } from '../../engines/cases/duty.ts'
import { whoIsAway } from '../../engines/cases/routing.ts'
import { aboutMayor, isWatched, watchedLines, type Line } from '../../engines/cases/vocabulary.ts'
import { readContent } from '../../platform/content.ts'
import { timeField } from '../../platform/date-fields.ts'
import type { Invalid } from '../../platform/routes.ts'
import { formatShort } from '../../ui/dates.ts'
import { readCaseRoutes } from '../../engines/cases/route-rows.ts'
import { differences } from '../../engines/access/setting-changes.ts'
import { found, recordChange, type Desk } from './desk.ts'
import { mayHandle, readHandlers, type Handler } from '../../engines/cases/handlers.ts'

export interface ShiftRow {
  id: string
  line: string
  weekday: number
  starts: string
  ends: string
  person_id: string
  name: string
  /** Whether this person is away now, or may no longer handle these reports: then nobody has this duty. */
  absent: boolean
  able: boolean
}

export const weekdays = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'] as const
export const weekdayName = (weekday: number): string => weekdays[weekday - 1] ?? ''
export const shortTime = (time: string): string => time.slice(0, 5)

export const NewShifts = z.object({
  lijn: z.string().default('').refine(isWatched, 'Kies een lijn.'),
  // Several days at once: the chosen ones arrive on lines of their own.
  dagen: z
    .string()
    .default('')
    .transform(it =>
      it
        .split('\n')
        .filter(day => /^[1-7]$/u.test(day))
        .map(Number),
    )
    .refine(it => it.length > 0, 'Kies een of meer dagen.'),
  van: timeField({ required: 'Vul in hoe laat de dienst begint.' }),
  tot: timeField({ required: 'Vul in hoe laat de dienst eindigt.' }),
  persoon: z.uuid('Kies wie er dienst heeft.'),
})

export async function readShiftRows(desk: Desk): Promise<ShiftRow[]> {
  const { tx, now, organisation } = desk
  const rows = await tx
    .selectFrom('duty_shift as d')
    .innerJoin('person as p', 'p.id', 'd.person_id')
    .select(['d.id', 'd.line', 'd.weekday', 'd.starts', 'd.ends', 'd.person_id', 'p.name'])
    .where('d.organisation_id', '=', organisation)
    .orderBy('d.weekday')
    .orderBy('d.starts')
    .orderBy('d.id')
    .execute()
  const away = await whoIsAway(
    tx,
    now,
    rows.map(it => it.person_id),
  )
  const handlers = new Map((await readHandlers(desk)).map(it => [it.id, it]))
  return rows.map(it => {
    const handler = handlers.get(it.person_id)
    return { ...it, absent: away.has(it.person_id), able: handler !== undefined && mayHaveDuty(handler, it.line) }
  })
}

/** The lines along which reports come in, by the routes of the organisation. */
export async function linesInUse(desk: Desk): Promise<Line[]> {
  const used = new Set((await readCaseRoutes(desk)).map(it => it.line))
  return watchedLines.filter(it => used.has(it))
}

export const mayHaveDuty = (handler: Handler, line: string): boolean =>
  line !== aboutMayor || mayHandle(handler, aboutMayor)

type Hours = Pick<ShiftRow, 'weekday' | 'starts' | 'ends'>

const dayMinutes = 24 * 60
const weekMinutes = 7 * dayMinutes
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const startOf = ({ weekday, starts }: Hours) => (weekday - 1) * dayMinutes + minutes(starts)
const lengthOf = ({ starts, ends }: Hours) => (minutes(ends) - minutes(starts) + dayMinutes) % dayMinutes || dayMinutes
const after = (a: Hours, b: Hours) => (startOf(b) - startOf(a) + weekMinutes) % weekMinutes

/** Whether two shifts share a minute of the week; the night from Sunday to Monday counts too. */
export const overlaps = (a: Hours, b: Hours): boolean => after(a, b) < lengthOf(a) || after(b, a) < lengthOf(b)

/** Adds the same hours on each of these days, or says what is wrong. */
export async function addShifts(desk: Desk, it: z.infer<typeof NewShifts>): Promise<Invalid | undefined> {
  const person = (await readHandlers(desk)).find(handler => handler.id === it.persoon)
  if (!person || !mayHaveDuty(person, it.lijn))
    return { invalid: { persoon: 'Deze persoon kan deze meldingen niet behandelen. Kies iemand uit de lijst.' } }
  const present = (await readShiftRows(desk)).filter(shift => shift.line === it.lijn)
  const wanted = [...new Set(it.dagen)].map(weekday => ({ weekday, starts: it.van, ends: it.tot }))
  const clash = present.find(shift => wanted.some(hours => overlaps(shift, hours)))
  if (clash)
    return {
      invalid: {
        van: `Op ${inWords(clash)} heeft ${clash.name} al dienst in deze lijn. Kies andere uren, of haal die dienst eerst weg.`,
      },
    }
  if (wanted.some((hours, index) => wanted.slice(index + 1).some(other => overlaps(hours, other))))
    return { invalid: { tot: 'Deze diensten lopen door elkaar. Kies een eerdere eindtijd, of minder dagen.' } }
  const rows = wanted.map(hours => ({
    id: randomUUID(),
    organisation_id: desk.organisation,
    line: it.lijn,
    ...hours,
    person_id: it.persoon,
  }))
  await desk.tx.insertInto('duty_shift').values(rows).execute()
  for (const row of rows)
    await recordChange(
      desk,
      'administration.duty_added',
      shiftCodes(row),
      differences('duty', row.line, undefined, { shift: hoursCodes(row) }),
    )
  return undefined
}

export const inWords = ({ weekday, starts, ends }: Hours): string =>
  `${weekdayName(weekday)} van ${shortTime(starts)} tot ${shortTime(ends)}`

const hoursCodes = (it: Hours & { person_id: string }) =>
  `weekday:${it.weekday} from:${shortTime(it.starts)} to:${shortTime(it.ends)} person:${it.person_id}`
const shiftCodes = (it: Hours & { id: string; line: string; person_id: string }) =>
  `duty:${it.id} line:${it.line} ${hoursCodes(it)}`

export async function removeShift(desk: Desk, id: string): Promise<void> {
  const shift = found((await readShiftRows(desk)).find(it => it.id === id))
  await desk.tx.deleteFrom('duty_shift').where('id', '=', id).execute()
  await recordChange(
    desk,
    'administration.duty_removed',
    shiftCodes(shift),
    differences('duty', shift.line, { shift: hoursCodes(shift) }, undefined),
  )
}

const { help } = readContent(
  'quick-report.yaml',
  z.object({
    help: z.object({ who_reads: z.object({ on_duty: z.string(), no_duty: z.string(), no_duty_at_all: z.string() }) }),
  }),
)

/** What somebody who reports at this moment reads about when the report is read. */
export function whatReportersRead(shifts: readonly ShiftRow[], now: Date): string {
  const texts = help.who_reads
  const never = new Set(shifts.filter(it => it.absent || !it.able).map(it => it.person_id))
  const duty = dutyAt(shifts, now, never)
  if (duty.now) {
    const { person, until } = duty.now
    const name = shifts.find(it => it.person_id === person)?.name ?? ''
    return texts.on_duty
      .replace('{handler}', 'de behandelaar')
      .replace('{duty}', name)
      .replace('{until}', formatShort(until, now))
  }
  return duty.next ? texts.no_duty.replace('{next}', formatShort(duty.next, now)) : texts.no_duty_at_all
}
