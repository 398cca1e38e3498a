import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { acceptedExtensions, detectMediaType, mediaType, mediaTypes, savedName } from './media-types.ts'

const idOf = async (bytes: Buffer | string, name: string) => (await detectMediaType(Buffer.from(bytes), name))?.id

const bytes = (hex: string, padding = 200) =>
  Buffer.concat([Buffer.from(hex.replaceAll(' ', ''), 'hex'), Buffer.alloc(padding)])

/** A zip with these files, not compressed: enough of one to be recognised. */
function zip(files: Record<string, string>): Buffer {
  const parts = Object.entries(files).map(([name, content]) => {
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt32LE(content.length, 22)
    head.writeUInt16LE(name.length, 26)
    return Buffer.concat([head, Buffer.from(name + content)])
  })
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  return Buffer.concat([...parts, end])
}

const contentTypes = (main: string, padding = '') =>
  `<?xml version="1.0"?><Types>${padding}<Override PartName="/main.xml" ContentType="application/vnd.openxmlformats-officedocument.${main}.main+xml"/></Types>`

const box = (brand: string) =>
  Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from(`ftyp${brand}\0\0\0\0${brand}mp42`), Buffer.alloc(200)])

const png = bytes('89504e470d0a1a0a 0000000d 49484452 00000001 00000001 0806000000 1f15c489 0000000a 49444154')
const mail = 'From: a@example.org\r\nTo: b@example.org\r\nSubject: hallo\r\n\r\nhallo'

test('every accepted kind is recognised by its content', async () => {
  const samples: [string, string, Buffer | string][] = [
    ['jpeg', 'a.jpg', bytes('ffd8ffe0 0010 4a46494600 01')],
    ['png', 'a.png', png],
    ['gif', 'a.gif', `GIF89a${'\0'.repeat(60)}`],
    ['webp', 'a.webp', bytes('52494646 64000000 57454250 56503820')],
    ['heic', 'a.heic', box('heic')],
    ['heic', 'a.heif', box('mif1')],
    ['pdf', 'a.pdf', '%PDF-1.7\n%\u00e2\u00e3\n1 0 obj'],
    ['eml', 'a.eml', mail],
    ['msg', 'a.msg', bytes('d0cf11e0a1b11ae1', 600)],
    ['txt', 'a.txt', 'BMW reed langs mijn huis. Zürich, 3 mei.\r\n'],
    ['mp3', 'a.mp3', bytes('49443303000000000000 fffb9064')],
    ['m4a', 'a.m4a', box('M4A ')],
    ['ogg', 'a.opus', Buffer.concat([bytes('4f676753 0002', 22), Buffer.from('OpusHead'), Buffer.alloc(60)])],
    ['wav', 'a.wav', bytes('52494646 64000000 57415645 666d7420')],
    ['mp4', 'a.mp4', box('isom')],
    ['mov', 'a.mov', box('qt  ')],
    ['webm', 'a.webm', Buffer.concat([bytes('1a45dfa3 8b 4282 84', 0), Buffer.from('webm'), Buffer.alloc(100)])],
    ['docx', 'a.docx', zip({ '[Content_Types].xml': contentTypes('wordprocessingml.document') })],
    ['xlsx', 'a.xlsx', zip({ '[Content_Types].xml': contentTypes('spreadsheetml.sheet') })],
    ['docx', 'a.docx', zip({ '[Content_Types].xml': contentTypes('wordprocessingml.document', ' '.repeat(9000)) })],
    ['odt', 'a.odt', zip({ mimetype: 'application/vnd.oasis.opendocument.text' })],
  ]
  for (const [id, name, sample] of samples) assert.equal(await idOf(sample, name), id, name)
  assert.deepEqual([...new Set(samples.map(([id]) => id))].toSorted(), mediaTypes.map(type => type.id).toSorted())
})

test('content decides, not the name', async () => {
  assert.equal(await idOf(png, 'brief.txt'), 'png')
  assert.equal(await idOf(png, 'brief.eml'), 'png')
  assert.equal(await idOf(png, 'zonder naam'), 'png')
  assert.equal(await idOf(mail, 'mail.txt'), 'txt')
})

