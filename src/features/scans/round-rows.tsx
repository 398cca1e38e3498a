import { sql } from 'kysely'
import type { Desk } from '../../engines/access/desk.ts'
import { checkPage, type Checked } from '../../engines/questionnaires/answers.ts'
import { linesOf, listsIn, rowsOf, type LentRows, type List } from '../../engines/questionnaires/grid.ts'
import { noSetting, type Values } from '../../engines/questionnaires/walk.ts'
import { didAsAsked } from '../../platform/db.ts'
import { isoDay } from '../../ui/dates.ts'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Card } from '../../ui/parts.tsx'
import type { Round } from './rounds.ts'
import { urls } from './urls.ts'

// In a round everybody answers about the same rows: who leads it names them once, before anybody is asked.

/** The lists of a round; one line at least of each. */
export const listsOf = ({ instrument }: Round): List[] =>
  listsIn(instrument).map(it => ({ ...it, required: it.required ?? 'Noem er minstens één.' }))

/** Whether every list of the instrument has rows in this round. */
export const isNamed = (round: Round): boolean => listsIn(round.instrument).every(it => round.lists[it.id]?.length)

/** What was named, as fields of a form. */
export const fieldsOfRows = (round: Round): Values =>
  Object.fromEntries(
    Object.entries(round.lists).flatMap(([list, rows]) => rows.map(row => [`${list}_${row.value}`, row.label])),
  )

/** Judges what was filled in. */
export function checkRows(round: Round, sent: Values, now: Date): Checked {
  const lists = listsOf(round)
  const [page] = round.instrument.pages
  return checkPage(page && { page, shown: lists, asked: lists }, sent, noSetting, isoDay(now))
}

/** Names the rows; false when somebody was asked already, or it is not this viewer's to do. */
export async function nameRows({ tx }: Desk, round: Round, values: Values): Promise<boolean> {
  const lists: LentRows = Object.fromEntries(
    listsOf(round).map(it => [it.id, rowsOf(linesOf(it).map(name => values[name] ?? ''))]),
  )
  return didAsAsked(tx, sql`app.name_rows(${round.id}, ${JSON.stringify(lists)}::jsonb)`)
}

/** What everybody is asked about, for who leads an open round. */
export const RowsCard = ({ round, isAsked }: { round: Round; isAsked: boolean }) => {
  const lists = listsOf(round)
  if (lists.length === 0) return null
  return (
    <Card title="Waarover u antwoorden vraagt">
      {lists.map(list => (
        <>
          <p>{list.label}</p>
          <ul class="utrecht-unordered-list">
            {(round.lists[list.id] ?? []).map(row => (
              <li>{row.label}</li>
            ))}
          </ul>
        </>
      ))}
      {isAsked ? (
        <p class="weerbaar-soft">
          U vroeg al iemand. Daarom verandert dit niet meer: iedereen antwoordt over hetzelfde.
        </p>
      ) : (
        <Actions>
          <ButtonLink href={urls.roundRows(round.id)}>
            {isNamed(round) ? 'Verander dit' : 'Noem waarover het gaat'}
          </ButtonLink>
        </Actions>
      )}
    </Card>
  )
}
