import MailComposer from 'nodemailer/lib/mail-composer'
import type { DemoFile } from './content.ts'
import { drawPicture } from './picture.ts'
import { makePdf } from './pdf.ts'

/** A file as a browser sends it. */
export interface SentFile {
  name: string
  type: string
  content: Buffer
}

/** Who got it, and when: shortly before it was reported. */
interface Received {
  to: string
  at: Date
}

/** Makes the evidence that the demonstration describes as a real file. */
export async function makeFile(file: DemoFile, received: Received): Promise<SentFile> {
  const { type, make } = kinds[file.kind]
  return { name: file.name, type, content: await make(file, received) }
}

type Make = (file: DemoFile, received: Received) => Promise<Buffer> | Buffer

const kinds: Record<DemoFile['kind'], { type: string; make: Make }> = {
  eml: { type: 'message/rfc822', make: (file, received) => makeMail(file, received) },
  image: { type: 'image/png', make: ({ text, name }) => drawPicture(text, name) },
  pdf: { type: 'application/pdf', make: ({ text }) => makePdf(text) },
  txt: { type: 'text/plain', make: ({ text }) => Buffer.from(`${text}\n`, 'utf8') },
}

const subjectOf = (name: string) => {
  const words = name.replace(/\.eml$/, '').replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A mail as it was received, with a picture attached. */
async function makeMail({ name, text }: DemoFile, { to, at }: Received): Promise<Buffer> {
  const attachment = await drawPicture('Foto bij deze mail.\n(fictief)', 'bijlage.jpg')
  return new MailComposer({
    from: { name: 'Een inwoner', address: 'inwoner@post.example' },
    to,
    subject: subjectOf(name),
    text,
    date: at,
    messageId: `<${at.getTime()}.${name.replace(/[^a-z0-9]/g, '')}@post.example>`,
    headers: { Received: `from post.example (192.0.2.25) by mx.example; ${at.toUTCString()}` },
    attachments: [{ filename: 'bijlage.jpg', content: attachment, contentType: 'image/jpeg' }],
  })
    .compile()
    .build()
}
