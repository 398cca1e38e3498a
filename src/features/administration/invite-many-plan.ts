import { createHash } from 'node:crypto'
import { roleNames, roles } from '../../engines/access/permissions.ts'
import { lineLabel, watchedLines } from '../../engines/cases/vocabulary.ts'
import type { Desk } from './desk.ts'
import { functionsOf } from './functions.ts'
import {
  keptApart,
  membershipErrors,
  readChoices,
  roleRow,
  sameRole,
  type Choices,
  type RoleRow,
} from './membership.ts'
import type { ListLine } from './people-list.ts'
import { NewPerson } from './people.ts'
import { readPeriods, type Period } from './period.ts'

/** What one line of a list will do, once it is confirmed. */
export interface PlannedLine extends ListLine {
  /** In words that say how to mend it; a list with one of these does nothing. */
  errors: readonly string[]
  /** Somebody new gets an invitation, somebody of the organisation a role more, or has it already. */
  does: 'invite' | 'give' | 'nothing'
  /** That the name in the list is not the name we know. */
  note?: string
  planned?: Planned
}

export interface Planned {
  email: string
  name: string
  /** Somebody who has or had a role in this organisation. */
  person: string | undefined
  role: RoleRow
  period: Period
}

interface Known {
  id: string
  name: string
  roles: (RoleRow & { starts: Date; ends: Date | null })[]
}

/** Judges each line of a list by itself and beside the others, and says what it will do. */
export async function planInvitations(desk: Desk, lines: readonly ListLine[]): Promise<PlannedLine[]> {
  const choices = await readChoices(desk)
  const read = lines.map(line => ({ line, ...readLine(line, choices) }))
  const periods = await readPeriods(
    desk,
    read.flatMap(it => it.input ?? []),
  )
  const known = await readKnown(
    desk,
    read.flatMap(it => it.input?.email ?? []),
  )
  const before: PlannedLine[] = []
  for (const { line, input, errors } of read) {
    if (input === undefined) {
      before.push({ ...line, errors, does: 'nothing' })
      continue
    }
    const period = periods(input)
    const person = known.get(input.email)
    const planned = { email: input.email, name: input.naam, person: person?.id, role: roleRow(input), period }
    const wrong = [
      ...errors,
      ...Object.values(membershipErrors(input, choices, period, desk.now)),
      ...besideOthers(desk, planned, person, before),
    ]
    before.push({ ...line, planned, errors: [...new Set(wrong)], ...whatItDoes(planned, person) })
  }
  return before
}

/** A name as people write it in a list: capitals, accents and spaces do not matter. */
const simplify = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase()

function idOf(options: readonly { id: string; label: string }[], text: string): string | undefined {
  const wanted = simplify(text)
  return options.find(it => simplify(it.label) === wanted || it.id === wanted)?.id
}

const roleOptions = roles.map(id => ({ id, label: roleNames[id] }))
const lineOptions = watchedLines.map(id => ({ id, label: lineLabel(id) }))

/** The fields that a line means, as the form for one person has them; or what is wrong in it. */
function readLine(
  { values }: ListLine,
  { kind, units }: Choices,
): { input?: ReturnType<typeof NewPerson.parse>; errors: string[] } {
  const errors: string[] = []
  const choose = (what: string, options: readonly { id: string; label: string }[], text: string) => {
    if (text.trim() === '') return ''
    const id = idOf(options, text)
    if (id === undefined)
      errors.push(`${what} “${text.slice(0, 60)}” kennen wij niet. Schrijf het zoals op de pagina Mensen.`)
    return id ?? ''
  }
  const fields = {
    naam: values.naam,
    email: values.email,
    vanaf: values.vanaf,
    tot: values.tot,
    functie: choose('De functie', functionsOf(kind), values.functie),
    // Nothing filled in is what gives the least.
    rol: choose('De rol', roleOptions, values.rol) || 'reporter',
    eenheid: choose(
      'De eenheid',
      units.map(it => ({ id: it.id, label: it.name })),
      values.eenheid,
    ),
    lijn: choose('De lijn', lineOptions, values.lijn),
  }
  const parsed = NewPerson.safeParse(fields)
  if (errors.length === 0 && parsed.success) return { input: parsed.data, errors }
  const unknownFunction = errors.some(it => it.startsWith('De functie'))
  const issues = (parsed.error?.issues ?? []).filter(it => !(unknownFunction && it.path[0] === 'functie'))
  return { errors: [...errors, ...issues.map(it => it.message)] }
}

