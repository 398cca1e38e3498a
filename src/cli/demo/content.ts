import { z } from 'zod'
import { readContent } from '../../platform/content.ts'
import { makeScenarios } from './scenarios.ts'
import { Incident, Organisation, Person, type DemoIncident, type DemoOrganisation, type DemoPerson } from './shapes.ts'

export type { DemoFile, DemoIncident, DemoOrganisation, DemoPerson } from './shapes.ts'

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
}

const Organisations = z.object({ fictitious: z.literal(true), organisations: z.array(Organisation) })
const People = z.object({
  fictitious: z.literal(true),
  membership_starts_days_ago: z.number().int(),
  people: z.array(Person),
})
const Incidents = z.object({ fictitious: z.literal(true), incidents: z.array(Incident) })

const incidentFiles = ['council', 'nieuwermeer', 'duinland', 'vlietlanden']

/** Reads the demonstration. Throws an error that names the file that is not right. */
export function readDemonstration(): Demonstration {
  const { organisations } = readContent('demo/organisations.yaml', Organisations)
  const { people, membership_starts_days_ago: sinceDays } = readContent('demo/people.yaml', People)
  const written = incidentFiles.flatMap(name => readContent(`demo/incidents-${name}.yaml`, Incidents).incidents)
  return { organisations, people, sinceDays, written, incidents: [...written, ...makeScenarios(people)] }
}

/** The organisation that a membership is in: the person's own, unless it says another. */
export const organisationOf = (person: DemoPerson, membership: DemoPerson['memberships'][number]): string =>
  membership.organisation ?? person.organisation
