import type { Ask } from '../../engines/access/routes.ts'
import { checkPage } from '../../engines/questionnaires/answers.ts'
import { withPage, type Dropped } from '../../engines/questionnaires/changing.ts'
import { keepSet, openSet } from '../../engines/questionnaires/sets.ts'
import { nextTo, pageAt, walk, type Values } from '../../engines/questionnaires/walk.ts'
import { isoDay } from '../../ui/dates.ts'
import { dropFilesOff, droppedBy, missingOn, wrongIn } from './files.ts'
import { isOvertaken } from './meanwhile.tsx'
import { wayOf } from './opened.ts'
import { withProposals } from './proposals.ts'
import { recordDecision } from './organisation.ts'

/** What became of a page that was sent. */
export type Kept =
  | { next: string | undefined; before: string | undefined }
  | { errors: Values }
  /** These answers would go; nothing was kept yet. */
  | { drops: readonly Dropped[] }
  /** Somebody else changed the page meanwhile. */
  | 'overtaken'
  | 'gone'
  | 'done'

/**
 * Keeps what was sent from a page, when it is right. What is no longer asked because of it is dropped, but not before that was
 * said: `drops` names it, and `agreed` carries it out.
 */
export async function keepPage(
  { house, actor, params }: Ask<'id' | 'page'>,
  sent: Values,
  agreed: boolean,
): Promise<Kept> {
  return house.db.as({ person: actor.id }, async (tx, now) => {
    const opened = await openSet(tx, house.keys, params.id, true)
    const set = opened && (await withProposals(tx, opened))
    const at = set && pageAt(wayOf(set), params.page)
    if (!set || !at) return 'gone'
    if (set.state === 'done') return 'done'
    const { setting } = set
    const changed = withPage(at, set.values, sent, setting)
    if (isOvertaken(set, at, changed, sent['gezien'] ?? '')) return 'overtaken'
    const { values, errors: wrong } = checkPage(at, changed, setting, isoDay(now))
    const errors = { ...wrong, ...missingOn(set, at) }
    if (Object.keys(errors).length > 0) return { errors }
    const merged = { ...set.values, ...values }
    const way = walk(set.instrument, merged, setting)
    const drops = droppedBy(set, merged, way)
    if (drops.length > 0 && !agreed) return { drops }
    if (!(await keepSet(tx, set, way.kept))) return 'done'
    await dropFilesOff(tx, set, way)
    const step = (direction: 1 | -1) => nextTo(set.instrument, way, at.page, direction)?.path
    return { next: step(1), before: step(-1) }
  })
}

/** Finishes a set when everything in it is right; then it changes no more. */
export async function finishSet({ house, actor, params }: Ask<'id'>): Promise<'done' | 'gone' | { errors: Values }> {
  return house.db.as({ person: actor.id }, async (tx, now) => {
    const opened = await openSet(tx, house.keys, params.id, true)
    const set = opened && (await withProposals(tx, opened))
    // Whose it is ends it, and not who looks along.
    if (!set || set.seenAs === 'adviser') return 'gone'
    if (set.state === 'done') return 'done'
    const errors = wrongIn(set, isoDay(now))
    if (Object.keys(errors).length > 0) return { errors }
    const way = wayOf(set)
    await dropFilesOff(tx, set, way)
    if (!(await keepSet(tx, set, way.kept, true))) return 'gone'
    if (set.privacy === 'organisation') await recordDecision(tx, now, actor.id, set)
    return 'done'
  })
}
