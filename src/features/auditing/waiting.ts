import type { FindWaiting } from '../../engines/access/waiting.ts'
import { countRefusals, daysAgo, logAddress } from './log.ts'

const days = 7

/** For who supervises: how often something was refused lately. */
export const auditingWaiting: FindWaiting = async ({ tx, now, actor }) => {
  const { organisation, permissions } = actor
  if (!organisation || !permissions.has('audit.read')) return undefined
  const from = daysAgo(now, days - 1)
  const refused = await countRefusals(tx, organisation.id, from)
  return {
    title: refused === '0' ? 'Toezicht' : `Toezicht: ${refused} keer geweigerd`,
    text:
      refused === '0'
        ? `In de laatste ${days} dagen is niets geweigerd.`
        : `In de laatste ${days} dagen is ${refused} keer iets geweigerd, zoals een melding die iemand niet mag zien.`,
    links: [
      ...(refused === '0' ? [] : [{ href: logAddress({ result: 'refused', from }), label: 'Bekijk wat is geweigerd' }]),
      { href: '/controle/logboek', label: 'Naar het logboek' },
      ...(permissions.has('figures.read') ? [{ href: '/cijfers', label: 'Naar de cijfers' }] : []),
    ],
  }
}
