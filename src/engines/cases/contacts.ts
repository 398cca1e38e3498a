import type { Tx } from '../../platform/db.ts'

/** Somebody to call, as an organisation keeps it. */
export interface ContactPoint {
  name: string
  phone: string
  url: string
  description: string
  checkedOn: string | null
}

/** The contact points of an organisation, in its own order. */
export async function readContacts(tx: Tx, organisation: string): Promise<ContactPoint[]> {
  const rows = await tx
    .selectFrom('contact_point')
    .select(['name', 'phone', 'url', 'description', 'checked_on'])
    .where('organisation_id', '=', organisation)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ checked_on: checkedOn, ...row }) => ({
    ...row,
    checkedOn: checkedOn === null ? null : String(checkedOn),
  }))
}
