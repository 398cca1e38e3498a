import { isAsAdopted, routeGroup, subjectsOf } from '../../engines/cases/protocol-routes.ts'
import { routeInWords } from '../../engines/cases/protocol-words.ts'
import { whoIsAway } from '../../engines/cases/routing.ts'
import { aboutMayor, improperPressure } from '../../engines/cases/vocabulary.ts'
import { formatDate } from '../../ui/dates.ts'
import { mayGoToManager } from '../../engines/cases/route-rows.ts'
import type { Desk } from './desk.ts'
import { subjectLabel, subjectPath } from './functions.ts'
import type { Gap, GapFacts } from './gap.ts'
import { mayHandle } from '../../engines/cases/handlers.ts'
import { readUnits } from './units.ts'

export const missingRoutes = ({ kind, routes, roles }: GapFacts): Gap[] =>
  subjectsOf(kind)
    .filter(subject => !routes.some(it => it.subject === subject && it.unit_id === null))
    .map(subject => ({
      serious: subject === aboutMayor || roles.some(it => it.function === subject),
      title: `Geen route: ${subjectLabel(subject, kind)}`,
      why:
        subject === aboutMayor
          ? 'Een melding over de voorzitter heeft nu geen behandelaar buiten het bestuur.'
          : subject === improperPressure
            ? 'Een melding over omkoping, afpersing of infiltratie blijft nu in de gewone lijn, waar een coördinator haar ziet.'
            : roles.some(it => it.function === subject)
              ? 'Er zijn mensen met deze functie. Hun melding kan nu niet bij de goede persoon komen.'
              : 'Niemand heeft deze functie nu. Komt er iemand, dan is er nog geen behandelaar.',
      href: subjectPath(subject),
    }))

/** A role that has ended while a route still names the person. */
export const brokenRoutes = ({ kind, routes, handlers }: GapFacts): Gap[] =>
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

/** A route that is no longer what was adopted: it is what the reports follow, and somebody should know. */
export const departedRoutes = ({ kind, routes, handlers, adopted }: GapFacts): Gap[] =>
  routes.flatMap(route => {
    const followed = adopted.get(routeGroup(route.subject) ?? '')
    if (!followed || isAsAdopted(followed, route.subject, route, handlers)) return []
    const path = subjectPath(route.subject)
    return [
      {
        serious: false,
        title: `Anders dan het protocol: ${subjectLabel(route.subject, kind)}`,
        why: `Het protocol van ${formatDate(followed.adoptedOn)} zegt: ${routeInWords(followed.rule)}. De route zegt iets anders, en die volgen de meldingen.`,
        href: route.unit_id === null ? path : `${path}?eenheid=${route.unit_id}`,
      },
    ]
  })

/** A handler who is away now, and whose deputy cannot take over either. */
export async function absentWithoutDeputy(desk: Desk, { kind, routes, handlers }: GapFacts): Promise<Gap[]> {
  const people = routes.flatMap(it => [it.handler_id ?? [], it.deputy_id].flat())
  const away = await whoIsAway(desk.tx, desk.now, people)
  return routes.flatMap(({ subject, unit_id, handler_id, deputy_id }) => {
    if (handler_id === null || !away.has(handler_id)) return []
    const deputy = handlers.find(it => it.id === deputy_id)
    if (deputy && mayHandle(deputy, subject) && !away.has(deputy_id)) return []
    const href = unit_id === null ? subjectPath(subject) : `${subjectPath(subject)}?eenheid=${unit_id}`
    return [
      {
        serious: true,
        title: `Behandelaar én vervanger zijn er niet: ${subjectLabel(subject, kind)}`,
        why: 'De behandelaar is nu afwezig, en de vervanger ook of kan niet. Nieuwe meldingen blijven liggen.',
        href,
      },
    ]
  })
}

export async function unitsWithoutManager(desk: Desk, { routes, roles }: GapFacts): Promise<Gap[]> {
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
