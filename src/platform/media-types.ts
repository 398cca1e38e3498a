import { extname } from 'node:path'

/** How a piece of evidence is shown: as a re-encoded picture, as text, as sound to play, or only to be downloaded. */
type Shown = 'image' | 'mail' | 'words' | 'sound' | 'download'

export interface MediaType {
  id: string
  label: string
  /** What we serve it as: decided here, never by the sender, and always as an attachment unless re-encoded. */
  mime: string
  /** With the dot, the usual one first. */
  extensions: readonly [string, ...string[]]
  how: Shown
}

/**
 * The kinds of file that are accepted as evidence. Everything else is refused: what runs in a browser (HTML, SVG),
 * programs, scripts, documents with macros, and archives.
 */
const types = [
  { id: 'jpeg', label: 'JPEG-afbeelding', mime: 'image/jpeg', extensions: ['.jpg', '.jpeg'], how: 'image' },
  { id: 'png', label: 'PNG-afbeelding', mime: 'image/png', extensions: ['.png'], how: 'image' },
  { id: 'gif', label: 'GIF-afbeelding', mime: 'image/gif', extensions: ['.gif'], how: 'image' },
  { id: 'webp', label: 'WebP-afbeelding', mime: 'image/webp', extensions: ['.webp'], how: 'image' },
  // Not shown: the decoder that comes with sharp leaves out HEVC, because of its patents.
  { id: 'heic', label: 'HEIC-foto', mime: 'image/heic', extensions: ['.heic', '.heif'], how: 'download' },
  { id: 'pdf', label: 'PDF-document', mime: 'application/pdf', extensions: ['.pdf'], how: 'download' },
  { id: 'eml', label: 'E-mail', mime: 'message/rfc822', extensions: ['.eml'], how: 'mail' },
  { id: 'msg', label: 'E-mail uit Outlook', mime: 'application/vnd.ms-outlook', extensions: ['.msg'], how: 'download' },
  { id: 'txt', label: 'Tekstbestand', mime: 'text/plain', extensions: ['.txt'], how: 'download' },
  { id: 'mp3', label: 'MP3-geluid', mime: 'audio/mpeg', extensions: ['.mp3'], how: 'sound' },
  { id: 'm4a', label: 'M4A-geluid', mime: 'audio/mp4', extensions: ['.m4a'], how: 'sound' },
  { id: 'ogg', label: 'Ogg-geluid', mime: 'audio/ogg', extensions: ['.ogg', '.opus', '.oga'], how: 'sound' },
  { id: 'wav', label: 'WAV-geluid', mime: 'audio/wav', extensions: ['.wav'], how: 'sound' },
  { id: 'mp4', label: 'MP4-video', mime: 'video/mp4', extensions: ['.mp4', '.m4v'], how: 'download' },
  { id: 'mov', label: 'QuickTime-video', mime: 'video/quicktime', extensions: ['.mov'], how: 'download' },
  { id: 'webm', label: 'WebM-video', mime: 'video/webm', extensions: ['.webm'], how: 'download' },
  {
    id: 'docx',
    label: 'Word-document',
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['.docx'],
    how: 'download',
  },
  {
    id: 'xlsx',
    label: 'Excel-werkblad',
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['.xlsx'],
    how: 'download',
  },
  {
    id: 'odt',
    label: 'OpenDocument-tekst',
    mime: 'application/vnd.oasis.opendocument.text',
    extensions: ['.odt'],
    how: 'download',
  },
] as const satisfies readonly MediaType[]

export type MediaTypeId = (typeof types)[number]['id']

export const mediaTypes: readonly (MediaType & { id: MediaTypeId })[] = types

/** What somebody pasted, written down by us: no file is ever taken for it. */
export const pastedType: MediaType = {
  id: 'pasted',
  label: 'Geplakte tekst',
  mime: 'text/plain; charset=utf-8',
  extensions: ['.txt'],
  how: 'words',
}

/** The type with this id, as it is stored with a file; undefined for an id that is not in the table. */
export const mediaType = (id: string): MediaType | undefined =>
  id === pastedType.id ? pastedType : mediaTypes.find(type => type.id === id)

/**
 * The name under which a file is saved: with an extension of what it is. A picture called foto.js can be a program too, and
 * would run as one on the computer of who opens it.
 */
