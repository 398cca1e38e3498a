import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { audit } from '../../engines/access/audit.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { textField } from '../../platform/text.ts'
import { readAppointments, type Appointment } from './appointments.ts'

export interface Team {
  id: string
  name: string
  /** The viewer manages it. */
  manages: boolean
  agreement: string
  appointments: readonly Appointment[]
}

export interface Teams {
  own: readonly Team[]
  /** Appointments of other teams, for who receives visitors; undefined for everybody else. */
  received: readonly Appointment[] | undefined
}

const here = (actor: Actor) => actor.memberships.filter(it => it.organisation === actor.organisation?.id)

/** Whether somebody works in a team of the organisation of this session, or manages it. */
export const worksIn = (actor: Actor, unit: string): boolean => here(actor).some(it => it.unit === unit)
export const manages = (actor: Actor, unit: string): boolean =>
  here(actor).some(it => it.unit === unit && it.role === 'manager')

/** The teams that somebody works in, with what they agreed and flagged. */
export async function readTeams(desk: Desk, actor: Actor): Promise<Teams> {
  const { tx, organisation } = desk
  const [units, agreements, receiving, appointments] = await Promise.all([
    tx.selectFrom('unit').select(['id', 'name']).where('organisation_id', '=', organisation).orderBy('name').execute(),
    tx.selectFrom('team_agreement').select(['unit_id', 'words']).execute(),
    tx.selectFrom('reception_unit').select('unit_id').where('organisation_id', '=', organisation).execute(),
    readAppointments(desk),
  ])
  const words = new Map(agreements.map(it => [it.unit_id, it.words]))
  const own = units
    .filter(it => worksIn(actor, it.id))
    .map(it => ({
      ...it,
      manages: manages(actor, it.id),
      agreement: words.get(it.id) ?? '',
      appointments: appointments.filter(one => one.unitId === it.id),
    }))
  const receives = receiving.some(it => worksIn(actor, it.unit_id))
  return { own, received: receives ? appointments.filter(it => !worksIn(actor, it.unitId)) : undefined }
}

export const AgreementForm = z.object({
  afspraken: textField({ required: 'Schrijf op wat u met elkaar afsprak.', max: 4000 }),
})

/** Keeps what a team agreed, in the words of who manages it. */
export async function saveAgreement(desk: Desk, unit: string, words: string): Promise<void> {
  const { tx, now, actor, organisation } = desk
  const changed = { words, changed_by: actor, changed_at: now }
  await tx
    .insertInto('team_agreement')
    .values({ unit_id: unit, organisation_id: organisation, ...changed })
    .onConflict(conflict => conflict.column('unit_id').doUpdateSet(changed))
    .execute()
  await audit(tx, { action: 'guidance.agreement_set', actor, organisation, object: `unit:${unit}` }, now)
}

export interface ReceptionUnit {
  id: string
  name: string
  receives: boolean
}

export async function readReception({ tx, organisation }: Desk): Promise<ReceptionUnit[]> {
  return tx
    .selectFrom('unit')
    .leftJoin('reception_unit as r', 'r.unit_id', 'unit.id')
    .select(eb => ['unit.id', 'unit.name', eb('r.unit_id', 'is not', null).$castTo<boolean>().as('receives')])
    .where('unit.organisation_id', '=', organisation)
    .orderBy('unit.name')
    .execute()
}

export const ReceptionForm = z.object({
  eenheden: z
    .string()
    .default('')
    .transform(it => new Set(it.split('\n').filter(Boolean))),
})

/** Says which units receive visitors; what is no unit of this organisation is passed over. */
export async function saveReception(desk: Desk, wanted: ReadonlySet<string>): Promise<void> {
  const { tx, now, actor, organisation } = desk
  for (const { id, receives } of await readReception(desk)) {
    if (receives === wanted.has(id)) continue
    if (receives) await tx.deleteFrom('reception_unit').where('unit_id', '=', id).execute()
    else await tx.insertInto('reception_unit').values({ unit_id: id, organisation_id: organisation }).execute()
    const object = `unit:${id} receives:${receives ? 'yes→no' : 'no→yes'}`
    await audit(tx, { action: 'guidance.reception_set', actor, organisation, object }, now)
  }
}
