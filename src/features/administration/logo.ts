import { detectMediaType } from '../../platform/media-types.ts'

export const logoLimit = 200_000
const accepted = new Set(['png', 'jpeg', 'webp'])
// As high as the header shows it on a sharp screen, and as wide as fits there.
const mostHigh = 160
const mostWide = 640
const mostPixels = 16_000_000

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
