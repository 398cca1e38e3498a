import { audit } from '../../engines/access/audit.ts'
import { atDesk, type Desk } from '../../engines/access/desk.ts'
import { download, page, type Ask } from '../../engines/access/routes.ts'
import { readHomeCosts } from '../../engines/plans/costs.ts'
import { planDocument, planEvents, planRows } from '../../engines/plans/export.ts'
import { readOwnMeasures, readPlan } from '../../engines/plans/measures.ts'
import { progressOf, readStateChanges } from '../../engines/plans/progress.ts'
import { secondReading } from '../../engines/plans/second-reader.ts'
import { loadDrawing } from '../../engines/statistics/chart.ts'
import { writeCsv } from '../../engines/statistics/csv.ts'
import { writeCalendar } from '../../platform/calendar.ts'
import { mediaTypes } from '../../platform/documents/document.ts'
import { writeDocx } from '../../platform/documents/docx.ts'
import { isoDay } from '../../ui/dates.ts'
import { chosenIn, filtered } from './filter.ts'
import { PlanPage } from './list.views.tsx'
import { OwnPage } from './own.views.tsx'
import { ProgressPage, SecondReaderPage } from './reading.views.tsx'
import { ownUrl, planUrl } from './urls.ts'

const calendarType = 'text/calendar; charset=utf-8'

/** The plan of the organisation as a whole, and what somebody has in it themself. */
export const planRoutes = [
  page(planUrl, 'plan.read', ask =>
    atDesk(ask, async desk => {
      const { now } = desk
      const { plan, shown, chosen } = await chosenPlan(desk, ask)
      const remarks = secondReading(plan, isoDay(now)).reduce((sum, it) => sum + it.measures.length, 0)
      const mayManage = ask.actor.permissions.has('plan.manage')
      const homes = await readHomeCosts(desk)
      return { title: 'Plan', body: <PlanPage {...{ plan, shown, chosen, homes, remarks, mayManage, now }} /> }
    }),
  ),

  page(`${planUrl}/voortgang`, 'plan.read', async ask => {
    const draw = await loadDrawing()
    return atDesk(ask, async desk => ({
      title: 'Voortgang van het plan',
      body: (
        <ProgressPage months={progressOf(await readPlan(desk), await readStateChanges(desk), desk.now)} draw={draw} />
      ),
    }))
  }),

  page(`${planUrl}/tweede-lezer`, 'plan.read', ask =>
    atDesk(ask, async desk => ({
      title: 'Tweede lezer',
      body: <SecondReaderPage remarks={secondReading(await readPlan(desk), isoDay(desk.now))} />,
    })),
  ),

  download(`${planUrl}/plan.docx`, 'plan.read', ask =>
    saving(ask, 'docx', mediaTypes.docx, async (desk, plan) =>
      writeDocx(
        planDocument({
          organisation: ask.actor.organisation?.name ?? '',
          plan,
          homes: await readHomeCosts(desk),
          now: desk.now,
          origin: ask.house.config.origin,
        }),
      ),
    ),
  ),
  download(`${planUrl}/plan.csv`, 'plan.read', ask =>
    saving(ask, 'csv', 'text/csv; charset=utf-8', (_, plan) => writeCsv(planRows(plan))),
  ),
  download(`${planUrl}/plan.ics`, 'plan.read', ask =>
    saving(ask, 'ics', calendarType, ({ now }, plan) => calendar(ask, 'Plan van maatregelen', plan, now)),
  ),

  page(ownUrl, 'plan.own', ask =>
    atDesk(ask, async desk => ({
      title: 'Mijn maatregelen',
      body: <OwnPage measures={await readOwnMeasures(desk)} actor={desk.actor} now={desk.now} />,
    })),
  ),
  download(`${ownUrl}/agenda.ics`, 'plan.own', ask =>
    atDesk(ask, async desk => ({
      fileName: 'mijn-maatregelen.ics',
      contentType: calendarType,
      body: calendar(ask, 'Mijn maatregelen', await readOwnMeasures(desk), desk.now),
    })),
  ),
]

async function chosenPlan(desk: Desk, { query }: Ask) {
  const plan = await readPlan(desk)
  const chosen = chosenIn(plan, query)
  return { plan, chosen, shown: filtered(plan, chosen) }
}

type Plan = Awaited<ReturnType<typeof readPlan>>

const calendar = ({ house }: Ask, name: string, plan: Plan, now: Date) =>
  Buffer.from(writeCalendar(name, planEvents(plan, house.config.origin), now))

/** What is shown of the plan as a file; that it was saved comes into the trail. */
const saving = (
  ask: Ask,
  kind: string,
  contentType: string,
  make: (desk: Desk, plan: Plan) => Promise<Uint8Array> | Uint8Array,
) =>
  atDesk(ask, async desk => {
    const { tx, now, actor, organisation } = desk
    const { shown } = await chosenPlan(desk, ask)
    await audit(tx, { action: 'plan.saved', actor, organisation, object: `format:${kind}` }, now)
    return { fileName: `plan.${kind}`, contentType, body: await make(desk, shown) }
  })
