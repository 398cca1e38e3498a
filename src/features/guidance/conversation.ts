import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../../engines/access/actor.ts'
import { audit } from '../../engines/access/audit.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { functionInfo, groups } from '../../engines/cases/vocabulary.ts'
import { readContent } from '../../platform/content.ts'
import { dateField } from '../../platform/date-fields.ts'
import { didAsAsked, refusedBy, type Tx } from '../../platform/db.ts'
import type { Invalid } from '../../platform/routes.ts'

export const agenda = readContent(
  'term-conversation/agenda@1.yaml',
  z.object({
    version: z.number().int(),
    source: z.string(),
    checked_on: z.iso.date().nullable(),
    intro: z.string(),
    topics: z.array(z.object({ title: z.string(), questions: z.array(z.string()) })),
  }),
)

export interface Conversation {
  id: string
  members: string
  /** `2026-04-24` */
  heldOn: string
  /** How many people were in the group; null when they are too few to say anything of. */
  people: number | null
  /** How many quarters of them said to know the norm, from 0 to 3; of fewer than nine people in halves, 0 or 2. */
  quarter: number | null
  /** The viewer said so. */
  confirmed: boolean
}

const day = 'Vul in wanneer het gesprek was.'

export const ConversationForm = z.object({
  groep: z.enum(
    groups.map(it => it.id),
    'Kies met welke groep het gesprek was.',
  ),
  datum: dateField({ required: day }),
})

/** The conversations of an organisation, the last first, each with how it stands in its group. */
export async function readConversations(tx: Tx, organisation: string): Promise<Conversation[]> {
  const { rows } = await sql<Conversation>`
    select c.id, c.members, c.held_on::text as "heldOn", s.people, s.quarter, k.conversation_id is not null as confirmed
    from term_conversation c
    left join app.norm_shares(${organisation}) s on s.conversation_id = c.id
    left join app.my_confirmations() k on k.conversation_id = c.id
    where c.organisation_id = ${organisation} order by c.held_on desc, c.members`.execute(tx)
  return rows
}

/** The groups that somebody belongs to in the organisation of the session. */
export const ownGroups = (actor: Actor): ReadonlySet<string> =>
  new Set(
    actor.memberships
      .filter(it => it.organisation === actor.organisation?.id)
      .flatMap(it => functionInfo(it.function)?.group ?? []),
  )

const oneADay = 'term_conversation_organisation_id_members_held_on_key'

/** Writes down that a conversation was held: with which group and when, and not who was there. */
export async function recordConversation(
  desk: Desk,
  { groep: members, datum: held_on }: z.infer<typeof ConversationForm>,
): Promise<void> {
  const { tx, now, actor, organisation } = desk
  const id = randomUUID()
  await tx
    .insertInto('term_conversation')
    .values({
      id,
      organisation_id: organisation,
      members,
      held_on: sql<Date>`${held_on}::date`,
      agenda: agenda.version,
      recorded_by: actor,
      recorded_at: now,
    })
    .execute()
  await audit(tx, { action: 'guidance.conversation_recorded', actor, organisation, object: `conversation:${id}` }, now)
}

export async function orHeldAlready<Result>(work: Promise<Result>): Promise<Result | Invalid> {
  try {
    return await work
  } catch (error) {
    if (refusedBy(error) !== oneADay) throw error
    return { invalid: { datum: 'Dit gesprek staat er al: dezelfde groep op dezelfde dag.' } }
  }
}

/** Takes a conversation away, with all that was said of it. Whether there was one. */
export async function removeConversation({ tx, now, actor, organisation }: Desk, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('term_conversation')
    .where('id', '=', id)
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return false
  await audit(tx, { action: 'guidance.conversation_removed', actor, organisation, object: `conversation:${id}` }, now)
  return true
}

/** Somebody says to know the norm and the contact points, or takes that back. Not in the trail: nobody else may find it. */
export const confirmNorm = (tx: Tx, id: string, knows: boolean): Promise<boolean> =>
  didAsAsked(tx, sql`app.confirm_norm(${id}, ${knows})`)
