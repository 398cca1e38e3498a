import { z } from 'zod'
import { readContent } from '../../platform/content.ts'
import type { Tx } from '../../platform/db.ts'

// The words that an organisation has of its own, in the places that our texts leave room for.

const ids = [
  'report_intro',
  'at_night',
  'receipt',
  'feedback_closing',
  'legal_aid_conditions',
  'norm',
  'norm_adopted_by',
  'norm_adopted_on',
  'police_domicile',
] as const
export type TextId = (typeof ids)[number]

const Content = z.object({
  pages: z.array(z.object({ id: z.string(), label: z.string() })),
  texts: z.array(
    z.object({
      id: z.enum(ids),
      page: z.string(),
      kind: z.enum(['paragraphs', 'line', 'date']),
      max: z.number().int().max(4000),
      label: z.string(),
      explanation: z.string(),
      where: z.string(),
      default: z.string(),
    }),
  ),
})

export const { pages: textPages, texts: organisationTexts } = readContent('organisation-texts.yaml', Content)
export type OrganisationText = (typeof organisationTexts)[number]

/** The words in each place; '' where nothing stands. */
export type Texts = Readonly<Record<TextId, string>>

/** The words of an organisation: its own, or those that come with the product. */
export async function readTexts(tx: Tx, organisation: string): Promise<Texts> {
  const rows = await tx
    .selectFrom('organisation_text')
    .select(['text_id', 'words'])
    .where('organisation_id', '=', organisation)
    .execute()
  const own = new Map(rows.map(it => [it.text_id, it.words]))
  const words = (id: TextId) => own.get(id) ?? organisationTexts.find(it => it.id === id)?.default ?? ''
  return {
    report_intro: words('report_intro'),
    at_night: words('at_night'),
    receipt: words('receipt'),
    feedback_closing: words('feedback_closing'),
    legal_aid_conditions: words('legal_aid_conditions'),
    norm: words('norm'),
    norm_adopted_by: words('norm_adopted_by'),
    norm_adopted_on: words('norm_adopted_on'),
    police_domicile: words('police_domicile'),
  }
}
