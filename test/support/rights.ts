import { idOf, type PersonKey } from './people.ts'
import type { Visitor, World } from './world.ts'

/** A request of somebody without an account, as a privacy officer writes it down. */
export const newRequest = {
  soort: 'access',
  ontvangen: '2026-04-20',
  account: '',
  wie: 'Johan Zonneveld',
  bereik: 'Kade 3, Waterstad',
  vraag: 'Ik wil weten wat er over mij staat.',
}

/** Writes down a request; returns its address. */
export async function writeDown(officer: Visitor, form: Partial<typeof newRequest> = {}): Promise<string> {
  const { status, location, text } = await officer.post('/privacy-verzoeken/nieuw', { ...newRequest, ...form })
  if (status !== 303) throw new Error(`The request was answered with ${status}: ${text}`)
  return location.replace(/\?.*$/, '')
}

export const identified = { keuze: 'in_person', toelichting: '' }
export const granted = { keuze: 'granted', toelichting: 'U mag weten wat er over u staat.' }

/** Asks somebody who handles cases about a request; returns the address of the question. */
export async function askHandler(world: World, officer: Visitor, request: string, of: PersonKey, asks: string) {
  const { status, text } = await officer.post(`${request}/vraag`, { aan: idOf(of), opdracht: asks })
  if (status !== 303) throw new Error(`The question was answered with ${status}: ${text}`)
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from rights_question where request_id = $1 and asked_of = $2 and answered_at is null',
    [request.split('/').at(-1), idOf(of)],
  )
  return `/privacy-vragen/${rows[0]?.id ?? ''}`
}

const named = new WeakMap<World, Promise<{ request: string; question: string }>>()

/** A request of the council member, about which the deputy clerk was asked; made once for each world. */
export function aRequestToName(world: World): Promise<{ request: string; question: string }> {
  const known = named.get(world) ?? makeRequest(world)
  named.set(world, known)
  return known
}

async function makeRequest(world: World) {
  const officer = await world.signIn('privacyOfficer')
  const request = await writeDown(officer, { account: 'member@waterstad.example' })
  await officer.post(`${request}/stap/identiteit`, identified)
  const question = await askHandler(world, officer, request, 'deputyClerk', 'Wat staat er over dit raadslid?')
  return { request: request.split('/').at(-1) ?? '', question: question.split('/').at(-1) ?? '' }
}
