import { sql } from 'kysely'
import { audit } from '../../engines/access/audit.ts'
import type { Desk } from '../../engines/access/desk.ts'
import type { ThemeResult } from '../../engines/questionnaires/progress-over-time.ts'
import { isoDay } from '../../ui/dates.ts'
import { resultOf } from './organisation.ts'

/** The code of the province in which an organisation lies, or which it is itself; undefined when nobody said so. */
export async function provinceOf({ tx, organisation }: Pick<Desk, 'tx' | 'organisation'>): Promise<string | undefined> {
  const { rows } = await sql<{ province: string | null }>`select app.province_of(${organisation}) as province`.execute(
    tx,
  )
  return rows[0]?.province ?? undefined
}

export interface Sharing {
  /** Since which day the province sees the shares; undefined when it does not. */
  since: string | undefined
}

export async function readSharing({ tx, organisation }: Desk, questionnaire: string): Promise<Sharing> {
  const row = await tx
    .selectFrom('scan_sharing')
    .select(eb => eb.cast<string>('agreed_on', 'text').as('since'))
    .where('organisation_id', '=', organisation)
    .where('questionnaire', '=', questionnaire)
    .executeTakeFirst()
  return { since: row?.since }
}

/** Agrees that this province sees the shares, or takes that back; both at once, and both are in the trail. */
export async function setSharing(
  { tx, now, actor, organisation }: Desk,
  questionnaire: string,
  province: string | undefined,
): Promise<void> {
  const on = province !== undefined
  const rows = on
    ? await tx
        .insertInto('scan_sharing')
        .values({ organisation_id: organisation, questionnaire, agreed_by: actor, agreed_on: isoDay(now), province })
        .onConflict(conflict => conflict.doNothing())
        .returning('questionnaire')
        .execute()
    : await tx
        .deleteFrom('scan_sharing')
        .where('organisation_id', '=', organisation)
        .where('questionnaire', '=', questionnaire)
        .returning('questionnaire')
        .execute()
  if (rows.length === 0) return
  const action = on ? 'scan.shared' : 'scan.sharing_ended'
  await audit(tx, { action, actor, organisation, object: `instrument:${questionnaire}` }, now)
}

/** An organisation that agreed, as its province sees it: shares by theme, and nothing else. */
export interface SharedOrganisation {
  id: string
  name: string
  /** Undefined when it decided on no answer yet. */
  last: { version: number; decidedOn: string; themes: ReadonlyMap<string, ThemeResult> } | undefined
}

export async function readShared({ tx, organisation }: Desk, questionnaire: string): Promise<SharedOrganisation[]> {
  const { rows } = await sql<{
    organisation_id: string
    name: string
    version: number | null
    decided_on: string | null
    theme: string | null
    points: string
    most: string
    answered: number
    asked: number
    not_applicable: number
  }>`select * from app.shares_in_province(${organisation}, ${questionnaire})`.execute(tx)
  return [...Map.groupBy(rows, it => it.organisation_id)].flatMap(([id, themes]): SharedOrganisation[] => {
    const [first] = themes
    if (!first) return []
    const { name, version, decided_on: decidedOn } = first
    if (version === null || decidedOn === null) return [{ id, name, last: undefined }]
    const byTheme = new Map(themes.flatMap(it => (it.theme === null ? [] : [[it.theme, resultOf(it)] as const])))
    return [{ id, name, last: { version, decidedOn, themes: byTheme } }]
  })
}

/** Whether the organisation is a province itself. */
export async function isProvince({ tx, organisation }: Desk): Promise<boolean> {
  const row = await tx.selectFrom('organisation').select('kind').where('id', '=', organisation).executeTakeFirst()
  return row?.kind === 'province'
}