test('what could run, hide something or is not known is refused', async () => {
  const html = '<!doctype html><script>alert(1)</script>'
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
  const refused: [string, Buffer | string][] = [
    ...['a.html', 'a.txt', 'a.eml', 'a.png', 'a.pdf', 'a'].flatMap((name): [string, string][] => [
      [name, html],
      [name, ` \n${svg}`],
    ]),
    ['a.txt', `\uFEFF${html}`],
    ['a.svg', `<?xml version="1.0"?>${svg}`],
    ['a.txt', '#!/bin/sh\nrm -rf /'],
    ['a.sh', '#!/bin/sh\nrm -rf /'],
    ['a.js', 'alert(1)'],
    ['a.bat', '@echo off'],
    ['a.txt', 'MZ\x90\0\x03'],
    ['a.exe', bytes('4d5a9000 03000000')],
    ['a', bytes('7f454c46 02010100')],
    ['a.zip', zip({ 'virus.exe': 'MZ' })],
    ['a.docx', zip({ 'virus.exe': 'MZ' })],
    [
      'a.docm',
      zip({
        '[Content_Types].xml': contentTypes('wordprocessingml.document').replace(
          'openxmlformats-officedocument.wordprocessingml.document',
          'ms-word.document.macroEnabled',
        ),
      }),
    ],
    ['a.jar', zip({ 'META-INF/MANIFEST.MF': 'x' })],
    ['a.doc', bytes('d0cf11e0a1b11ae1', 600)],
    ['a.rar', bytes('526172211a0700')],
    ['a.7z', bytes('377abcaf271c0004')],
    ['a.gz', bytes('1f8b0800')],
    ['a.bmp', 'BM geen tekst\0'],
    ['a.txt', 'tekst met een \0'],
    ['a.txt', ''],
    ['a.eml', ''],
    ['a.eml', 'zomaar wat tekst\nzonder koppen\n'],
    ['a.eml', 'Kop: een\nAndere: twee\n\nzonder bekende kop'],
    ['a.eml', 'From: a\0@example.org\r\nTo: b\r\n\r\n'],
  ]
  for (const [name, sample] of refused)
    assert.equal(await idOf(sample, name), undefined, `${name} ${sample.toString().slice(0, 40)}`)
})

test('a mail as programs save it is recognised: with folded lines, long headers or an envelope line', async () => {
  assert.equal(await idOf(`From - Mon Jan 1\n${mail}`, 'A.EML'), 'eml')
  assert.equal(await idOf(`\uFEFF\r\n${mail}`, 'a.eml'), 'eml')
  assert.equal(await idOf(`Received: from x\r\n\tby y\r\n${'X-Long: '.padEnd(900, 'a')}\r\n`.repeat(9), 'a.eml'), 'eml')
  assert.equal(await idOf('Subject: h\u00e9\nDate: nu', 'a.eml'), undefined)
  assert.equal(await idOf('Subject: h\u00e9\nDate: nu\n', 'a.eml'), 'eml')
})

test('no bytes and no name make it throw, and what it answers is in the table', async () => {
  const starts = fc.constantFrom(
    '',
    'PK\x03\x04',
    'RIFF',
    'OggS',
    'ID3',
    '\x1A\x45\xDF\xA3',
    'GIF8',
    '%PDF',
    'From: ',
    '\x89PNG\r\n\x1A\n',
    'II*\0',
  )
  const names = fc.constantFrom('a.eml', 'a.txt', 'a.docx', 'a.msg', 'a', '', '.eml')
  await fc.assert(
    fc.asyncProperty(starts, fc.uint8Array({ maxLength: 300 }), names, async (start, rest, name) => {
      const type = await detectMediaType(Buffer.concat([Buffer.from(start, 'latin1'), rest]), name)
      assert.ok(type === undefined || mediaTypes.some(it => it === type))
    }),
    { numRuns: 500 },
  )
})

test('a type is found back by the id that is stored with a file', () => {
  assert.equal(mediaType('eml')?.how, 'mail')
  assert.equal(mediaType('html'), undefined)
  assert.match(acceptedExtensions, /^\.jpg,\.jpeg,.*\.odt$/)
})

test('a file is saved under an extension of what it is', () => {
  const as = (id: string, name: string) => {
    const type = mediaType(id)
    return type && savedName(name, type)
  }
  for (const [id, name, saved] of [
    ['jpeg', 'foto.JPEG', 'foto.JPEG'],
    ['gif', 'foto.js', 'foto.js.gif'],
    ['png', 'foto.png.exe', 'foto.png.exe.png'],
    ['png', 'foto', 'foto.png'],
    ['mp3', 'geluid.hta', 'geluid.hta.mp3'],
  ] as const)
    assert.equal(as(id, name), saved)
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...mediaTypes), (name, type) =>
      type.extensions.some(it => savedName(name, type).toLowerCase().endsWith(it)),
    ),
  )
})
