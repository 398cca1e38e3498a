import { createHash } from 'node:crypto'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { isSigned, parseVerifierKey, type VerifierKey } from '../../platform/signing.ts'
import { Manifest, names, readSignature, readSums, signedBytes } from './manifest.ts'

/** What came of checking a bundle. Without findings nothing in it was changed since it was packed. */
export interface Checked {
  findings: readonly string[]
  manifest: Manifest | undefined
  files: number
  /** The key that signed it, when it was signed well. */
  signedBy: string | undefined
}

/** This is no bundle that may be opened: it is not as we pack them, or it means harm. */
export class BundleRefused extends Error {}

const maxFiles = 20_000
const keptBytes = 64 * 1024 * 1024
const kept = new Set<string>([names.manifest, names.sums, names.signature])

/**
 * Checks a bundle without unpacking it to disk. Throws BundleRefused for what is no bundle.
 * @param keys who may have signed it; without any, the key that stands in it is asked, which says that it is whole and not by whom
 */
export async function verifyBundle(path: string, keys: readonly VerifierKey[] = []): Promise<Checked> {
  const zip = await opened(path)
  try {
    return check(await readAll(zip, await listed(zip)), keys)
  } finally {
    zip.close()
  }
}

async function opened(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, {
      autoClose: false,
      lazyEntries: true,
      strictFileNames: true,
      validateEntrySizes: true,
    })
  } catch (cause) {
    throw new BundleRefused('This file is no bundle, or it was cut off', { cause })
  }
}

/** The files in it, when all of them are as we pack them. Our bundles are not compressed, so no small file becomes a large one. */
async function listed(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = []
  const seen = new Set<string>()
  let bytes = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName, compressionMethod, compressedSize, uncompressedSize } = entry
      if (compressionMethod !== 0 || compressedSize !== uncompressedSize || entry.isEncrypted())
        throw new BundleRefused(`${shown(fileName)} is compressed or encrypted, which no file in a bundle is`)
      if (fileName.endsWith('/') || seen.has(fileName))
        throw new BundleRefused(`${shown(fileName)} is a folder, or stands in it twice`)
      seen.add(fileName)
      bytes += uncompressedSize
      // Files that lie over each other hold more than the bundle itself.
      if (bytes > zip.fileSize || entries.push(entry) > maxFiles)
        throw new BundleRefused('It says that it holds more than it can')
    }
  } catch (cause) {
    if (cause instanceof BundleRefused) throw cause
    throw new BundleRefused(`This bundle cannot be read: ${cause instanceof Error ? cause.message : ''}`, { cause })
  }
  return entries
}

interface ReadFiles {
  hashes: Map<string, string>
  sizes: Map<string, number>
  texts: Map<string, Buffer>
  broken: string[]
}

async function readAll(zip: ZipFile, entries: readonly Entry[]): Promise<ReadFiles> {
  const read: ReadFiles = { hashes: new Map(), sizes: new Map(), texts: new Map(), broken: [] }
  for (const entry of entries) {
    const { fileName } = entry
    if (kept.has(fileName) && entry.uncompressedSize > keptBytes)
      throw new BundleRefused(`${fileName} is too large to be read`)
    const hash = createHash('sha256')
    const parts: Buffer[] = []
    try {
      for await (const part of await zip.openReadStreamPromise(entry)) {
        if (!Buffer.isBuffer(part)) continue
        hash.update(part)
        if (kept.has(fileName)) parts.push(part)
      }
    } catch {
      read.broken.push(`${shown(fileName)}: cannot be read`)
      continue
    }
    read.hashes.set(fileName, hash.digest('hex'))
    read.sizes.set(fileName, entry.uncompressedSize)
    if (kept.has(fileName)) read.texts.set(fileName, Buffer.concat(parts))
  }
  return read
}

function check(read: ReadFiles, keys: readonly VerifierKey[]): Checked {
  const sums = read.texts.get(names.sums)
  const said = sums && readSums(sums.toString('utf8'))
  const manifest = parseManifest(read.texts.get(names.manifest))
  const signature = checkSignature(read, keys)
  const findings = [
    ...read.broken,
    ...(said ? compareSums(read, said) : [`${names.sums}: is missing, or is no list of hashes`]),
    ...(manifest ? comparePieces(read, manifest) : [`${names.manifest}: is missing, or is not as it was written`]),
    ...('finding' in signature ? [signature.finding] : []),
  ]
  const signedBy = 'signedBy' in signature ? signature.signedBy : undefined
  return { findings, manifest, files: read.hashes.size, signedBy }
}

function compareSums({ hashes }: ReadFiles, said: ReadonlyMap<string, string>): string[] {
  const covered = [...hashes.keys()].filter(name => name !== names.sums && name !== names.signature)
  const required = [names.manifest, names.index].filter(name => !said.has(name))
  return [
    ...[...said].flatMap(([name, hash]) => {
      const found = hashes.get(name)
      if (found === undefined) return [`${name}: is missing`]
      return found === hash ? [] : [`${name}: was changed`]
    }),
    ...covered.filter(name => !said.has(name)).map(name => `${shown(name)}: was added`),
    ...required.map(name => `${name}: is not in ${names.sums}`),
  ]
}

function comparePieces({ hashes, sizes }: ReadFiles, { pieces }: Manifest): string[] {
  const packed = new Set(pieces.flatMap(it => it.file ?? []))
  const loose = [...hashes.keys()].filter(it => !packed.has(it) && it !== names.index && !kept.has(it))
  return [
    ...loose.map(name => `${shown(name)}: is no piece of evidence in ${names.manifest}`),
    ...pieces.flatMap(({ file, sha256, size, leftOut }) => {
      if (file === null) return leftOut === null ? [`${names.manifest}: a piece has no file, and no reason`] : []
      return hashes.get(file) === sha256 && sizes.get(file) === size
        ? []
        : [`${shown(file)}: is not the piece that ${names.manifest} describes`]
    }),
  ]
}

function parseManifest(bytes: Buffer | undefined): Manifest | undefined {
  try {
    return Manifest.parse(JSON.parse(bytes?.toString('utf8') ?? ''))
  } catch {
    return undefined
  }
}

function checkSignature(
  { texts }: ReadFiles,
  keys: readonly VerifierKey[],
): { finding: string } | { signedBy: string } {
  const written = readSignature(texts.get(names.signature)?.toString('utf8') ?? '')
  const own = written && keyOf(written.key)
  const sums = texts.get(names.sums)
  if (!written || !own || !sums) return { finding: `${names.signature}: is missing, or is no signature` }
  if (!isSigned([own], signedBytes(sums), written.signature))
    return { finding: `${names.signature}: ${names.sums} is not what was signed` }
  if (keys.length > 0 && !keys.some(it => it.text === own.text))
    return { finding: `${names.signature}: signed by ${shown(own.name)}, which is none of the given keys` }
  return { signedBy: shown(own.text) }
}

function keyOf(text: string): VerifierKey | undefined {
  try {
    return parseVerifierKey(text)
  } catch {
    return undefined
  }
}

/** A name from a file that somebody else may have made, as it may stand on a terminal. */
const shown = (name: string) =>
  JSON.stringify(name.slice(0, 200))
    .slice(1, -1)
    .replaceAll(/[^\x20-\x7e]/g, '?')
