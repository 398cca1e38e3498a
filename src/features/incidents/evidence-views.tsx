import type { ComponentChildren } from 'preact'
import { isShut, type Standing } from '../../engines/cases/scanning.ts'
import type { EmlProblem, ReadMail } from '../../platform/eml.ts'
import { formatDateTime } from '../../ui/dates.ts'
import { ButtonLink, Actions, ErrorSummary } from '../../ui/form.tsx'
import { Breadcrumb, Card, Facts, Note, PageTitle, Words } from '../../ui/parts.tsx'
import { AboutPiece, ChoiceForm, Custody, ReadFirst, type AboutProps } from './evidence/about-view.tsx'
import type { Reading } from './evidence/reading.ts'
import { formatSize } from '../../ui/sizes.ts'
import { Original, ScanNote } from './scan-view.tsx'
import { urls } from './urls.ts'

interface PieceProps extends AboutProps {
  stands: Standing
}

const Frame = ({ children, ...it }: PieceProps & { children: ComponentChildren }) => (
  <>
    <WayBack {...it} />
    <ErrorSummary form={it.form} />
    <PageTitle>{it.piece.name}</PageTitle>
    <ScanNote piece={it.piece} stands={it.stands} />
    {children}
    <ReadFirst {...it} />
    <Card title="Over dit stuk">
      <AboutPiece {...it} />
      <Original id={it.id} piece={it.piece} stands={it.stands} />
    </Card>
    <Custody {...it} />
  </>
)

const WayBack = ({ id, facts }: Pick<PieceProps, 'id' | 'facts'>) => (
  <Breadcrumb items={[{ href: `${urls.case(id)}#bewijs`, label: `Melding ${facts.reference}` }, { label: 'Bewijs' }]} />
)

/** For who asked somebody else to read it first: the description, and the choice to see it all the same. */
export const HiddenPiece = ({ hidden, ...it }: PieceProps & { hidden: Reading }) => (
  <>
    <WayBack {...it} />
    <PageTitle>Dit stuk is voor u verborgen</PageTitle>
    {hidden.description === undefined ? (
      <Note kind="info">
        <p>
          U vroeg of iemand anders dit eerst leest. Die beschrijft daarna wat erin staat. U krijgt daar bericht van.
        </p>
      </Note>
    ) : (
      <Card title="Wat erin staat, beschreven door een ander">
        <Words>{hidden.description}</Words>
      </Card>
    )}
    <Card title="Wilt u het zelf zien?">
      <p>Dat hoeft niet. U kunt hier altijd op terugkomen.</p>
      <ChoiceForm id={it.id} piece={hidden.piece} sees>
        Toon mij dit stuk
      </ChoiceForm>
    </Card>
  </>
)

/** A text that was pasted, as it is kept. */
export const WordsView = ({ text, ...it }: PieceProps & { text: string }) => (
  <Frame {...it}>
    <Card title="Wat er is geplakt">
      <Words>{text}</Words>
    </Card>
  </Frame>
)

/** Nothing of it is fetched before somebody plays it. */
export const SoundView = (it: PieceProps) => (
  <Frame {...it}>
    <Card title="Luisteren">
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- Nobody has written out what is said in it. */}
      <audio class="weerbaar-sound" controls preload="none" aria-label="Het geluid">
        <source src={`${urls.piece(it.id, it.piece.id)}/geluid`} type={it.piece.type.mime} />
      </audio>
      <p>Het geluid begint pas als u het afspeelt. Lukt afspelen niet? Sla dan het origineel op.</p>
    </Card>
  </Frame>
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
