import type { Piece } from '../../engines/cases/evidence.ts'
import { isShut, standing, type Standing } from '../../engines/cases/scanning.ts'
import { Actions, ButtonLink } from '../../ui/form.tsx'
import { Chip, Note } from '../../ui/parts.tsx'
import { urls } from './urls.ts'

const marks: Partial<Record<Standing, { kind: 'soon' | 'late'; says: string }>> = {
  waiting: { kind: 'soon', says: 'wacht op controle' },
  late: { kind: 'late', says: 'nog niet gecontroleerd' },
  infected: { kind: 'late', says: 'schadelijke software' },
}

/** In a list, of a piece whose original is not handed out: why. */
export const ScanMark = ({ scanning, piece, now }: { scanning: boolean; piece: Piece; now: Date }) => {
  const mark = marks[standing(scanning, piece, now)]
  return mark ? (
    <>
      {' '}
      <Chip kind={mark.kind}>{mark.says}</Chip>
    </>
  ) : null
}

/** Above a piece whose original is not handed out: why, and what to do. */
export const ScanNote = ({ piece, stands }: { piece: Piece; stands: Standing }) => {
  if (stands === 'infected')
    return (
      <Note kind="danger" title="In dit bestand zit schadelijke software">
        <p>
          De controle vond: <code class="weerbaar-code">{piece.malware}</code>. Hebt u dit bestand ook ergens anders,
          bijvoorbeeld in uw mailbox? Open het daar dan niet, en meld het aan de ICT-afdeling van uw organisatie.
        </p>
        <p>
          Het origineel is bewaard, want het kan bewijs zijn. U kunt het niet opslaan. Is het toch nodig, bijvoorbeeld
          voor een aangifte? Overleg dan met wie bij u over informatiebeveiliging gaat.
        </p>
      </Note>
    )
  if (!isShut(stands)) return null
  return (
    <Note
      kind={stands === 'late' ? 'warning' : 'info'}
      title={stands === 'late' ? 'De controle is nog niet gelukt' : 'Dit bestand wacht op controle'}
    >
      <p>
        {stands === 'late'
          ? 'Dit bestand is na een dag nog niet gecontroleerd op schadelijke software. Vraag uw beheerder of de controle werkt.'
          : 'Wij controleren nog of er schadelijke software in zit. Dat duurt meestal een paar minuten.'}{' '}
        Tot die tijd kunt u het origineel niet opslaan. Het is wel veilig bewaard.
      </p>
      {piece.type.how !== 'download' && (
        <p>Wat u hier ziet, heeft Weerbaar zelf van het bestand gemaakt. U kunt dus al verder met de melding.</p>
      )}
    </Note>
  )
}

/** The way to the original, where there is one, and what is known of it. */
export const Original = ({ id, piece, stands }: { id: string; piece: Piece; stands: Standing }) =>
  isShut(stands) ? (
    <p>U kunt het origineel nu niet opslaan. Bovenaan deze pagina leest u waarom.</p>
  ) : (
    <>
      <Actions>
        <ButtonLink href={`${urls.piece(id, piece.id)}/origineel`} kind="quiet">
          Sla het origineel op
        </ButtonLink>
      </Actions>
      <p>
        {stands === 'clean'
          ? 'In dit bestand is geen schadelijke software gevonden. Helemaal zeker is dat nooit.'
          : 'Dit bestand is niet gecontroleerd op schadelijke software.'}{' '}
        Het origineel kan schokkend zijn of schade doen aan uw computer. Open het alleen als dat nodig is.
      </p>
    </>
  )
