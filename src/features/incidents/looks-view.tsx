import { actionName, type Action } from '../../engines/access/actions.ts'
import { formatShort, formatTime } from '../../ui/dates.ts'
import { Breadcrumb, EmptyState, Lead, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { CaseFacts } from './case.ts'
import type { Look } from './looks.ts'
import { urls } from './urls.ts'

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
  look.refused ? 'Geprobeerd de melding te openen, maar dat mocht niet' : actionName(look.action)

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const small = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** All that was done in a visit, as one sentence. */
const whatOf = ({ what }: Visit) => capital([...what].map(small).join(', '))

const nobodyYouSee = 'iemand die u niet kunt zien'

const listed = new Intl.ListFormat('nl')
const whoOf = (looks: readonly Look[]) => listed.format(new Set(looks.map(look => look.who ?? nobodyYouSee)))

// Done without the report being opened; who also opened it, has that in the trail too.
const withoutLooking: ReadonlySet<string> = new Set<Action>([
  'case.emergency_asked',
  'case.emergency_access',
  'case.emergency_refused',
  'case.hand_over',
  'case.add_handler',
  'case.remove_handler',
])

/** Who looked, and apart from them who was refused. */
export function lookedSentence(looks: readonly Look[]): string {
  const refused = whoOf(looks.filter(it => it.refused))
  const seen = whoOf(looks.filter(it => !it.refused && !withoutLooking.has(it.action)))
  return [
    seen ? `Tot nu toe keken: ${seen}.` : 'Tot nu toe heeft niemand gekeken.',
    ...(refused ? [`Geprobeerd, maar dat mocht niet: ${refused}.`] : []),
  ].join(' ')
}

export const LooksView = ({ it, looks, now }: { it: CaseFacts; looks: readonly Look[]; now: Date }) => (
  <>
    <Breadcrumb
      items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: 'Wie heeft gekeken?' }]}
    />
    <PageTitle>Wie heeft gekeken?</PageTitle>
    <Lead>
      {looks.length > 0 && `${lookedSentence(looks)} `}
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
        { label: 'Wie', cell: visit => capital(visit.who ?? nobodyYouSee) },
        { label: 'Wat', cell: visit => whatOf(visit) },
      ]}
    />
  </>
)

const formatVisit = ({ from, until }: Visit, now: Date) => {
  const [start, end] = [formatShort(from, now), formatTime(until)]
  return start.endsWith(end) ? start : `${start} tot ${end}`
}
