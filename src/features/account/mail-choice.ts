import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { audit } from '../../engines/access/audit.ts'
import type { Tx } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'

export const MailChoice = z.object({ mails: z.enum(['each', 'daily'], 'Kies hoe vaak u een mail wilt') })

/** Whether somebody wants one mail a day instead of one for each thing. */
export async function wantsDigest(tx: Tx, person: string): Promise<boolean> {
  const row = await tx
    .selectFrom('person_setting')
    .select('daily_digest')
    .where('person_id', '=', person)
    .executeTakeFirst()
  return row?.daily_digest ?? false
}

export const chooseMails = (house: House, actor: Actor, choice: z.infer<typeof MailChoice>): Promise<void> =>
  house.db.as({ person: actor.id }, async (tx, now) => {
    const setting = { daily_digest: choice.mails === 'daily' }
    await tx
      .insertInto('person_setting')
      .values({ person_id: actor.id, ...setting })
      .onConflict(conflict => conflict.column('person_id').doUpdateSet(setting))
      .execute()
    const organisation = actor.organisation?.id ?? null
    await audit(tx, { action: 'account.mail_choice', actor: actor.id, organisation, object: choice.mails }, now)
  })
