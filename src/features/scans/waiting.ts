import type { FindWaiting } from '../../engines/access/waiting.ts'
import { readRounds } from './rounds.ts'
import { urls } from './urls.ts'

/** For who was asked in a round that is open, until they are done. */
export const roundsWaiting: FindWaiting = async ({ tx, now, actor }) => {
  if (!actor.organisation) return undefined
  const rounds = await readRounds({ tx, now, actor: actor.id, organisation: actor.organisation.id })
  const waiting = rounds.filter(it => it.asked && it.closedOn === null && it.own?.state !== 'done')
  if (waiting.length === 0) return undefined
  return {
    title: 'U bent gevraagd',
    text: 'Een collega vraagt u om een scan in te vullen, vanuit uw eigen werk.',
    links: waiting.map(it => ({ href: urls.round(it.id), label: `${it.instrument.title}, ronde ${it.number}` })),
  }
}
