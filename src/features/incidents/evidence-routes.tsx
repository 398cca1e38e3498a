import { z } from 'zod'
import { download, page, upload, type Ask, type Route } from '../../engines/access/routes.ts'
import type { Actor } from '../../engines/access/actor.ts'
import { openDossier, refuseLook, type Dossier } from '../../engines/cases/dossier.ts'
import { listPieces, readChunks, readMail, type Piece } from '../../engines/cases/evidence.ts'
import { isShut, scanResult, standing, type Standing } from '../../engines/cases/scanning.ts'
import type { Page } from '../../platform/answers.ts'
import type { Tx } from '../../platform/db.ts'
import { emptyForm, type Form } from '../../platform/form.ts'
import type { House } from '../../platform/house.ts'
import { reencode } from '../../platform/images.ts'
import { savedName } from '../../platform/media-types.ts'
import { Refusal } from '../../platform/routes.ts'
import { notFound } from '../../platform/troubles.tsx'
import { readCase, type CaseFacts } from './case.ts'
import { adderOf, originOf, readCustody, readNames, type CustodyStep } from './evidence/custody.ts'
import { hiding, readReadings, type Reading } from './evidence/reading.ts'
import { showCase } from './case-page.tsx'
import {
  HiddenPiece,
  InfectedPicture,
  MailView,
  OtherPieceView,
  PictureView,
  SoundView,
  UnreadableMail,
  WordsView,
} from './evidence-views.tsx'
import { fileErrors } from './file-errors.ts'
import { receiveFile, receiving, withStatus } from './receiving.ts'
import { tellOfEvidence } from './own-acts.ts'
import { urls } from './urls.ts'

export interface Found {
  facts: CaseFacts
  piece: Piece
  pieces: readonly Piece[]
  stands: Standing
  readings: readonly Reading[]
  /** Hides it from this viewer, until they choose to see it. */
  hidden: Reading | undefined
  custody: readonly CustodyStep[]
  addedBy: string
  origin: string
}

/**
 * Opens one piece of evidence; the look is in the audit trail, with the piece. Who wants to save what stays here, has looked
 * at it and saved nothing.
 */
export async function openPiece(
  { house, actor, params }: Ask<'id' | 'file'>,
  action: 'evidence.open' | 'evidence.save',
): Promise<Found> {
  const look = {
    actor: actor.id,
    organisation: actor.organisation?.id ?? null,
    caseId: params.id,
    action,
    object: params.file,
  }
  const found = await house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, params.id)
    const stands = it && (await readStanding(tx, now, house, params.file))
    if (!stands) return undefined
    const done = isShut(stands) ? 'evidence.open' : action
    const dossier = await openDossier(tx, now, house.keys, { ...look, action: done, organisation: it.organisation_id })
    if (!dossier) return undefined
    const pieces = await listPieces(tx, dossier)
    const piece = pieces.find(one => one.id === params.file)
    return piece && { ...(await readAbout(tx, dossier, actor, piece, pieces)), facts: it, piece, pieces, stands }
  })
  if (found) return found
  await refuseLook(house, look)
  throw new Refusal(notFound)
}

/** What is known of a piece: where it came from, who had it in hand, and who asked not to see it. */
async function readAbout(
  tx: Tx,
  dossier: Dossier,
  { id: viewer }: Pick<Actor, 'id'>,
  piece: Piece,
  pieces: readonly Piece[],
): Promise<Pick<Found, 'readings' | 'hidden' | 'custody' | 'addedBy' | 'origin'>> {
  const readings = await readReadings(tx, dossier)
  return {
    readings,
    hidden: hiding(piece, readings, viewer),
    custody: (await readCustody(tx, dossier.caseId)).get(piece.id) ?? [],
    addedBy: adderOf(piece, dossier.caseId, await readNames(tx, [piece.addedBy])),
    origin: originOf(piece, pieces),
  }
}

async function readStanding(tx: Tx, now: Date, { scanner }: House, file: string): Promise<Standing | undefined> {
  const row = await tx.selectFrom('file').select(['scan', 'added_at']).where('id', '=', file).executeTakeFirst()
  return row && standing(scanner !== undefined, { scan: scanResult(row.scan), addedAt: row.added_at }, now)
}

