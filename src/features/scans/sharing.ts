import { sql } from 'kysely'
import { z } from 'zod'
import { findColleague, type Colleague } from '../../engines/access/colleague.ts'
import type { Ask } from '../../engines/access/routes.ts'
import type { AnswerSet } from '../../engines/questionnaires/sets.ts'
import type { Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { didAsAsked, type Tx } from '../../platform/db.ts'

/** Somebody with whom answers are or were shared. */
export interface Consent {
  person: string
  name: string
  givenAt: Date
  withdrawnAt: Date | null
  /** When this person looked last; null: not yet. */
  lookedAt: Date | null
}

export async function readConsents(tx: Tx, id: string): Promise<Consent[]> {
  const { rows } = await sql<Consent>`
    select person_id as person, name, given_at as "givenAt", withdrawn_at as "withdrawnAt", looked_at as "lookedAt"
    from app.consents_of(${id})`.execute(tx)
  return rows
}

export const ShareForm = z.object({
  colleague: textField({ max: 254, oneLine: true, required: 'Vul in met wie u dit wilt delen.' }),
  colleague_id: z.union([z.uuid(), z.literal('none'), z.literal('')]).default(''),
})

/** Shares a set with one colleague; asks again where it is not clear who is meant. */
export async function share(
  { house, actor }: Ask,
  set: AnswerSet,
  { colleague, colleague_id: id }: z.infer<typeof ShareForm>,
): Promise<Invalid | undefined> {
  return house.db.as({ person: actor.id }, async (tx, now) => {
    const found = await findColleague(tx, now, set.organisation, actor.id, {
      colleague,
      colleague_id: id || undefined,
    })
    if ('unclear' in found)
      return {
        invalid:
          found.unclear === 'colleague_id'
            ? { colleague_id: 'Kies wie u bedoelt.' }
            : { colleague: 'Wij vinden geen collega met deze naam. Controleer de naam, of vul het e-mailadres in.' },
      }
    const done = found.person !== undefined && (await setConsent(tx, set.id, found.person, true))
    return done ? undefined : { invalid: { colleague: 'Vul iemand anders in, met wie u wel wilt delen.' } }
  })
}

/** Gives or takes back the consent for one person. */
export const setConsent = (tx: Tx, id: string, person: string, gives: boolean): Promise<boolean> =>
  didAsAsked(tx, sql`app.share_answers(${id}, ${person}, ${gives})`)

/** The colleagues whose name looks like what was typed. */
export const matchesFor = async ({ house, actor }: Ask, set: AnswerSet, typed: string): Promise<Colleague[]> =>
  typed === ''
    ? []
    : house.db.as(
        { person: actor.id },
        async (tx, now) => (await findColleague(tx, now, set.organisation, actor.id, { colleague: typed })).matches,
      )
