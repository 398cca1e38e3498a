import { readProtocolTerms, readRules, rulesOf, type TermRule } from '../../app.ts'
import { roles, type Role } from '../../engines/access/permissions.ts'
import { partLabel } from '../../engines/cases/protocol-words.ts'
import type { Tx } from '../../platform/db.ts'
import { isoDay } from '../../ui/dates.ts'
import { organisationKinds } from '../organisations.ts'
import { CommandError } from '../owner.ts'

/** What differs from one organisation to the next; without an organisation, what the product begins with. */
export interface Facts {
  /** Terms of reports, by the name of the kind of organisation or of the organisation itself. */
  terms: { of: string; rules: TermRule[] }[]
  own?: OwnFacts
  answers: ReadonlyMap<string, string>
}

interface OwnFacts {
  name: string
  code: string
  day: string
  people: ReadonlyMap<Role, number>
  settings: { label: string; value: string }[]
}

const kindNames: Record<(typeof organisationKinds)[number], string> = {
  municipality: 'Gemeente',
  province: 'Provincie',
  water_board: 'Waterschap',
  public_body: 'Openbaar lichaam',
}

const none: ReadonlyMap<string, string> = new Map()

/** What the product begins with, for each kind of organisation. */
export const standardFacts = (answers = none): Facts => ({
  terms: organisationKinds.map(kind => ({ of: kindNames[kind], rules: rulesOf(kind, []) })),
  answers,
})

/** What holds in one organisation: its own terms, its settings, and how many people have each role. For the owner. */
export async function factsOf(tx: Tx, code: string, now: Date, answers = none): Promise<Facts> {
  const it = await tx.selectFrom('organisation').selectAll().where('code', '=', code).executeTakeFirst()
  if (!it) throw new CommandError(`There is no organisation with the code ${code}`)
  const [rules, adopted, people, provider] = await Promise.all([
    readRules(tx, it.id),
    readProtocolTerms(tx, it.id),
    countPeople(tx, it.id, now),
    tx.selectFrom('identity_provider').select('approved_at').where('organisation_id', '=', it.id).executeTakeFirst(),
  ])
  const yesNo = (yes: boolean) => (yes ? 'Ja' : 'Nee')
  return {
    terms: [
      { of: it.name, rules },
      ...adopted.flatMap(({ part, from, rule }) =>
        rule ? [{ of: `${it.name}: ${partLabel(part)}, gemeld vanaf ${isoDay(from)}`, rules: [rule] }] : [],
      ),
    ],
    answers,
    own: {
      name: it.name,
      code: it.code,
      day: isoDay(now),
      people,
      settings: [
        { label: 'Een melding moet opgepakt zijn binnen', value: `${it.take_up_hours} uur` },
        { label: 'De vervanger wordt gevraagd na', value: `${it.escalate_hours} uur` },
        { label: 'Uitgelogd na stilte van', value: `${it.session_idle_minutes} minuten` },
        { label: 'Uitgelogd in elk geval na', value: `${it.session_hours} uur` },
        { label: 'Bij volksvertegenwoordigers staat wie het deed', value: yesNo(it.perpetrator_council) },
        { label: 'Inloggen via de eigen inlogdienst', value: yesNo(Boolean(provider?.approved_at)) },
      ],
    },
  }
}

async function countPeople(tx: Tx, organisation: string, now: Date): Promise<ReadonlyMap<Role, number>> {
  const rows = await tx
    .selectFrom('membership')
    .select(['role', eb => eb.fn.count<string>('person_id').distinct().as('people')])
    .where('organisation_id', '=', organisation)
    .where('starts', '<=', now)
    .where(eb => eb.or([eb('ends', 'is', null), eb('ends', '>', now)]))
    .groupBy('role')
    .execute()
  const found = new Map(rows.map(it => [it.role, Number(it.people)]))
  return new Map(roles.map(role => [role, found.get(role) ?? 0]))
}
