import { sql } from 'kysely'
import type { FindWaiting, Waiting } from '../../engines/access/waiting.ts'

/** For a privacy officer: who cannot get in without a code of theirs, and a provider that counts for nobody before they approve it. */
export const privacyWaiting: FindWaiting = async ({ tx, actor }) => {
  const { organisation, permissions } = actor
  if (!organisation || !permissions.has('privacy.manage')) return undefined
  const { rows } = await sql<{ people: number; approves: boolean }>`
    select (select count(*)::int from app.awaiting_code(${organisation.id})) as people,
      app.provider_waits(${organisation.id}) as approves`.execute(tx)
  return inWords(rows[0]?.people ?? 0, rows[0]?.approves === true)
}

function inWords(people: number, approves: boolean): Waiting | undefined {
  if (people === 0 && !approves) return undefined
  const texts = [
    people === 1 && 'Eén persoon kan pas weer inloggen met een code van u.',
    people > 1 && `${people} mensen kunnen pas weer inloggen met een code van u.`,
    approves && 'Een beheerder vulde een inlogsysteem van uw organisatie in. Het werkt pas als u het goedkeurt.',
  ]
  return {
    title: `Privacy: ${people + (approves ? 1 : 0)} voor u`,
    text: texts.filter(it => it !== false).join(' '),
    links: [
      ...(people > 0 ? [{ href: '/privacy-instellingen/tweede-stap', label: 'Geef een code' }] : []),
      ...(approves ? [{ href: '/privacy-instellingen/inloggen', label: 'Bekijk het inlogsysteem' }] : []),
    ],
  }
}
