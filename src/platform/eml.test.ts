import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseEml, type EmlAttachment, type EmlLimits } from './eml.ts'

async function* chunks(bytes: Buffer, size = 64 * 1024) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

interface Piece {
  name: string
  type: string
  content: string
}

/** Reads a mail and all its attachments. */
async function read(mail: string | Buffer, { limits = {}, size }: { limits?: Partial<EmlLimits>; size?: number } = {}) {
  const pieces: Piece[] = []
  const onAttachment = async ({ name, mediaTypeClaimed, content }: EmlAttachment) => {
    const parts: Buffer[] = []
    for await (const part of content) parts.push(part)
    pieces.push({ name, type: mediaTypeClaimed, content: Buffer.concat(parts).toString() })
  }
  const bytes = typeof mail === 'string' ? Buffer.from(mail.replaceAll(/\r?\n/g, '\r\n'), 'latin1') : mail
  return { result: await parseEml(chunks(bytes, size), { onAttachment, limits }), pieces }
}

async function readMail(mail: string | Buffer, size?: number) {
  const { result, pieces } = await read(mail, size === undefined ? {} : { size })
  assert.ok(result.kind === 'mail', JSON.stringify(result))
  return { ...result, pieces }
}

const head = 'From: a@example.org\nTo: b@example.org\nSubject: s\nMIME-Version: 1.0\n'

const threat = `Received: from mail.example (mail.example [192.0.2.1])
\tby mx.example; Fri, 24 Apr 2026 20:00:01 +0200
Received: from thuis
From: =?utf-8?Q?B=C3=B6ze_burger?= <boos@example.org>
To: "Vries, Mila de" <mila@nieuwermeer.example>, raad@nieuwermeer.example
Cc: =?utf-8?Q?Ren=C3=A9?= <rene@nieuwermeer.example>
Subject: =?iso-8859-1?Q?Bel=F6fte?= aan u
Date: Fri, 24 Apr 2026 20:00:00 +0200 (CEST)
X-Originating-IP: [192.0.2.7]
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: multipart/alternative; boundary=y

--y
Content-Type: text/plain

Een vriendelijke groet.
--y
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>Ik <b>weet</b> u te vinden, zie <a href=3D"https://example.org/x">hier</a>. =C3=89=C3=A9n keer.</p>
--y--
--x
Content-Type: image/png; name="../foto\u202E.png"
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--x
Content-Type: message/rfc822

From: ander@example.org
Subject: doorgestuurd
Content-Type: multipart/mixed; boundary=z

--z

binnenin
--z--
--x
Content-Type: application/ms-tnef
Content-Disposition: attachment; filename=winmail.dat

eJ8+
--x--
`

test('a threatening mail is read as its receiver saw it, with its attachments as pieces', async () => {
  const mail = await readMail(threat)
  assert.equal(mail.subject, 'Belöfte aan u')
  assert.equal(mail.from, '"Böze burger" <boos@example.org>')
  assert.equal(mail.to, '"Vries, Mila de" <mila@nieuwermeer.example>, raad@nieuwermeer.example')
  assert.equal(mail.date?.toISOString(), '2026-04-24T18:00:00.000Z')
  assert.equal(mail.text, 'Ik weet u te vinden, zie hier [https://example.org/x]. Één keer.')
  assert.deepEqual([mail.attachments, mail.cut], [3, false])
  assert.deepEqual(mail.headers, [
    {
      name: 'Received',
      value: 'from mail.example (mail.example [192.0.2.1]) by mx.example; Fri, 24 Apr 2026 20:00:01 +0200',
    },
    { name: 'Received', value: 'from thuis' },
    { name: 'Cc', value: '"René" <rene@nieuwermeer.example>' },
    { name: 'X-Originating-IP', value: '[192.0.2.7]' },
  ])
  const [photo, inner, tnef] = mail.pieces
  assert.deepEqual([photo?.name.endsWith('.png'), photo?.name.includes('/'), photo?.type], [true, false, 'image/png'])
  assert.deepEqual([inner?.name, inner?.type], ['bericht.eml', 'message/rfc822'])
  assert.match(inner?.content ?? '', /^From: ander@example\.org\r\n[^]*binnenin\r\n--z--$/)
  assert.deepEqual([tnef?.name, tnef?.content], ['winmail.dat', 'eJ8+'])
  assert.equal((await readMail(inner?.content ?? '')).text, 'binnenin')
})

