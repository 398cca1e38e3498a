import type { Form } from '../../platform/form.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Checkboxes, ErrorSummary, Select, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Card, EmptyState, PageTitle, Pager } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { ColleagueField } from '../../engines/access/colleague-field.tsx'
import type { Colleague } from '../../engines/access/colleague.ts'
import { caseColumns } from './list-views.tsx'
import type { ListedCase } from './lists.ts'
import { choices, periods, valuesOf, type Sought } from './sought.ts'
import { urls } from './urls.ts'
import { offered } from './worklist-filter.ts'

interface SearchProps {
  now: Date
  sought: Sought
  searched: boolean
  rows: readonly ListedCase[]
  next: string | undefined
  readUntil?: Date | undefined
  /** The person hit that is sought. */
  who: { id: string; name: string } | undefined
  matches: readonly Colleague[]
  /** The functions of this organisation. */
  functions: readonly string[]
  form: Form
}

export const SearchPage = ({ searched, sought, form, who, matches, functions, ...found }: SearchProps) => (
  <>
    <Breadcrumb items={[{ href: '/', label: 'Begin' }, { label: 'Zoek een melding' }]} />
    <ErrorSummary form={form} />
    <PageTitle>Zoek een melding</PageTitle>
    {searched && <Results {...found} who={who} />}
    <Card title="Zoek op kenmerk en feiten">
      <Facts
        form={{ values: { ...valuesOf(sought), ...form.values }, errors: form.errors }}
        {...{ who, matches, functions, searched }}
      />
    </Card>
    <Card title="Zoek op woorden">
      <p>
        <a class="nl-link" href={urls.searchWords}>
          Zoek naar woorden die in de meldingen staan
        </a>
      </p>
    </Card>
  </>
)

const Results = ({
  rows,
  next,
  readUntil,
  who,
  now,
}: Pick<SearchProps, 'rows' | 'next' | 'readUntil' | 'who' | 'now'>) => (
  <section>
    <h2 class="nl-heading nl-heading--level-2">Gevonden</h2>
    {who && <p>Meldingen van {who.name}.</p>}
    <DataTable
      caption="Gevonden meldingen"
      captionHidden
      rows={rows}
      columns={caseColumns(now, { withFunction: true })}
      empty={
        <EmptyState title={readUntil ? 'Nog niets gevonden' : 'Niets gevonden'}>
          <p>U vindt hier alleen meldingen die u behandelt of waarover u waakt.</p>
        </EmptyState>
      }
    />
    {readUntil && next ? (
      <p>
        Wij zochten in de meldingen vanaf {formatDate(readUntil)}. Er zijn oudere.{' '}
        <a class="nl-link" href={next} rel="next">
          Zoek verder terug
        </a>
      </p>
    ) : (
      <Pager next={next} />
    )}
  </section>
)

const Facts = ({
  form,
  who,
  matches,
  functions,
  searched,
}: Pick<SearchProps, 'form' | 'who' | 'matches' | 'functions' | 'searched'>) => (
  <form method="post" action={urls.search} novalidate>
    <TextField
      name="kenmerk"
      label="Kenmerk"
      hint="Bijvoorbeeld M-2026-000123, of alleen 123"
      form={form}
      autocomplete="off"
    />
    {who && (
      <Checkboxes name="wie" label="Wie het meemaakte" form={form} options={[{ value: who.id, label: who.name }]} />
    )}
    <ColleagueField
      label={who ? 'Een andere collega die het meemaakte' : 'Collega die het meemaakte'}
      none="Niemand van hen"
      form={form}
      matches={matches}
    />
    {periods.map(it => (
      <TextField name={it.name} type="date" label={it.label} form={form} />
    ))}
    {choices.map(it => (
      <Select
        name={it.name}
        label={it.label}
        form={form}
        options={offered(it, functions, form.values[it.name]).map(value => ({ value, label: it.labelOf(value) }))}
        empty="Alles"
      />
    ))}
    <Actions>
      <Button>Zoek</Button>
      {searched && (
        <ButtonLink href={urls.search} kind="quiet">
          Begin opnieuw
        </ButtonLink>
      )}
    </Actions>
  </form>
)
