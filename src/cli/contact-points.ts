import { z } from 'zod'
import { readContent } from '../platform/content.ts'

export const ContactPoint = z.object({
  name: z.string(),
  phone: z.string(),
  url: z.url().optional(),
  when: z.string(),
  text: z.string(),
  urgent: z.boolean(),
  source: z.string(),
  checked_on: z.iso.date().nullable(),
})
export type ContactPoint = z.infer<typeof ContactPoint>

const { contact_points: national } = readContent(
  'contact-points.yaml',
  z.object({ contact_points: z.array(ContactPoint) }),
)

/** The contact points that an organisation begins with: 112 and the police first, then its own, then the national ones. */
export function contactPointRows(organisation: string, own: readonly ContactPoint[], id: (name: string) => string) {
  const ordered = [...national.filter(it => it.urgent), ...own, ...national.filter(it => !it.urgent)]
  return ordered.map((it, index) => ({
    id: id(it.name),
    organisation_id: organisation,
    position: index + 1,
    name: it.name,
    phone: it.phone,
    url: it.url ?? '',
    description: `${it.when} ${it.text}`,
    source: it.source,
    checked_on: it.checked_on,
    // Everybody may know these already; of its own an organisation says so itself.
    published: national.includes(it),
  }))
}
