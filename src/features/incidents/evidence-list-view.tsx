import type { Piece } from '../../engines/cases/evidence.ts'
import type { Form } from '../../platform/form.ts'
import { acceptedExtensions } from '../../platform/media-types.ts'
import { formatShort } from '../../ui/dates.ts'
import { Actions, Button, ButtonLink, FileField } from '../../ui/form.tsx'
import { Card, Chip } from '../../ui/parts.tsx'
import { DataTable } from '../../ui/table.tsx'
import { DoneNote, nameOf, type CaseProps } from './case-parts.tsx'
import { hiding, toDescribe } from './evidence/reading.ts'
import { formatSize } from '../../ui/sizes.ts'
import { ScanMark } from './scan-view.tsx'
import { urls } from './urls.ts'

/** The pieces of evidence in a case, and the way to add one. */
export function Evidence({ page, viewer, now, form, done, scanning }: CaseProps & { form: Form }) {
  const { facts, pieces } = page
  const mayAdd = facts.part === 'own' || facts.part === 'handler' || facts.part === 'helper'
  const packs = facts.part === 'own' || facts.part === 'handler'
  const shares = facts.part === 'handler' && page.joined
  return (
    <Card title="Bewijs" id="bewijs">
      <DataTable<Piece>
        caption="Bewijs bij deze melding"
        captionHidden
        rows={pieces}
        empty={<p>Er is nog geen bewijs toegevoegd.</p>}
        columns={[
          {
            label: 'Stuk',
            cell: it => (
              <>
                <PieceLink page={page} piece={it} viewer={viewer} />
                <ScanMark scanning={scanning} piece={it} now={now} />
              </>
            ),
          },
          { label: 'Soort', cell: it => `${it.type.label}, ${formatSize(it.size)}` },
          { label: 'Toegevoegd', cell: it => `${formatShort(it.addedAt, now)} · ${cameFrom(page, it, viewer)}` },
          {
            label: 'Controlegetal',
            cell: it => (
              <span title={it.sha256}>
                sha256 {it.sha256.slice(0, 4)}…{it.sha256.slice(-4)}
              </span>
            ),
            nowrap: true,
          },
          ...(shares ? [{ label: 'Delen', cell: (it: Piece) => <Sharing id={facts.id} piece={it} /> }] : []),
        ]}
      />
      {shares && pieces.length > 0 && (
        <p class="weerbaar-soft">
          Andere getroffenen van dit incident zien een stuk pas als u het deelt. Zij zien dan het stuk zelf, de naam van
          het bestand en wat erin staat, ook namen en adressen. Zij zien niet van wie het komt. Kijk het stuk dus eerst
          na.
        </p>
      )}
      <DoneNote done={done} place="bewijs" />
      {mayAdd && (
        <form method="post" action={`${urls.case(facts.id)}/bewijs`} enctype="multipart/form-data" novalidate>
          <FileField
            name="evidence"
            label="Bewijs toevoegen"
            hint="Bijvoorbeeld een mail (.eml), een foto of een schermafbeelding. Ten hoogste 50 MB per bestand."
            form={form}
            multiple
            accept={acceptedExtensions}
          />
          <Actions>
            <Button kind="quiet">Voeg toe</Button>
            <ButtonLink href={`${urls.case(facts.id)}/plakken`} kind="quiet">
              Plak een bericht of adres
            </ButtonLink>
          </Actions>
        </form>
      )}
      {packs && pieces.length > 0 && (
        <p>
          <a class="nl-link" href={`${urls.case(facts.id)}/bewijspakket`}>
            Sla al het bewijs op als pakket (ZIP)
          </a>
          <span class="weerbaar-soft">
            {' '}
            met de originelen, een overzicht en controlegetallen. Dat u dit opslaat, wordt opgeschreven.
          </span>
        </p>
      )}
    </Card>
  )
}

/** Who added it; of a piece that came with another case of the incident never a name. */
function cameFrom(page: CaseProps['page'], it: Piece, viewer: string): string {
  if (it.caseId === page.facts.id) return nameOf(page, it.addedBy, viewer)
  return `bij ${page.others.find(one => one.id === it.caseId)?.reference ?? 'een andere melding'}`
}

// A file name can say more than the file: whoever shares it should look at it first.
const Sharing = ({ id, piece }: { id: string; piece: Piece }) =>
  piece.caseId !== id || piece.parent !== null ? (
    <>{piece.shared ? 'Gedeeld' : 'Alleen behandelaars'}</>
  ) : (
    <form method="post" action={`${urls.piece(id, piece.id)}/delen`}>
      <Button kind="quiet" name="delen" value={piece.shared ? 'nee' : 'ja'}>
        {piece.shared ? 'Deel niet langer' : 'Deel met iedereen in dit incident'}
        <span class="weerbaar-hidden">: {piece.name}</span>
      </Button>
    </form>
  )

// Also its name and the name of its mail may be what somebody does not want to see.
const PieceLink = ({ page, piece, viewer }: { page: CaseProps['page']; piece: Piece; viewer: string }) => {
  const { facts, pieces, readings } = page
  const hidden = hiding(piece, readings, viewer)
  if (hidden)
    return (
      <>
        <a class="nl-link" href={urls.piece(facts.id, piece.id)}>
          Verborgen stuk<span class="weerbaar-hidden"> {pieces.indexOf(piece) + 1}</span>
        </a>
        <span class="weerbaar-soft"> {hidden.description ?? 'Iemand anders leest dit eerst.'}</span>
      </>
    )
  const mail = pieces.find(it => it.id === piece.parent)
  const asked = facts.part !== 'own' && toDescribe(piece, readings)
  return (
    <>
      <a class="nl-link" href={urls.piece(facts.id, piece.id)}>
        {piece.name}
      </a>
      {mail && <span class="weerbaar-soft"> bijlage van {mail.name}</span>}
      {asked && (
        <>
          {' '}
          <Chip kind="soon">beschrijving gevraagd</Chip>
        </>
      )}
    </>
  )
}
