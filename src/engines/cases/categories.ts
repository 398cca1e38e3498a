import type { Tx } from '../../platform/db.ts'
import { categories, type Category } from './vocabulary.ts'

/**
 * Whether an organisation may leave this kind out. Not the last resort, without which a report that fits nowhere has no
 * place. And not where the police come first: who does not find "threat" in the list takes something milder, and then
 * nobody is told to speak with the police.
 */
export const mayBeOff = ({ id, police_first }: Category): boolean => id !== 'other' && !police_first

/** The codes of the kinds that an organisation does not offer. */
export async function readCategoriesOff(tx: Tx, organisation: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('organisation_category_off')
    .select('category')
    .where('organisation_id', '=', organisation)
    .execute()
  return new Set(rows.map(it => it.category))
}

/**
 * The kinds of incident that the forms of an organisation offer.
 * @param kept of the case at hand, which keeps its own also when it is not offered any more
 */
export async function readCategories(tx: Tx, organisation: string, kept?: string | null): Promise<Category[]> {
  const off = await readCategoriesOff(tx, organisation)
  return categories.filter(it => !off.has(it.id) || !mayBeOff(it) || it.id === kept)
}
