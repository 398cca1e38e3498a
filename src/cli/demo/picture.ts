import sharp from 'sharp'
import { fontName } from './font.ts'

const width = 720
const margin = 48

/**
 * Draws what somebody made a picture of: a message on a screen, with the text in it.
 * @returns a JPEG for a name that ends so, else a PNG
 */
export async function drawPicture(text: string, name: string): Promise<Buffer> {
  const words = await sharp({
    text: { text: escape(text), font: `${fontName} 17`, width: width - 4 * margin, rgba: true, dpi: 100, spacing: 6 },
  })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const bubble = { width: width - 2 * margin, height: words.info.height + 2 * margin }
  const { width: textWidth, height: textHeight, channels } = words.info
  const picture = sharp({
    create: { width, height: Math.max(360, bubble.height + 4 * margin), channels: 3, background: '#d8dee3' },
  }).composite([
    { input: block(width, 2 * margin - 16, '#35505c'), left: 0, top: 0 },
    { input: block(40, 40, '#b9c7cd'), left: margin, top: 20 },
    { input: block(220, 14, '#eef2f4'), left: margin + 60, top: 33 },
    { input: block(bubble.width, bubble.height, '#ffffff'), left: margin, top: 2.5 * margin },
    {
      input: words.data,
      raw: { width: textWidth, height: textHeight, channels },
      left: 2 * margin,
      top: 3.5 * margin,
    },
  ])
  return /\.jpe?g$/.test(name) ? picture.jpeg({ quality: 80 }).toBuffer() : picture.png({ palette: true }).toBuffer()
}

/** As pixels, not as SVG: the server forbids sharp to read SVG, and this may run in the same process. */
const block = (w: number, h: number, colour: string) => {
  const [r, g, b] = [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16))
  return { create: { width: w, height: h, channels: 3 as const, background: { r: r ?? 0, g: g ?? 0, b: b ?? 0 } } }
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
