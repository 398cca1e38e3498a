import type { FindWaiting } from '../../engines/access/waiting.ts'
import { contactsPath } from './gaps-people.ts'
import { findGaps } from './overview.ts'

const toDesk = { href: '/beheer', label: 'Naar het beheer' }
const toContacts = { href: contactsPath, label: 'Controleer de contactpunten' }

/** For an administrator: how much is not arranged yet. */
export const administrationWaiting: FindWaiting = async ({ tx, now, actor }) => {
  const { id, organisation, permissions } = actor
  if (!organisation || !permissions.has('settings.manage')) return undefined
  const gaps = await findGaps({ tx, now, actor: id, organisation: organisation.id })
  const serious = gaps.filter(it => it.serious).length
  const contacts = gaps.some(it => it.href === contactsPath)
  const title = serious === 0 ? 'Beheer' : `Beheer: ${serious} nu te regelen`
  return { title, text: inWords(gaps.length, serious), links: contacts ? [toDesk, toContacts] : [toDesk] }
}

function inWords(all: number, serious: number): string {
  if (all === 0) return 'Alles is geregeld.'
  const open = all === 1 ? 'Eén ding is nog niet geregeld.' : `${all} dingen zijn nog niet geregeld.`
  return serious === 0 ? open : `${open} Door ${serious === 1 ? 'één' : serious} daarvan kunnen meldingen misgaan.`
}
