import { addWorkingDays } from '../../../engines/cases/deadlines.ts'
import { protocolOf } from '../../../engines/cases/protocol-settings.ts'
import { isoDay } from '../../../ui/dates.ts'
import type { Acting } from '../acting.ts'
import { askOnce } from './following.ts'
import type { Concept } from './concept.ts'
import { needsComplaint, noReport } from './content.ts'
import { lastDayToComplain, workingDayBefore } from './terms.ts'

const amsterdam = 'Europe/Amsterdam'

/** Whether it was said already that there is a report, or that there will be none. */
async function isSaid({ tx, it }: Acting): Promise<boolean> {
  const row = await tx
    .selectFrom('police_step')
    .select('id')
    .where('case_id', '=', it.id)
    .where('kind', 'in', ['filed', noReport])
    .executeTakeFirst()
  return row !== undefined
}

/** Somebody has to go to the police: within the working days of the protocol from now. */
export async function askToReport(acting: Acting): Promise<void> {
  const { tx, now, it } = acting
  if (await isSaid(acting)) return
  const { policeReportWorkingDays: days } = await protocolOf(tx, it)
  await askOnce(acting, 'police_report', addWorkingDays(now, days, amsterdam))
}

/** The organisation always reports what is of this kind: then it need not be decided first. */
export async function askWhereAlways(acting: Acting, category: string): Promise<void> {
  const { alwaysReports } = await protocolOf(acting.tx, acting.it)
  if (alwaysReports.includes(category)) await askToReport(acting)
}

/** With a complaint offence the person hit has three months: whoever handles the case is asked in time to see to it. */
export async function askForComplaint(acting: Acting, { offences, known_on: knownOn }: Concept): Promise<void> {
  if (!needsComplaint(offences) || knownOn === '') return
  const last = lastDayToComplain(knownOn)
  if (last >= isoDay(acting.now)) await askOnce(acting, 'police_complaint', workingDayBefore(last))
}
