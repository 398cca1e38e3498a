import type { ComponentChildren } from 'preact'
import type { Form } from '../../platform/form.ts'
import { FileField, Radios, TextArea, TextField, type FileFieldProps } from '../../ui/form.tsx'
import { dutchDay } from '../../ui/dates.ts'
import { Fold } from '../../ui/fold.tsx'
import { statuses, type Asking } from './definition.ts'
import { itemFields, type Values } from './walk.ts'

type Matrix = Extract<Asking, { kind: 'matrix' }>
type Item = Extract<Asking, { kind: 'item' }>

/** The same question of several things: one group of choices each, so that it reads well on a phone and aloud. */
export const MatrixField = ({ it, form }: { it: Matrix; form: Form }) => (
  <section class="weerbaar-group">
    <h2 class="nl-heading nl-heading--level-3">{it.label}</h2>
    {it.hint && <p class="weerbaar-soft">{it.hint}</p>}
    {it.rows.map(row => (
      <Radios
        name={`${it.id}_${row.id}`}
        label={row.label}
        hint={row.hint}
        form={form}
        options={it.options}
        optional={it.required === undefined}
        inline={it.options.length <= 4}
      />
    ))}
  </section>
)

export const MatrixAnswer = ({ it, values }: { it: Matrix; values: Values }) => (
  <ul class="utrecht-unordered-list">
    {it.rows.map(row => {
      const answer = values[`${it.id}_${row.id}`] ?? ''
      return (
        <li>
          {row.label}: {it.options.find(one => one.value === answer)?.label ?? 'niet ingevuld'}
        </li>
      )
    })}
  </ul>
)

/** What a field for files offers first to choose from, what is said of it, and what is kept already. */
export interface TakingFiles {
  accept: string
  note?: string
  kept: ComponentChildren
  /** How many are kept already. */
  count: number
}

/** A field for files, with those that are kept below it. */
export const FilesField = ({ files, hint, ...field }: FileFieldProps & { files: TakingFiles | undefined }) => (
  <>
    <FileField
      {...field}
      hint={
        files?.note === undefined ? (
          hint
        ) : (
          <>
            {hint} {files.note}
          </>
        )
      }
      multiple
      accept={files?.accept ?? ''}
    />
    {files?.kept}
  </>
)

interface ItemProps {
  it: Item
  form: Form
  files?: TakingFiles | undefined
}

/** An item of a norm: how far it is, and beside it why not, who, by when and what shows it. */
export function ItemField({ it, form, files }: ItemProps) {
  const answered = Object.entries(statuses).find(([value]) => value === form.values[it.id])?.[1]
  // What was answered is one line, so that on a phone what is still open is found at once.
  if (answered === undefined) return <ItemFields it={it} form={form} files={files} label={nameOf(it)} />
  const isWrong = form.errors[it.id] !== undefined || hasAny(it, form.errors)
  return (
    <Fold title={nameOf(it)} note={answered} open={isWrong}>
      <ItemFields
        it={it}
        form={form}
        files={files}
        label={it.number ? `Hoe ver is ${it.number}?` : 'Hoe ver is dit?'}
      />
    </Fold>
  )
}

const nameOf = (it: Item) => (it.number ? `${it.number} ${it.label}` : it.label)

const ItemFields = ({ it, form, files, label }: ItemProps & { label: string }) => (
  <section class="weerbaar-group weerbaar-group--item">
    <Radios
      name={it.id}
      label={label}
      hint={it.hint}
      form={form}
      inline
      optional={it.required === undefined}
      options={Object.entries(statuses).map(([value, label]) => ({ value, label }))}
    />
    <details class="weerbaar-details" open={hasAny(it, form.errors)}>
      <summary>
        Toelichting, eigenaar, datum en bewijs{((files?.count ?? 0) > 0 || hasAny(it, form.values)) && ' (ingevuld)'}
      </summary>
      <TextArea
        name={`${it.id}_reason`}
        label="Toelichting, of waarom dit niet geldt"
        form={form}
        rows={2}
        maxlengthHint={500}
        optional
      />
      <TextField
        name={`${it.id}_owner`}
        label="Eigenaar"
        hint="Een functie is beter dan een naam."
        form={form}
        autocomplete="off"
        optional
      />
      <TextField name={`${it.id}_due`} label="Klaar op" type="date" form={form} optional />
      <TextArea
        name={`${it.id}_shown_by`}
        label="Bewijs"
        hint={`Gevraagd: ${it.evidence}`}
        form={form}
        rows={2}
        maxlengthHint={1000}
        optional
      />
      {files && <FilesField name={`${it.id}_files`} label="Bestanden als bewijs" form={form} files={files} optional />}
    </details>
  </section>
)

const hasAny = (it: Item, values: Values) => [...itemFields, 'files'].some(name => values[`${it.id}_${name}`])

export function ItemAnswer({ it, values, files }: { it: Item; values: Values; files?: ComponentChildren }) {
  const of = (name: string) => values[`${it.id}_${name}`] ?? ''
  const status = values[it.id] ?? ''
  const rest = [
    of('reason'),
    of('owner') && `Eigenaar: ${of('owner')}`,
    of('due') && `Klaar op ${dutchDay(of('due'))}`,
    of('shown_by') && `Bewijs: ${of('shown_by')}`,
  ].filter(Boolean)
  return (
    <>
      {Object.entries(statuses).find(([value]) => value === status)?.[1]}
      {rest.map(line => (
        <p class="weerbaar-soft">{line}</p>
      ))}
      {files}
    </>
  )
}
