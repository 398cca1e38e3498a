import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'

export const fontName = 'Source Sans 3'

/**
 * Gives the pictures of the demonstration a font of their own: a bare server has none, and a screenshot of empty boxes
 * shows nothing. To be called before the first picture is drawn.
 * @param folder where it may stay as long as pictures are drawn
 */
export function installFont(folder: string): void {
  const source = fileURLToPath(
    import.meta.resolve('@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff'),
  )
  const fonts = join(folder, 'fonts')
  mkdirSync(fonts)
  writeFileSync(join(fonts, 'source-sans-3.ttf'), fromWoff(readFileSync(source)))
  const conf = join(folder, 'fonts.conf')
  writeFileSync(
    conf,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`,
  )
  process.env['FONTCONFIG_FILE'] = conf
}

const headerBytes = 44
const entryBytes = 20

/** The font inside a WOFF 1.0 file (W3C Recommendation of 13 December 2012): the same tables, each compressed. */
function fromWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * count)
  woff.copy(head, 0, 4, 8)
  const largest = Math.floor(Math.log2(count))
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(16 * 2 ** largest, 6)
  head.writeUInt16BE(largest, 8)
  head.writeUInt16BE(16 * (count - 2 ** largest), 10)
  const parts = [head]
  let offset = head.length
  for (let n = 0; n < count; n++) {
    const { tag, checksum, table } = tableAt(woff, headerBytes + entryBytes * n)
    const at = 12 + 16 * n
    tag.copy(head, at)
    checksum.copy(head, at + 4)
    head.writeUInt32BE(offset, at + 8)
    head.writeUInt32BE(table.length, at + 12)
    const padded = Buffer.concat([table, Buffer.alloc(-table.length & 3)])
    parts.push(padded)
    offset += padded.length
  }
  return Buffer.concat(parts)
}

function tableAt(woff: Buffer, at: number): { tag: Buffer; checksum: Buffer; table: Buffer } {
  const offset = woff.readUInt32BE(at + 4)
  const stored = woff.readUInt32BE(at + 8)
  const original = woff.readUInt32BE(at + 12)
  const bytes = woff.subarray(offset, offset + stored)
  return {
    tag: woff.subarray(at, at + 4),
    checksum: woff.subarray(at + 16, at + 20),
    table: stored < original ? inflateSync(bytes) : bytes,
  }
}
