import type { ComponentChildren } from 'preact'

export interface Column<Row> {
  label: string
  cell: (row: Row) => ComponentChildren
  nowrap?: boolean
}

export interface DataTableProps<Row> {
  caption: string
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** What to show instead of a table without rows. */
  empty: ComponentChildren
}

/**
 * A table; on a phone each row becomes a card in which every cell repeats its column's label.
 * The roles are spelled out because browsers drop the meaning of a table whose parts are displayed as blocks.
 */
export function DataTable<Row>({ caption, captionHidden, columns, rows, empty }: DataTableProps<Row>) {
  if (rows.length === 0) return <>{empty}</>
  return (
    <div class="weerbaar-table-box">
      <table class="utrecht-table weerbaar-table" role="table">
        <caption class={`utrecht-table__caption${captionHidden ? ' weerbaar-hidden' : ''}`}>{caption}</caption>
        <thead class="utrecht-table__header" role="rowgroup">
          <tr class="utrecht-table__row" role="row">
            {columns.map(({ label }) => (
              <th class="utrecht-table__header-cell" scope="col" role="columnheader">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="utrecht-table__body" role="rowgroup">
          {rows.map(row => (
            <tr class="utrecht-table__row" role="row">
              {columns.map((column, index) => (
                <Cell column={column} row={row} heads={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface CellProps<Row> {
  column: Column<Row>
  row: Row
  heads: boolean
}

function Cell<Row>({ column: { label, cell, nowrap }, row, heads }: CellProps<Row>) {
  const className = `utrecht-table__cell${nowrap ? ' weerbaar-table__cell--nowrap' : ''}`
  if (!heads) {
    return (
      <td class={className} role="cell" data-label={label}>
        <div>{cell(row)}</div>
      </td>
    )
  }
  return (
    <th class={className} scope="row" role="rowheader" data-label={label}>
      {cell(row)}
    </th>
  )
}
