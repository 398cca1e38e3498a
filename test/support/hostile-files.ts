import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { TestFile } from './world.ts'

// Files that mean harm, made here: none of them lies in this repository.

const script = '<script>alert(document.domain)</script>'
const htmlPage = `<!doctype html><html><body>${script}</body></html>`
const drawing = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">${script}</svg>`
const latin = (text: string) => Buffer.from(text, 'latin1')

/** A part of a PNG, with its sum. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([latin(type), data])
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32BE(data.length, 0)
  numbers.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)])
}

const pngSignature = latin('\x89PNG\r\n\x1A\n')

/** A grey PNG that says to have so many pixels, and has at most 8 million of them. */
export function png(width: number, height: number, ...more: Buffer[]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.min((width + 1) * height, 8_000_000)))
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** So many zeros in a thousandth of the room. */
const bomb = (bytes: number) => deflateSync(Buffer.alloc(bytes))

const gif = (width: number, height: number, after = '') => {
  const head = Buffer.from('474946383961000000008000000000000000002c000000000000000000020144003b', 'hex')
  head.writeUInt16LE(width, 6)
  head.writeUInt16LE(height, 8)
  head.writeUInt16LE(width, 24)
  head.writeUInt16LE(height, 26)
  return Buffer.concat([head, latin(after)])
}

// A picture that is a program as well: GIF89a is the name of a variable, and its width opens a comment.
const gifThatRuns = Buffer.concat([latin('GIF89a/*'), Buffer.alloc(40), latin('*/=1;alert(1);')])

interface InZip {
  name: string
  content: Buffer | string
  /** Not packed: its size is told by the zip alone. */
  stored?: boolean
}

/** A whole zip, with its list at the end. */
export function zip(...files: InZip[]): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const { name, content, stored = false } of files) {
    const raw = Buffer.from(content)
    const packed = stored ? raw : deflateRawSync(raw)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(stored ? 0 : 8, 4)
    facts.writeUInt32LE(crc32(raw), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(raw.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    const body = Buffer.concat([latin('PK\x03\x04'), facts, latin(name), packed])
    list.push(latin('PK\x01\x02'), Buffer.from([20, 0]), facts, rest, latin(name))
    bodies.push(body)
    at += body.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(Buffer.concat(list).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...list, end])
}

const types = (main: string, padding = ''): InZip => ({
  name: '[Content_Types].xml',
  content: `<?xml version="1.0"?><Types>${padding}<Override PartName="/main.xml" ContentType="application/vnd.${main}.main+xml"/></Types>`,
})
const word = 'openxmlformats-officedocument.wordprocessingml.document'
const macros: InZip = { name: 'word/vbaProject.bin', content: 'Attribut VB_Name' }
const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1500), latin('Workbook_VBA_PROJECT')])
const zeros = Buffer.alloc(16 * 1024 * 1024)
const nested = (depth: number): Buffer => {
  let inner: Buffer = zip({ name: 'bom', content: Buffer.alloc(1_000_000) })
  for (let n = 0; n < depth; n++) inner = zip({ name: `${n}.zip`, content: inner, stored: true })
  return inner
}

/** What of these is not kept, with its name as it is sent. */
export const refusedFiles: readonly TestFile[] = [
  { name: 'tekening.svg', type: 'image/svg+xml', content: drawing },
  { name: 'foto.png', type: 'image/png', content: drawing },
  { name: 'foto.jpg', type: 'image/jpeg', content: `<?xml version="1.0"?><!DOCTYPE svg>${drawing}` },
  { name: 'tekening.svgz', type: 'image/svg+xml', content: gzipSync(drawing) },
  { name: 'pagina.png', type: 'image/png', content: htmlPage },
  { name: 'pagina.html.png', type: 'image/png', content: `\n\n  ${htmlPage}` },
  { name: 'pagina.txt', type: 'text/plain', content: Buffer.from(`\uFEFF${htmlPage}`, 'utf16le') },
  { name: 'pagina.xhtml', content: `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${script}</html>` },
  { name: 'pagina.mht', content: `From: x\r\nSubject: y\r\nContent-Type: text/html\r\n\r\n${htmlPage}` },
  { name: 'pagina.hta', content: htmlPage },
  { name: 'foto.png.exe', content: latin(`MZ\x90\0${'\0'.repeat(100)}`) },
  { name: 'brief.txt.bat', content: '@echo off\r\ndel C:\\*.*' },
  { name: 'brief.txt.lnk', content: Buffer.from('4c0000000114020000000000c000000000000046', 'hex') },
  { name: 'brief.pdf.js', content: 'new ActiveXObject("WScript.Shell")' },
  { name: 'brief.url', content: '[InternetShortcut]\r\nURL=file://kwaad.example/x' },
  { name: 'brief.rtf', content: '{\\rtf1{\\object\\objdata 00}}' },
  { name: 'bom.zip', type: 'application/zip', content: zip({ name: 'bom', content: zeros }) },
  { name: 'bom.docx', content: zip({ name: 'bom', content: zeros }) },
  { name: 'nest.zip', content: nested(50) },
  { name: 'bom.gz', content: gzipSync(zeros) },
  { name: 'bom.png', type: 'image/png', content: gzipSync(zeros) },
  { name: 'bom.tar.gz', content: gzipSync(zeros) },
  { name: 'pad.zip', content: zip({ name: '../../../../etc/cron.d/x', content: '* * * * * root sh' }) },
  { name: 'macro.docm', content: zip(types('ms-word.document.macroEnabled'), macros) },
  { name: 'macro.docx', content: zip(types('ms-word.document.macroEnabled'), macros) },
  { name: 'macro.dotm', content: zip(types('ms-word.template.macroEnabledTemplate'), macros) },
  { name: 'macro.xlsm', content: zip(types('ms-excel.sheet.macroEnabled'), macros) },
  { name: 'macro.pptm', content: zip(types('ms-powerpoint.presentation.macroEnabled'), macros) },
  { name: 'macro.xls', content: ole },
  { name: 'macro.doc', content: ole },
  { name: 'foto.png', content: ole },
  { name: 'zip-die-ook-een-pagina-is.html', content: Buffer.concat([latin(htmlPage), zip(types(word))]) },
]