export const savedName = (name: string, { extensions }: MediaType): string =>
  extensions.includes(extname(name).toLowerCase()) ? name : `${name}${extensions[0]}`

/** For the `accept` of a field for files: what the browser offers first. It is no check. */
export const acceptedExtensions: string = types.flatMap(type => type.extensions).join(',')

/** How many bytes of a file `detectMediaType` wants to see. */
export const sniffedBytes = 4100

// The names by which file-type knows them, where those differ from the extension.
const sniffed = new Map<string, MediaTypeId>([
  ...types.flatMap(({ id, extensions }) => extensions.map((it): [string, MediaTypeId] => [it.slice(1), id])),
  ['apng', 'png'],
])

// No signature tells these: what file-type may call so is refused.
const toldByText = new Set<MediaTypeId>(['eml', 'txt'])

/**
 * Which accepted type a file is, by its content; the name only decides between kinds of text and of container.
 * Undefined: refuse it (415).
 * @param firstBytes the first `sniffedBytes` of the file, or all of it.
 */
export async function detectMediaType(firstBytes: Buffer, fileName: string): Promise<MediaType | undefined> {
  const head = firstBytes.subarray(0, sniffedBytes)
  const extension = extname(fileName).toLowerCase()
  // First: letters can look like a signature, such as the BM of a bitmap.
  if (extension === '.txt' && isPlainText(head)) return mediaType('txt')
  if (extension === '.eml' && isMail(head)) return mediaType('eml')
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(head)
  if (!found) return undefined
  if (found.ext === 'cfb') return extension === '.msg' ? mediaType('msg') : undefined
  if (found.ext === 'zip') return officeDocument(head, extension)
  const id = sniffed.get(found.ext)
  return id === undefined || toldByText.has(id) ? undefined : mediaType(id)
}

// The signature of a zip, then the name of the first file in it, at its fixed place.
const firstInZip = (head: Buffer) => head.subarray(30, 30 + Math.min(head.readUInt16LE(26), 100)).toString('latin1')

// When the list of parts does not fit in the first bytes, file-type sees no more than a zip.
function officeDocument(head: Buffer, extension: string): MediaType | undefined {
  if (head.length < 30 || !/^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\/)/.test(firstInZip(head)))
    return undefined
  if (extension === '.docx') return mediaType('docx')
  if (extension === '.xlsx') return mediaType('xlsx')
  return undefined
}

// The bytes are read as Latin-1, in which the mark of UTF-8 at the beginning looks like this.
const byteOrderMark = /^\u00EF\u00BB\u00BF/

const looksLikeCode = /^\s*(?:<(?:!doctype|!--|\?|html|head|body|svg|script|style|iframe)|#!|%!|%PDF|\{\\rtf)/i

function isPlainText(head: Buffer): boolean {
  const text = textOf(head)
  return text !== undefined && !looksLikeCode.test(text.replace(byteOrderMark, ''))
}

/** The bytes as text, unless there are controls among them that text does not have. */
function textOf(bytes: Buffer): string | undefined {
  const isText = bytes.every(byte => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d)
  return isText && bytes.length > 0 ? bytes.toString('latin1') : undefined
}

const headerLine = /^[!-9;-~]{1,70}:/
const mailHeader =
  /^(?:from|to|cc|subject|date|received|return-path|delivered-to|message-id|mime-version|content-type):/i

/** Whether it begins as a mail does: with at least two lines of headers, one of them well known, and no NUL. */
function isMail(head: Buffer): boolean {
  const text = head
    .toString('latin1')
    .replace(byteOrderMark, '')
    .replace(/^\s+/, '')
    .replace(/^From [^\r\n]*\r?\n/, '')
  const end = /\r?\n\r?\n/.exec(text)?.index
  const lines = (end === undefined ? text.slice(0, text.lastIndexOf('\n')) : text.slice(0, end)).split(/\r?\n/)
  const started = lines.filter(line => !/^[ \t]/.test(line))
  if (started.length < 2 || /^[ \t]/.test(lines[0] ?? '')) return false
  return (
    !text.slice(0, end).includes('\0') &&
    started.every(line => headerLine.test(line)) &&
    started.some(line => mailHeader.test(line))
  )
}
