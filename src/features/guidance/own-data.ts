import { sql } from 'kysely'
import type { FindOwnData } from '../../engines/access/own-data.ts'
import { groups } from '../../engines/cases/vocabulary.ts'
import { formatDate } from '../../ui/dates.ts'

/** What somebody said to know, which nobody else can read. */
export const ownGuidanceData: FindOwnData = async ({ tx }) => {
  const { rows } = await sql<{ members: string; held_on: Date; confirmed_on: Date }>`
    select members, held_on::timestamptz, confirmed_on::timestamptz from app.my_confirmations() order by held_on`.execute(
    tx,
  )
  if (rows.length === 0) return []
  return [
    {
      title: 'De norm',
      note: 'Dat u dit bevestigde, kan niemand anders lezen.',
      items: rows.map(it => ({
        title: `Gesprek met ${groups.find(group => group.id === it.members)?.label ?? it.members}`,
        facts: [
          { label: 'Gehouden op', value: formatDate(it.held_on) },
          { label: 'U kent de norm, zei u op', value: formatDate(it.confirmed_on) },
        ],
        words: [],
      })),
    },
  ]
}
