import type { Tx } from '../../platform/db.ts'

export interface Colleague {
  id: string
  name: string
  detail: string
}

/** Who is meant, with the people whose name looks like what was typed: nobody, this person, or it is not clear (yet). */
export type Found = { matches: Colleague[] } & (
  | { person: string | undefined }
  | { unclear: 'colleague' | 'colleague_id' }
)

const most = 10

/**
 * Finds the colleague that somebody typed the name or address of. A wrong guess would shut out the wrong person, so anything
 * but one exact match is asked again.
 * @param self who is never meant
 */
export async function findColleague(
  tx: Tx,
  now: Date,
  organisation: string,
  self: string | undefined,
  typed: { colleague: string; colleague_id?: string | undefined },
): Promise<Found> {
  const matches = await search(tx, now, organisation, self, typed.colleague)
  if (typed.colleague_id === 'none' || (typed.colleague === '' && !typed.colleague_id))
    return { person: undefined, matches }
  if (typed.colleague_id) {
    const chosen = matches.find(it => it.id === typed.colleague_id)
    if (chosen) return { person: chosen.id, matches }
    return { unclear: matches.length > 0 ? 'colleague_id' : 'colleague', matches }
  }
  const means = (it: string) => it.toLowerCase() === typed.colleague.toLowerCase()
  // An address is of one person; a name may be of several.
  const exact =
    matches.find(it => means(it.email)) ?? (matches.length === 1 ? matches.find(it => means(it.name)) : undefined)
  if (exact) return { person: exact.id, matches: [] }
  return { unclear: matches.length > 0 ? 'colleague_id' : 'colleague', matches }
}

async function search(
  tx: Tx,
  now: Date,
  organisation: string,
  self: string | undefined,
  typed: string,
): Promise<(Colleague & { email: string })[]> {
  const words = typed.split(/\s+/).filter(Boolean).slice(0, 6)
  if (words.length === 0) return []
  let query = tx
    .selectFrom('person')
    .select(['id', 'name', 'email', 'email as detail'])
    .where('id', 'is distinct from', self ?? null)
    .where('id', 'in', eb =>
      eb
        .selectFrom('membership')
        .select('person_id')
        .where('organisation_id', '=', organisation)
        .where('starts', '<=', now)
        .where(or => or.or([or('ends', 'is', null), or('ends', '>', now)])),
    )
  for (const word of words) {
    const like = `%${word.replaceAll(/[\\%_]/g, it => `\\${it}`)}%`
    query = query.where(eb => eb.or([eb('name', 'ilike', like), eb('email', 'ilike', like)]))
  }
  return query.orderBy('name').orderBy('id').limit(most).execute()
}