/** What we make of a piece ourselves, and how it stands. */
export async function showPiece(ask: Ask<'id' | 'file'>, found: Found, form: Form = emptyForm): Promise<Page> {
  const shared = { ...found, id: ask.params.id, now: ask.house.clock.now(), viewer: ask.actor.id, form }
  const page = { title: 'Bewijs', narrow: true, errors: Object.keys(form.errors).length > 0 }
  const { how } = found.piece.type
  if (found.hidden) return { ...page, body: <HiddenPiece {...shared} hidden={found.hidden} /> }
  if (how === 'image' && found.stands === 'infected') return { ...page, body: <InfectedPicture {...shared} /> }
  if (how === 'image') return { ...page, body: <PictureView {...shared} sharp={ask.query.has('scherp')} /> }
  if (how === 'sound' && !isShut(found.stands)) return { ...page, body: <SoundView {...shared} /> }
  if (how === 'words')
    return { ...page, body: <WordsView {...shared} text={(await bytesOf(ask, found.piece)).toString()} /> }
  if (how !== 'mail') return { ...page, body: <OtherPieceView {...shared} /> }
  const mail = await readMail(ask.house, ask.actor.id, found.piece)
  return {
    ...page,
    body:
      mail.kind === 'mail' ? <MailView {...shared} mail={mail} /> : <UnreadableMail {...shared} reason={mail.reason} />,
  }
}

async function bytesOf(ask: Ask, piece: Piece): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of readChunks(ask.house, ask.actor.id, piece)) parts.push(part)
  return Buffer.concat(parts)
}

export const evidenceRoutes: readonly Route[] = [
  upload('/meldingen/:id/bewijs', 'case.read', z.object({}), {
    prepare: async ({ house, actor, params }) => {
      const look = {
        actor: actor.id,
        organisation: actor.organisation?.id ?? null,
        caseId: params.id,
        action: 'case.write' as const,
      }
      const dossier = await house.db.as({ person: actor.id }, async (tx, now) => {
        const it = await readCase(tx, actor, params.id)
        if (!it || it.state === 'draft' || (it.part !== 'own' && it.part !== 'handler' && it.part !== 'helper'))
          return undefined
        return openDossier(tx, now, house.keys, { ...look, organisation: it.organisation_id })
      })
      if (dossier) return receiving(dossier)
      await refuseLook(house, look)
      throw new Refusal(notFound)
    },
    receive: receiveFile,
    invalid: async (ask, form, { refused }) => {
      const error = refused.length > 0 ? fileErrors.of(refused) : 'Kies eerst een bestand'
      return withStatus(await showCase(ask, { ...form, errors: { evidence: error } }), refused)
    },
    valid: async (ask, _input, _form, { refused, stored }) => {
      if (stored > 0) await tellOfEvidence(ask.house, ask.actor, ask.params.id)
      if (refused.length > 0 || stored === 0) return { invalid: {} }
      return { seeOther: `${urls.case(ask.params.id)}?klaar=bewijs#bewijs` }
    },
  }),

  page('/meldingen/:id/bewijs/:file', 'case.read', async ask => showPiece(ask, await openPiece(ask, 'evidence.open'))),

  download('/meldingen/:id/bewijs/:file/beeld', 'case.read', async ask => {
    const { piece, stands, hidden } = await openPiece(ask, 'evidence.open')
    const picture =
      !hidden && piece.type.how === 'image' && stands !== 'infected'
        ? await reencode(() => bytesOf(ask, piece), { blurred: !ask.query.has('scherp') })
        : undefined
    if (!picture) throw new Refusal(notFound)
    return { fileName: 'beeld.jpg', contentType: 'image/jpeg', body: picture, inline: true }
  }),

  // Played by the browser as what we say it is, never as what its sender said.
  download('/meldingen/:id/bewijs/:file/geluid', 'case.read', async ask => {
    const { piece, stands, hidden } = await openPiece(ask, 'evidence.open')
    if (hidden || piece.type.how !== 'sound' || isShut(stands)) throw new Refusal(notFound)
    return {
      fileName: savedName('geluid', piece.type),
      contentType: piece.type.mime,
      size: piece.size,
      body: readChunks(ask.house, ask.actor.id, piece),
      inline: true,
    }
  }),

  download('/meldingen/:id/bewijs/:file/origineel', 'case.read', async ask => {
    const found = await openPiece(ask, 'evidence.save')
    if (isShut(found.stands) || found.hidden) throw new Refusal({ ...(await showPiece(ask, found)), status: 403 })
    const { piece } = found
    return {
      fileName: savedName(piece.name, piece.type),
      contentType: piece.type.mime,
      size: piece.size,
      body: readChunks(ask.house, ask.actor.id, piece),
    }
  }),
]
