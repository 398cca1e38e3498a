import { names, type Manifest, type PackedPiece } from '../../../engines/bundle/manifest.ts'
import type { Block, TextDocument } from '../../../platform/documents/document.ts'
import { formatDateTime } from '../../../ui/dates.ts'
import { formatSize } from '../../../ui/sizes.ts'
import { inShort } from './custody.ts'

const reasons = {
  malware: 'Niet in dit pakket: in het bestand zit schadelijke software. Het origineel is bewaard in Weerbaar.',
  not_scanned: 'Niet in dit pakket: het bestand is nog niet gecontroleerd op schadelijke software.',
}

/** What somebody reads first who gets a bundle: which pieces there are, where they come from, and how to check them. */
export function bundleIndex(manifest: Manifest): TextDocument {
  const { case: reference, organisation, packedAt, packedBy, pieces } = manifest
  return {
    title: `Bewijs bij melding ${reference}`,
    organisation,
    about: [`Gemaakt op ${formatDateTime(new Date(packedAt))} door ${packedBy}`, 'Vertrouwelijk'],
    footer: `Bewijs bij melding ${reference}`,
    blocks: [
      {
        paragraph: `Dit pakket bevat ${pieces.length === 1 ? 'één stuk' : `${pieces.length} stukken`}. Elk stuk staat erin zoals het is toegevoegd, zonder enige verandering.`,
      },
      { heading: 'Is er niets veranderd?', level: 1 },
      {
        list: [
          `Met Weerbaar: weerbaar verify-bundle, met de naam van het pakket. Dat leest ook de handtekening in ${names.signature}.`,
          `Zonder Weerbaar: pak het pakket uit en geef in die map de opdracht: sha256sum -c ${names.sums}`,
        ],
      },
      { heading: 'Stukken', level: 1 },
      ...(pieces.length === 0 ? [{ paragraph: 'Er is nog geen bewijs toegevoegd.' }] : []),
      ...pieces.flatMap(pieceBlocks),
    ],
  }
}

const pieceBlocks = (piece: PackedPiece, index: number): Block[] => [
  { heading: `${index + 1}. ${piece.name}`, level: 2 },
  ...(piece.leftOut === null ? [] : [{ note: reasons[piece.leftOut] }]),
  {
    facts: [
      ...(piece.file === null ? [] : [['Bestand in dit pakket', piece.file] as const]),
      ['Soort', `${piece.kind}, ${formatSize(piece.size)}`],
      ['SHA-256', piece.sha256],
      ['Toegevoegd door', piece.addedBy],
      ['Toegevoegd op', formatDateTime(new Date(piece.addedAt))],
      ['Herkomst', piece.origin],
    ],
  },
  {
    table: {
      caption: `Wie stuk ${index + 1} in handen had`,
      columns: ['Wanneer', 'Wie', 'Wat'],
      rows: inShort(piece.custody.map(it => ({ ...it, at: new Date(it.at) }))).map(it => [
        formatDateTime(it.at),
        it.who,
        it.what,
      ]),
    },
  },
]
