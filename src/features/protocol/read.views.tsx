import { protocolParts } from '../../engines/cases/protocol-settings.ts'
import { adopterLabel, partLabels } from '../../engines/cases/protocol-words.ts'
import type { TextDocument } from '../../platform/documents/document.ts'
import { formatDate } from '../../ui/dates.ts'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { formatSize } from '../../ui/sizes.ts'
import { Breadcrumb, Lead, Note, PageTitle } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { DocumentText } from './document.views.tsx'
import { documentUrl, protocolUrl } from './urls.ts'
import { holding, type Adoption, type OwnDocument } from './versions.ts'

export interface HoldingProps {
  adoptions: readonly Adoption[]
  kind: string
}

/** What holds for whom, and since when. */
export const Holding = ({ adoptions, kind }: HoldingProps) => (
  <DataTable
    caption="Wat nu geldt"
    columns={[
      { label: 'Voor wie', cell: part => partLabels[part] },
      { label: 'Protocol', cell: part => <Which it={holding(adoptions, part)} part={partLabels[part]} /> },
      { label: 'Vastgesteld', cell: part => adoptedInWords(holding(adoptions, part), adopterLabel(kind, part)) },
    ]}
    rows={protocolParts}
    empty={null}
  />
)

const Which = ({ it, part }: { it: Adoption | undefined; part: string }) => (
  <a class="nl-link" href={documentUrl(it?.version_id ?? null)}>
    {it ? `Versie ${it.number}` : 'Modelprotocol'}
    <span class="weerbaar-hidden"> voor {part.toLowerCase()}</span>
  </a>
)

function adoptedInWords(it: Adoption | undefined, adopter: string): string {
  if (!it) return 'Nog niet vastgesteld: de termijnen van het model gelden'
  const by = `${adopter}, ${formatDate(new Date(it.adopted_on))}`
  if (it.consent_on === null) return by
  return `${by}. De ondernemingsraad stemde in op ${formatDate(new Date(it.consent_on))}`
}

export const ProtocolPage = (props: HoldingProps & { edits: boolean }) => (
  <>
    <PageTitle>Agressieprotocol</PageTitle>
    <Lead>Wat uw organisatie doet als iemand te maken krijgt met agressie, en binnen welke tijd.</Lead>
    <Holding {...props} />
    <p>Een melding houdt het protocol dat gold toen zij binnenkwam.</p>
    {!props.edits && (
      <p>
        Raad, bestuur en werkgever stellen elk hun eigen deel vast. De beheerder van uw organisatie maakt een nieuwe
        versie en legt vast wanneer die is vastgesteld.
      </p>
    )}
    <Actions>
      <ButtonLink href="/melden/snel">Snel melden</ButtonLink>
      {props.edits && (
        <ButtonLink kind="quiet" href="/beheer/protocol">
          Naar het beheer
        </ButtonLink>
      )}
    </Actions>
  </>
)

export interface ReadProps {
  document: TextDocument
  version: string | null
  /** Said when nobody adopted it. */
  draft: boolean
  /** The text of the organisation's own that belongs to it. */
  own: OwnDocument | undefined
}

export const ReadPage = ({ document, version, draft, own }: ReadProps) => (
  <>
    <Breadcrumb items={[{ href: protocolUrl, label: 'Agressieprotocol' }, { label: document.title }]} />
    <PageTitle>{document.title}</PageTitle>
    {draft && (
      <Note kind="warning" title="Dit is een concept">
        <p>Niemand heeft deze versie vastgesteld. Alleen beheerders zien haar.</p>
      </Note>
    )}
    {(document.about ?? []).map(line => (
      <p class="weerbaar-soft">{line}</p>
    ))}
    <Actions>
      {own?.file && (
        <ButtonLink href={`${documentUrl(version)}/document`}>
          {`Bewaar het eigen document (${own.file.type.label}, ${formatSize(own.file.size)})`}
        </ButtonLink>
      )}
      <ButtonLink kind="quiet" href={`${documentUrl(version)}/protocol.docx`}>
        Bewaar als Word-bestand
      </ButtonLink>
      <ButtonLink kind="quiet" href={`${documentUrl(version)}/protocol.pdf`}>
        Bewaar als pdf
      </ButtonLink>
    </Actions>
    <DocumentText blocks={document.blocks} />
  </>
)
