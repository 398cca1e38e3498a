import { globSync, readFileSync } from 'node:fs'
import { allRoutes } from '../../src/app.ts'
import { permissionsOf, roles } from '../../src/engines/access/permissions.ts'
import { fullReport } from '../../src/features/incidents/full-report.ts'
import { stepForms } from '../../src/features/rights/step-forms.ts'
import type { Answer } from './harmless.ts'
import { idOf, membershipsOf, type PersonKey } from './people.ts'
import { aListToDecideOn } from './planting-retention.ts'
import type { World } from './world.ts'

// Every address that somebody can ask for, with what was written standing behind it.

/** Somebody for every part in the reports and every role. */
export const viewers: readonly PersonKey[] = [
  ...(['member', 'otherMember', 'clerk', 'secretary', 'manager', 'politicalCoordinator', 'confidant'] as const),
  ...(['administrator', 'privacyOfficer', 'auditor', 'archivist'] as const),
]

/** Whether somebody's roles have this permission; a stranger's have none. */
export function may(who: PersonKey | undefined, needs: string): boolean {
  const has = permissionsOf(who ? membershipsOf(who).flatMap(it => roles.find(role => role === it.role) ?? []) : [])
  return needs === 'public' || [...has].some(it => it === needs)
}

/** An answer, and where and to whom it was given. */
export interface Shown extends Answer {
  where: string
}

/** What was written, by what stands in a path to come to it. */
export interface Behind {
  cases: readonly string[]
  /** Cases of which the page is enough. */
  others: readonly string[]
  feed: string
  tokens: readonly string[]
}

export type Fill = (path: string) => string[]

/** Fills in a path in every way that matters; fails by name when there is no example for a part of it. */
export async function pathFiller({ owner }: World, { cases, others, feed, tokens }: Behind): Promise<Fill> {
  const all = async (text: string, most = 3): Promise<string[]> =>
    (await owner.query<{ id: string }>(text)).rows.map(it => it.id).slice(-most)
  const drafts = await all("select id from incident_case where state = 'draft' order by created_at", 2)
  const requests = await all('select id from rights_request order by number', 12)
  const known: Readonly<Record<string, readonly string[]>> = {
    'melden/snel/:id': drafts,
    'melden/volledig/:id': drafts,
    'melden/volledig/:id/:page': fullReport.pages.map(it => it.path),
    'meldingen/:id/aanvullen/:page': fullReport.pages.map(it => it.path),
    'meldingen/:id': cases,
    'meldingen/:id/getuigen/:person': [idOf('otherMember')],
    'aangifte/stap/:step': ['gedaan', 'vpt-code', 'zitting', 'geen-aangifte'],
    'meldingen/:id/vastgelegd/:record': [
      idOf('a record that is not there'),
      ...(await all(`select distinct record_id as id from case_record where case_id = '${others[0] ?? cases[0]}'`, 2)),
    ],
    'meldingen/:id/taken/:task': await all(`select id from task where case_id = '${cases[0]}' order by id`, 2),
    'meldingen/:id/online/:campaign': await all('select id from campaign order by added_at', 3),
    'meldingen/:id/verwijderverzoek/:request': await all(
      "select id from task where kind = 'removal' order by created_at",
      3,
    ),
    'meldingen/:id/bewijs/:file': await all(`select id from file where case_id = '${cases[0]}'`, 10),
    'meldingen/:id/maatregelen/:measure': await all('select id from measure', 2),
    'meldingen/:id/maatregelen/brief/:letter': await all('select id from measure_letter', 2),
    'organisatie/:id': [idOf('waterstad')],
    'account/inloggen/:id': [idOf('waterstad')],
    'uitnodiging/:token': ['a'.repeat(43)],
    'wachtwoord/:token': [tokens[0] ?? '', 'a'.repeat(43)],
    'agenda/:feed': [feed],
    'beheer/mensen/:id': [idOf('otherMember'), ...(await all('select id from person order by created_at', 2))],
    'beheer/mensen/:id/rollen/:membership': [idOf('otherMember 0')],
    'beheer/eenheden/:id': await all('select id from unit'),
    'beheer/routes/:name': ['council-member'],
    'beheer/contactpunten/:id': await all('select id from contact_point'),
    'beheer/teksten/:name': ['melden', 'afsluiten', 'rechtsbijstand', 'norm', 'aangifte'],
    'plan/:id': await all('select id from plan_measure order by made_at', 2),
    'protocol/:id': await all('select id from protocol_version order by number', 2),
    'thema/:code': ['GM9901'],
    'norm/:code': ['GM9901'],
    'teams/:id': [idOf('handhaving')],
    'scans/:name': ['data-maturity', 'resilience-norm'],
    'scans/:name/vastgesteld/:id': [
      idOf('answers that are not there'),
      ...(await all('select id from answer_set where decided_number is not null')),
    ],
    'scans/:name/vastgesteld/:id/bestanden/:file': [idOf('a file that is not there')],
    'rondes/:id': await all('select id from answer_round order by number'),
    'rondes/:id/verslag/:name': ['pdf'],
    'antwoorden/:id': await all('select id from answer_set'),
    'antwoorden/:id/vragen/:page': ['bewustwording-en-organisatie', 'eerst', 'huis', 'foto'],
    'antwoorden/:id/bestanden/:file': [idOf('a file that is not there'), ...(await all('select id from answer_file'))],
    'antwoorden/:id/uitslag/:name': ['pdf'],
    'account/verzoeken/:id': requests,
    'privacy-verzoeken/:id': requests,
    'privacy-verzoeken/:id/stap/:page': Object.keys(stepForms),
    'privacy-vragen/:id': await all('select id from rights_question order by asked_at'),
    'vernietiging/:id': [await aListToDecideOn({ owner })],
  }
  const fill = (template: string, filled = template): string[] => {
    const [name] = /:[a-z]+/u.exec(filled) ?? []
    if (name === undefined) return [filled]
    const upTo = template.slice(0, template.indexOf(name) + name.length)
    const values = Object.entries(known).find(([it]) => upTo.endsWith(`/${it}`))?.[1]
    if (values === undefined) throw new Error(`There is no example for ${name} in ${template}`)
    const more = template === '/meldingen/:id' ? others : []
    return [...values, ...more].flatMap(it => fill(template, filled.replace(name, it)))
  }
  return path => fill(path)
}

