import pg from 'pg'
import { demonstrationPassword } from '../../../app.ts'
import { enter } from '../../../platform/db.ts'
import { createKeyRing } from '../../../platform/keys.ts'
import { hashPassword } from '../../../platform/passwords.ts'
import { newKey, type MasterKeys } from '../../../platform/vault.ts'
import { asOwner } from '../../owner.ts'
import { readDemonstration } from '../content.ts'
import { caseId, organisationId, personId } from '../ids.ts'
import { addCrowd, makeCrowd, shares, type Crowd, type Member } from './crowd.ts'
import { seededRandom, type Random } from './random.ts'
import { readReferences, type References } from './references.ts'
import { readTemplates, type Copy, type Template } from './templates.ts'
import { writeCases, type Made } from './write.ts'

export interface Generation {
  ownerUrl: string
  master: MasterKeys
  cases: number
  /** The same seed makes the same people and cases; only their keys are new each time. */
  seed: number
  now: Date
}

/** What was made, and who can look at most of it. */
export interface Generated {
  organisation: string
  cases: number
  seconds: number
  /** Has 3,000 of them, of which one in ten is open. */
  handler: Member
  /** Of the line on which three in five of them lie. */
  coordinator: Member
  /** Of a unit with about 3,000 of them. */
  manager: Member
  /** Reported about twenty. */
  reporter: Member
}

const dayMs = 24 * 3_600_000
const period = 730 * dayMs
// So small a load is checked row by row by the constraints of the database; the tests make one.
const mostChecked = 1000

/**
 * Adds reports to Gemeente Nieuwermeer: copies of the hundred that were really made, with other people, moments and keys,
 * and so with the same rows and the same sealing. The demonstration must be there.
 */
export async function generateCases(it: Generation): Promise<Generated> {
  const started = performance.now()
  const organisation = organisationId('GM9001')
  const random = seededRandom(it.seed)
  const crowd = makeCrowd(it.cases, it.seed, random)
  const passwordHash = await hashPassword(demonstrationPassword)
  const since = new Date(it.now.getTime() - period - dayMs)
  const wrapping = await asOwner(it.ownerUrl, async tx => {
    await addCrowd(tx, crowd, random, { organisation, seed: it.seed, since, passwordHash })
    await enter(tx, { person: personId('hedwig') }, it.now)
    return createKeyRing(it.master).current(tx, organisation)
  })
  const owner = new pg.Client({
    connectionString: it.ownerUrl,
    options: '-c search_path=weerbaar -c timezone=UTC -c synchronous_commit=off',
  })
  await owner.connect()
  try {
    const templates = sort(await readTemplates(owner, playedCases(), wrapping.key))
    const references = await readReferences(owner, organisation)
    await writeCases(
      owner,
      copies(it, { crowd, templates, random, references, wrapping: wrapping.key }),
      it.cases <= mostChecked,
    )
    await references.save(owner)
    await owner.query('vacuum (analyze)')
  } finally {
    await owner.end()
  }
  return describeCrowd(crowd, { organisation, cases: it.cases, seconds: (performance.now() - started) / 1000 })
}

function describeCrowd(
  { handlers, teams, reporters, coordinator }: Crowd,
  made: Pick<Generated, 'organisation' | 'cases' | 'seconds'>,
): Generated {
  const [handler, team, reporter] = [handlers[0], teams[0], reporters[0]]
  if (!handler || !team || !reporter) throw new Error('Nobody was made')
  return { ...made, handler, coordinator, manager: team.manager, reporter }
}

// What follows on a report is not copied.
const playedCases = () => {
  const { written, followUps } = readDemonstration()
  const followed = new Set(followUps.map(it => it.incident))
  return written.filter(it => it.organisation === 'GM9001' && !followed.has(it.key)).map(it => caseId(it.key))
}

type Kind = keyof typeof shares
type Sorted = Record<Kind, { open: Template[]; closed: Template[] }>

function sort(templates: readonly Template[]): Sorted {
  // Those with little written in them first: most reports are short.
  const ordered = templates.toSorted((a, b) => a.audit.length - b.audit.length)
  const of = (suits: (template: Template) => boolean) => ({
    open: ordered.filter(template => suits(template) && template.stands === 'open'),
    closed: ordered.filter(template => suits(template) && template.stands === 'closed'),
  })
  return {
    political: of(({ line }) => line === 'political'),
    staff: of(({ staff }) => staff),
    other: of(({ line, staff }) => line !== 'political' && !staff),
  }
}

interface Making {
  crowd: Crowd
  templates: Sorted
  random: Random
  references: References
  wrapping: Buffer
}

/** The cases one by one, from two years ago to now. */
function* copies({ cases, now }: Generation, making: Making): Generator<Made> {
  const { random, templates, crowd } = making
  const turns = { political: 0, staff: 0, other: 0 }
  for (let n = 0; n < cases; n++) {
    const age = period * (1 - (n + random.next()) / cases)
    const kind = kindOf(random.below(100))
    const template = chooseTemplate(templates[kind], isOpen(age, random), random)
    // A case that took longer than there was time for began earlier.
    const at = Math.floor(Math.min(now.getTime() - age, now.getTime() - template.span))
    const place = placeOf(kind, turns[kind]++, crowd, random)
    yield { template, copy: copyOf(template, place, at, making) }
  }
}

const kindOf = (percent: number): Kind =>
  percent < shares.political ? 'political' : percent < shares.political + shares.staff ? 'staff' : 'other'

// One in ten is open: most of what came in this month, and now and then an older one.
const isOpen = (age: number, random: Random) => random.next() < (age < 30 * dayMs ? 0.6 : 0.08)

function chooseTemplate({ open, closed }: Sorted[Kind], wantsOpen: boolean, random: Random): Template {
  const wanted = wantsOpen ? open : closed
  return random.pickEarly(wanted.length > 0 ? wanted : [...open, ...closed])
}

interface Place {
  reporter: string
  owner: string
  unit: string | null
}

/** Whose case it is: the owners take turns, so that each has as many. */
function placeOf(kind: Kind, turn: number, { handlers, reporters, teams, aldermen }: Crowd, random: Random): Place {
  if (kind === 'political')
    return { reporter: random.pick(reporters).id, owner: handlers[turn % handlers.length]?.id ?? '', unit: null }
  if (kind === 'other') return { reporter: random.pick(aldermen).id, owner: personId('wouter'), unit: null }
  const team = teams[turn % teams.length]
  if (!team) throw new Error('There are no teams')
  return { reporter: random.pick(team.reporters).id, owner: team.manager.id, unit: team.unit }
}

function copyOf(template: Template, place: Place, at: number, { random, references, wrapping }: Making): Copy {
  return {
    ...place,
    ids: Array.from({ length: template.ids }, () => random.uuid()),
    reference: references.next(new Date(at)),
    at,
    caseKey: newKey(),
    incidentKey: newKey(),
    contentKey: newKey(),
    wrapping,
  }
}
