import type { Form } from '../../platform/form.ts'
import { Actions, Button, ErrorSummary, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Card, EmptyState, Lead, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { caseColumns } from './list-views.tsx'
import { urls } from './urls.ts'
import type { FoundCases } from './word-search.ts'

interface WordSearchProps {
  now: Date
  form: Form
  found: FoundCases | undefined
}

const howMany = ({ count, cases }: FoundCases) => {
  if (count === 1) return 'Deze woorden staan in één melding.'
  const all = `Deze woorden staan in ${count.toLocaleString('nl-NL')} meldingen.`
  return count > cases.length ? `${all} Hieronder staan de nieuwste ${cases.length}. Zoek met meer woorden.` : all
}

export const WordSearchPage = ({ now, form, found }: WordSearchProps) => (
  <>
    <Breadcrumb items={[{ href: '/', label: 'Begin' }, { label: 'Zoek op woorden' }]} />
    <ErrorSummary form={form} />
    <PageTitle>Zoek op woorden</PageTitle>
    <Lead>
      U zoekt in wat er in meldingen geschreven is, zover u dat mag lezen. Wij schrijven op dat u heeft gezocht, en niet
      waarnaar.
    </Lead>
    {found && (
      <section>
        <h2 class="nl-heading nl-heading--level-2">Gevonden</h2>
        {found.count > 0 && <p>{howMany(found)}</p>}
        <DataTable
          caption="Gevonden meldingen"
          captionHidden
          rows={found.cases}
          columns={caseColumns(now, { withFunction: true })}
          empty={
            <EmptyState title="Niets gevonden">
              <p>Deze woorden staan niet samen in een melding die u mag lezen. Probeer één woord.</p>
            </EmptyState>
          }
        />
      </section>
    )}
    <Card title="Waar zoekt u naar?">
      <form method="post" action={urls.searchWords} novalidate>
        <TextField
          name="woorden"
          label="Woorden"
          hint="Andere vormen vinden wij ook: met bedreiging ook bedreigd. Ook in namen van bestanden zoeken wij, niet in wat erin staat."
          form={form}
          autocomplete="off"
        />
        <Actions>
          <Button>Zoek</Button>
        </Actions>
      </form>
    </Card>
  </>
)
