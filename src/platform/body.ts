import { Readable } from 'node:stream'
import busboy, { type Busboy } from 'busboy'

/** A form of plain fields; larger is refused before it is read. Enough to show a text of 1 MB again with its error. */
export const formLimit = 2_500_000

export type Fields = Record<string, string>

export class BodyTooLarge extends Error {}
export class BodyBroken extends Error {}

/**
 * Reads a form of plain fields. A name that comes more than once is joined with line ends.
 * @throws BodyTooLarge
 */
export async function readFields(request: Request): Promise<Fields> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > formLimit) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString('utf8'))) addField(fields, name, value)
  return Object.fromEntries(fields)
}

// A map until all is read: a field may be called __proto__.
function addField(fields: Map<string, string>, name: string, value: string) {
  const before = fields.get(name)
  fields.set(name, before === undefined ? value : `${before}\n${value}`)
}

export interface ArrivingFile {
  field: string
  name: string
  content: Readable
}

/**
 * Reads a form with files as it streams in: each file is handed to `receive`, one after the other, and must be read there.
 * @returns the plain fields, wherever they stood between the files
 * @throws BodyTooLarge when the plain fields are, BodyBroken when the form is cut off or malformed
 */
export function readUpload(request: Request, receive: (file: ArrivingFile) => Promise<void>): Promise<Fields> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>()
    let work = Promise.resolve()
    const fail = (error: unknown) => {
      source.unpipe()
      source.destroy()
      // Ends the file that is arriving too, or who reads it would wait for ever.
      parser?.destroy()
      reject(
        error instanceof BodyTooLarge
          ? error
          : new BodyBroken('The form was cut off or is malformed', { cause: error }),
      )
    }
    const source = Readable.from(request.body ?? [], { objectMode: false })
    let parser: Busboy | undefined
    let size = 0
    try {
      parser = openParser(request)
    } catch (error) {
      return fail(error)
    }
    parser.on('field', (name, value, info) => {
      // All fields together, not each: what is kept in memory, sealed and shown again is their sum.
      size += Buffer.byteLength(value)
      if (info.valueTruncated || info.nameTruncated || size > formLimit) fail(new BodyTooLarge())
      else addField(fields, name, value)
    })
    parser.on('file', (field, content, { filename }) => {
      content.on('error', () => {})
      // A file field that was left empty arrives as a part without a name.
      if (!filename) content.resume()
      else
        work = work
          .then(() => receive({ field, name: filename, content }))
          .catch((error: unknown) => {
            content.resume()
            reject(error)
          })
    })
    for (const limit of ['fieldsLimit', 'partsLimit', 'filesLimit'] as const)
      parser.on(limit, () => fail(new BodyTooLarge()))
    parser.on('error', fail)
    parser.on('close', () => void work.then(() => resolve(Object.fromEntries(fields))))
    source.on('error', fail)
    source.pipe(parser)
  })
}

const openParser = (request: Request): Busboy =>
  busboy({
    headers: Object.fromEntries(request.headers),
    defParamCharset: 'utf8',
    limits: { fieldSize: formLimit, fields: 1000, files: 1000, parts: 2000, fieldNameSize: 200, headerPairs: 50 },
  })
