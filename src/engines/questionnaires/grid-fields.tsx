import type { Form } from '../../platform/form.ts'
import { Checkbox, Select, TextField } from '../../ui/form.tsx'
import { DataTable } from '../../ui/table.tsx'
import { cellsOf, choicesIn, isBox, linesOf, type Cell, type Grid, type List, type Row } from './grid.ts'
import { totalsOf, type Total } from './grid-totals.ts'
import type { Values } from './walk.ts'

/** A list of their own, one field for each line. */
export const ListField = ({ it, form }: { it: List; form: Form }) => (
  <fieldset class="utrecht-form-fieldset__fieldset utrecht-form-fieldset__fieldset--html-fieldset weerbaar-group">
    <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend weerbaar-legend--field">
      {it.label}
    </legend>
    {it.hint && <p class="weerbaar-soft">{it.hint}</p>}
    <div class="weerbaar-cells">
      {linesOf(it).map((name, place) => (
        <TextField
          name={name}
          label={`${it.line} ${place + 1}`}
          form={form}
          autocomplete="off"
          optional={place > 0 || it.required === undefined}
        />
      ))}
    </div>
  </fieldset>
)

/** A table to fill in: a group for each row, so that it reads well on a phone and aloud. */
export const GridField = ({ it, form }: { it: Grid; form: Form }) => {
  const cells = cellsOf(it)
  return (
    <section class="weerbaar-group">
      <h2 class="nl-heading nl-heading--level-3">{it.label}</h2>
      {it.hint && <p class="weerbaar-soft">{it.hint}</p>}
      {(it.rows ?? []).map(row => (
        <div class="weerbaar-group">
          <fieldset class="utrecht-form-fieldset__fieldset utrecht-form-fieldset__fieldset--html-fieldset">
            <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend weerbaar-legend--field">
              {row.label}
            </legend>
            {row.hint && <p class="weerbaar-soft">{row.hint}</p>}
            <div class="weerbaar-cells">
              {cells
                .filter(cell => cell.row === row)
                .map(cell => (
                  <CellField cell={cell} form={form} optional={it.required === undefined} />
                ))}
            </div>
          </fieldset>
        </div>
      ))}
    </section>
  )
}

const CellField = ({ cell: { field, column }, form, optional }: { cell: Cell; form: Form; optional: boolean }) =>
  isBox(column) ? (
    <Checkbox name={field} label={column.label} form={form} />
  ) : (
    <Select
      name={field}
      label={column.label}
      hint={column.hint}
      form={form}
      optional={optional}
      options={choicesIn(column)}
      empty="Kies een antwoord"
    />
  )

export const ListAnswer = ({ it, values }: { it: List; values: Values }) => (
  <ul class="utrecht-unordered-list">
    {linesOf(it)
      .flatMap(name => values[name] ?? [])
      .filter(Boolean)
      .map(line => (
        <li>{line}</li>
      ))}
  </ul>
)

interface GridRow {
  label: string
  cells: readonly string[]
  total: string
}

/** The answers as a table; what is added up stands last. */
export const GridAnswer = ({ it, values }: { it: Grid; values: Values }) => {
  const [ofRows, ofColumns] = [it.totals?.includes('rows') === true, it.totals?.includes('columns') === true]
  const { rows, columns, whole } = totalsOf(it, values)
  const shown: GridRow[] = (it.rows ?? []).map(row => ({
    label: row.label,
    cells: answersIn(it, row, values),
    total: inWords(rows.get(row.id)),
  }))
  const last: GridRow = {
    label: 'Samen',
    cells: it.columns.map(column => inWords(columns.get(column.id))),
    total: inWords(whole),
  }
  return (
    <DataTable
      caption={it.label}
      captionHidden
      columns={[
        { label: 'Waarover', cell: row => row.label },
        ...it.columns.map((column, place) => ({ label: column.label, cell: (row: GridRow) => row.cells[place] })),
        ...(ofRows ? [{ label: 'Punten', cell: (row: GridRow) => row.total }] : []),
      ]}
      rows={ofColumns ? [...shown, last] : shown}
      empty={<>Niet ingevuld</>}
    />
  )
}

/** The answers of one row, column by column, in words. */
export const answersIn = (it: Grid, row: Row, values: Values): string[] =>
  cellsOf(it)
    .filter(cell => cell.row.id === row.id)
    .map(({ field, column }) => {
      const answer = values[field] ?? ''
      if (answer === '') return isBox(column) ? 'Nee' : 'Niet ingevuld'
      return choicesIn(column).find(one => one.value === answer)?.label ?? answer
    })

export const inWords = (total: Total | undefined): string =>
  total && total.most > 0 ? `${total.points} van ${total.most}` : '–'