const pictureAndPage = Buffer.concat([png(4, 4), latin(htmlPage)])
const jpegAndPage = Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), latin(htmlPage)])

/** What is kept as evidence, by the type and under the extension that it then has. */
export const keptFiles: readonly (TestFile & { mime: string; saved: string })[] = [
  { name: 'plaatje.html', type: 'text/html', content: pictureAndPage, mime: 'image/png', saved: '.png' },
  { name: 'foto.jpg', type: 'text/html', content: jpegAndPage, mime: 'image/jpeg', saved: '.jpg' },
  { name: 'foto.hta', content: jpegAndPage, mime: 'image/jpeg', saved: '.jpg' },
  { name: 'foto.js', type: 'text/javascript', content: gifThatRuns, mime: 'image/gif', saved: '.gif' },
  { name: 'foto.gif', type: 'application/xhtml+xml', content: gif(2, 2, htmlPage), mime: 'image/gif', saved: '.gif' },
  { name: 'foto.png.exe', content: png(2, 2), mime: 'image/png', saved: '.png' },
  {
    name: 'foto.jpg.bat',
    content: Buffer.concat([jpegAndPage, latin('\r\ndel *')]),
    mime: 'image/jpeg',
    saved: '.jpg',
  },
  {
    name: 'brief.pdf',
    content: Buffer.concat([
      latin('%PDF-1.7\n%\xE2\xE3\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>'),
      zip(types(word)),
    ]),
    mime: 'application/pdf',
    saved: '.pdf',
  },
  {
    name: 'brief.zip',
    content: Buffer.concat([latin('%PDF-1.4\n'), zip({ name: 'a', content: 'b' })]),
    mime: 'application/pdf',
    saved: '.pdf',
  },
  { name: 'brief.txt', type: 'text/html', content: `Hallo ${script}`, mime: 'text/plain', saved: '.txt' },
  {
    name: 'brief.eml',
    type: 'text/html',
    content: `From: a@b.example\r\nSubject: x\r\nContent-Type: text/html\r\n\r\n${htmlPage}`,
    mime: 'message/rfc822',
    saved: '.eml',
  },
  { name: 'macro.msg', content: ole, mime: 'application/vnd.ms-outlook', saved: '.msg' },
  // Nothing unpacks it here, and Word opens no macros under this name.
  {
    name: 'bom.docx',
    content: zip(types(word), { name: 'word/document.xml', content: zeros }),
    mime: `application/vnd.${word}`,
    saved: '.docx',
  },
  {
    name: 'bom-vooraan.docx',
    content: zip(types(word, ' '.repeat(4_000_000))),
    mime: `application/vnd.${word}`,
    saved: '.docx',
  },
  {
    name: 'geluid.exe',
    content: Buffer.concat([latin('ID3\x03\0\0\0\0\0\0'), Buffer.from('fffb9064', 'hex'), latin(htmlPage)]),
    mime: 'audio/mpeg',
    saved: '.mp3',
  },
]

/** Pictures that are small here and large when they are unpacked. */
export const bombs: readonly TestFile[] = [
  { name: 'vlak.png', content: png(100_000, 100_000) },
  { name: 'lang.png', content: png(1, 2_000_000_000) },
  { name: 'nul.png', content: png(0, 0) },
  { name: 'vlak.gif', content: gif(65_535, 65_535) },
  { name: 'tekst.png', content: png(8, 8, chunk('zTXt', Buffer.concat([latin('Comment\0\0'), bomb(200_000_000)]))) },
  { name: 'profiel.png', content: png(8, 8, chunk('iCCP', Buffer.concat([latin('x\0\0'), bomb(200_000_000)]))) },
  { name: 'vol.png', content: png(7000, 7000) },
]

/** Names that say where to put a file, or hide what it is. */
export const hostileNames: readonly string[] = [
  '../../../etc/passwd.txt',
  '..\\..\\windows\\system32\\x.txt',
  '/etc/cron.d/x.txt',
  'C:\\autoexec.txt',
  '\\\\kwaad.example\\deel\\x.txt',
  '....//....//x.txt',
  'x.exe\0.txt',
  'brief\u202Etxt.exe.txt',
  'brief\u200B\u2066.txt',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd.txt',
  'a\r\nContent-Type: text/html\r\n\r\n<b>.txt',
  `${'../'.repeat(5000)}x.txt`,
  `${'a'.repeat(5000)}.txt`,
  '..x. . .txt',
  'CON.txt',
  '"; filename="x.html.txt',
  '<img src=x onerror=alert(1)>.txt',
  '=HYPERLINK("http:..kwaad.example").txt',
]