/** The people of this organisation by their address, with the roles they have or will have. */
async function readKnown({ tx, now, organisation }: Desk, emails: readonly string[]): Promise<Map<string, Known>> {
  if (emails.length === 0) return new Map()
  const rows = await tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'p.email', 'm.role', 'm.function', 'm.unit_id', 'm.line', 'm.starts', 'm.ends'])
    .where('m.organisation_id', '=', organisation)
    .where('p.email', 'in', [...new Set(emails)])
    .execute()
  const known = new Map<string, Known>()
  for (const { id, name, email, ...role } of rows) {
    const one = known.get(email) ?? { id, name, roles: [] }
    if (role.ends === null || role.ends > now) one.roles.push(role)
    known.set(email, one)
  }
  return known
}

const hasAlready = ({ role }: Planned, person: Known | undefined) =>
  person?.roles.some(held => sameRole(held, role)) ?? false

function whatItDoes(planned: Planned, person: Known | undefined): Pick<PlannedLine, 'does' | 'note'> {
  if (!person) return { does: 'invite' }
  const does = hasAlready(planned, person) ? 'nothing' : 'give'
  if (simplify(person.name) === simplify(planned.name)) return { does }
  return { does, note: `Staat bij ons als ${person.name}; die naam blijft.` }
}

/** What is wrong with a line because of who makes the list, what somebody has, or what stands above it. */
function besideOthers(desk: Desk, it: Planned, person: Known | undefined, above: readonly PlannedLine[]): string[] {
  if (person?.id === desk.actor) return ['U kunt uzelf geen rol geven. Vraag een andere beheerder.']
  const same = above.flatMap(other =>
    other.planned?.email === it.email ? [{ ...other.planned, at: other.number }] : [],
  )
  const twice = same.find(other => sameRole(other.role, it.role))
  if (twice) return [`Deze rol staat al op regel ${twice.at}. Haal een van de twee regels weg.`]
  const otherName = same.find(other => simplify(other.name) !== simplify(it.name))
  if (otherName) return [`Op regel ${otherName.at} hoort bij dit e-mailadres een andere naam.`]
  const held = [...(person?.roles ?? []), ...same.map(other => ({ ...other.role, ...other.period }))]
  return held.some(other => joinsWhatIsApart(other, { ...it.role, ...it.period })) ? [keptApart] : []
}

const inCases = new Set(['handler', 'manager', 'coordinator', 'confidant', 'privacy_officer', 'auditor'])

interface Held {
  role: string
  starts: Date
  ends: Date | null
}

/** As the database keeps them apart (migration 0002), to say on which line it is. */
function joinsWhatIsApart(a: Held, b: Held): boolean {
  const atOnce = (a.ends === null || a.ends > b.starts) && (b.ends === null || b.ends > a.starts)
  const apart = (one: Held, other: Held) => one.role === 'administrator' && inCases.has(other.role)
  return atOnce && (apart(a, b) || apart(b, a))
}

/** What a plan comes to: when it is another one at confirming, somebody has to look again. */
export function digestOf(plan: readonly PlannedLine[]): string {
  const effect = plan.map(({ number, does, planned, errors }) => [
    number,
    does,
    planned?.email,
    planned?.role,
    errors.length,
  ])
  return createHash('sha256').update(JSON.stringify(effect)).digest('hex')
}
