import { z } from 'zod'
import { readContent } from '../../platform/content.ts'

const Code = z.object({ id: z.string().regex(/^[a-z_]{2,40}$/u), label: z.string() })

/** The norm for those who work for the organisation, and what a flagged appointment can say. */
export const staffNorm = readContent(
  'staff-norm/staff-norm@1.yaml',
  z.object({
    source: z.string(),
    checked_on: z.iso.date().nullable(),
    title: z.string(),
    lead: z.string(),
    parts: z.array(z.object({ title: z.string(), points: z.array(z.string()) })),
    agreements_hint: z.string(),
    places: z.array(Code),
    needs: z.array(Code),
  }),
)

export const placeLabel = (id: string): string => staffNorm.places.find(it => it.id === id)?.label ?? id
export const needLabel = (id: string): string => staffNorm.needs.find(it => it.id === id)?.label ?? id
