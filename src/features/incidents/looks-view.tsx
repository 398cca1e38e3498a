import { formatShort } from '../../ui/dates.ts'
import { Breadcrumb, EmptyState, Lead, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { CaseFacts, Look } from './case.ts'
import { urls } from './urls.ts'

const actions: Record<string, string> = {
  'case.open': 'heeft de melding bekeken',
  'case.act': 'heeft de melding geopend om er iets in te doen',
  'case.write': 'heeft in de melding geschreven',
  'evidence.open': 'heeft bewijs bekeken',
  'evidence.save': 'heeft bewijs opgeslagen',
  'evidence.add': 'heeft bewijs toegevoegd',
  'case.take_up': 'heeft de melding opgepakt',
  'case.take_over': 'heeft de melding overgenomen',
  'case.set_category': 'heeft de soort bepaald',
  'case.decide': 'heeft een besluit vastgelegd',
  'case.record_talk': 'heeft het opvanggesprek vastgelegd',
  'case.close': 'heeft de melding afgesloten',
  'case.reopen': 'heeft de melding heropend',
}

export const LooksView = ({ it, looks, now }: { it: CaseFacts; looks: readonly Look[]; now: Date }) => (
  <>
    <Breadcrumb
      items={[{ href: urls.case(it.id), label: `Melding ${it.reference}` }, { label: 'Wie heeft gekeken?' }]}
    />
    <PageTitle>Wie heeft gekeken?</PageTitle>
    <Lead>
      Elke keer dat iemand uw melding opent, wordt dat hier opgeschreven. Niemand kan dat uitzetten of weghalen.
    </Lead>
    <DataTable<Look & { times: number }>
      caption="Wie uw melding heeft geopend"
      captionHidden
      rows={together(looks)}
      empty={
        <EmptyState title="Nog niemand heeft gekeken">
          <p>Zodra iemand uw melding opent, ziet u dat hier.</p>
        </EmptyState>
      }
      columns={[
        { label: 'Wanneer', cell: look => formatShort(look.at, now), nowrap: true },
        { label: 'Wie', cell: look => look.who ?? 'Iemand die u niet kunt zien' },
        {
          label: 'Wat',
          cell: look => `${wordsOf(look)}${look.times > 1 ? ` (${look.times} keer)` : ''}`,
        },
      ]}
    />
  </>
)

const wordsOf = ({ refused, action }: Look) =>
  refused ? 'probeerde de melding te openen, maar dat mocht niet' : (actions[action] ?? action)

const minute = 60_000

/** The same by the same person in the same minute is one line, or who opened ten pieces of evidence fills the page. */
function together(looks: readonly Look[]): (Look & { times: number })[] {
  const groups = Map.groupBy(looks, it =>
    [Math.floor(it.at.getTime() / minute), it.who, it.action, it.refused].join(' '),
  )
  return [...groups.values()].flatMap(group => (group[0] ? [{ ...group[0], times: group.length }] : []))
}
