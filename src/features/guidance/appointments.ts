import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../engines/access/audit.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { Job, JobHandlers } from '../../engines/jobs/runner.ts'
import { dateField, timeField } from '../../platform/date-fields.ts'
import type { Tx } from '../../platform/db.ts'
import type { Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { endOfDay } from '../../ui/dates.ts'
import { staffNorm } from './staff-norm.ts'

// An appointment that may go wrong says when, where, for which team and what is needed. Of the visitor it says nothing.

export interface Appointment {
  id: string
  unitId: string
  unit: string
  starts: Date
  ends: Date
  place: string
  room: string
  needs: readonly string[]
}

const known = new Set(staffNorm.needs.map(it => it.id))

export const AppointmentForm = z.object({
  dag: dateField({ required: 'Vul de dag van de afspraak in.' }),
  van: timeField({ required: 'Vul in hoe laat de afspraak begint, zoals 09:30.' }),
  tot: timeField({ required: 'Vul in hoe laat de afspraak eindigt, zoals 10:00.' }),
  plaats: z.enum(
    staffNorm.places.map(it => it.id),
    'Kies waar de afspraak is.',
  ),
  ruimte: textField({ max: 12, oneLine: true }).refine(
    it => it === '' || (/^[0-9A-Za-z. -]+$/u.test(it) && /\d/u.test(it)),
    'Vul een nummer of code van de ruimte in, zoals B1.23.',
  ),
  nodig: z
    .string()
    .default('')
    .transform(it => it.split('\n').filter(Boolean))
    .refine(it => it.length > 0, 'Kies wat er nodig is.')
    .refine(it => it.every(id => known.has(id)), 'Kies uit de lijst.'),
})
type Input = z.infer<typeof AppointmentForm>

/** The flagged appointments that this viewer sees: of the own teams, and all of them for who receives visitors. */
export async function readAppointments({ tx, organisation }: Desk): Promise<Appointment[]> {
  const rows = await tx
    .selectFrom('risky_appointment as a')
    .innerJoin('unit', 'unit.id', 'a.unit_id')
    .select(['a.id', 'a.unit_id as unitId', 'unit.name as unit', 'a.starts', 'a.ends', 'a.place', 'a.room', 'a.needs'])
    .where('a.organisation_id', '=', organisation)
    .orderBy('a.starts')
    .orderBy('a.id')
    .execute()
  return rows.map(it => ({ ...it, needs: it.needs.split(' ') }))
}

interface Moments {
  starts: Date
  ends: Date
}

async function readMoments(tx: Tx, { dag, van, tot }: Input): Promise<Moments> {
  const { rows } = await sql<Moments>`
    select (${dag}::date + ${van}::time) at time zone 'Europe/Amsterdam' as starts,
      (${dag}::date + ${tot}::time) at time zone 'Europe/Amsterdam' as ends`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('The moments were not computed')
  return row
}

const longestMs = 12 * 3_600_000
const furthestMs = 366 * 24 * 3_600_000

function wrong({ starts, ends }: Moments, now: Date): Record<string, string> | undefined {
  if (ends <= starts) return { tot: 'Het einde is niet later dan het begin.' }
  if (ends.getTime() - starts.getTime() > longestMs) return { tot: 'Een afspraak duurt hier hooguit twaalf uur.' }
  if (ends <= now) return { dag: 'Dit moment is al voorbij.' }
  return starts.getTime() - now.getTime() > furthestMs ? { dag: 'Dit is meer dan een jaar vooruit.' } : undefined
}

/** Flags an appointment of a team; it goes by itself once its day is over. */
export async function flagAppointment(desk: Desk, unit: string, it: Input): Promise<Invalid | undefined> {
  const { tx, now, actor, organisation } = desk
  const moments = await readMoments(tx, it)
  const invalid = wrong(moments, now)
  if (invalid) return { invalid }
  const id = randomUUID()
  await tx
    .insertInto('risky_appointment')
    .values({
      id,
      organisation_id: organisation,
      unit_id: unit,
      ...moments,
      place: it.plaats,
      room: it.ruimte,
      needs: it.nodig.join(' '),
      flagged_by: actor,
      flagged_at: now,
    })
    .execute()
  await addJobs(tx, now, [{ kind: 'end_appointments', organisation, runAt: endOfDay(moments.ends) }])
  await audit(tx, { action: 'guidance.appointment_flagged', actor, organisation, object: `appointment:${id}` }, now)
  return undefined
}

/** Takes a flag away. Whether there was one that this person may take away. */
export async function removeAppointment({ tx, now, actor, organisation }: Desk, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('risky_appointment').where('id', '=', id).executeTakeFirst()
  if (numDeletedRows === 0n) return false
  await audit(tx, { action: 'guidance.appointment_removed', actor, organisation, object: `appointment:${id}` }, now)
  return true
}

/** Removes what was flagged for a day that is over. */
async function endAppointments({ organisation_id: organisation }: Job, tx: Tx, now: Date): Promise<void> {
  if (organisation === null) return
  await tx
    .deleteFrom('risky_appointment')
    .where('organisation_id', '=', organisation)
    .where(
      sql<boolean>`(ends at time zone 'Europe/Amsterdam')::date < (${now}::timestamptz at time zone 'Europe/Amsterdam')::date`,
    )
    .execute()
}

export const guidanceJobs: JobHandlers = { end_appointments: endAppointments }
