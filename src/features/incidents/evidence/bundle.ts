import { packBundle, type PackedOriginal } from '../../../engines/bundle/pack.ts'
import { packedName, type Manifest, type PackedPiece } from '../../../engines/bundle/manifest.ts'
import { audit } from '../../../engines/access/audit.ts'
import type { Actor } from '../../../engines/access/actor.ts'
import { openDossier, refuseLook } from '../../../engines/cases/dossier.ts'
import { listPieces, readChunks, type Piece } from '../../../engines/cases/evidence.ts'
import { standing } from '../../../engines/cases/scanning.ts'
import type { Download } from '../../../platform/answers.ts'
import type { Tx } from '../../../platform/db.ts'
import { writePdf } from '../../../platform/documents/pdf.ts'
import type { House } from '../../../platform/house.ts'
import { savedName } from '../../../platform/media-types.ts'
import { readCase, type CaseFacts } from '../case.ts'
import { bundleIndex } from './bundle-index.ts'
import { adderOf, originOf, readCustody, readNames } from './custody.ts'

interface Opened {
  manifest: Manifest
  pieces: readonly Piece[]
}

/**
 * All evidence of a case, to hand over: for whose case it is and who handles it. That it was packed stands in the trail and in
 * the chain of custody of each piece, before the first byte leaves. Undefined: nothing to find here for this person.
 */
export async function packEvidence(house: House, actor: Actor, caseId: string): Promise<Download | undefined> {
  const look = {
    actor: actor.id,
    organisation: actor.organisation?.id ?? null,
    caseId,
    action: 'evidence.export' as const,
  }
  const found = await house.db.as({ person: actor.id }, async (tx, now) => {
    const it = await readCase(tx, actor, caseId)
    if (!it || it.state === 'draft' || (it.part !== 'own' && it.part !== 'handler')) return undefined
    const dossier = await openDossier(tx, now, house.keys, { ...look, organisationOfCase: it.organisation_id })
    return dossier && open(house, tx, now, actor, it, await listPieces(tx, dossier))
  })
  if (!found) {
    await refuseLook(house, look)
    return undefined
  }
  const { manifest, pieces } = found
  return {
    fileName: `bewijs-${manifest.case}.zip`,
    contentType: 'application/zip',
    body: packBundle({
      manifest,
      index: await writePdf(bundleIndex(manifest)),
      originals: manifest.pieces.flatMap(it => originalOf(house, actor, it, pieces)),
      signer: house.signer,
    }),
  }
}

async function open(
  house: House,
  tx: Tx,
  now: Date,
  actor: Actor,
  it: CaseFacts,
  pieces: readonly Piece[],
): Promise<Opened> {
  const left = new Map(pieces.map(piece => [piece.id, leftOut(house, piece, now)]))
  const taken = { action: 'evidence.export' as const, actor: actor.id, organisation: it.organisation_id, case: it.id }
  for (const { id } of pieces) if (left.get(id) === null) await audit(tx, { ...taken, object: id }, now)
  const custody = await readCustody(tx, it.id)
  const names = await readNames(tx, [actor.id, ...pieces.map(piece => piece.addedBy)])
  const organisation = await tx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', it.organisation_id)
    .executeTakeFirst()
  const packed = pieces.map((piece, index): PackedPiece => {
    const why = left.get(piece.id) ?? null
    return {
      id: piece.id,
      name: piece.name,
      kind: piece.type.label,
      size: piece.size,
      sha256: piece.sha256,
      addedBy: adderOf(piece, it.id, names),
      addedAt: piece.addedAt.toISOString(),
      origin: originOf(piece, pieces),
      file: why === null ? packedName(index, savedName(piece.name, piece.type)) : null,
      leftOut: why,
      custody: (custody.get(piece.id) ?? []).map(({ at, who, what }) => ({ at: at.toISOString(), who, what })),
    }
  })
  return {
    pieces,
    manifest: {
      format: 'weerbaar-evidence-1',
      case: it.reference ?? '',
      organisation: organisation?.name ?? '',
      packedAt: now.toISOString(),
      packedBy: names.get(actor.id) ?? '',
      pieces: packed,
    },
  }
}

/** An original that is shut leaves by no door, so by this one neither. */
function leftOut({ scanner }: House, piece: Piece, now: Date): PackedPiece['leftOut'] {
  const stands = standing(scanner !== undefined, piece, now)
  if (stands === 'infected') return 'malware'
  return stands === 'waiting' || stands === 'late' ? 'not_scanned' : null
}

function originalOf(house: House, actor: Actor, packed: PackedPiece, pieces: readonly Piece[]): PackedOriginal[] {
  const piece = pieces.find(it => it.id === packed.id)
  const { file, sha256, size } = packed
  return piece && file !== null ? [{ file, sha256, size, read: () => readChunks(house, actor.id, piece) }] : []
}
