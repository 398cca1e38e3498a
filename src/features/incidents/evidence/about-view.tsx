import type { ComponentChildren } from 'preact'
import type { Piece } from '../../../engines/cases/evidence.ts'
import type { Form } from '../../../platform/form.ts'
import { formatDateTime, formatShort } from '../../../ui/dates.ts'
import { Actions, Button, TextArea } from '../../../ui/form.tsx'
import { Card, Facts, Words } from '../../../ui/parts.tsx'
import { DataTable } from '../../../ui/table.tsx'
import type { CaseFacts } from '../case.ts'
import { formatSize } from '../../../ui/sizes.ts'
import { urls } from '../urls.ts'
import { inShort, type CustodyStep } from './custody.ts'
import { toDescribe, type Reading } from './reading.ts'

export interface AboutProps {
  id: string
  facts: CaseFacts
  piece: Piece
  pieces: readonly Piece[]
  readings: readonly Reading[]
  custody: readonly CustodyStep[]
  addedBy: string
  origin: string
  viewer: string
  now: Date
  form: Form
}

/** What a piece is, where it came from, and the hash by which anybody can see that it is still that. */
export const AboutPiece = ({ piece, addedBy, origin }: AboutProps) => (
  <Facts
    items={[
      { term: 'Soort', value: `${piece.type.label}, ${formatSize(piece.size)}` },
      { term: 'Toegevoegd door', value: addedBy },
      { term: 'Toegevoegd op', value: formatDateTime(piece.addedAt) },
      { term: 'Herkomst', value: origin },
      { term: 'SHA-256', value: <code class="weerbaar-code">{piece.sha256}</code> },
    ]}
  />
)

/** Who had the piece in hand. Only for whose case it is and who handles it: others are given none. */
export const Custody = ({ custody, now }: AboutProps) =>
  custody.length === 0 ? null : (
    <Card title="Wie dit stuk in handen had">
      <DataTable<CustodyStep>
        caption="Wie dit stuk in handen had"
        captionHidden
        rows={inShort(custody)}
        empty={null}
        columns={[
          { label: 'Wanneer', cell: it => formatShort(it.at, now), nowrap: true },
          { label: 'Wie', cell: it => it.who },
          { label: 'Wat', cell: it => it.what },
        ]}
      />
    </Card>
  )

/** Asking somebody else to read it first, or describing it for who asked that. */
export const ReadFirst = ({ id, facts, piece, readings, viewer, form }: AboutProps) => {
  const own = readings.find(it => it.piece === piece.id && it.askedBy === viewer)
  if (facts.part === 'own')
    return own ? (
      <ChoiceForm id={id} piece={piece.id} sees={false}>
        Verberg dit stuk weer
      </ChoiceForm>
    ) : (
      <form method="post" action={`${urls.piece(id, piece.id)}/lezer`}>
        <p>Wilt u dit liever niet zelf zien? Dan leest iemand anders het eerst, en beschrijft wat erin staat.</p>
        <Actions>
          <Button kind="quiet">Laat iemand anders dit eerst lezen</Button>
        </Actions>
      </form>
    )
  const described = readings.find(it => it.piece === piece.id && it.description !== undefined)
  return (
    <>
      {described && (
        <Card title="Beschrijving">
          <Words>{described.description}</Words>
        </Card>
      )}
      {(facts.part === 'handler' || facts.part === 'confidant') &&
        (toDescribe(piece, readings) ?? form.values['beschrijving']) && (
          <Card title="Beschrijf dit stuk">
            <p>De getroffene wil dit niet zelf zien, en leest eerst wat u opschrijft.</p>
            <form method="post" action={`${urls.piece(id, piece.id)}/beschrijving`} novalidate data-warn>
              <TextArea
                name="beschrijving"
                label="Wat staat erin?"
                hint="Schrijf wat iemand moet weten: wat er wordt gezegd, over wie het gaat, en of er een plaats of een moment in staat. Neem geen scheldwoorden over."
                form={form}
                rows={6}
                maxlengthHint={20_000}
              />
              <Actions>
                <Button>Bewaar de beschrijving</Button>
              </Actions>
            </form>
          </Card>
        )}
    </>
  )
}

export const ChoiceForm = ({
  id,
  piece,
  sees,
  children,
}: {
  id: string
  piece: string
  sees: boolean
  children: ComponentChildren
}) => (
  <form method="post" action={`${urls.piece(id, piece)}/keuze`}>
    <Actions>
      <Button kind="quiet" name="zien" value={sees ? 'ja' : 'nee'}>
        {children}
      </Button>
    </Actions>
  </form>
)
