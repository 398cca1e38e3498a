import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { fixedClock } from './clock.ts'
import { createMailer, smtpOptions, type Mail } from './mail.ts'

const folder = join(mkdtempSync(join(tmpdir(), 'weerbaar-mail-')), 'outbox')
after(() => rmSync(join(folder, '..'), { recursive: true }))

const clock = fixedClock(new Date('2026-04-24T20:00:00Z'))
const from = 'Weerbaar <weerbaar@nieuwermeer.example>'
const link = `https://weerbaar.nieuwermeer.example/inloggen?sleutel=${'a1b2'.repeat(20)}`
const mail: Mail = {
  to: 'griffier@nieuwermeer.example',
  subject: 'Er is een melding die op u wacht – reünie',
  text: `Beste collega,\n\nEr is een melding die op u wacht. Log in:\n${link}\n\n.\nMet vriendelijke groet`,
  messageId: '<taak-1@nieuwermeer.example>',
}

interface Received {
  to: string[]
  message: string
}

/** A mail server on this machine that keeps what it gets, and refuses while `busy` says so. */
async function mailServer(busy = () => false) {
  const received: Received[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (busy()) return done(Object.assign(new Error('later'), { responseCode: 451 }))
        received.push({ to: session.envelope.rcptTo.map(it => it.address), message: Buffer.concat(chunks).toString() })
        return done()
      })
    },
  })
  const port = await new Promise<number>(resolve => {
    const listening = server.listen(0, '127.0.0.1', () => {
      const at = listening.address()
      resolve(at !== null && typeof at === 'object' ? at.port : 0)
    })
  })
  return { port, received, close: () => new Promise<void>(resolve => server.close(() => resolve())) }
}

test('a mail is delivered as plain text, with its own Message-ID and marked as automatic', async () => {
  const server = await mailServer()
  const mailer = createMailer({ url: `smtp://127.0.0.1:${server.port}`, from, clock })
  await mailer.send(mail)
  await mailer.send({ ...mail, subject: 'Twee\r\nBcc: ander@example.org' })
  await server.close()
  const [first, second] = server.received
  assert.deepEqual(first?.to, ['griffier@nieuwermeer.example'])
  for (const line of [
    /^Message-ID: <taak-1@nieuwermeer\.example>\r$/m,
    /^Auto-Submitted: auto-generated\r$/m,
    /^Content-Type: text\/plain; charset=utf-8\r$/m,
    /^From: Weerbaar <weerbaar@nieuwermeer\.example>\r$/m,
    /^Date: Fri, 24 Apr 2026 20:00:00 \+0000\r$/m,
    /^Subject: =\?UTF-8\?/m,
  ]) {
    assert.match(first?.message ?? '', line)
  }
  assert.deepEqual(second?.to, ['griffier@nieuwermeer.example'])
  assert.doesNotMatch(second?.message ?? '', /^Bcc:/m)
})

test('a mail that the server refuses is not taken for sent', async () => {
  let busy = true
  const server = await mailServer(() => busy)
  const mailer = createMailer({ url: `smtp://localhost:${server.port}`, from, clock })
  await assert.rejects(mailer.send(mail), { responseCode: 451 })
  busy = false
  await mailer.send(mail)
  await server.close()
  assert.equal(server.received.length, 1)
  await assert.rejects(mailer.send(mail), { code: /ECONNREFUSED|ESOCKET|ECONNECTION/ })
})

test('a mail server elsewhere must offer TLS', async () => {
  const server = await mailServer()
  await assert.rejects(createMailer({ url: `smtp://0.0.0.0:${server.port}`, from, clock }).send(mail), { code: 'ETLS' })
  await server.close()
  assert.equal(server.received.length, 0)
})

test('the address of a mail server is read whole, and a wrong one is not quoted', () => {
  const { auth, ...options } = { auth: undefined, ...smtpOptions('smtp://mila%40x:ge%3Aheim@mail.example') }
  assert.deepEqual(auth, { user: 'mila@x', pass: 'ge:heim' })
  assert.deepEqual(
    [options.host, options.port, options.secure, options.requireTLS, options.ignoreTLS],
    ['mail.example', 587, false, true, false],
  )
  const secure = smtpOptions('smtps://mail.example')
  assert.deepEqual([secure.port, secure.secure, secure.requireTLS, secure.ignoreTLS], [465, true, false, false])
  for (const own of ['smtp://localhost', 'smtp://127.0.0.1:2525', 'smtp://[::1]'])
    assert.ok(smtpOptions(own).ignoreTLS, own)
  for (const other of ['smtp://localhost.example', 'smtp://1127.0.0.1.example'])
    assert.ok(smtpOptions(other).requireTLS, other)
  for (const wrong of ['geheim', 'http://geheim@mail.example', 'smtp://']) {
    assert.throws(
      () => smtpOptions(wrong),
      (error: Error) => /form smtp/.test(error.message) && !/geheim/.test(error.message),
    )
  }
  assert.throws(() => createMailer({ from }), /no mail server/)
})

test('without a mail server each mail is one file that a person can read, also when it is sent twice', async () => {
  const mailer = createMailer({ folder, from, clock })
  await mailer.send(mail)
  await mailer.send(mail)
  assert.deepEqual(readdirSync(folder), ['taak-1@nieuwermeer.example.eml'])
  const path = join(folder, 'taak-1@nieuwermeer.example.eml')
  assert.equal(statSync(path).mode & 0o777, 0o600)
  const text = readFileSync(path, 'utf8')
  assert.ok(text.includes(`\r\n${link}\r\n`))
  assert.match(text, /^Subject: Er is een melding die op u wacht – reünie\r$/m)
  assert.match(text, /\r\n\r\nBeste collega,\r\n/)
})

test('a mail goes to one address only', async () => {
  const mailer = createMailer({ folder, from, clock })
  for (const to of ['', 'a@b, c@d', 'Mila <a@b>', 'a@b\r\nBcc: c@d', 'a b@c']) {
    await assert.rejects(mailer.send({ ...mail, to }), TypeError)
  }
  await assert.rejects(mailer.send({ ...mail, messageId: 'taak-1' }), TypeError)
})
