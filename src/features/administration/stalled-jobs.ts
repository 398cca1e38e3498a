import { sql } from 'kysely'
import { recordChange, type Desk } from './desk.ts'
import type { Gap } from './gap.ts'

/** What was tried too often and waits for somebody to look after it: numbers only, as an administrator sees no case. */
export interface Stalled {
  mails: number
  others: number
}

export const stalledPath = '/beheer/niet-gelukt'

const isMail = (kind: string) => kind.endsWith('mail') || kind === 'password_changed'

export async function readStalled({ tx, organisation }: Desk): Promise<Stalled> {
  const { rows } = await sql<{ kind: string; jobs: number }>`
    select kind, jobs from app.set_aside_kinds(${organisation})`.execute(tx)
  const count = (mails: boolean) => rows.filter(it => isMail(it.kind) === mails).reduce((sum, it) => sum + it.jobs, 0)
  return { mails: count(true), others: count(false) }
}

/** A sentence for mails and one for other work, where there is any. */
export const stalledInWords = ({ mails, others }: Stalled): string[] => [
  ...(mails > 0
    ? [mails === 1 ? 'Eén mail kon niet worden verstuurd' : `${mails} mails konden niet worden verstuurd`]
    : []),
  ...(others > 0
    ? [
        others === 1
          ? 'Eén taak op de achtergrond kon niet worden uitgevoerd'
          : `${others} taken op de achtergrond konden niet worden uitgevoerd`,
      ]
    : []),
]

export const stalledGaps = async (desk: Desk): Promise<Gap[]> =>
  stalledInWords(await readStalled(desk)).map(title => ({
    serious: true,
    title,
    why: 'Mensen weten misschien niet dat er iets op hen wacht.',
    href: stalledPath,
  }))

/** Has everything that was set aside here tried again, from now on as often as before. */
export async function retryStalled(desk: Desk): Promise<void> {
  const { rows } = await sql<{ jobs: number }>`
    select app.retry_set_aside(${desk.organisation}, ${desk.now}) as jobs`.execute(desk.tx)
  const jobs = rows[0]?.jobs ?? 0
  if (jobs > 0) await recordChange(desk, 'administration.jobs_retried', String(jobs), [])
}
