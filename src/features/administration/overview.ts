import { sql, type SqlBool } from 'kysely'
import { aboutMayor, lineLabel } from '../../engines/cases/vocabulary.ts'
import { mayGoToManager, readCaseRoutes, type CaseRoute } from './case-routes.ts'
import { needsChecking, readContactPoints } from './contact-points.ts'
import type { Desk } from './desk.ts'
import { linesInUse, mayHaveDuty, readShiftRows } from './duty.ts'
import { readKind, subjectLabel, subjectPath, subjectsOf } from './functions.ts'
import { mayHandle, readHandlers, type Handler } from './handlers.ts'
import { readUnits } from './units.ts'

/** Something that is not arranged, why that matters, and where to arrange it. */
export interface Gap {
  /** Reports can go wrong because of it. */
  serious: boolean
  title: string
  why: string
  href: string
}

interface Facts {
  kind: string
  routes: readonly CaseRoute[]
  handlers: readonly Handler[]
  roles: readonly { role: string; unit_id: string | null; line: string | null }[]
}

/** Everything that an administrator has not arranged yet, the most serious first. */
export async function findGaps(desk: Desk): Promise<Gap[]> {
  const facts: Facts = {
    kind: await readKind(desk),
    routes: await readCaseRoutes(desk),
    handlers: await readHandlers(desk),
    roles: await activeRoles(desk),
  }
  const gaps = [
    ...missingRoutes(facts),
    ...brokenRoutes(facts),
    ...(await unitsWithoutManager(desk, facts)),
    ...(await dutyGaps(desk, facts)),
    ...(await contactGaps(desk)),
    ...(await roleGaps(desk, facts)),
  ]
  return gaps.toSorted((a, b) => Number(b.serious) - Number(a.serious))
}

const activeRoles = ({ tx, now, organisation }: Desk) =>
  tx
    .selectFrom('membership')
    .select(['role', 'unit_id', 'line'])
    .distinct()
    .where('organisation_id', '=', organisation)
    .where('starts', '<=', now)
    .where(sql<SqlBool>`(ends is null or ends > ${now})`)
    .execute()

const missingRoutes = ({ kind, routes }: Facts): Gap[] =>
  subjectsOf(kind)
    .filter(subject => !routes.some(it => it.subject === subject && it.unit_id === null))
    .map(subject => ({
      serious: true,
      title: `Geen route: ${subjectLabel(subject, kind)}`,
      why:
        subject === aboutMayor
          ? 'Een melding over de voorzitter heeft nu geen behandelaar buiten het bestuur.'
          : 'Een melding van iemand met deze functie kan nu niet bij de goede persoon komen.',
      href: subjectPath(subject),
    }))

const brokenRoutes = ({ kind, routes, handlers }: Facts): Gap[] =>
  routes.flatMap(({ subject, unit_id, handler_id, deputy_id }) => {
    const able = (id: string) => handlers.some(it => it.id === id && mayHandle(it, subject))
    const label = subjectLabel(subject, kind)
    const href = unit_id === null ? subjectPath(subject) : `${subjectPath(subject)}?eenheid=${unit_id}`
    const gaps: Gap[] = []
    if (handler_id !== null && !able(handler_id))
      gaps.push({
        serious: true,
        title: `Behandelaar kan niet meer: ${label}`,
        why: 'Deze persoon heeft geen rol meer om meldingen te behandelen.',
        href,
      })
    if (!able(deputy_id))
      gaps.push({
        serious: true,
        title: `Vervanger kan niet meer: ${label}`,
        why: 'Deze persoon heeft geen rol meer om meldingen te behandelen.',
        href,
      })
    return gaps
  })

async function unitsWithoutManager(desk: Desk, { routes, roles }: Facts): Promise<Gap[]> {
  if (!routes.some(it => it.handler_id === null && mayGoToManager(it.subject))) return []
  const managed = new Set(roles.filter(it => it.role === 'manager').map(it => it.unit_id))
  return (await readUnits(desk))
    .filter(unit => !managed.has(unit.id))
    .map(unit => ({
      serious: false,
      title: `Geen leidinggevende: ${unit.name}`,
      why: 'Meldingen van medewerkers van deze eenheid gaan meteen naar de vervanger.',
      href: '/beheer/mensen',
    }))
}

async function dutyGaps(desk: Desk, { handlers }: Facts): Promise<Gap[]> {
  const shifts = await readShiftRows(desk)
  const href = '/beheer/dienst'
  const empty = (await linesInUse(desk))
    .filter(line => !shifts.some(it => it.line === line))
    .map(line => ({
      serious: false,
      title: `Niemand heeft dienst: ${lineLabel(line)}`,
      why: 'Dat mag. Melders lezen dan dat niet zeker is wanneer hun melding wordt gelezen.',
      href,
    }))
  const lapsed = new Set(
    shifts
      .filter(shift => !handlers.some(it => it.id === shift.person_id && mayHaveDuty(it, shift.line)))
      .map(it => it.name),
  )
  const broken = [...lapsed].map(name => ({
    serious: true,
    title: `Dienst van iemand zonder rol: ${name}`,
    why: 'Melders lezen dat deze persoon dienst heeft, maar die kan de melding niet openen.',
    href,
  }))
  return [...empty, ...broken]
}

async function contactGaps(desk: Desk): Promise<Gap[]> {
  const points = await readContactPoints(desk)
  const href = '/beheer/contactpunten'
  if (points.length === 0)
    return [{ serious: true, title: 'Geen eigen contactpunten', why: 'Melders zien alleen landelijke nummers.', href }]
  const old = points.filter(it => needsChecking(it, desk.now))
  if (old.length === 0) return []
  const title =
    old.length === 1
      ? 'Eén contactpunt is niet of lang geleden gecontroleerd'
      : `${old.length} contactpunten zijn niet of lang geleden gecontroleerd`
  return [{ serious: false, title, why: 'Een verkeerd nummer in een noodgeval is erger dan geen nummer.', href }]
}

const neededRoles = [
  {
    role: 'privacy_officer',
    title: 'Geen privacyfunctionaris',
    why: 'Niemand kan nagaan wie er in meldingen heeft gekeken.',
  },
  { role: 'auditor', title: 'Geen auditor', why: 'Niemand van buiten de behandeling houdt toezicht op het logboek.' },
  {
    role: 'confidant',
    title: 'Geen vertrouwenspersoon',
    why: 'Melders kunnen geen vertrouwenspersoon bij hun melding vragen.',
  },
] as const

async function roleGaps(desk: Desk, { roles }: Facts): Promise<Gap[]> {
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
