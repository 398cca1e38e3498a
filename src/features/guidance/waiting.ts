import type { FindWaiting } from '../../engines/access/waiting.ts'
import { ownGroups, readConversations } from './conversation.ts'

/** For a member: a conversation of the own group after which they have not said to know the norm. */
export const guidanceWaiting: FindWaiting = async ({ tx, actor }) => {
  if (!actor.organisation) return undefined
  const mine = ownGroups(actor)
  const held = await readConversations(tx, actor.organisation.id)
  if (!held.some(it => mine.has(it.members) && !it.confirmed)) return undefined
  return {
    title: 'Kent u de norm?',
    text: 'Er was een gesprek over de norm en de contactpunten. Kent u ze?',
    links: [{ href: '/onze-norm/gesprek', label: 'Naar het gesprek over de norm' }],
  }
}
