import { z } from 'zod'
import { readContent } from '../../platform/content.ts'
import { ContactPoint } from '../contact-points.ts'

// The demonstration as it is written down in content/demo. Every place where a person, unit or organisation is named
// holds its key or code; `demonstrationFaults` says which of them lead nowhere.

const Route = z.object({ subject: z.string(), line: z.string(), handler: z.string(), deputy: z.string() })
const Shift = z.object({
  weekday: z.number().int().min(1).max(7),
  from: z.string(),
  to: z.string(),
  line: z.string(),
  person: z.string(),
})

const Organisation = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  fictitious: z.literal(true),
  take_up_hours: z.number().int(),
  session_idle_minutes: z.number().int(),
  session_hours: z.number().int(),
  theme: z.object({ brand_color: z.string().regex(/^#[0-9a-f]{6}$/) }),
  units: z.array(z.object({ key: z.string(), name: z.string() })),
  routes: z.array(Route),
  duty: z.array(Shift),
  contact_points: z.array(ContactPoint),
})
export type DemoOrganisation = z.infer<typeof Organisation>

const Membership = z.object({
  role: z.string(),
  function: z.string(),
  unit: z.string().optional(),
  line: z.string().optional(),
  organisation: z.string().optional(),
  ends_days_ago: z.number().int().optional(),
})
const Person = z.object({
  key: z.string(),
  name: z.string(),
  email: z.string(),
  organisation: z.string(),
  memberships: z.array(Membership),
})
export type DemoPerson = z.infer<typeof Person>

const fileKinds = ['eml', 'image', 'pdf', 'txt'] as const
const File = z.object({ kind: z.enum(fileKinds), name: z.string(), text: z.string() })
export type DemoFile = z.infer<typeof File>

const hours = z.number().min(0)
const Incident = z.object({
  key: z.string(),
  organisation: z.string(),
  reporter: z.string(),
  function: z.string(),
  days_ago: z.number().int().min(1),
  time: z.string().regex(/^\d{2}:\d{2}$/),
  category: z.string(),
  channel: z.string(),
  safe_now: z.enum(['yes', 'not_sure', 'no']),
  what: z.string(),
  reach: z.string(),
  accused: z.string().optional(),
  state: z.enum(['reported', 'in_progress', 'closed']),
  messages: z
    .array(z.object({ from: z.enum(['handler', 'reporter']), after_hours: hours, text: z.string() }))
    .default([]),
  notes: z.array(z.object({ after_hours: hours, text: z.string() })).default([]),
  decision: z.object({ outcome: z.string(), after_hours: hours, text: z.string() }).optional(),
  talk: z.object({ result: z.string(), after_hours: hours, text: z.string() }).optional(),
  closing: z.object({ outcome: z.string(), after_hours: hours, text: z.string() }).optional(),
  files: z.array(File).default([]),
})
export type DemoIncident = z.infer<typeof Incident>

export interface Demonstration {
  organisations: readonly DemoOrganisation[]
  people: readonly DemoPerson[]
  /** How many days ago the memberships began. */
  sinceDays: number
  incidents: readonly DemoIncident[]
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
  const incidents = incidentFiles.flatMap(name => readContent(`demo/incidents-${name}.yaml`, Incidents).incidents)
  return { organisations, people, sinceDays, incidents }
}

/** The organisation that a membership is in: the person's own, unless it says another. */
export const organisationOf = (person: DemoPerson, membership: DemoPerson['memberships'][number]): string =>
  membership.organisation ?? person.organisation
