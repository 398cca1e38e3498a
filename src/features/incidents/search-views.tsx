import { categories, channels, functionLabel, functions } from '../../engines/cases/vocabulary.ts'
import { isState } from '../../engines/cases/chart.ts'
import type { Form } from '../../platform/form.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Select, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Card, EmptyState, PageTitle, Pager } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { ColleagueField } from './colleague-field.tsx'
import type { Colleague } from './colleague.ts'
import { incidentChart } from './incident.chart.ts'
import { caseColumns } from './list-views.tsx'
import type { ListedCase } from './lists.ts'
import { states, type Sought } from './search.ts'
import { urls } from './urls.ts'

interface SearchProps {
  now: Date
  sought: Sought
  searched: boolean
  cases: readonly ListedCase[]
  next: string | undefined
  /** The name of the person hit that is sought. */
  who: string | undefined
  matches: readonly Colleague[]
  form: Form
}

const stateName = (state: string) => (isState(incidentChart, state) ? incidentChart.names[state] : state)

export function SearchPage({ now, sought, searched, cases, next, who, matches, form }: SearchProps) {
  const values = {
    kenmerk: sought.reference,
    van: sought.from,
    tot: sought.until,
    soort: sought.category,
    status: sought.state,
    functie: sought.function,
    manier: sought.channel,
  }
  const asked = { values, errors: {} }
  return (
    <>
      <Breadcrumb items={[{ href: '/', label: 'Begin' }, { label: 'Zoek een melding' }]} />
      <ErrorSummary form={form} />
      <PageTitle>Zoek een melding</PageTitle>
      {searched && (
        <section>
          <h2 class="nl-heading nl-heading--level-2">Gevonden</h2>
          {who && <p>Meldingen van {who}.</p>}
          <DataTable
            caption="Gevonden meldingen"
            captionHidden
            rows={cases}
            columns={caseColumns(now, { withFunction: true })}
            empty={
              <EmptyState title="Niets gevonden">
                <p>U vindt hier alleen meldingen die u behandelt of waarover u waakt.</p>
              </EmptyState>
            }
          />
          <Pager next={next} />
        </section>
      )}
      <Card title="Zoek op kenmerk en feiten">
        <form method="get" action={urls.search}>
          <TextField
            name="kenmerk"
            label="Kenmerk"
            hint="Bijvoorbeeld M-2026-000123, of alleen 123"
            form={asked}
            autocomplete="off"
          />
          <TextField name="van" type="date" label="Gemeld vanaf" form={asked} />
          <TextField name="tot" type="date" label="Gemeld tot en met" form={asked} />
          <Select
            name="soort"
            label="Soort"
            form={asked}
            options={categories.map(it => ({ value: it.id, label: it.label }))}
            empty="Alles"
          />
          <Select
            name="status"
            label="Status"
            form={asked}
            options={states.map(value => ({ value, label: stateName(value) }))}
            empty="Alles"
          />
          <Select
            name="functie"
            label="Getroffen"
            form={asked}
            options={functions.map(it => ({ value: it.id, label: functionLabel(it.id) }))}
            empty="Alles"
          />
          <Select
            name="manier"
            label="Hoe of waar"
            form={asked}
            options={channels.map(it => ({ value: it.id, label: it.label }))}
            empty="Alles"
          />
          <Actions>
            <Button>Zoek</Button>
            {searched && (
              <ButtonLink href={urls.search} kind="quiet">
                Begin opnieuw
              </ButtonLink>
            )}
          </Actions>
        </form>
      </Card>
      <Card title="Zoek op woorden">
        <p>
          <a class="nl-link" href={urls.searchWords}>
            Zoek naar woorden die in de meldingen staan
          </a>
        </p>
      </Card>
      <Card title="Zoek op wie het meemaakte">
        <form method="post" action={urls.search} novalidate>
          <ColleagueField label="Collega" none="Niemand van hen" form={form} matches={matches} />
          <Actions>
            <Button kind="quiet">Zoek de meldingen van deze collega</Button>
          </Actions>
        </form>
      </Card>
    </>
  )
}
