import { sql } from 'kysely'
import { z } from 'zod'
import type { ContactPoint } from '../../engines/cases/contacts.ts'
import { organisationTexts, type TextId } from '../../engines/cases/organisation-texts.ts'
import type { Tx } from '../../platform/db.ts'
import type { Notice } from '../../platform/documents/poster.ts'
import { formatDate } from '../../ui/dates.ts'

/** The norm of an organisation in the words that it has now. */
export interface Norm {
  norm: string
  norm_adopted_by: string
  norm_adopted_on: string
}

export interface PublicNorm {
  organisation: string
  norm: Norm
  contacts: readonly ContactPoint[]
}

const Kept = z.object({
  organisation: z.string(),
  texts: z.record(z.string(), z.string()),
  contacts: z.array(
    z.object({
      name: z.string(),
      phone: z.string(),
      url: z.string(),
      description: z.string(),
      checkedOn: z.string().nullable(),
    }),
  ),
})

const standard = (id: TextId) => organisationTexts.find(it => it.id === id)?.default ?? ''

/** The norm that an organisation adopted, with the contact points that it made public; undefined where there is none. */
export async function readPublicNorm(tx: Tx, code: string): Promise<PublicNorm | undefined> {
  const { rows } = await sql`select organisation, texts, contacts from app.public_norm(${code})`.execute(tx)
  if (rows[0] === undefined) return undefined
  const { organisation, texts, contacts } = Kept.parse(rows[0])
  const words = (id: keyof Norm) => texts[id] ?? standard(id)
  return {
    organisation,
    contacts,
    norm: {
      norm: words('norm'),
      norm_adopted_by: words('norm_adopted_by'),
      norm_adopted_on: words('norm_adopted_on'),
    },
  }
}

/** When and by whom it was adopted, as a sentence. */
export function adopted({ norm_adopted_by: by, norm_adopted_on: on }: Norm): string {
  if (on === '') return 'Deze norm is nog niet vastgesteld.'
  return `Vastgesteld op ${formatDate(new Date(on))}${by === '' ? '' : ` door ${by}`}.`
}

/** What the poster and the card say. */
export const noticeOf = (organisation: string, norm: Norm, contacts: readonly ContactPoint[]): Notice => ({
  title: 'Melden helpt',
  organisation,
  paragraphs: norm.norm.split(/\n{2,}/u).map(it => it.trim()),
  callTitle: 'Wie kunt u bellen?',
  contacts: contacts.filter(it => it.phone !== '').map(({ name, phone }) => ({ name, phone })),
  foot: adopted(norm),
})
