import { z } from 'zod'
import { mayBeOff, readCategoriesOff } from '../../engines/cases/categories.ts'
import { categories, type Category } from '../../engines/cases/vocabulary.ts'
import { differences } from '../../engines/access/setting-changes.ts'
import { recordChanges, type Desk } from './desk.ts'

export interface OfferedCategory extends Category {
  on: boolean
  /** Whether it may be left out at all. */
  mayBeOff: boolean
}

export async function readOffered({ tx, organisation }: Desk): Promise<OfferedCategory[]> {
  const off = await readCategoriesOff(tx, organisation)
  return categories.map(it => ({ ...it, mayBeOff: mayBeOff(it), on: !mayBeOff(it) || !off.has(it.id) }))
}

/** Which kinds are offered; those that must be, are not in the form. */
export const CategoriesForm = z.object({
  soorten: z
    .string()
    .default('')
    .transform(it => new Set(it.split('\n').filter(Boolean)))
    .refine(it => [...it].every(id => categories.some(known => known.id === id)), 'Kies soorten uit de lijst.'),
})

/** Offers these kinds and no others; cases that are there keep theirs. */
export async function saveCategories(desk: Desk, wanted: ReadonlySet<string>): Promise<void> {
  const { tx, organisation } = desk
  const changed = (await readOffered(desk)).filter(it => it.mayBeOff && it.on !== wanted.has(it.id))
  for (const { id, on } of changed) {
    if (on)
      await tx.insertInto('organisation_category_off').values({ organisation_id: organisation, category: id }).execute()
    else
      await tx
        .deleteFrom('organisation_category_off')
        .where('organisation_id', '=', organisation)
        .where('category', '=', id)
        .execute()
  }
  await recordChanges(
    desk,
    changed.map(it => ({
      action: 'administration.category_set' as const,
      object: `category:${it.id} offered:${inCode(it.on)}→${inCode(!it.on)}`,
    })),
    changed.flatMap(it => differences('category', it.id, { offered: inCode(it.on) }, { offered: inCode(!it.on) })),
  )
}

const inCode = (on: boolean) => (on ? 'yes' : 'no')
