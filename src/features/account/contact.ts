import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { readContent } from '../../platform/content.ts'
import type { House } from '../../platform/house.ts'

const NationalPoints = z.object({
  contact_points: z.array(
    z.object({
      name: z.string(),
      phone: z.string(),
      url: z.string().optional(),
      when: z.string(),
      text: z.string(),
      functions: z.array(z.string()).optional(),
      checked_on: z.string().nullable(),
    }),
  ),
})

export interface ContactPoint {
  name: string
  phone: string
  url: string
  description: string
  /** `2026-04-24`, or null when nobody has tried this number yet. */
  checkedOn: string | null
}

const { contact_points: national } = readContent('contact-points.yaml', NationalPoints)

/** The national contact points; for a known person those that are for somebody with that function. */
export function nationalPoints(actor: Actor | undefined): ContactPoint[] {
  const held = new Set(actor?.memberships.map(it => it.function))
  return national
    .filter(({ functions }) => functions === undefined || held.size === 0 || functions.some(it => held.has(it)))
    .map(({ when, text, checked_on: checkedOn, url = '', ...point }) => ({
      ...point,
      url,
      description: `${when} ${text}`,
      checkedOn,
    }))
}

/** The contact points of the organisation of this session, in the order that its administrator gave. */
export async function ownPoints(house: House, actor: Actor | undefined): Promise<ContactPoint[]> {
  const organisation = actor?.organisation?.id
  if (!actor || organisation === undefined) return []
  const rows = await house.db.as({ person: actor.id }, tx =>
    tx
      .selectFrom('contact_point')
      .select(['name', 'phone', 'url', 'description', 'checked_on'])
      .where('organisation_id', '=', organisation)
      .orderBy('position')
      .orderBy('id')
      .execute(),
  )
  return rows.map(({ checked_on, ...row }) => ({ ...row, checkedOn: checked_on === null ? null : String(checked_on) }))
}
