import type { FindWaiting } from '../../engines/access/waiting.ts'
import { readOffered } from './overview.ts'
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

/** What somebody began and did not finish, what was shared with them, and otherwise that there are scans at all. */
export const scansWaiting: FindWaiting = async ({ tx, now, actor }) => {
  if (!actor.organisation) return undefined
  const offered = await readOffered({ tx, now, actor: actor.id, organisation: actor.organisation.id })
  const links = offered.flatMap(({ instrument, sets }) =>
    sets
      .filter(it => it.state === 'open' && it.roundId === null)
      .map(it => ({
        href: urls.set(it.id),
        label: `${instrument.title}: ${it.sharedBy === null ? 'ga verder waar u was' : `kijk mee met ${it.sharedBy}`}`,
      })),
  )
  return {
    title: 'Hoe veilig en weerbaar bent u?',
    text: 'Met een scan ziet u wat u zelf en uw organisatie kunnen doen.',
    links: [...links, { href: urls.all, label: 'Naar de scans' }],
  }
}
