import { Readable } from 'node:stream'

const boundary = 'weerbaar-bench-boundary'
export const multipart = `multipart/form-data; boundary=${boundary}`

const answers = {
  safe_now: 'yes',
  what: 'Een man stond bij mijn huis en riep dat ik maar beter kon stoppen. Hij filmde de deur en de auto van mijn gezin. '.repeat(
    4,
  ),
  reach: '06 00 00 00 00',
  colleague: '',
}

const field = ([name, value]: [string, string]) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

const fields = Object.entries(answers).map(field).join('')
const file = (name: string) =>
  `--${boundary}\r\nContent-Disposition: form-data; name="evidence"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`
const end = `\r\n--${boundary}--\r\n`

/** The quick report as a browser sends it when no file was chosen. */
export const quickReport = Buffer.from(fields + file('') + end)

/** A form of fields alone. */
export const urlEncoded = 'application/x-www-form-urlencoded'

const page = 'Een pagina van een document, telkens weer. '.repeat(1500)
const block = Buffer.alloc(64 * 1024, page)

/** A form with one small document. */
export const document = (n: number): Buffer => Buffer.from(`${file(`document-${n}.pdf`)}%PDF-1.7\n${page}${end}`)

/** The quick report with a document of so many bytes, made while it is sent. */
export function reportWithDocument(bytes: number): { body: Readable; length: number } {
  const head = Buffer.from(fields + file('document.pdf') + '%PDF-1.7\n')
  const tail = Buffer.from(end)
  const content = bytes - '%PDF-1.7\n'.length
  function* parts() {
    yield head
    for (let left = content; left > 0; left -= block.length) yield block.subarray(0, Math.min(left, block.length))
    yield tail
  }
  return { body: Readable.from(parts()), length: head.length + content + tail.length }
}
