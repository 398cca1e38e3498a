import type { ComponentChildren } from 'preact'
import type { Form } from '../../platform/form.ts'
import { dutchDay } from '../../ui/dates.ts'
import { Checkbox, Checkboxes, Radios, TextArea, TextField } from '../../ui/form.tsx'
import { Fold } from '../../ui/fold.tsx'
import { Card, Facts, Words } from '../../ui/parts.tsx'
import { Explanation } from './explanation.tsx'
import { FilesField, ItemAnswer, ItemField, MatrixAnswer, MatrixField, type TakingFiles } from './fields.tsx'
import { fileFieldOf } from './files.ts'
import { GridAnswer, GridField, ListAnswer, ListField } from './grid-fields.tsx'
import { ScaleAnswer, ScaleField } from './scale-field.tsx'
import type { Asking, Definition, Question, QuestionPage } from './definition.ts'
import { fieldsOf, optionsOf, walk, type Setting, type Values, type WayPage } from './walk.ts'

/** What the one who asks shows itself: at a slot, at a question for a colleague or for files. */
export interface Extras {
  slots?: Readonly<Record<string, ComponentChildren>>
  /** The colleagues whose name looks like what was typed, by question. */
  matches?: Readonly<Record<string, readonly { id: string; name: string; detail: string }[]>>
  /** By field: what is offered first to choose from, and the files that are kept already. */
  files?: Readonly<Record<string, TakingFiles>>
}

interface FieldsProps {
  at: WayPage
  form: Form
  setting: Setting
  extras: Extras
}

/** The questions of one page. */
export const QuestionFields = ({ at, form, setting, extras }: FieldsProps) => (
  <>
    {at.shown.map(it => (
      <OneQuestion it={it} form={form} setting={setting} extras={extras} />
    ))}
  </>
)

function OneQuestion({ it, form, setting, extras }: { it: Question; form: Form; setting: Setting; extras: Extras }) {
  const options = optionsOf(it, setting) ?? []
  if (it.kind === 'explain') return <Explanation it={it} slot={extras.slots?.[it.slot ?? '']} />
  const field = { name: it.id, label: it.label, hint: it.hint, form, optional: it.required === undefined }
  switch (it.kind) {
    case 'scale':
      return <ScaleField it={it} form={form} setting={setting} />
    case 'grid':
      return <GridField it={it} form={form} />
    case 'list':
      return <ListField it={it} form={form} />
    case 'choice':
    case 'yesno':
      return (
        <Radios
          {...field}
          options={options}
          inline={it.kind === 'yesno' || (it.kind === 'choice' && it.inline === true)}
        />
      )
    case 'matrix':
      return <MatrixField it={it} form={form} />
    case 'item':
      return <ItemField it={it} form={form} files={extras.files?.[fileFieldOf(it) ?? '']} />
    case 'choices':
      return <Checkboxes {...field} options={options} />
    case 'check':
      return <Checkbox name={it.id} label={it.label} form={form} />
    case 'text':
      return <TextArea {...field} rows={it.rows ?? 5} maxlengthHint={it.max} />
    case 'line':
      return <TextField {...field} autocomplete={it.autocomplete ?? 'off'} optional={field.optional} />
    case 'place':
      return <TextField {...field} autocomplete="off" />
    case 'date':
    case 'time':
      return <TextField {...field} type={it.kind} />
    case 'number':
      return <TextField {...field} label={it.unit ? `${it.label} (${it.unit})` : it.label} type="number" />
    case 'colleague':
      return <ColleagueField {...{ it, form, matches: extras.matches?.[it.id] ?? [] }} />
    case 'files':
    default:
      return <FilesField {...field} files={extras.files?.[it.id]} />
  }
}

// A name to type, not a list to choose from: an organisation may have twenty thousand people.
const ColleagueField = ({
  it,
  form,
  matches,
}: {
  it: Extract<Asking, { kind: 'colleague' }>
  form: Form
  matches: readonly { id: string; name: string; detail: string }[]
}) => (
  <>
    <TextField
      name={it.id}
      label={it.label}
      hint={it.hint}
      form={form}
      optional={it.required === undefined}
      autocomplete="off"
    />
    {matches.length > 0 && (
      <Radios
        name={`${it.id}_id`}
        label="Wie van deze collega’s bedoelt u?"
        form={form}
        options={[
          ...matches.map(one => ({ value: one.id, label: one.name, hint: one.detail })),
          { value: 'none', label: it.none },
        ]}
      />
    )}
  </>
)

