import { z } from 'zod'
import { readContent } from '../../platform/content.ts'
import { makeScenarios } from './scenarios.ts'
import { readScans, type DemoScans } from './scans/shapes.ts'
import {
  Arrangement,
  FollowUp,
  Incident,
  Organisation,
  Person,
  type DemoArrangement,
  type DemoIncident,
  type DemoOrganisation,
  type DemoPerson,
} from './shapes.ts'

export type { DemoArrangement, DemoFile, DemoIncident, DemoOrganisation, DemoPerson } from './shapes.ts'

// The demonstration as it is written down in content/demo. Every place where a person, unit or organisation is named
// holds its key or code; `demonstrationFaults` says which of them lead nowhere.

export interface Demonstration {
  organisations: readonly DemoOrganisation[]
  people: readonly DemoPerson[]
  /** How many days ago the memberships began. */
  sinceDays: number
  incidents: readonly DemoIncident[]
  /** Those of them that were written one by one. */
  written: readonly DemoIncident[]
  /** What organisations arranged before the first report, and what they do about all reports together. */
  followUps: readonly { incident: string; acts: DemoIncident['acts'] }[]
  scans: DemoScans
  arranged: { before: readonly DemoArrangement[]; after: readonly DemoArrangement[] }
}

const Organisations = z.object({ fictitious: z.literal(true), organisations: z.array(Organisation) })
const People = z.object({
  fictitious: z.literal(true),
  membership_starts_days_ago: z.number().int(),
  people: z.array(Person),
})
const FollowUps = z.object({ fictitious: z.literal(true), follow_up: z.array(FollowUp) })
const Arrangements = z.object({
  fictitious: z.literal(true),
  before: z.array(Arrangement),
  after: z.array(Arrangement),
})
const Incidents = z.object({ fictitious: z.literal(true), incidents: z.array(Incident) })

const incidentFiles = ['council', 'nieuwermeer', 'duinland', 'vlietlanden']

/** Reads the demonstration. Throws an error that names the file that is not right. */
export function readDemonstration(): Demonstration {
  const { organisations } = readContent('demo/organisations.yaml', Organisations)
  const { people, membership_starts_days_ago: sinceDays } = readContent('demo/people.yaml', People)
  const { follow_up: followUps } = readContent('demo/follow-up.yaml', FollowUps)
  const { before, after } = readContent('demo/arrangements.yaml', Arrangements)
  const further = new Map(followUps.map(it => [it.incident, it.acts]))
  const written = incidentFiles
    .flatMap(name => readContent(`demo/incidents-${name}.yaml`, Incidents).incidents)
    .map(it => ({ ...it, acts: [...it.acts, ...(further.get(it.key) ?? [])] }))
  const incidents = [...written, ...makeScenarios(people)]
  return {
    organisations,
    people,
    sinceDays,
    written,
    incidents,
    arranged: { before, after },
    followUps,
    scans: readScans(),
  }
}

/** The organisation that a membership is in: the person's own, unless it says another. */
export const organisationOf = (person: DemoPerson, membership: DemoPerson['memberships'][number]): string =>
  membership.organisation ?? person.organisation
