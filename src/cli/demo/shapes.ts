import { z } from 'zod'
import { ContactPoint } from '../contact-points.ts'

// What an organisation, a person and a report of the demonstration consist of.

const Route = z.object({ subject: z.string(), line: z.string(), handler: z.string(), deputy: z.string() })
const Shift = z.object({
  weekday: z.number().int().min(1).max(7),
  from: z.string(),
  to: z.string(),
  line: z.string(),
  person: z.string(),
})

export const Organisation = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  province: z.string().optional(),
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
export const Person = z.object({
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
const Form = z.record(z.string(), z.string())
export const FurtherAct = z.object({
  after_hours: hours,
  /** The handler, the reporter, the person hit, or the key of somebody else. */
  by: z.string(),
  path: z.string(),
  form: Form.default({}),
  /** A name by which later acts of this case find what it made, in braces. */
  as: z.string().optional(),
})

/** What happens on a report after it was taken up: the police, measures, damages, aftercare and what was learned. */
export const FollowUp = z.object({ incident: z.string(), acts: z.array(FurtherAct) })

/** What an organisation arranges apart from any report, such as its protocol. */
export const Arrangement = z.object({
  organisation: z.string(),
  by: z.string(),
  days_ago: z.number().int().min(0),
  path: z.string(),
  form: Form,
})
export type DemoArrangement = z.infer<typeof Arrangement>
export const Incident = z.object({
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
  state: z.enum(['reported', 'in_progress', 'waiting', 'closed', 'withdrawn', 'not_an_incident']),
  messages: z
    .array(z.object({ from: z.enum(['handler', 'reporter']), after_hours: hours, text: z.string() }))
    .default([]),
  notes: z.array(z.object({ after_hours: hours, text: z.string() })).default([]),
  decision: z.object({ outcome: z.string(), after_hours: hours, text: z.string() }).optional(),
  talk: z.object({ result: z.string(), after_hours: hours, text: z.string() }).optional(),
  closing: z.object({ outcome: z.string(), after_hours: hours, text: z.string() }).optional(),
  files: z.array(File).default([]),
  /** A full report: its fields besides those of every report. */
  full: z.record(z.string(), z.string()).optional(),
  /** What was told later, by the same questions. */
  supplement: z.record(z.string(), z.string()).optional(),
  /** Who else has a part in it: the person hit when somebody else reports. */
  hit: z.string().optional(),
  /** What else is done, on which page of the case. */
  acts: z.array(FurtherAct).default([]),
})
export type DemoIncident = z.infer<typeof Incident>
