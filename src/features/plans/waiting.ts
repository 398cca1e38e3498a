import type { FindWaiting } from '../../engines/access/waiting.ts'
import { isLate, readOwnMeasures } from '../../engines/plans/measures.ts'
import { isOver } from '../../engines/plans/words.ts'
import { isoDay } from '../../ui/dates.ts'
import { ownUrl } from './urls.ts'

/** For who has measures that are not over, and the way to them: not everybody has the plan in the menu. */
export const planWaiting: FindWaiting = async ({ tx, now, actor }) => {
  const organisation = actor.organisation?.id
  if (organisation === undefined || !actor.permissions.has('plan.own')) return undefined
  const open = (await readOwnMeasures({ tx, now, actor: actor.id, organisation })).filter(it => !isOver(it.state))
  if (open.length === 0) return undefined
  const late = open.filter(it => isLate(it, isoDay(now))).length
  const many =
    open.length === 1 ? 'Er staat 1 maatregel op uw naam.' : `Er staan ${open.length} maatregelen op uw naam.`
  return {
    title: 'Mijn maatregelen',
    text: late === 0 ? many : `${many} ${late === 1 ? 'Daarvan is er 1' : `Daarvan zijn er ${late}`} te laat.`,
    links: [{ href: ownUrl, label: 'Naar mijn maatregelen' }],
  }
}
