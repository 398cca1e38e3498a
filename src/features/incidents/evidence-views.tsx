import type { ComponentChildren } from 'preact'
import type { Piece } from '../../engines/cases/evidence.ts'
import { isShut, type Standing } from '../../engines/cases/scanning.ts'
import type { EmlProblem, ReadMail } from '../../platform/eml.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { ButtonLink, Actions } from '../../ui/form.tsx'
import { Breadcrumb, Card, Facts, Note, PageTitle, Words } from '../../ui/parts.tsx'
import { formatSize } from './evidence-list-view.tsx'
import { Original, ScanNote } from './scan-view.tsx'
import { urls } from './urls.ts'

interface PieceProps {
  id: string
  reference: string
  piece: Piece
  pieces: readonly Piece[]
  stands: Standing
}

const Frame = ({ id, reference, piece, stands, children }: PieceProps & { children: ComponentChildren }) => (
  <>
    <Breadcrumb items={[{ href: `${urls.case(id)}#bewijs`, label: `Melding ${reference}` }, { label: 'Bewijs' }]} />
    <PageTitle>{piece.name}</PageTitle>
    <ScanNote piece={piece} stands={stands} />
    {children}
    <Card title="Over dit stuk">
      <Facts
        items={[
          { term: 'Soort', value: `${piece.type.label}, ${formatSize(piece.size)}` },
          { term: 'SHA-256', value: <code class="weerbaar-code">{piece.sha256}</code> },
        ]}
      />
      <Original id={id} piece={piece} stands={stands} />
    </Card>
  </>
)

export const PictureView = ({ sharp, ...it }: PieceProps & { sharp: boolean }) => {
  const address = urls.piece(it.id, it.piece.id)
  return (
    <Frame {...it}>
      <Card>
        <img
          class="weerbaar-picture"
          src={`${address}/beeld${sharp ? '?scherp' : ''}`}
          alt={sharp ? 'Het beeld, opnieuw gemaakt' : 'Het beeld, vervaagd'}
        />
        <Actions>
          {sharp ? (
            <ButtonLink href={address} kind="quiet">
              Vervaag het beeld weer
            </ButtonLink>
          ) : (
            <ButtonLink href={`${address}?scherp`} kind="quiet">
              Toon het beeld scherp
            </ButtonLink>
          )}
        </Actions>
        <p>
          {sharp
            ? 'U ziet een nieuwe kopie van het beeld, zonder verborgen gegevens.'
            : 'Het beeld is vervaagd, zodat u zelf kiest of u het wilt zien.'}
        </p>
        <p>
          Ziet u geen beeld? Dan is het te groot of beschadigd, en kunnen wij het niet tonen. Het origineel is bewaard.
        </p>
      </Card>
    </Frame>
  )
}

export const MailView = ({ mail, ...it }: PieceProps & { mail: ReadMail }) => {
  const attachments = it.pieces.filter(piece => piece.parent === it.piece.id)
  return (
    <Frame {...it}>
      <Card title="De mail als tekst">
        <Facts
          items={[
            { term: 'Van', value: mail.from },
            { term: 'Aan', value: mail.to },
            { term: 'Datum', value: mail.date ? formatDateTime(mail.date) : 'onbekend' },
            { term: 'Onderwerp', value: mail.subject },
          ]}
        />
        <Words>{mail.text}</Words>
        {mail.cut && <p>De tekst is te lang om helemaal te tonen. Het origineel is volledig bewaard.</p>}
      </Card>
      {attachments.length > 0 && (
        <Card title="Bijlagen">
          <ul class="utrecht-unordered-list">
            {attachments.map(piece => (
              <li>
                <a class="nl-link" href={urls.piece(it.id, piece.id)}>
                  {piece.name}
                </a>{' '}
                ({piece.type.label}, {formatSize(piece.size)})
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Frame>
  )
}

const problems: Partial<Record<EmlProblem, string>> = {
  'too-many-parts': 'Deze mail heeft te veel delen om te tonen.',
  'too-deep': 'Deze mail is te ingewikkeld opgebouwd om te tonen.',
  'too-large': 'Deze mail is te groot om te tonen.',
}

export const UnreadableMail = ({ reason, ...it }: PieceProps & { reason: EmlProblem }) => (
  <Frame {...it}>
    <Note kind="warning" title="Deze mail kunnen wij niet als tekst tonen">
      <p>
        {problems[reason] ?? 'De mail is beschadigd of heeft een vorm die wij niet kennen.'} Het origineel is wel
        volledig bewaard.
      </p>
    </Note>
  </Frame>
)

export const OtherPieceView = (it: PieceProps) => (
  <Frame {...it}>
    <Note kind="info">
      <p>Dit soort bestand tonen wij niet in de browser.{!isShut(it.stands) && ' U kunt het origineel opslaan.'}</p>
    </Note>
  </Frame>
)

// Making a picture anew is done by native code: what aims at that stays away from it.
export const InfectedPicture = (it: PieceProps) => (
  <Frame {...it}>
    <Note kind="info">
      <p>Daarom tonen wij het beeld ook niet.</p>
    </Note>
  </Frame>
)
