import { formatShort, formatTime } from '../../ui/dates.ts'
import { Breadcrumb, EmptyState, Lead, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { CaseFacts } from './case.ts'
import type { Look } from './looks.ts'
import { urls } from './urls.ts'

const actions: Record<string, string> = {
  'case.open': 'heeft de melding bekeken',
  'case.act': 'heeft de melding geopend om er iets in te doen',
  'case.write': 'heeft in de melding geschreven',
  'evidence.open': 'heeft bewijs bekeken',
  'evidence.save': 'heeft bewijs opgeslagen',
  'evidence.export': 'heeft al het bewijs als pakket opgeslagen',
  'evidence.describe': 'heeft bewijs beschreven',
  'evidence.ask_reading': 'heeft gevraagd of iemand anders bewijs eerst leest',
  'evidence.choose': 'heeft gekozen of bewijs zichtbaar is',
  'evidence.add': 'heeft bewijs toegevoegd',
  'case.take_up': 'heeft de melding opgepakt',
  'case.take_over': 'heeft de melding overgenomen',
  'case.set_category': 'heeft de soort bepaald',
  'case.decide': 'heeft een besluit vastgelegd',
  'case.record_talk': 'heeft het opvanggesprek vastgelegd',
  'case.follow_report': 'heeft een stap van de aangifte vastgelegd',
  'case.report_made': 'heeft de aangifte als document opgehaald',
  'case.close': 'heeft de melding afgesloten',
  'case.reopen': 'heeft de melding heropend',
  'case.hand_over': 'heeft de melding overgedragen',
  'case.add_handler': 'heeft een behandelaar toegevoegd',
  'case.ask_witness': 'heeft een getuige iets gevraagd',
  'case.add_event': 'heeft een nieuw voorval toegevoegd',
  'case.join': 'heeft de melding samengevoegd met andere',
  'case.split': 'heeft de melding losgemaakt van andere',
  'case.emergency_asked': 'heeft om noodtoegang gevraagd',
  'case.emergency_access': 'heeft de vervanger voor één uur noodtoegang gegeven',
  'case.emergency_refused': 'heeft noodtoegang geweigerd',
  'case.measure_read': 'heeft gelezen wie er tijdelijk niet in het gebouw mag',
  'case.link': 'heeft de melding gekoppeld aan een eerdere melding van dezelfde persoon',
  'case.wait': 'heeft de melding op wachten gezet',
  'case.resume': 'is verder gegaan met de melding',
  'case.mark_duplicate': 'heeft de melding als dubbel afgerond',
  'case.refuse_incident': 'heeft de melding afgerond als geen incident',
}

interface Visit {
  who: string | null
  from: Date
  until: Date
  what: ReadonlySet<string>
}

const quarter = 15 * 60_000

/** The looks of one person within a quarter of an hour as one visit: a page that is opened five times is one look to a reader. */
export function toVisits(looks: readonly Look[]): Visit[] {
  const visits: Visit[] = []
  for (const look of looks) {
    const words = whatWords(look)
    const last = visits.findLast(it => it.who === look.who)
    const same = last !== undefined && last.from.getTime() - look.at.getTime() < quarter
    const visit = {
      who: look.who,
      from: look.at,
      until: same ? last.until : look.at,
      what: new Set([words, ...(same ? last.what : [])]),
    }
    if (same) visits[visits.indexOf(last)] = visit
    else visits.push(visit)
  }
  return visits
}

const whatWords = (look: Look) =>
  look.refused ? 'probeerde de melding te openen, maar dat mocht niet' : (actions[look.action] ?? look.action)

const nobodyYouSee = 'Iemand die u niet kunt zien'

export const LooksView = ({ it, looks, now }: { it: CaseFacts; looks: readonly Look[]; now: Date }) => {
  const names = [...new Set(looks.map(look => look.who ?? nobodyYouSee))]
  return (
    <>
      <Breadcrumb
        items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: 'Wie heeft gekeken?' }]}
      />
      <PageTitle>Wie heeft gekeken?</PageTitle>
      <Lead>
        {names.length > 0 && `Tot nu toe: ${names.join(', ')}. `}
        Elke keer dat iemand uw melding opent, wordt dat opgeschreven. Niemand kan dat uitzetten of weghalen.
      </Lead>
      <DataTable<Visit>
        caption="Wie uw melding heeft geopend"
        captionHidden
        rows={toVisits(looks)}
        empty={
          <EmptyState title="Nog niemand heeft gekeken">
            <p>Zodra iemand uw melding opent, ziet u dat hier.</p>
          </EmptyState>
        }
        columns={[
          { label: 'Wanneer', cell: visit => formatVisit(visit, now), nowrap: true },
          { label: 'Wie', cell: visit => visit.who ?? nobodyYouSee },
          { label: 'Wat', cell: visit => [...visit.what].join(', ') },
        ]}
      />
    </>
  )
}

const formatVisit = ({ from, until }: Visit, now: Date) => {
  const [start, end] = [formatShort(from, now), formatTime(until)]
  return start.endsWith(end) ? start : `${start} tot ${end}`
}
