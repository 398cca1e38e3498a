import { statuses } from '../../engines/questionnaires/definition.ts'
import { AnswerList } from '../../engines/questionnaires/pages.tsx'
import { noSetting } from '../../engines/questionnaires/walk.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Card, Chip, Lead, Note, PageTitle, Words } from '../../ui/parts.tsx'
import { DataTable, type Column } from '../../ui/table.tsx'
import { hasItems, itemsOf, type ItemRow, type Status } from './norm.ts'
import { NormTrail } from './norm-trail.tsx'
import type { OpenedDecided } from './organisation.ts'
import { FileLinks, shownFiles } from './files.views.tsx'
import { urls } from './urls.ts'
import { words } from './words.ts'

/** An answer on which was decided: what is to be done, by whom and when, and what shows what was done. */
export const DecidedPage = ({ decided, today }: { decided: OpenedDecided; today: string }) => {
  const { instrument, number, decidedOn, values, files } = decided
  const at = (file: string) => urls.decidedFile(instrument.id, decided.id, file)
  return (
    <>
      <NormTrail instrument={instrument} label={`Antwoord ${number}`} />
      <PageTitle>{`${instrument.title}: antwoord ${number}`}</PageTitle>
      <Lead>
        Vastgesteld op {dutchDay(decidedOn)}, met versie {instrument.version}. Hieraan verandert niets meer.
      </Lead>
      {hasItems(instrument) ? (
        <Items byStatus={itemsOf(decided, today)} at={at} />
      ) : (
        <AnswerList
          definition={instrument}
          values={values}
          setting={noSetting}
          files={shownFiles(files, at)}
          answeredOnly
        />
      )}
      <p class="weerbaar-soft">
        {words.keeping_decided} Bron: {instrument.source}
      </p>
    </>
  )
}

interface ItemsProps {
  byStatus: ReadonlyMap<Status, readonly ItemRow[]>
  /** Where a file is opened. */
  at: (file: string) => string
}

const Items = ({ byStatus, at }: ItemsProps) => {
  const overdue = [...byStatus.values()].flat().filter(it => it.overdue)
  return (
    <>
      {overdue.length > 0 && (
        <Note
          kind="warning"
          title={overdue.length === 1 ? 'Eén onderdeel is te laat' : `${overdue.length} onderdelen zijn te laat`}
        >
          <ul class="utrecht-unordered-list">
            {overdue.map(it => (
              <li>
                {nameOf(it)} Klaar op {dutchDay(it.due)}
                {it.owner && `, ${it.owner}`}.
              </li>
            ))}
          </ul>
        </Note>
      )}
      {[...byStatus].map(([status, rows]) => (
        <Card title={`${statuses[status]} (${rows.length})`}>
          <DataTable
            caption={statuses[status]}
            captionHidden
            columns={columnsOf(status, at)}
            rows={rows}
            empty={<p>Geen onderdelen.</p>}
          />
        </Card>
      ))}
    </>
  )
}

const nameOf = ({ item }: ItemRow) => (item.number ? `${item.number} ${item.label}` : item.label)

const name: Column<ItemRow> = {
  label: 'Onderdeel',
  cell: it => (
    <>
      {nameOf(it)}
      <p class="weerbaar-soft">{it.theme}</p>
    </>
  ),
}
const said = (label: string, of: (it: ItemRow) => string): Column<ItemRow> => ({
  label,
  cell: it => (of(it) === '' ? '–' : <Words>{of(it)}</Words>),
})
const owner = said('Eigenaar', it => it.owner)
const reason = said('Toelichting', it => it.reason)
const due: Column<ItemRow> = {
  label: 'Klaar op',
  nowrap: true,
  cell: it => (
    <>
      {it.due === '' ? '–' : dutchDay(it.due)} {it.overdue && <Chip kind="late">Te laat</Chip>}
    </>
  ),
}
const evidence = (at: ItemsProps['at']): Column<ItemRow> => ({
  label: 'Bewijs',
  cell: it => (
    <>
      {it.shownBy === '' && it.files.length === 0 ? '–' : <Words>{it.shownBy}</Words>}
      {it.files.length > 0 && <FileLinks files={it.files} at={at} />}
    </>
  ),
})

const columnsOf = (status: Status, at: ItemsProps['at']): readonly Column<ItemRow>[] =>
  status === 'na' ? [name, said('Waarom niet', it => it.reason)] : [name, owner, due, evidence(at), reason]
