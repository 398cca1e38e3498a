import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../../engines/access/audit.ts'
import {
  discover,
  findProvider,
  logProvider,
  methods,
  newKeyPair,
  outgoingOf,
  sealSecret,
  type Method,
} from '../../engines/access/providers.ts'
import { didAsAsked } from '../../platform/db.ts'
import type { House } from '../../platform/house.ts'
import { mayVisit } from '../../platform/outgoing.ts'
import type { Invalid } from '../../platform/routes.ts'
import { textField } from '../../platform/text.ts'
import { differences } from '../../engines/access/setting-changes.ts'
import { recordChange, type Desk } from './desk.ts'

/** What is set, without any secret. */
export interface ProviderSettings {
  issuer: string
  client_id: string
  method: Method
  two_factor_acr: string
  domains: string
  public_key: string | null
  version: number
  approved_at: Date | null
}

const words = (text: string) =>
  text
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter(Boolean)
    .join(' ')
const line = { max: 500, tooLong: 'Dit is te lang.', oneLine: true }

export const ProviderForm = z.object({
  issuer: textField({ ...line, required: 'Vul het adres van het inlogsysteem in.' }),
  client: textField({ ...line, max: 200, required: 'Vul de client-id in.' }),
  methode: z.enum(methods, 'Kies hoe Weerbaar zich bekendmaakt.'),
  geheim: z.string().max(500, 'Dit is te lang.').default(''),
  nieuw: z.literal('ja').optional(),
  // Cleaned, as all that is shown: the privacy officer approves what it says here.
  acr: textField({ ...line, max: 1000 }),
  domeinen: textField({ ...line, max: 1000 })
    .transform(words)
    .refine(
      it => it === '' || it.split(' ').every(one => /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/u.test(one)),
      'Vul alleen domeinen in, zoals gemeente.nl. Zonder @.',
    ),
})

export async function readProvider({ tx, organisation }: Desk): Promise<ProviderSettings | undefined> {
  const { rows } = await sql<ProviderSettings>`select * from app.provider_settings(${organisation})`.execute(tx)
  return rows[0]
}

const valuesOf = (it: Omit<ProviderSettings, 'version' | 'approved_at' | 'public_key'> & { key: string }) => ({
  issuer: it.issuer,
  client_id: it.client_id,
  method: it.method,
  two_factor_acr: it.two_factor_acr,
  domains: it.domains,
  // Whether there is another one, and never what it is.
  key: it.key,
})

/** Keeps what was filled in; it waits for the privacy officer, whatever was changed. */
export async function saveProvider(
  house: House,
  desk: Desk,
  it: z.infer<typeof ProviderForm>,
): Promise<Invalid | undefined> {
  const { tx, organisation } = desk
  if (!mayVisit(it.issuer, outgoingOf(house)) || /[?#]/u.test(it.issuer))
    return { invalid: { issuer: 'Dit is geen adres dat wij kunnen gebruiken. Het begint met https://.' } }
  const before = await readProvider(desk)
  const same = before?.issuer === it.issuer && before.method === it.methode
  const needsSecret = it.methode === 'client_secret_basic' && it.geheim === ''
  if (needsSecret && !same)
    return { invalid: { geheim: 'Vul het geheim in. Bij een ander inlogsysteem hoort een ander geheim.' } }
  const keeps = same && (it.methode === 'private_key_jwt' ? it.nieuw === undefined : it.geheim === '')
  const pair = keeps || it.methode === 'client_secret_basic' ? undefined : await newKeyPair()
  const secret = pair?.secret ?? { secret: it.geheim }
  const sealed = keeps ? undefined : await sealSecret(house, tx, organisation, it.issuer, secret)
  const next = {
    issuer: it.issuer,
    client_id: it.client,
    method: it.methode,
    two_factor_acr: it.acr,
    domains: it.domeinen,
  }
  const { rows } = await sql<{
    saved: boolean
  }>`select app.put_provider(${organisation}, ${it.issuer}, ${it.client}, ${it.methode},
    ${it.acr}, ${it.domeinen}, ${sealed?.master_key_id ?? null}, ${sealed?.wrapped ?? null}, ${sealed?.secret ?? null},
    ${pair?.publicKey ?? null}) as saved`.execute(tx)
  if (!rows[0]?.saved)
    return { invalid: { issuer: 'Iemand anders veranderde dit net. Kijk het na en probeer het nog een keer.' } }
  await recordChange(
    desk,
    'administration.provider_changed',
    `method:${it.methode} key:${keeps ? 'kept' : 'new'}`,
    differences(
      'provider',
      organisation,
      before && valuesOf({ ...before, key: 'set' }),
      valuesOf({ ...next, key: keeps || !before ? 'set' : 'replaced' }),
    ),
  )
  return undefined
}

/** By the privacy officer: exactly what was shown. False when it was changed in between, or is not theirs to approve. */
export async function approveProvider(desk: Desk, seen: number): Promise<boolean> {
  const { tx, now, actor, organisation } = desk
  if (!(await didAsAsked(tx, sql`app.approve_provider(${organisation}, ${seen}, ${now})`))) return false
  await audit(tx, { action: 'administration.provider_approved', actor, organisation, object: `version:${seen}` }, now)
  return true
}

/** At once, by either of them. */
export async function stopProvider({ tx, now, actor, organisation }: Desk): Promise<void> {
  if (await didAsAsked(tx, sql`app.stop_provider(${organisation})`))
    await audit(tx, { action: 'administration.provider_stopped', actor, organisation }, now)
}

/** Asks the provider what it is. Says only whether it answers as it should, so that nobody learns what else is in the network. */
export async function tryProvider(house: House, { actor, organisation }: Pick<Desk, 'actor' | 'organisation'>) {
  const provider = await findProvider(house, { person: actor }, organisation)
  if (!provider) return false
  try {
    await discover(house, organisation, provider)
    return true
  } catch (error) {
    logProvider(house, error)
    return false
  }
}
