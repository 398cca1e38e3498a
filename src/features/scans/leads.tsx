import type { Ask } from '../../engines/access/routes.ts'
import type { Desk } from '../../engines/access/desk.ts'
import { allInstruments, currentInstruments, type Instrument } from '../../engines/questionnaires/library.ts'
import type { Tx } from '../../platform/db.ts'
import type { Block } from '../../platform/documents/document.ts'
import { isoDay } from '../../ui/dates.ts'
import { readOffered } from './overview.ts'
import { urls } from './urls.ts'

/** The instruments that advice and results lead to, by id; with an address for who can begin one here today. */
export type Leads = ReadonlyMap<string, { title: string; href: string | undefined }>

/** @param desk where there is one: who is in no organisation begins nothing, and only reads where it leads */
export async function readLeads(tx: Tx, now: Date, { scan }: Instrument, desk: Desk | undefined): Promise<Leads> {
  const wanted = new Set(
    [...scan.advice, ...scan.themes.flatMap(it => it.bands ?? [])].flatMap(it => it.leads_to ?? []),
  )
  if (wanted.size === 0) return new Map()
  const all = currentInstruments(await allInstruments(tx), isoDay(now))
  const offered = desk ? await readOffered(desk) : []
  const begins = new Set(offered.map(it => it.instrument.id))
  return new Map(
    all
      .filter(it => wanted.has(it.id))
      .map(({ id, title }) => [id, { title, href: begins.has(id) ? urls.instrument(id) : undefined }]),
  )
}

/** The same for a set of answers, which somebody keeps when they leave. */
export const leadsOf = ({ house, actor }: Ask, it: Instrument): Promise<Leads> =>
  house.db.as({ person: actor.id }, (tx, now) => {
    const organisation = actor.permissions.has('scan.do') ? actor.organisation?.id : undefined
    return readLeads(tx, now, it, organisation === undefined ? undefined : { tx, now, actor: actor.id, organisation })
  })

const inWords = ({ title }: { title: string }) => `Ga verder met: ${title}`

/** The way on in a document to print: in words, as paper has no links. */
export function leadBlocks(to: string | undefined, leads: Leads): Block[] {
  const lead = leads.get(to ?? '')
  return lead ? [{ paragraph: inWords(lead) }] : []
}

/** The way on, as a link where there is one. */
export const LeadOn = ({ to, leads }: { to: string | undefined; leads: Leads }) => {
  const lead = leads.get(to ?? '')
  if (!lead) return null
  return lead.href === undefined ? (
    <p>{inWords(lead)}</p>
  ) : (
    <p>
      <a class="nl-link" href={lead.href}>
        {inWords(lead)}
      </a>
    </p>
  )
}
