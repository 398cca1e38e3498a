import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import { addMonths } from '../../platform/months.ts'
import { textField } from '../../platform/text.ts'
import { differences } from '../../engines/access/setting-changes.ts'
import { found, recordChange, type Desk } from './desk.ts'

export interface ContactPointRow {
  id: string
  position: number
  name: string
  phone: string
  url: string
  description: string
  source: string
  /** Everybody may read it, without signing in. */
  published: boolean
  /** `2026-04-24`, or null when nobody has tried it yet. */
  checkedOn: string | null
}

const webAddress = (it: string) => it === '' || (/^https?:\/\/[^\s]+$/u.test(it) && URL.canParse(it))

export const ContactPointForm = z.object({
  naam: textField({ required: 'Vul de naam in.', max: 200, oneLine: true }),
  telefoon: textField({ max: 40, oneLine: true }).refine(
    it => /^[0-9+() -]*$/u.test(it),
    'Vul een telefoonnummer in met alleen cijfers, spaties en streepjes.',
  ),
  website: textField({ max: 300, oneLine: true }).refine(webAddress, 'Vul een adres in dat met https:// begint.'),
  uitleg: textField({ required: 'Schrijf op voor wie dit is en wanneer.', max: 2000 }),
  bron: textField({ required: 'Schrijf op waar dit nummer vandaan komt.', max: 500, oneLine: true }),
  plaats: z.coerce
    .number('Vul een getal in.')
    .int('Vul een heel getal in.')
    .min(1, 'Vul een getal in van 1 tot en met 99.')
    .max(99, 'Vul een getal in van 1 tot en met 99.'),
  openbaar: z.literal('ja').optional(),
})
type Input = z.infer<typeof ContactPointForm>

export async function readContactPoints({ tx, organisation }: Desk): Promise<ContactPointRow[]> {
  const rows = await tx
    .selectFrom('contact_point')
    .select(['id', 'position', 'name', 'phone', 'url', 'description', 'source', 'published', 'checked_on'])
    .where('organisation_id', '=', organisation)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ checked_on, ...row }) => ({ ...row, checkedOn: checked_on === null ? null : String(checked_on) }))
}

export const readContactPoint = async (desk: Desk, id: string): Promise<ContactPointRow> =>
  found((await readContactPoints(desk)).find(it => it.id === id))

const columns = (it: Input) => ({
  name: it.naam,
  phone: it.telefoon,
  url: it.website,
  description: it.uitleg,
  source: it.bron,
  position: it.plaats,
  published: it.openbaar === 'ja',
})

const valuesOf = ({ id: _id, checkedOn, ...row }: ContactPointRow) => inWords({ ...row, checked_on: checkedOn })

/** As it stands in the list of changes. */
const inWords = <Row extends object>({ published, ...row }: Row & { published: boolean }) => ({
  ...row,
  published: published ? 'yes' : 'no',
})

export async function addContactPoint(desk: Desk, it: Input): Promise<void> {
  const id = randomUUID()
  const row = { id, organisation_id: desk.organisation, ...columns(it), checked_on: null }
  await desk.tx.insertInto('contact_point').values(row).execute()
  await recordChange(
    desk,
    'administration.contact_point_added',
    `contact_point:${id}`,
    differences('contact_point', id, undefined, inWords(columns(it))),
  )
}

/** Changes a contact point. Another number or address has to be tried anew. */
export async function changeContactPoint(desk: Desk, id: string, it: Input): Promise<void> {
  const before = await readContactPoint(desk, id)
  const same = before.phone === it.telefoon && before.url === it.website
  const change = desk.tx.updateTable('contact_point').set({ ...columns(it), ...(!same && { checked_on: null }) })
  await change.where('id', '=', id).execute()
  const after = { ...inWords(columns(it)), checked_on: same ? before.checkedOn : null }
  await recordChange(
    desk,
    'administration.contact_point_changed',
    `contact_point:${id}`,
    differences('contact_point', id, valuesOf(before), after),
  )
}

/** Somebody tried it today and it was right. */
export async function markChecked(desk: Desk, id: string): Promise<void> {
  const before = await readContactPoint(desk, id)
  const today = sql<Date>`(${desk.now}::timestamptz at time zone 'Europe/Amsterdam')::date`
  await desk.tx.updateTable('contact_point').set({ checked_on: today }).where('id', '=', id).execute()
  const after = await readContactPoint(desk, id)
  await recordChange(
    desk,
    'administration.contact_point_checked',
    `contact_point:${id}`,
    differences('contact_point', id, valuesOf(before), valuesOf(after)),
  )
}

export async function removeContactPoint(desk: Desk, id: string): Promise<void> {
  const before = await readContactPoint(desk, id)
  await desk.tx.deleteFrom('contact_point').where('id', '=', id).execute()
  await recordChange(
    desk,
    'administration.contact_point_removed',
    `contact_point:${id}`,
    differences('contact_point', id, valuesOf(before), undefined),
  )
}

/** Whether somebody should try the number again: never done, or more than six months ago. */
export const needsChecking = ({ checkedOn }: Pick<ContactPointRow, 'checkedOn'>, now: Date): boolean =>
  checkedOn === null || addMonths(new Date(checkedOn), 6) < now
