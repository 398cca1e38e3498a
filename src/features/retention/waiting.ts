import type { FindWaiting } from '../../engines/access/waiting.ts'
import { listsUrl } from './urls.ts'

/** For an archivist: how many reports wait for a decision. */
export const retentionWaiting: FindWaiting = async ({ tx, actor }) => {
  const { organisation, permissions } = actor
  if (!organisation || !permissions.has('destruction.approve')) return undefined
  const { n } = await tx
    .selectFrom('destruction_item')
    .select(eb => eb.fn.countAll<string>().as('n'))
    .where('organisation_id', '=', organisation.id)
    .where('decision', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    title: n === '0' ? 'Vernietiging' : `Vernietiging: ${n} te besluiten`,
    text:
      n === '0'
        ? 'Er wacht geen lijst op uw besluit.'
        : 'Van deze meldingen is de bewaartermijn bijna voorbij. Zonder uw akkoord gaat er niets weg.',
    links: [{ href: listsUrl, label: 'Naar de lijsten' }],
  }
}
