import { protocolParts } from '../../engines/cases/protocol-settings.ts'
import { adopterLabel, partLabels } from '../../engines/cases/protocol-words.ts'
import type { Form } from '../../platform/form.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, ErrorSummary, Radios, TextField } from '../../ui/form.tsx'
import { Breadcrumb, Chip, EmptyState, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { OwnText } from './own-document.views.tsx'
import { Planned, type PlannedProps } from './planned.views.tsx'
import { Holding, type HoldingProps } from './read.views.tsx'
import { desk, documentUrl } from './urls.ts'
import { holding, type Version } from './versions.ts'

export const doneWords: Readonly<Record<string, string>> = {
  versie: 'De versie is bewaard als concept. Zij geldt als iemand haar vaststelt.',
  vastgesteld: 'Vastgelegd. Meldingen vanaf nu volgen deze versie; oudere meldingen houden wat toen gold.',
  document: 'Het document is toegevoegd.',
  weg: 'De versie is weggehaald.',
}

export const Trail = ({ label }: { label?: string }) => (
  <Breadcrumb
    items={[
      { href: '/beheer', label: 'Beheer' },
      ...(label === undefined
        ? [{ label: 'Agressieprotocol' }]
        : [{ href: desk, label: 'Agressieprotocol' }, { label }]),
    ]}
  />
)

interface ManageProps extends HoldingProps {
  versions: readonly Version[]
  done: string | undefined
}

export const ManagePage = ({ versions, done, ...props }: ManageProps) => (
  <>
    <Trail />
    <PageTitle>Agressieprotocol</PageTitle>
    <Lead>
      Maak een eigen versie van het modelprotocol, of vul bij uw eigen document alleen in wat de meldingen aanstuurt.
      Daarna stellen volksvertegenwoordiging, bestuur en werkgever elk hun deel vast.
    </Lead>
    {done !== undefined && (
      <Note kind="success">
        <p>{done}</p>
      </Note>
    )}
    <Actions>
      <ButtonLink href={`${desk}/nieuw`}>Maak een versie</ButtonLink>
      <ButtonLink kind="quiet" href={documentUrl(null)}>
        Lees het modelprotocol
      </ButtonLink>
    </Actions>
    <Holding {...props} />
    <DataTable
      caption="Versies"
      columns={[
        { label: 'Versie', cell: it => <ReadLink it={it} /> },
        { label: 'Gemaakt', cell: it => formatDate(it.made_at) },
        { label: 'Hoe staat het?', cell: it => <State it={it} {...props} /> },
        { label: 'Vaststellen', cell: it => <AdoptLink it={it} /> },
      ]}
      rows={versions}
      empty={
        <EmptyState title="Er is nog geen eigen versie">
          <p>Tot u er een maakt en laat vaststellen, gelden de termijnen van het model.</p>
        </EmptyState>
      }
    />
  </>
)

const ReadLink = ({ it }: { it: Version }) => (
  <a class="nl-link" href={documentUrl(it.id)}>
    Versie {it.number}
  </a>
)

const AdoptLink = ({ it }: { it: Version }) => (
  <a class="nl-link" href={`${desk}/${it.id}`}>
    Stel vast<span class="weerbaar-hidden"> versie {it.number}</span>
  </a>
)

function State({ it, adoptions }: { it: Version } & HoldingProps) {
  const parts = protocolParts.filter(part => holding(adoptions, part)?.version_id === it.id)
  if (parts.length > 0)
    return <Chip kind="done">Geldt voor {parts.map(part => partLabels[part].toLowerCase()).join(', ')}</Chip>
  return <Chip kind="plain">{isDraft(it, adoptions) ? 'Concept' : 'Gold eerder'}</Chip>
}

const isDraft = (it: Version, adoptions: HoldingProps['adoptions']) => adoptions.every(one => one.version_id !== it.id)

interface AdoptProps extends HoldingProps, PlannedProps {
  version: Version
  form: Form
  done: string | undefined
}

export const AdoptPage = ({ version, form, adoptions, kind, planned, names, done }: AdoptProps) => (
  <>
    <ErrorSummary form={form} />
    <Trail label={`Versie ${version.number}`} />
    <PageTitle>Versie {version.number} vaststellen</PageTitle>
    <Lead>
      Leg vast dat een deel is vastgesteld. Vanaf dat moment volgen nieuwe meldingen van die mensen deze versie. Oudere
      meldingen houden het protocol dat toen gold.
    </Lead>
    {done !== undefined && (
      <Note kind="success">
        <p>{done}</p>
      </Note>
    )}
    <p>
      <a class="nl-link" href={documentUrl(version.id)}>
        Lees deze versie
      </a>
    </p>
    {version.document && <OwnText {...{ version, form, draft: isDraft(version, adoptions) }} />}
    <Planned {...{ planned, names, kind }} />
    <form method="post" action={`${desk}/${version.id}`} noValidate>
      <Radios
        name="deel"
        label="Wie stelde dit vast?"
        form={form}
        options={protocolParts.map(part => ({
          value: part,
          label: adopterLabel(kind, part),
          hint: `Voor ${partLabels[part].toLowerCase()}`,
        }))}
      />
      <TextField name="vastgesteld" type="date" label="Op welke dag was het besluit?" form={form} />
      <TextField
        name="instemming"
        type="date"
        label="Op welke dag stemde de ondernemingsraad in?"
        hint="Alleen voor het deel van de medewerkers; dan is het nodig."
        form={form}
        optional
      />
      <Actions>
        <Button>Leg vast</Button>
        <ButtonLink kind="quiet" href={`${desk}/nieuw?van=${version.id}`}>
          Maak hieruit een nieuwe versie
        </ButtonLink>
      </Actions>
    </form>
    {isDraft(version, adoptions) && (
      <form method="post" action={`${desk}/${version.id}/verwijderen`}>
        <Button kind="quiet">Haal dit concept weg</Button>
      </form>
    )}
  </>
)
