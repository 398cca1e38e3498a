import type pg from 'pg'
import { addHours, atHour, isWorkingDay } from '../../engines/cases/deadlines.ts'

const amsterdam = 'Europe/Amsterdam'
const [opens, closes] = [9, 17]

/** The first moment from here at which the office is open. */
export function inOffice(moment: Date): Date {
  const morning = atHour(moment, opens, amsterdam)
  if (!isWorkingDay(moment, amsterdam) || moment >= atHour(moment, closes, amsterdam))
    return inOffice(addHours(morning, 24))
  return moment < morning ? addHours(morning, moment.getUTCMinutes() / 30) : moment
}

interface Course {
  state: string
  talk?: { result: string } | undefined
  acts: readonly { path: string; by: string }[]
}

// In time: the terms of the model are two weeks, eight weeks and three months.
const days = { talks: [9, 48], check: 82 }
const playedDays = 120

/** When the talks of afterwards were held and the aftercare was checked, in office hours; what is written out is not held twice. */
export function aftercareOf({ state, talk, acts }: Course, reportedAt: Date, now: Date) {
  if (state !== 'closed' || !talk || talk.result === 'declined') return { talks: [], check: [] }
  const after = (count: number) => inOffice(addHours(reportedAt, count * 24))
  const lately = (moment: Date) => moment > addHours(now, -playedDays * 24)
  const held = acts.filter(it => it.path === 'gesprek').length
  return { talks: days.talks.slice(held).map(after).filter(lately), check: [after(days.check)].filter(lately) }
}

/** The talks of longer ago, and what was to be told of the police, are only ticked: to play them all, a first start would take some seconds more. */
export const tickOldTalks = (owner: pg.Pool, now: Date) =>
  owner.query(
    `update task set done_by = owner_id, outcome = 'done', done_at = held.at from (
       select t.id, (date_trunc('week', before) + (least(extract(isodow from before), 5) - 1) * interval '1 day' + time '10:30')
         at time zone 'Europe/Amsterdam' as at
       from task t join incident_case c on c.id = t.case_id
       cross join lateral (select t.due_at at time zone 'Europe/Amsterdam' - interval '1 day' as before) day
       where c.state = 'closed' and t.done_at is null and t.due_at < $1 and t.kind = any($2)) held
     where task.id = held.id`,
    [now, ['follow_up_first', 'follow_up_second', 'aftercare_check', 'police_tell', 'police_vpt']],
  )
