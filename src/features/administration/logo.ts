import { detectMediaType } from '../../platform/media-types.ts'

export const logoLimit = 200_000
const accepted = new Set(['png', 'jpeg', 'webp'])
// As high as the header shows it on a sharp screen, and as wide as fits there.
const mostHigh = 160
const mostWide = 640
const mostPixels = 16_000_000

/** All bytes of a small file; undefined when there are more. Reads to the end either way, so that the form behind it arrives. */
export async function readSmallFile(content: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
  }
  return size <= limit ? Buffer.concat(chunks) : undefined
}

/** The logo made anew from its pixels, as WebP; undefined when this is not a picture that we take. */
export async function cleanLogo(image: Buffer, fileName: string): Promise<Buffer | undefined> {
  const type = await detectMediaType(image, fileName)
  if (type === undefined || !accepted.has(type.id)) return undefined
  const { default: sharp } = await import('sharp')
  try {
    const picture = sharp(image, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 })
      .timeout({ seconds: 10 })
      .autoOrient()
    const logo = await picture
      .resize(mostWide, mostHigh, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 90 })
      .toBuffer()
    return logo.length <= logoLimit ? logo : undefined
  } catch {
    return undefined
  }
}
