import type { Form } from '../../platform/form.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, Checkbox, Checkboxes, ErrorSummary, Select } from '../../ui/form.tsx'
import { Breadcrumb, Card, Chip, EmptyState, Facts, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import type { ItemRow, ListRow, OneList } from './destruction.ts'
import { dueColumns } from './terms.views.tsx'
import { keepReasons } from './terms.ts'
import { declarationUrl, listUrl, listsUrl, termsUrl } from './urls.ts'
import { endingName, keepReason, kindName, termName } from './words.ts'

export const ListsPage = ({ lists, done }: { lists: readonly ListRow[]; done: string }) => (
  <>
    <PageTitle>Vernietiging</PageTitle>
    <Lead>
      Elke maand komt er een lijst van meldingen waarvan de <a href={termsUrl}>bewaartermijn</a> binnen dertig dagen
      voorbij is. Wie het aangaat, krijgt daar bericht van. Zonder uw akkoord gaat er niets weg. U ziet geen inhoud.
    </Lead>
    {done === 'gevraagd' && (
      <Note kind="success">
        <p>De lijst wordt gemaakt. Staat er zo geen nieuwe lijst? Dan is van geen melding de termijn bijna voorbij.</p>
      </Note>
    )}
    <DataTable
      caption="Lijsten, de nieuwste eerst"
      columns={[
        {
          label: 'Lijst',
          nowrap: true,
          cell: it => (
            <a class="nl-link" href={listUrl(it.id)}>
              {it.number}
            </a>
          ),
        },
        { label: 'Gemaakt', cell: it => formatDate(it.made_at), nowrap: true },
        { label: 'Weg vanaf', cell: it => formatDate(it.destroy_from), nowrap: true },
        { label: 'Te besluiten', cell: it => (it.undecided > 0 ? <Chip kind="soon">{it.undecided}</Chip> : '0') },
        { label: 'Goedgekeurd', cell: it => it.approved },
        { label: 'Blijft', cell: it => it.kept },
        {
          label: 'Vernietigd',
          cell: it => (it.destroyed > 0 ? <Declared id={it.id} number={it.number} n={it.destroyed} /> : '0'),
        },
      ]}
      rows={lists}
      empty={
        <EmptyState title="Er is nog geen lijst">
          <p>Zodra de termijn van een melding bijna voorbij is, staat hier een lijst.</p>
        </EmptyState>
      }
    />
    <form method="post" action={listsUrl}>
      <Actions>
        <Button kind="quiet">Maak nu een lijst</Button>
      </Actions>
    </form>
  </>
)

const Declared = ({ id, number, n }: { id: string; number: string; n: number }) => (
  <a class="nl-link" href={declarationUrl(id)}>
    {n}
    <span class="weerbaar-hidden"> vernietigd: verklaring bij {number}</span>
  </a>
)

export const ListPage = ({
  list,
  items,
  names,
  form,
  now,
  done,
}: OneList & { form: Form; now: Date; done: boolean }) => {
  const open = items.filter(it => it.decision === null)
  return (
    <>
      <ErrorSummary form={form} />
      <Breadcrumb items={[{ href: listsUrl, label: 'Vernietiging' }, { label: list.number }]} />
      <PageTitle>Vernietigingslijst {list.number}</PageTitle>
      {done && (
        <Note kind="success">
          <p>
            Uw besluit is vastgelegd. Wat u goedkeurde, gaat weg{' '}
            {list.destroy_from > now ? `op ${formatDate(list.destroy_from)}` : 'binnen enkele minuten'}.
          </p>
        </Note>
      )}
      <Facts
        items={[
          { term: 'Gemaakt op', value: formatDate(list.made_at) },
          { term: 'Vernietiging vanaf', value: formatDate(list.destroy_from) },
          { term: 'Meldingen die u ziet', value: items.length },
        ]}
      />
      {items.some(it => it.destroyed_at !== null) && (
        <Actions>
          <ButtonLink href={declarationUrl(list.id)}>Verklaring van vernietiging</ButtonLink>
        </Actions>
      )}
      <DataTable
        caption="Meldingen op deze lijst"
        columns={[
          ...dueColumns,
          { label: 'Grond', cell: (it: ItemRow) => `${termName(it.months)}: ${it.ground}` },
          { label: 'Besluit', cell: (it: ItemRow) => <Decided it={it} names={names} /> },
        ]}
        rows={items}
        empty={
          <EmptyState title="Op deze lijst staat voor u niets">
            <p>Wat er stond, is al weg of is voor een andere archivaris.</p>
          </EmptyState>
        }
      />
      {open.length > 0 && <Decide id={list.id} open={open} form={form} />}
    </>
  )
}

const Decided = ({ it, names }: { it: ItemRow; names: OneList['names'] }) => {
  const by = it.decided_by === null ? '' : `, ${names.get(it.decided_by) ?? 'iemand anders'}`
  if (it.destroyed_at !== null) return <>Vernietigd op {formatDate(it.destroyed_at)}</>
  if (it.decision === 'approved') return <>Mag weg{by}</>
  if (it.decision !== 'kept') return <Chip kind="soon">Te besluiten</Chip>
  return (
    <>
      Blijft{by}: {keepReason(it.keep_reason)}
    </>
  )
}

const Decide = ({ id, open, form }: { id: string; open: readonly ItemRow[]; form: Form }) => (
  <Card title="Uw besluit">
    <form method="post" action={listUrl(id)} noValidate>
      <Checkboxes
        name="blijft"
        label="Welke meldingen blijven nog?"
        hint="Vink alleen aan wat niet weg mag. Over een jaar komt dat opnieuw op een lijst."
        form={form}
        optional
        options={open.map(it => ({ value: it.case_id, label: `${it.reference}, ${kindName(it.category)}` }))}
      />
      <Select
        name="reden"
        label="Waarom blijven die?"
        form={form}
        optional
        empty="Kies een reden"
        options={keepReasons.map(it => ({ value: it.id, label: it.label }))}
      />
      <Checkbox name="akkoord" label="Alle andere meldingen op deze lijst mogen vernietigd worden" form={form} />
      <p>Vernietigen kan niet ongedaan worden gemaakt.</p>
      <Actions>
        <Button kind="danger">Leg mijn besluit vast</Button>
      </Actions>
    </form>
  </Card>
)

export const DeclarationPage = ({ list, items, names, organisation }: OneList & { organisation: string }) => {
  const days = [...new Set(items.flatMap(it => (it.destroyed_at ? formatDate(it.destroyed_at) : [])))]
  const deciders = [...new Set(items.map(it => names.get(it.decided_by ?? '') ?? 'een archivaris'))]
  return (
    <>
      <Breadcrumb
        items={[
          { href: listsUrl, label: 'Vernietiging' },
          { href: listUrl(list.id), label: list.number },
          { label: 'Verklaring' },
        ]}
      />
      <PageTitle>Verklaring van vernietiging {list.number}</PageTitle>
      <Lead>
        {organisation} verklaart dat deze {items.length === 1 ? 'melding is' : `${items.length} meldingen zijn`}{' '}
        vernietigd. Er is geen inhoud van bewaard.
      </Lead>
      <Facts
        items={[
          { term: 'Lijst', value: list.number },
          { term: 'Vernietigd op', value: days.join(', ') },
          { term: 'Goedgekeurd door', value: deciders.join(', ') },
          {
            term: 'Hoe',
            value:
              'De sleutels zijn vernietigd en de inhoud is verwijderd. Kopieën met sleutels verdwijnen binnen dertig dagen uit de back-ups.',
          },
        ]}
      />
      <DataTable
        caption="Wat is vernietigd"
        columns={[
          { label: 'Melding', cell: it => it.reference, nowrap: true },
          { label: 'Soort', cell: it => kindName(it.category) },
          { label: 'Afloop', cell: it => endingName(it.outcome) },
          { label: 'Gemeld', cell: it => formatDate(it.reported_at), nowrap: true },
          { label: 'Afgerond', cell: it => formatDate(it.ended_at), nowrap: true },
          { label: 'Grond', cell: it => `${termName(it.months)}: ${it.ground}` },
        ]}
        rows={items}
        empty={<></>}
      />
      <p>Afdrukken? Gebruik de afdrukknop van uw browser.</p>
    </>
  )
}
