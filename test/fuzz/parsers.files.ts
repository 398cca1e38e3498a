import assert from 'node:assert/strict'
import fc from 'fast-check'
import { cleanLogo } from '../../src/features/administration/logo.ts'
import { decodeList, readPeopleList } from '../../src/features/administration/people-list.ts'
import { BodyBroken, BodyTooLarge, readFields, readUpload } from '../../src/platform/body.ts'
import { parseEml } from '../../src/platform/eml.ts'
import { htmlToText } from '../../src/platform/html-text.ts'
import { reencode } from '../../src/platform/images.ts'
import { detectMediaType } from '../../src/platform/media-types.ts'
import { oddText, picture } from './words.ts'
import { chunksOf, parser, pieces, spoilt, type AnyParser } from './parser.ts'
import { query } from './parsers.words.ts'

// Mails, files, forms and lists that somebody sends.

const html = pieces(
  '<p>',
  '</p>',
  '<br',
  '>',
  '<!--',
  '-->',
  '<style>',
  '</style',
  '<script',
  '<table><tr><td>',
  '&amp;',
  '&#',
  'x1F600;',
  '&nbsp',
  '<a href="',
  '"',
  "'",
  '<![CDATA[',
  '=',
)
const mail = pieces(
  'From: a@b.example\r\n',
  'Subject: =?utf-8?B?',
  '?=\r\n',
  'Content-Type: multipart/mixed; boundary=x\r\n',
  'Content-Type: text/html; charset=utf-7\r\n',
  'Content-Type: message/rfc822\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: quoted-printable\r\n',
  "Content-Disposition: attachment; filename*0*=utf-8''%",
  'Received: x\r\n',
  '\r\n',
  '\r\n\r\n',
  '--x\r\n',
  '--x--\r\n',
  '=C3=',
  'AAAA',
)
const multipart = pieces(
  '--g\r\n',
  '--g--\r\n',
  'Content-Disposition: form-data; name="a"\r\n',
  'Content-Disposition: form-data; name="f"; filename="a.txt"\r\n',
  'Content-Type: text/plain\r\n',
  '\r\n',
  'x',
)
const csv = pieces(
  'naam;email;functie\n',
  'naam,email,functie\n',
  'naam\temail\n',
  ';',
  ',',
  '"',
  '""',
  '\n',
  '\r',
  'Sam Jansen',
  'sam@a.example',
  'raadslid',
  '2026-04-01',
)
const files = [
  picture,
  Buffer.from('GIF89a\u0001\u0000\u0001\u0000'),
  Buffer.from('RIFF\u0000\u0000\u0000\u0000WEBPVP8 '),
  Buffer.from('ffd8ffe000104a464946', 'hex'),
  Buffer.from('PK\u0003\u0004'),
  Buffer.from('%PDF-1.7'),
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>'),
]

const bodyErrors = (error: unknown) => error instanceof BodyBroken || error instanceof BodyTooLarge

export const ofFiles: readonly AnyParser[] = [
  parser({
    name: 'a mail',
    input: mail,
    read: async it =>
      parseEml(chunksOf(Buffer.from(it)), {
        onAttachment: async ({ content }) => {
          for await (const part of content) assert.ok(Buffer.isBuffer(part))
        },
      }),
  }),
  parser({ name: 'HTML of a mail', input: html, read: htmlToText }),
  parser({
    name: 'the kind of a file',
    input: fc.tuple(spoilt(...files), oddText),
    read: ([bytes, name]) => detectMediaType(bytes, name),
  }),
  parser({
    name: 'a picture',
    input: fc.tuple(spoilt(...files), fc.boolean()),
    read: ([bytes, blurred]) => reencode(bytes, { blurred }),
  }),
  parser({
    name: 'a logo',
    input: fc.tuple(spoilt(...files), oddText),
    read: ([bytes, name]) => cleanLogo(bytes, name),
  }),
  parser({
    name: 'a form with files',
    input: fc.tuple(multipart, fc.constantFrom('g', '', '"g', 'g; x=*utf-8')),
    read: ([body, boundary]) =>
      readUpload(
        new Request('http://localhost', {
          method: 'POST',
          body: Buffer.from(body),
          headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
        }),
        async ({ content }) => {
          for await (const part of content) assert.ok(part !== undefined)
        },
      ),
    throws: bodyErrors,
  }),
  parser({
    name: 'a form',
    input: query,
    read: it => readFields(new Request('http://localhost', { method: 'POST', body: it.toWellFormed() })),
    throws: bodyErrors,
  }),
  parser({ name: 'a list of people', input: csv, read: it => readPeopleList(decodeList(Buffer.from(it))) }),
  parser({
    name: 'a list of people in bytes',
    input: fc.uint8Array({ maxLength: 2000 }),
    read: it => readPeopleList(decodeList(it)),
  }),
]
