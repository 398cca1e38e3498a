import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { createMailer, type Mail } from '../../src/platform/mail.ts'

const headers = new Set(
  'from to subject message-id date auto-submitted x-auto-response-suppress mime-version content-type content-transfer-encoding'.split(
    ' ',
  ),
)

/** Writes mails as they would be sent, reads them as a mail program does, and says what is wrong with them. */
export async function checkMails(mails: readonly Mail[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mails-'))
  try {
    const mailer = createMailer({ from: 'Weerbaar <weerbaar@localhost>', folder })
    for (const mail of mails) await mailer.send(mail)
    const wrong = await Promise.all(
      readdirSync(folder).map(async name => wrongMail(await simpleParser(readFileSync(join(folder, name))))),
    )
    return [...new Set(wrong.flat())]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

type Parsed = Awaited<ReturnType<typeof simpleParser>>

const wrongMail = ({ headerLines, attachments, html, to }: Parsed): string[] => [
  ...headerLines.filter(it => !headers.has(it.key)).map(it => `a header ${it.key}`),
  ...(headerLines.length === headers.size ? [] : ['a header twice']),
  ...(attachments.length > 0 || html !== false ? ['a part that is not plain text'] : []),
  ...([to].flat().flatMap(it => it?.value ?? []).length === 1 ? [] : ['not to one address']),
]
