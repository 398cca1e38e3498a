import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import type { ActionOf } from '../../engines/access/actions.ts'
import { audit } from '../../engines/access/audit.ts'
import { addJobs, type NewJob } from '../../engines/jobs/job.ts'
import { dateField, timeField } from '../../platform/date-fields.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import type { Invalid } from '../../platform/routes.ts'

export interface AbsenceRow {
  id: string
  starts: Date
  ends: Date
}

const time = timeField({ required: 'Vul een tijd in, zoals 09:00.' })

export const NewAbsence = z.object({
  van: dateField({ required: 'Vul de eerste dag van uw afwezigheid in.' }),
  van_tijd: time,
  tot: dateField({ required: 'Vul de laatste dag van uw afwezigheid in.' }),
  tot_tijd: time,
})

/** Whole days, unless somebody says otherwise. */
export const newAbsenceValues = { van_tijd: '00:00', tot_tijd: '23:59' }

const longestYears = 2

interface Moments {
  starts: Date
  ends: Date
  today: string
  latest: Date
}

/** The moments meant, in the time of the people here; PostgreSQL knows the nights on which the clock changes. */
async function readMoments(tx: Tx, now: Date, it: z.infer<typeof NewAbsence>): Promise<Moments | undefined> {
  const { rows } = await sql<Moments>`
    select (${it.van}::date + ${it.van_tijd}::time) at time zone 'Europe/Amsterdam' as starts,
      (${it.tot}::date + ${it.tot_tijd}::time) at time zone 'Europe/Amsterdam' as ends,
      (${now}::timestamptz at time zone 'Europe/Amsterdam')::date as today,
      ${now}::timestamptz + make_interval(years => ${longestYears}) as latest`.execute(tx)
  return rows[0]
}

function absenceErrors(
  it: z.infer<typeof NewAbsence>,
  { starts, ends, today, latest }: Moments,
  now: Date,
): Record<string, string> | undefined {
  if (it.van < today) return { van: 'Deze dag is al voorbij. Vul vandaag of een latere dag in.' }
  if (ends <= starts)
    return it.tot < it.van
      ? { tot: 'Deze dag is eerder dan de eerste dag.' }
      : { tot_tijd: 'Het einde is niet later dan het begin. Vul een latere tijd of dag in.' }
  if (ends <= now) return { tot_tijd: 'Dit moment is al voorbij. Vul een later moment in.' }
  if (ends > latest) return { tot: `Dit is meer dan ${longestYears} jaar vooruit. Vul een eerdere dag in.` }
  return undefined
}

const handling = new Set(['handler', 'manager'])

/** Whether reports go to this person, so that it matters when they are away. */
export const handles = (actor: Actor): boolean => actor.memberships.some(it => handling.has(it.role))

/** Records that somebody is away. What waits for this person goes to a deputy from then on, and no longer: those are jobs. */
export const addAbsence = (
  house: House,
  actor: Actor,
  input: z.infer<typeof NewAbsence>,
): Promise<Invalid | undefined> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const moments = await readMoments(tx, now, input)
    if (!moments) return undefined
    const errors = absenceErrors(input, moments, now)
    if (errors) return { invalid: errors }
    const { starts, ends } = moments
    if (await isKnown(tx, actor.id, starts, ends)) return undefined
    const id = randomUUID()
    await tx.insertInto('absence').values({ id, person_id: actor.id, starts, ends }).execute()
    await auditAbsence(tx, now, actor, 'account.absence_added', id)
    await addJobs(tx, now, [
      ...inEachOffice(actor, 'open_to_deputies', starts),
      ...inEachOffice(actor, 'is_back', ends),
    ])
    return undefined
  })

const inEachOffice = (actor: Actor, kind: string, runAt: Date): NewJob[] =>
  [...new Set(actor.memberships.filter(it => handling.has(it.role)).map(it => it.organisation))].map(organisation => ({
    kind,
    organisation,
    person: actor.id,
    runAt,
  }))

/** The same form sent twice. */
async function isKnown(tx: Tx, person: string, starts: Date, ends: Date): Promise<boolean> {
  const same = tx
    .selectFrom('absence')
    .select('id')
    .where('person_id', '=', person)
    .where('starts', '=', starts)
    .where('ends', '=', ends)
  return (await same.executeTakeFirst()) !== undefined
}

/** Takes back an absence of one's own; of anybody else's nothing happens. */
export const removeAbsence = (house: House, actor: Actor, id: string): Promise<void> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const own = tx.deleteFrom('absence').where('id', '=', id).where('person_id', '=', actor.id)
    const { numDeletedRows } = await own.executeTakeFirstOrThrow()
    if (numDeletedRows > 0n) await auditAbsence(tx, now, actor, 'account.absence_removed', id)
    await addJobs(tx, now, inEachOffice(actor, 'is_back', now))
  })

const auditAbsence = (tx: Tx, now: Date, actor: Actor, action: ActionOf<'account'>, object: string) =>
  audit(tx, { action, actor: actor.id, organisation: actor.organisation?.id ?? null, object }, now)

/** What is still to come of somebody's absences, the first one first. */
export const readAbsences = (tx: Tx, person: string, now: Date): Promise<AbsenceRow[]> =>
  tx
    .selectFrom('absence')
    .select(['id', 'starts', 'ends'])
    .where('person_id', '=', person)
    .where('ends', '>', now)
    .orderBy('starts')
    .orderBy('id')
    .execute()
