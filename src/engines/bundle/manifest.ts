import { z } from 'zod'

/** The files of a bundle that are not originals, by what they are. */
export const names = {
  manifest: 'manifest.json',
  index: 'overzicht.pdf',
  sums: 'SHA256SUMS',
  signature: 'SHA256SUMS.sig',
} as const

export const originals = 'originelen/'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)

/** What somebody did with a piece: in words, and by whom as far as who packed it may know. */
const Step = z.strictObject({ at: z.iso.datetime(), who: z.string(), what: z.string() })

const PackedPiece = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  kind: z.string(),
  size: z.int().nonnegative(),
  sha256: Hash,
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
  origin: z.string(),
  /** Where its original stands in the bundle; null when it was left out. */
  file: z.string().nullable(),
  leftOut: z.enum(['malware', 'not_scanned']).nullable(),
  custody: z.array(Step),
})
export type PackedPiece = z.infer<typeof PackedPiece>

/** What a bundle says of itself. */
export const Manifest = z.strictObject({
  format: z.literal('weerbaar-evidence-1'),
  case: z.string(),
  organisation: z.string(),
  packedAt: z.iso.datetime(),
  packedBy: z.string(),
  pieces: z.array(PackedPiece),
})
export type Manifest = z.infer<typeof Manifest>

/** The name of an original in a bundle: with its number, and only signs that every program that unpacks writes alike. */
export function packedName(index: number, savedName: string): string {
  const plain = savedName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
  return `${originals}${String(index + 1).padStart(3, '0')}-${plain.slice(-80).replace(/^[-.]+/, '')}`
}

/** The list that `sha256sum -c` reads. */
export const writeSums = (hashes: ReadonlyMap<string, string>): string =>
  [...hashes].map(([name, hash]) => `${hash}  ${name}\n`).join('')

/** Reads such a list; undefined when it is none. */
export function readSums(text: string): Map<string, string> | undefined {
  const sums = new Map<string, string>()
  for (const line of text.split('\n').slice(0, -1)) {
    const [, hash, name] = /^([0-9a-f]{64}) {2}([A-Za-z0-9._/-]+)$/.exec(line) ?? []
    if (hash === undefined || name === undefined || sums.has(name)) return undefined
    sums.set(name, hash)
  }
  return text.endsWith('\n') ? sums : undefined
}

const signatureKind = 'weerbaar-bundle-v1'

/** What is signed: the list of hashes, so that a bundle of which all hashes were made anew is found too. */
export const signedBytes = (sums: Buffer): Buffer => Buffer.concat([Buffer.from(`${signatureKind}\n`), sums])

export const writeSignature = (key: string, signature: Buffer): string =>
  `${signatureKind}\n${key}\n${signature.toString('base64')}\n`

export function readSignature(text: string): { key: string; signature: Buffer } | undefined {
  const [kind, key = '', signature = '', end, ...more] = text.split('\n')
  if (kind !== signatureKind || end !== '' || more.length > 0) return undefined
  const bytes = Buffer.from(signature, 'base64')
  // Read again as it was written: base64 forgives signs that say nothing.
  return bytes.toString('base64') === signature ? { key, signature: bytes } : undefined
}
