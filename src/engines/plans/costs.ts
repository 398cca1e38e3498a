import { sql } from 'kysely'
import type { Desk } from '../access/desk.ts'
import type { Measure } from './measures.ts'
import { isGivenUp, payers } from './words.ts'

/** In cents. */
export interface Costs {
  once: number
  yearly: number
}

export interface PayerCosts extends Costs {
  payer: string
}

/** What measures cost, by who pays; what will not be done costs nothing. */
export const costsOf = (plan: readonly Measure[]): PayerCosts[] =>
  payers
    .map(payer => {
      const paid = plan.filter(it => it.payer === payer && !isGivenUp(it.state))
      const sum = (of: (it: Measure) => number | null) => paid.reduce((total, it) => total + (of(it) ?? 0), 0)
      return { payer, once: sum(it => it.costOnce), yearly: sum(it => it.costYearly) }
    })
    .filter(it => it.once + it.yearly > 0)

/** What measures at homes cost together, as far as they were told: in groups of at least five people. Undefined where there is none. */
export async function readHomeCosts({ tx, organisation }: Desk): Promise<Costs | undefined> {
  const row = await tx
    .selectFrom('plan_home_batch')
    .select([
      sql<number>`count(*)::integer`.as('batches'),
      sql<number>`coalesce(sum(cost_once), 0)::float8`.as('once'),
      sql<number>`coalesce(sum(cost_yearly), 0)::float8`.as('yearly'),
    ])
    .where('organisation_id', '=', organisation)
    .executeTakeFirstOrThrow()
  return row.batches === 0 ? undefined : { once: row.once, yearly: row.yearly }
}
