import type sharpModule from 'sharp'
import type { Sharp } from 'sharp'

/** The longest side of a copy, in pixels. */
const longestSide = 1600
// So few that letters and faces are gone from the copy, and not only blurred over.
const blurredSide = 18
const blurredShownSide = 640

// A photo of a telephone has 12 to 50 million pixels; a bomb of a few kB can have billions.
const mostPixels = 50_000_000
// What cannot be read row by row is held whole: 48 million pixels took 290 MB as GIF, 16 million take 100 MB.
const mostPixelsWhole = 16_000_000

const reading = { limitInputPixels: mostPixels, failOn: 'error', pages: 1, sequentialRead: true } as const

const secondsAtMost = 20

type SharpModule = typeof sharpModule

let loading: Promise<SharpModule> | undefined

/** sharp, loaded at the first picture: it takes 27 MB. */
function loadSharp() {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    sharp.concurrency(1)
    // Pictures come from people who mean harm: only these four decoders, and above all not that of SVG.
    sharp.block({ operation: ['VipsForeignLoad'] })
    const decoders = ['Jpeg', 'Png', 'Webp', 'Nsgif'].map(format => `VipsForeignLoad${format}Buffer`)
    sharp.unblock({ operation: decoders })
    return sharp
  })
  return loading
}

let last: Promise<unknown> = Promise.resolve()

/**
 * A copy of a picture as JPEG, made anew from its pixels: at most 1600 pixels wide and high, turned the right way up,
 * without what the original tells about place, time and camera, and without anything that was hidden in the file.
 * Of a moving picture it is the first one. Undefined when the picture cannot be read or is too large.
 * @param image a JPEG, PNG, WebP or GIF, or how to read one: that is done when its turn has come.
 * @param options.blurred a copy on which nothing can be recognised at first glance.
 */
export function reencode(
  image: Buffer | (() => Promise<Buffer>),
  { blurred }: { blurred: boolean },
): Promise<Buffer | undefined> {
  // One at a time: each can take 100 MB while it is read.
  const copy = last.then(async () => makeCopy(typeof image === 'function' ? await image() : image, blurred))
  last = copy.catch(() => undefined)
  return copy
}

async function makeCopy(image: Buffer, blurred: boolean): Promise<Buffer | undefined> {
  const sharp = await loadSharp()
  try {
    const { width, height, format, isProgressive } = await sharp(image, reading).metadata()
    if ((isProgressive || format === 'gif') && width * height > mostPixelsWhole) return undefined
    const upright = sharp(image, reading).timeout({ seconds: secondsAtMost }).autoOrient()
    return blurred ? await blurredCopy(sharp, upright) : await asJpeg(fitted(upright, longestSide))
  } catch {
    return undefined
  }
}

const fitted = (image: Sharp, side: number) =>
  image.resize(side, side, { fit: 'inside', withoutEnlargement: true }).flatten({ background: 'white' })

async function blurredCopy(sharp: SharpModule, upright: Sharp): Promise<Buffer> {
  const tiny = await fitted(upright, blurredSide).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = tiny.info
  const pixels = sharp(tiny.data, { raw: { width, height, channels } })
  return asJpeg(pixels.resize(blurredShownSide, blurredShownSide, { fit: 'inside' }).blur(16))
}

const asJpeg = (image: Sharp) => image.jpeg({ quality: 82, chromaSubsampling: '4:4:4' }).toBuffer()
