import pg from 'pg'
import type { Signer } from '../../platform/signing.ts'
import type { MasterKeys } from '../../platform/vault.ts'
import { arrange } from './arrangements.ts'
import { actsOf, referredTo, type InTurn, type Stage } from './acts.ts'
import type { DemoIncident, Demonstration } from './content.ts'
import { openDoor } from './door.ts'
import { personId } from './ids.ts'
import { tickOldTalks } from './office.ts'
import { playScans } from './scans/play.ts'

interface Playing {
  demonstration: Demonstration
  ownerUrl: string
  appUrl: string
  master: MasterKeys
  signer: Signer
  now: Date
}

// At the same time, so that the database works on one while the application works on another.
const lanes = 8

/** Plays every incident of the demonstration from its report to where it stands now. */
export async function playIncidents(playing: Playing): Promise<void> {
  const { demonstration, ownerUrl, appUrl, master, signer, now } = playing
  const owner = new pg.Pool({ connectionString: ownerUrl, max: lanes, options: '-c search_path=weerbaar' })
  const first = openDoor(appUrl, master, signer)
  const scans = openDoor(appUrl, master, signer)
  const doors = [first, ...Array.from({ length: lanes - 1 }, () => openDoor(appUrl, master, signer))]
  try {
    await arrange(demonstration.arranged.before, { door: first, owner, now })
    const moments = await reportMoments(owner, demonstration.incidents, now)
    const reportedAt = (it: DemoIncident) => moments.get(it.key) ?? now
    const incidents = demonstration.incidents.toSorted((a, b) => reportedAt(a).getTime() - reportedAt(b).getTime())
    const inTurn = turnstile()
    const people = new Map(demonstration.people.map(it => [personId(it.key), it]))
    const sessions = new Map<string, Promise<string>>()
    const laneOf = divide(incidents)
    const stages = incidents.map(it => ({
      it,
      owner,
      people,
      sessions,
      now,
      inTurn: inTurn(),
      reportedAt: reportedAt(it),
    }))
    await Promise.all([
      playScans({ door: scans, owner, demonstration, now }),
      ...doors.map((door, lane) => {
        const own = stages.filter(({ it }) => laneOf.get(it.key) === lane).map(stage => ({ ...stage, door }))
        return playLane(own, playing)
      }),
    ])
    await tickOldTalks(owner, now)
    await arrange(demonstration.arranged.after, { door: first, owner, now })
    // Nobody waits for the mails of the past.
    await owner.query('delete from job where run_at <= $1', [now])
    await owner.query('delete from session')
    // From here on the database plans for tables of this size.
    await owner.query('analyze')
  } finally {
    await Promise.all([scans, ...doors].map(door => door.close()))
    await owner.end()
  }
}

/** The lane of each incident. Those that name each other share one: there they happen in the order of time. */
function divide(incidents: readonly DemoIncident[]): Map<string, number> {
  const first = new Map(incidents.map(it => [it.key, it.key]))
  for (const { key, acts } of incidents)
    for (const other of acts.flatMap(act => Object.values(act.form).flatMap(value => referredTo(value) ?? []))) {
      const [from, to] = [first.get(other), first.get(key) ?? key]
      for (const [one, its] of first) if (its === from) first.set(one, to)
    }
  const groups = [...new Set(first.values())]
  return new Map(Array.from(first, ([key, group]) => [key, groups.indexOf(group) % lanes]))
}

/** Plays some of the incidents, one act after the other in the order of time. */
async function playLane(stages: readonly Stage[], { demonstration, now }: Playing) {
  const takeUpHours = new Map(demonstration.organisations.map(it => [it.code, it.take_up_hours]))
  const acts = stages.flatMap(stage => [...actsOf(stage, takeUpHours.get(stage.it.organisation) ?? 4)])
  const past = acts.filter(act => act.at <= now.getTime()).toSorted((a, b) => a.at - b.at)
  for (const { at, door, play } of past) {
    door.setTime(new Date(at))
    await play()
  }
}

/** Lets works begin only when the one before is done, in the order in which they were given their turn. */
function turnstile(): () => InTurn {
  let before = Promise.resolve()
  return () => {
    const mine = Promise.withResolvers<void>()
    const previous = before
    before = mine.promise
    return async work => {
      await previous
      await work()
      mine.resolve()
    }
  }
}

/** The moment of each report: so many days ago, at that time on the clock in the Netherlands. */
async function reportMoments(
  owner: pg.Pool,
  incidents: readonly DemoIncident[],
  now: Date,
): Promise<Map<string, Date>> {
  const { rows } = await owner.query<{ key: string; at: Date }>(
    `select key, (((($1::timestamptz at time zone 'Europe/Amsterdam')::date - days) + time) at time zone 'Europe/Amsterdam') as at
     from unnest($2::text[], $3::int[], $4::time[]) as it (key, days, time)`,
    [now, incidents.map(it => it.key), incidents.map(it => it.days_ago), incidents.map(it => it.time)],
  )
  return new Map(rows.map(row => [row.key, row.at]))
}
