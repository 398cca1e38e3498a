import type { FindWaiting } from '../../engines/access/waiting.ts'
import { formatTime } from '../../ui/dates.ts'
import { emergenciesToDecide, emergencyPaths, ownEmergencies } from './emergency.ts'
import { urls } from './urls.ts'

/** For a privacy officer: who asks for emergency access. For a deputy: the case that is open to them now. */
export const emergencyWaiting: FindWaiting = async ({ tx, actor }) => {
  const { organisation, permissions } = actor
  if (!organisation) return undefined
  if (permissions.has('privacy.manage')) {
    const n = (await emergenciesToDecide(tx, organisation.id)).length
    if (n > 0)
      return {
        title: n === 1 ? 'Noodtoegang: 1 vraag' : `Noodtoegang: ${n} vragen`,
        text: 'Een vervanger vraagt om voor één uur een melding te lezen. U beslist.',
        links: [{ href: emergencyPaths.decide, label: 'Bekijk en beslis' }],
      }
  }
  if (!permissions.has('case.handle')) return undefined
  const open = (await ownEmergencies(tx, organisation.id)).flatMap(it =>
    it.case_id !== null && it.ends_at !== null ? [{ id: it.case_id, reference: it.reference, until: it.ends_at }] : [],
  )
  if (open.length === 0) return undefined
  return {
    title: 'Noodtoegang',
    text: 'U kunt nu tijdelijk lezen en schrijven in een melding waarvan u vervanger bent.',
    links: open.map(it => ({
      href: urls.case(it.id),
      label: `${it.reference}, tot ${formatTime(it.until)}`,
    })),
  }
}
