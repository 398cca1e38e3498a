import assert from 'node:assert/strict'
import { deflateSync } from 'node:zlib'
import { test } from 'node:test'
import { reencode } from './images.ts'

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60" fill="red"/></svg>'

/** A picture of black and white bars, as wide as given, made by sharp itself before its decoders are limited. */
const { default: sharp } = await import('sharp')
function picture(width: number, height: number) {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = Math.floor(at / 30) % 2 === 0 ? 255 : 0
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

const facts = async (image: Buffer | undefined) => {
  const { format, width, height, exif, icc, xmp, pages } = await sharp(image ?? Buffer.alloc(0)).metadata()
  return { format, width, height, hidden: [exif, icc, xmp, pages].filter(it => it !== undefined) }
}

test('a photo becomes a smaller JPEG, the right way up and without what it hides', async () => {
  const photo = await picture(2400, 1200)
    .withExif({ IFD0: { Copyright: 'geheim' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  assert.ok((await sharp(photo).metadata()).exif)
  const copy = await reencode(photo, { blurred: false })
  assert.deepEqual(await facts(copy), { format: 'jpeg', width: 800, height: 1600, hidden: [] })
})

test('every kind of picture is read, also a transparent or a moving one', async () => {
  const small = {
    png: picture(90, 60).ensureAlpha(0.5).png(),
    webp: picture(90, 60).webp(),
    gif: picture(90, 60).gif(),
    jpeg: picture(90, 60).jpeg(),
  }
  const moving = sharp(await picture(90, 180).raw().toBuffer(), {
    raw: { width: 90, height: 180, channels: 3, pageHeight: 60 },
  }).gif()
  for (const image of [...Object.values(small), moving]) {
    const copy = await reencode(await image.toBuffer(), { blurred: false })
    assert.deepEqual(await facts(copy), { format: 'jpeg', width: 90, height: 60, hidden: [] })
  }
})

test('a blurred copy keeps nothing of the lines in a picture', async () => {
  const contrast = async (image: Buffer | undefined) =>
    (
      await sharp(image ?? Buffer.alloc(0))
        .greyscale()
        .stats()
    ).channels[0]?.stdev ?? 0
  const bars = await picture(1200, 800).png().toBuffer()
  const [clear, blurred] = [await reencode(bars, { blurred: false }), await reencode(bars, { blurred: true })]
  assert.ok((await contrast(clear)) > 100)
  assert.ok((await contrast(blurred)) < 20, `contrast ${await contrast(blurred)}`)
  assert.deepEqual(await facts(blurred), { format: 'jpeg', width: 640, height: 427, hidden: [] })
})

const chunk = (type: string, data: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
}

/** A PNG of a few kB that says it has this many pixels a side. */
function bomb(side: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const data = deflateSync(Buffer.alloc(1_000_000))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('what is no picture, is broken or is too large gives nothing, and the next picture is read', async () => {
  const jpeg = await picture(300, 200).jpeg().toBuffer()
  const large = picture(4100, 4100)
  const unreadable = {
    nothing: Buffer.alloc(0),
    text: Buffer.from('geen plaatje'),
    svg: Buffer.from(svg),
    'svg after a declaration': Buffer.from(`<?xml version="1.0"?>\n${svg}`),
    'half a jpeg': jpeg.subarray(0, jpeg.length / 2),
    'a bomb': bomb(60_000),
    'a bomb just within the limit': bomb(7_000),
    'a large gif': await large.clone().gif({ effort: 1 }).toBuffer(),
    'a large progressive jpeg': await large.clone().jpeg({ progressive: true }).toBuffer(),
    tiff: await picture(30, 20).tiff().toBuffer(),
  }
  const copies = await Promise.all(Object.values(unreadable).map(image => reencode(image, { blurred: false })))
  assert.deepEqual(
    copies,
    Object.keys(unreadable).map(() => undefined),
  )
  assert.ok(await reencode(jpeg, { blurred: true }))
  assert.ok(await reencode(await large.clone().jpeg().toBuffer(), { blurred: false }))
})