/** Files as they are shown, by the field in which they came. */
export type ShownFiles = Readonly<Record<string, ComponentChildren>>

interface AnswerProps {
  it: Asking
  values: Values
  setting: Setting
  /** Without it, files are shown elsewhere. */
  files?: ShownFiles | undefined
}

const unanswered = <span class="weerbaar-optional">Niet ingevuld</span>

/** An answer in the words of its question. */
export function Answer({ it, values, setting, files }: AnswerProps) {
  const answer = values[it.id] ?? ''
  const kept = files?.[fileFieldOf(it) ?? '']
  if (it.kind === 'files') return <>{files ? (kept ?? unanswered) : 'Zie het bewijs bij deze melding'}</>
  if (it.kind === 'grid') return <GridAnswer it={it} values={values} />
  if (it.kind === 'list') return <ListAnswer it={it} values={values} />
  if (it.kind === 'matrix') return <MatrixAnswer it={it} values={values} />
  if (answer === '' && !kept) return unanswered
  switch (it.kind) {
    case 'scale':
      return <ScaleAnswer it={it} values={values} />
    case 'choice':
    case 'choices':
    case 'yesno': {
      const labels = new Map(optionsOf(it, setting)?.map(option => [option.value, option.label]))
      const chosen = answer.split('\n').map(value => labels.get(value) ?? value)
      return <>{chosen.join(', ')}</>
    }
    case 'check':
      return <>Ja</>
    case 'date':
      return <>{/^\d{4}-\d{2}-\d{2}$/.test(answer) ? dutchDay(answer) : answer}</>
    case 'text':
      return <Words>{answer}</Words>
    case 'item':
      return <ItemAnswer it={it} values={values} files={kept} />
    case 'number':
      return <>{it.unit ? `${answer} ${it.unit}` : answer}</>
    case 'line':
    case 'place':
    case 'time':
    case 'colleague':
    default:
      return <>{answer}</>
  }
}

interface ListProps {
  definition: Definition
  values: Values
  setting: Setting
  /** Leaves out what was not answered. */
  answeredOnly?: boolean
  /** Stands within something else, to be read only. */
  quiet?: boolean
  /** Shown after a group, such as the files. */
  after?: (page: QuestionPage) => ComponentChildren
  /** Where a page can be changed. */
  change?: (page: QuestionPage) => string
  errors?: Values
  files?: ShownFiles
  /** A long list: each page is closed when all of it was answered well. */
  folded?: boolean
}

/** All questions with their answers, page by page. */
export const AnswerList = ({
  definition,
  values,
  setting,
  answeredOnly,
  quiet,
  after,
  change,
  errors = {},
  files,
  folded,
}: ListProps) => (
  <>
    {walk(definition, values, setting).pages.map(({ page, asked }) => {
      const questions = asked.filter(it =>
        answeredOnly
          ? fieldsOf(it).some(name => (values[name] ?? '') !== '') || files?.[fileFieldOf(it) ?? ''] !== undefined
          : true,
      )
      if (questions.length === 0) return null
      const facts = (
        <Facts
          items={questions.map(it => {
            const wrongField = [...fieldsOf(it), fileFieldOf(it) ?? ''].find(name => errors[name] !== undefined)
            return {
              term: it.label,
              value: (
                <div {...(!quiet && { id: wrongField ?? it.id })}>
                  {wrongField && <p class="utrecht-form-field-error-message">{errors[wrongField]}</p>}
                  <Answer it={it} values={values} setting={setting} files={files} />
                </div>
              ),
            }
          })}
        />
      )
      if (quiet)
        return (
          <div>
            <p class="weerbaar-soft">{page.title}</p>
            {facts}
          </div>
        )
      const all = (
        <>
          {facts}
          {after?.(page)}
          {change && (
            <p>
              <a class="nl-link" href={change(page)}>
                Wijzig<span class="weerbaar-hidden">: {page.title}</span>
              </a>
            </p>
          )}
        </>
      )
      if (!folded) return <Card title={page.title}>{all}</Card>
      const answered = asked.filter(it => fieldsOf(it).some(name => (values[name] ?? '') !== '')).length
      const isWrong = asked.some(it => fieldsOf(it).some(name => errors[name] !== undefined))
      return (
        <Fold title={page.title} note={`${answered} van ${asked.length} ingevuld`} open={isWrong}>
          {all}
        </Fold>
      )
    })}
  </>
)