/** Asks for every page and download as somebody; what lies below a page that is not theirs is left out. */
export async function viewAll(world: World, who: PersonKey | undefined, fill: Fill): Promise<Shown[]> {
  const visitor = who ? await world.signIn(who) : world.visitor
  const paths = allRoutes.filter(it => it.method === 'get' && may(who, it.needs)).flatMap(it => fill(it.path))
  const shown: Shown[] = []
  const closed: string[] = []
  for (const path of paths.toSorted((one, other) => one.length - other.length)) {
    if (closed.some(it => path.startsWith(it))) continue
    const answer = await visitor.bytes(path)
    if (answer.status === 404) closed.push(`${path}/`)
    shown.push({ ...answer, where: `${path} for ${who ?? 'a stranger'}` })
  }
  return shown
}

/** Every name that some page reads from its address, as the source says. */
const queryNames = new Set(
  globSync('src/**/*.{ts,tsx}').flatMap(file =>
    Array.from(readFileSync(file, 'utf8').matchAll(/\.get\('([a-z_]+)'\)/gu), it => it[1] ?? ''),
  ),
)

/** Asks for every page once more, with words in everything that an address can hold. */
export async function viewWithQueries(world: World, fill: Fill, word: (name: string) => string): Promise<Shown[]> {
  const shown: Shown[] = []
  for (const who of [undefined, ...viewers]) {
    const visitor = who ? await world.signIn(who) : world.visitor
    const others = viewers.slice(0, who ? viewers.indexOf(who) : 0)
    // Each page once, by the first who may see it, and by a stranger what is public.
    const pages = allRoutes.filter(
      it => it.kind === 'page' && may(who, it.needs) && !others.some(other => may(other, it.needs)),
    )
    for (const path of pages.filter(it => !who || it.needs !== 'public').flatMap(it => fill(it.path).slice(0, 1))) {
      const query = new URLSearchParams([...queryNames].map(name => [name, word(name)]))
      shown.push({ ...(await visitor.bytes(`${path}?${query.toString()}`)), where: `${path} with a query` })
    }
  }
  return shown
}
