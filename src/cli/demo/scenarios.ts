import { z } from 'zod'
import { readContent } from '../../platform/content.ts'
import { seededRandom, type Random } from './cases/random.ts'
import { FurtherAct, Incident, type DemoIncident, type DemoPerson } from './shapes.ts'

// Reports that are made from building blocks, so that every course of a report is there in several places and times.

const Block = z.object({
  id: z.string(),
  count: z.number().int(),
  days: z.tuple([z.number().int(), z.number().int()]),
  /** Of the person hit, and of who reports. */
  function: z.string(),
  category: z.string(),
  channel: z.string(),
  safe_now: z.enum(['yes', 'not_sure', 'no']).default('yes'),
  what: z.array(z.string()),
  /** As a quick report, and not page by page. */
  quick: z.boolean().default(false),
  full: z.record(z.string(), z.string()).default({}),
  hit: z.string().optional(),
  as_witness: z.boolean().default(false),
  household: z.string().optional(),
  /** So many in one incident. */
  together: z.number().int().default(1),
  supplement: z.record(z.string(), z.string()).optional(),
  decision: Incident.shape.decision,
  talk: Incident.shape.talk,
  closing: Incident.shape.closing,
  acts: z.array(FurtherAct).default([]),
  state: Incident.shape.state,
})
type Block = z.infer<typeof Block>

const Scenarios = z.object({
  fictitious: z.literal(true),
  places: z.array(z.string()),
  topics: z.array(z.string()),
  blocks: z.array(Block),
})

const organisation = 'GM9001'
const seed = 20_261_127

/** The same reports every time, of the people of the city. */
export function makeScenarios(people: readonly DemoPerson[]): DemoIncident[] {
  const { places, topics, blocks } = readContent('demo/scenarios.yaml', Scenarios)
  const random = seededRandom(seed)
  const withFunction = (name: string) =>
    people.filter(
      it =>
        it.organisation === organisation &&
        it.memberships.every(one => one.role === 'reporter' && one.ends_days_ago === undefined) &&
        it.memberships.some(one => one.function === name && one.organisation === undefined),
    )
  return blocks.flatMap(block => {
    const reporters = withFunction(block.function)
    return Array.from({ length: block.count }, (_, n) => {
      const fill = (text: string) =>
        text.replaceAll('{place}', random.pick(places)).replaceAll('{topic}', random.pick(topics))
      return makeOne(block, n, random, reporters, fill)
    })
  })
}

const startOf = (block: Block, n: number) => n - (n % block.together)
const clock = (hour: number, minute: number) => [hour, minute].map(it => String(it).padStart(2, '0')).join(':')
const keyOf = (block: Block, n: number) => `${block.id}-${n + 1}`

function makeOne(
  block: Block,
  n: number,
  random: Random,
  reporters: readonly DemoPerson[],
  fill: (text: string) => string,
): DemoIncident {
  const first = startOf(block, n)
  // Those of one incident are different people, who report on one day.
  const reporter = reporters[(n * 5 + block.id.length) % reporters.length]
  const hit = block.hit === undefined ? undefined : reporters[(n * 5 + block.id.length + 3) % reporters.length]
  if (!reporter) throw new Error(`Nobody has the function ${block.function}`)
  const [from, until] = block.days
  const spread = Math.max(1, Math.ceil(block.count / block.together) - 1)
  const days = Math.round(from + ((until - from) * (first / block.together)) / spread)
  const joins =
    n > first
      ? [
          {
            after_hours: 6,
            by: 'handler' as const,
            path: 'samenvoegen',
            form: { kenmerk: `reference:${keyOf(block, first)}` },
          },
        ]
      : []
  return {
    key: keyOf(block, n),
    organisation,
    reporter: reporter.key,
    function: block.function,
    days_ago: days,
    // One after the other: who reports later can be joined to who reported first.
    time: block.together > 1 ? clock(8, n - first) : clock(8 + random.below(14), random.below(60)),
    category: block.category,
    channel: block.channel,
    safe_now: block.safe_now,
    what: fill(random.pick(block.what)),
    reach: 'via Weerbaar',
    state: block.state,
    messages: [],
    notes: [],
    ...(block.decision && { decision: block.decision }),
    ...(block.talk && { talk: block.talk }),
    ...(block.closing && { closing: block.closing }),
    files: [],
    ...(!block.quick && { full: fullFields(block, hit) }),
    ...(block.supplement && { supplement: block.supplement }),
    ...(hit && { hit: hit.key }),
    acts: [
      ...block.acts.map(it => ({
        ...it,
        form: Object.fromEntries(Object.entries(it.form).map(([name, value]) => [name, fill(value)])),
      })),
      ...joins,
    ],
  }
}

/** The fields of a full report, for whom it is. */
function fullFields(block: Block, hit: DemoPerson | undefined): Record<string, string> {
  const shared = { categories: block.category, channel: block.channel, ...block.full }
  if (block.household) return { ...shared, for_whom: 'household', household: block.household }
  if (!hit) return { ...shared, for_whom: 'self' }
  const about = { function_hit: block.function, [block.as_witness ? 'seen' : 'hit']: hit.email }
  return { ...shared, for_whom: block.as_witness ? 'witness' : 'colleague', ...about }
}
