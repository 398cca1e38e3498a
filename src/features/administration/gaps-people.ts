import { sql } from 'kysely'
import { aboutMayor, lineLabel } from '../../engines/cases/vocabulary.ts'
import { needsChecking, readContactPoints } from './contact-points.ts'
import type { Desk } from './desk.ts'
import { linesInUse } from './duty.ts'
import type { Gap, GapFacts } from './gap.ts'
import { readSettings } from './settings.ts'
import { isReadable } from './theme.ts'

export const contactsPath = '/beheer/contactpunten'

export async function contactGaps(desk: Desk): Promise<Gap[]> {
  const points = await readContactPoints(desk)
  const href = contactsPath
  if (points.length === 0)
    return [{ serious: true, title: 'Geen eigen contactpunten', why: 'Melders zien alleen landelijke nummers.', href }]
  const old = points.filter(it => needsChecking(it, desk.now))
  if (old.length === 0) return []
  const title =
    old.length === 1
      ? 'Eén contactpunt is niet in het laatste halve jaar gecontroleerd'
      : `${old.length} contactpunten zijn niet in het laatste halve jaar gecontroleerd`
  return [{ serious: false, title, why: 'Een verkeerd nummer in een noodgeval is erger dan geen nummer.', href }]
}

const neededRoles = [
  {
    role: 'privacy_officer',
    title: 'Geen privacyfunctionaris',
    why: 'Niemand kan nagaan wie er in meldingen heeft gekeken.',
  },
  { role: 'auditor', title: 'Geen auditor', why: 'Niemand van buiten de behandeling houdt toezicht op het logboek.' },
  { role: 'archivist', title: 'Geen archivaris', why: 'Zonder archivaris wordt geen enkele melding ooit vernietigd.' },
  {
    role: 'confidant',
    title: 'Geen vertrouwenspersoon',
    why: 'Melders kunnen geen vertrouwenspersoon bij hun melding vragen.',
  },
] as const

export async function roleGaps(desk: Desk, { roles }: GapFacts): Promise<Gap[]> {
  const href = '/beheer/mensen'
  const missing = neededRoles.filter(({ role }) => !roles.some(it => it.role === role))
  const lines = (await linesInUse(desk)).filter(
    line => !roles.some(it => it.role === 'coordinator' && it.line === line),
  )
  return [
    ...missing.map(({ title, why }) => ({ serious: false, title, why, href })),
    // The line about the chair is kept to its handler and deputy unless the organisation wants otherwise.
    ...lines
      .filter(line => line !== aboutMayor)
      .map(line => ({
        serious: false,
        title: `Geen coördinator: ${lineLabel(line)}`,
        why: 'Niemand ziet het als een melding in deze lijn blijft liggen.',
        href,
      })),
  ]
}

/** With one administrator nobody can change that one's roles, or step in. */
export function administratorGaps({ roles }: GapFacts): Gap[] {
  const administrators = new Set(roles.filter(it => it.role === 'administrator').map(it => it.person_id))
  if (administrators.size > 1) return []
  return [
    {
      serious: false,
      title: 'Er is maar één beheerder',
      why: 'Is die er niet, dan kan niemand iemand uitnodigen, vervangen of een rol beëindigen.',
      href: '/beheer/mensen/nieuw',
    },
  ]
}

/** People who were invited and have not chosen a password. */
export async function waitingGaps({ tx, organisation }: Desk): Promise<Gap[]> {
  const { rows } = await sql<{ count: string }>`
    select count(*) from app.without_password(${organisation})`.execute(tx)
  const count = Number(rows[0]?.count ?? 0)
  if (count === 0) return []
  return [
    {
      serious: false,
      title: count === 1 ? 'Eén genodigde heeft nog nooit ingelogd' : `${count} genodigden hebben nog nooit ingelogd`,
      why: 'De link in een uitnodiging werkt 14 dagen. U kunt een nieuwe sturen.',
      href: '/beheer/mensen?nog=uitgenodigd',
    },
  ]
}

/** Colours that came in otherwise than through our form, which refuses them. */
export async function themeGaps(desk: Desk): Promise<Gap[]> {
  const { tokens } = await readSettings(desk)
  const pale = ['--weerbaar-brand', '--weerbaar-link'].filter(name => {
    const colour = tokens[name]
    return colour !== undefined && /^#[0-9a-f]{6}$/iu.test(colour) && !isReadable(colour)
  })
  if (pale.length === 0) return []
  return [
    {
      serious: false,
      title: 'De huisstijl heeft te weinig contrast',
      why: 'Tekst in een te lichte kleur is voor veel mensen niet te lezen.',
      href: '/beheer/instellingen#kleur',
    },
  ]
}