test('a mail is read the same whatever the size of the pieces it arrives in', async () => {
  const whole = await readMail(threat)
  for (const size of [1, 7, 1000])
    assert.deepEqual(await readMail(Buffer.from(threat.replaceAll('\n', '\r\n'), 'latin1'), size), whole)
})

test('texts in several parts come one after another, and an empty alternative does not hide the other', async () => {
  const part = (type: string, text: string) => `--x\nContent-Type: ${type}\n\n${text}\n`
  const mixed = `${head}Content-Type: multipart/mixed; boundary=x\n\n${part('text/plain', 'een')}${part('text/html', '<p>twee</p>')}${part('text/plain', 'drie')}--x--`
  assert.equal((await readMail(mixed)).text, 'een\n\ntwee\n\ndrie')
  for (const [plain, html] of [
    ['', '<p>hallo</p>'],
    ['hallo', '<p> </p>'],
  ] as const) {
    const mail = `${head}Content-Type: multipart/alternative; boundary=x\n\n${part('text/plain', plain)}${part('text/html', html)}--x--`
    assert.equal((await readMail(mail)).text, 'hallo')
  }
})

test('odd character sets, NUL bytes and missing or wrong headers give text that can be stored', async () => {
  const mails: [string, string][] = [
    [`${head}Content-Type: text/plain; charset=windows-1252\n\n\x80 5`, '€ 5'],
    [`${head}Content-Type: text/plain; charset=x-onzin\n\nh\xe9`, 'h\uFFFD'],
    [`${head}Content-Type: text/plain; charset=utf-7\n\n+ADw-script+AD4-`, '+ADw-script+AD4-'],
    [`${head}Content-Type: ;;;\n\nhallo`, 'hallo'],
    [`${head}\n\nh\0al\x07lo`, 'hallo'],
    [`${head}Content-Transfer-Encoding: base64\n\n!!aGFs=====bG8`, 'hallo'],
    [`From - Fri Apr 24 20:00:00 2026\n${head}\nhallo`, 'hallo'],
    [`\xEF\xBB\xBF\n\n${head}\nhallo`, 'hallo'],
  ]
  for (const [mail, text] of mails) assert.equal((await readMail(mail)).text, text)
  const odd = await readMail('Subject: a\0b\nDate: gisteren\nFrom: <<<\n\nhallo')
  assert.deepEqual([odd.subject, odd.date, odd.to], ['ab', undefined, ''])
})

test('what is not wanted of an attachment is skipped', async () => {
  const unwanting: ((content: EmlAttachment['content']) => Promise<unknown>)[] = [
    async () => undefined,
    content => content.next(),
    content => content.return(),
    async content => {
      for await (const _ of content) break
    },
  ]
  for (const leave of unwanting) {
    const names: string[] = []
    const result = await parseEml(chunks(Buffer.from(threat)), {
      onAttachment: async ({ name, content }) => {
        names.push(name)
        await leave(content)
      },
    })
    assert.deepEqual([result.kind, names.length], ['mail', 3])
  }
  const result = await parseEml(chunks(Buffer.from(threat)))
  assert.ok(result.kind === 'mail' && result.attachments === 3)
})

test('an error of the source or of who takes an attachment is not blamed on the mail', async () => {
  async function* failing() {
    yield Buffer.from(threat.slice(0, threat.length / 2))
    await Promise.resolve()
    throw new Error('database gone')
  }
  await assert.rejects(parseEml(failing(), {}), /database gone/)
  const onAttachment = () => Promise.reject(new Error('disk full'))
  await assert.rejects(parseEml(chunks(Buffer.from(threat)), { onAttachment }), /disk full/)
})

test('no broken mail makes it throw or hang', async () => {
  const pieces = fc.constantFrom(
    '\0',
    '\r',
    '\n',
    '\r\n\r\n',
    '--x',
    '--x--\n',
    '--y--',
    'message/rfc822',
    'boundary=',
    'charset=hz-gb-2312',
    'charset=utf-16',
    '=?utf-8?Q?',
    '=',
    ';',
    '"',
    '(',
    "name*9*=''%",
    '\xff',
    'List-__proto__: x\n',
    'base64',
    'inline',
  )
  const change = fc.record({ at: fc.nat(threat.length), remove: fc.nat(60), insert: fc.oneof(fc.constant(''), pieces) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(1, 50, 100_000),
      async (changes, size) => {
        const mail = changes.reduce(
          (text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove),
          threat,
        )
        const { result } = await read(mail, { size })
        if (result.kind === 'mail') assert.ok(result.text.isWellFormed() && !result.text.includes('\0'))
      },
    ),
    { numRuns: 150 },
  )
})
