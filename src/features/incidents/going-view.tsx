import { formatDate } from '../../ui/dates.ts'
import { DataTable } from '../../ui/table.tsx'
import type { GoneReport } from './going.ts'

/** Said with a report of which the term is almost over. */
export const Going = ({ from }: { from: Date }) => (
  <div class="weerbaar-soft">
    Wordt vernietigd vanaf {formatDate(from)}. Wilt u een kopie? Vraag <a href="/account/inzage">uw gegevens</a> op.
    Moet deze melding langer blijven? Vraag dat aan wie de melding behandelt.
  </div>
)

export const Gone = ({ reports }: { reports: readonly GoneReport[] }) =>
  reports.length === 0 ? null : (
    <DataTable
      caption="Vernietigde meldingen"
      columns={[
        { label: 'Melding', cell: it => it.reference, nowrap: true },
        { label: 'Gemeld', cell: it => formatDate(it.reportedAt), nowrap: true },
        { label: 'Status', cell: it => `Deze melding is vernietigd op ${formatDate(it.destroyedAt)}.` },
      ]}
      rows={reports}
      empty={null}
    />
  )
