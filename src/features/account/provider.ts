import { sql } from 'kysely'
import { auditRefusalAtDoor, audit } from '../../engines/access/audit.ts'
import {
  addressOf,
  beginTrip,
  endTrip,
  findProvider,
  logProvider,
  signOutAddress,
  whoCameBack,
  type Begun,
  type Known,
} from '../../engines/access/providers.ts'
import type { Actor } from '../../engines/access/actor.ts'
import type { PublicAsk } from '../../engines/access/routes.ts'
import type { Assurance } from '../../engines/access/second-factor.ts'
import { addJobs } from '../../engines/jobs/job.ts'
import type { SeeOther } from '../../platform/answers.ts'
import { enter } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'

export interface Choice {
  organisation_id: string
  name: string
}

/** The organisations with a provider of their own: everybody sees the same list. */
export const readChoices = (house: House): Promise<Choice[]> =>
  house.db.as('nobody', async tx => (await sql<Choice>`select * from app.providers()`.execute(tx)).rows)

/** Sends a browser to the provider; undefined when there is none, or it does not answer. */
export async function goTo(
  { house }: PublicAsk,
  organisation: string,
  { onward, link }: { onward: string; link?: string },
): Promise<SeeOther | undefined> {
  const provider = await findProvider(house, 'nobody', organisation)
  if (!provider) return undefined
  const way = { organisation, version: provider.version, onward, ...(link !== undefined && { link }) }
  const trip = await beginTrip(house, 'nobody', way)
  const address = await attempted(house, () => addressOf(house, organisation, provider, trip))
  return address === undefined ? undefined : { seeOther: address, attempt: trip.browser }
}

/** The organisation at whose provider this person may still be signed in; undefined when they linked no account. */
export async function providerOf(
  house: House,
  { id, organisation }: Pick<Actor, 'id' | 'organisation'>,
): Promise<string | undefined> {
  const { rows } = await house.db.as({ person: id }, tx =>
    sql<{ id: string }>`
      select i.organisation_id as id from app.own_identities() i join app.providers() p on p.organisation_id = i.organisation_id
      order by i.organisation_id is distinct from ${organisation?.id ?? null}::uuid, i.linked_at desc limit 1`.execute(
      tx,
    ),
  )
  return rows[0]?.id
}

/** Where somebody signs out of the provider too; undefined when that is not offered there, or it does not answer. */
export async function signOutAt(house: House, organisation: string): Promise<string | undefined> {
  const provider = await findProvider(house, 'nobody', organisation)
  return provider && attempted(house, () => signOutAddress(house, organisation, provider))
}

/** What comes of somebody who comes back. */
export type Back =
  | { kind: 'in'; person: string; assurance: Assurance; onward: string }
  | { kind: 'linked'; onward: string }
  | { kind: 'unknown' }
  | { kind: 'failed' }

/** Judges who comes back from a provider. Whatever is wrong, one thing is said; in the trail stands that it was refused. */
export async function comeBack(ask: PublicAsk, organisation: string): Promise<Back> {
  const { house, query, attempt, actor } = ask
  const trip = { state: query.get('state') ?? '', browser: attempt ?? '' }
  const begun = await house.db.as('nobody', (tx, now) => endTrip(tx, now, organisation, trip))
  const provider = begun && (await findProvider(house, 'nobody', organisation))
  // Who linked an account must still be signed in here, all the way.
  const own = begun?.person_id ?? null
  if (!provider || (own !== null && (own !== actor?.id || actor.step === 'give'))) return refused(house)
  const known = await attempted(house, () => whoCameBack(house, organisation, provider, trip, query))
  if (!known) return refused(house)
  if (own !== null || begun?.link_hash) return link(house, organisation, begun, known)
  return signIn(house, organisation, begun?.onward ?? '/', known)
}

async function refused(house: House): Promise<Back> {
  await house.db.as('nobody', (tx, now) => auditRefusalAtDoor(tx, 'account.provider_sign_in', now))
  return { kind: 'failed' }
}

/** The answer of a provider, or undefined: what others send wrongly, or not at all, is no fault of ours. */
async function attempted<Result>(house: House, work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    logProvider(house, error)
    return undefined
  }
}

const link = (house: House, organisation: string, begun: Begun, { subject, assurance }: Known): Promise<Back> =>
  house.db.as(begun.person_id === null ? 'nobody' : { person: begun.person_id }, async (tx, now): Promise<Back> => {
    const { rows } = await sql<{ person: string | null }>`
      select app.link_identity(${organisation}, ${subject}, ${begun.link_hash}, ${now}) as person`.execute(tx)
    const person = rows[0]?.person
    if (!person) return { kind: 'unknown' }
    await enter(tx, { person }, now)
    const object = begun.link_hash ? 'invitation' : 'own'
    await audit(tx, { action: 'account.provider_linked', actor: person, organisation, object }, now)
    await addJobs(tx, now, [{ kind: 'factor_changed', organisation: null, person }])
    return begun.link_hash
      ? { kind: 'in', person, assurance, onward: begun.onward }
      : { kind: 'linked', onward: begun.onward }
  })

const signIn = (house: House, organisation: string, onward: string, known: Known): Promise<Back> =>
  house.db.as('nobody', async (tx, now): Promise<Back> => {
    const find = async () =>
      (
        await sql<{ person_id: string; was_reset: boolean }>`
          select * from app.identity_person(${organisation}, ${known.subject}, ${now})`.execute(tx)
      ).rows[0]
    let found = await find()
    if (!found && known.email !== undefined) {
      const { rows } = await sql<{ person: string | null }>`
        select app.link_by_rule(${organisation}, ${known.subject}, ${known.email}, ${now}) as person`.execute(tx)
      const person = rows[0]?.person
      if (person) {
        found = await find()
        await enter(tx, { person }, now)
        await audit(tx, { action: 'account.provider_linked', actor: person, organisation, object: 'rule' }, now)
        await addJobs(tx, now, [{ kind: 'factor_changed', organisation: null, person }])
      }
    }
    if (!found) return { kind: 'unknown' }
    // After a reset only the code of the privacy officer goes on, whatever a provider says (decision 0022).
    return { kind: 'in', person: found.person_id, assurance: found.was_reset ? 1 : known.assurance, onward }
  })
