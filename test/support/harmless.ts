import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes } from 'parse5'
import { planted, wordsIn } from './hostile.ts'

// Whether an answer holds anything that somebody could have made it do. Each judge says what is wrong, in one line a thing.

/** An answer as it left the house. */
export interface Answer {
  status: number
  headers: Headers
  body: Buffer
}

/** What is wrong with an answer of any kind. */
export function wrongWith({ headers, body }: Answer): string[] {
  const type = headers.get('content-type') ?? ''
  // What came as evidence goes out as it came: to be saved, and not to be shown.
  const saved = (headers.get('content-disposition') ?? '').startsWith('attachment') && isSandboxed(headers)
  const judge = saved && !type.startsWith('application/json') ? undefined : judges.find(it => type.startsWith(it.type))
  if (!judge && !saved && body.length > 0)
    return [`nobody judges ${type || 'what has no type'}`, ...wrongHeaders(headers)]
  return [...wrongHeaders(headers), ...(judge && holdsWhatWasTyped(body) ? judge.wrong(body.toString('utf8')) : [])]
}

// A page without any of it cannot have become anything by it; most pages are such, and reading them costs seconds.
const holdsWhatWasTyped = (body: Buffer) => body.includes('qzv') || body.includes(planted)

const judges: readonly { type: string; wrong: (text: string) => string[] }[] = [
  { type: 'text/html', wrong: wrongPage },
  { type: 'application/json', wrong: wrongJson },
  { type: 'text/calendar', wrong: wrongCalendar },
  { type: 'text/csv', wrong: wrongSheet },
  { type: 'text/css', wrong: wrongStyle },
  { type: 'image/svg+xml', wrong: wrongPage },
  // A picture that we made from pixels, and text that no browser takes for anything else.
  { type: 'image/', wrong: () => [] },
  { type: 'text/plain', wrong: () => [] },
]

const isSandboxed = (headers: Headers) =>
  headers.get('content-security-policy')?.startsWith("default-src 'none'; sandbox;") === true &&
  headers.get('x-content-type-options') === 'nosniff'

const cookies = /^weerbaar(?:-apparaat|-onderweg)?=[\w-]*(?:;|$)/u
const disposition = /^(?:inline|attachment; filename\*=UTF-8''[\w%.!~*-]+)$/u

export function wrongHeaders(headers: Headers): string[] {
  const disposed = headers.get('content-disposition')
  return [
    ...[...headers].flatMap(([name, value]) => [
      ...(name.includes(planted) ? [`a header ${name}`] : []),
      ...(name !== 'content-disposition' && name !== 'location' && wordsIn(value).length > 0
        ? [`words in ${name}`]
        : []),
    ]),
    ...headers.getSetCookie().flatMap(it => (cookies.test(it) ? [] : [`a cookie ${it}`])),
    ...(disposed !== null && !disposition.test(disposed) ? [`the file is called ${disposed}`] : []),
    ...wrongAddress('location', headers.get('location') ?? '/', true),
  ]
}

const schemes = new Set(['http:', 'https:', 'webcal:', 'mailto:', 'tel:'])
const ours = 'http://localhost:8080'

/** An address on a page; one to which a browser is sent on by itself must be ours. */
function wrongAddress(name: string, address: string, always = false): string[] {
  const url = URL.canParse(address, ours) ? new URL(address, ours) : undefined
  if (!url || !schemes.has(url.protocol)) return [`${name} leads to ${address}`]
  if (/^[/\\]{2}/u.test(address)) return [`${name} leads elsewhere: ${address}`]
  return always && url.origin !== ours ? [`${name} leads elsewhere: ${address}`] : []
}

const addresses = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'data', 'ping', 'srcset'])
// By itself a browser goes to these, or asks them for something.
const followed = new Set(['src', 'action', 'formaction', 'poster', 'data', 'ping', 'srcset'])
const forbidden = new Set(['style', 'iframe', 'frame', 'object', 'embed', 'base', 'applet', 'template', 'noembed'])

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

export function wrongPage(html: string): string[] {
  const wrong: string[] = []
  const walk = (node: Node) => {
    if (tree.isCommentNode(node) && wordsIn(node.data).length > 0) wrong.push('words in a comment')
    if (tree.isTextNode(node)) wrong.push(...wrongText(node.value))
    if (tree.isElementNode(node)) wrong.push(...wrongElement(node))
    if ('childNodes' in node) node.childNodes.forEach(walk)
  }
  walk(parse(html))
  return [...new Set(wrong)]
}

function wrongElement(element: Element): string[] {
  const name = element.tagName
  const own = element.attrs.flatMap(it => wrongAttribute(name, it))
  if (forbidden.has(name) || name.includes(planted) || name.includes('-')) return [`an element ${name}`, ...own]
  const has = (attribute: string) => element.attrs.some(it => it.name === attribute)
  if (name === 'script' && (!has('src') || element.childNodes.length > 0)) return ['a script in the page', ...own]
  if (name === 'meta' && has('http-equiv')) return ['a meta element that acts', ...own]
  return own
}

function wrongAttribute(element: string, { name, value }: { name: string; value: string }): string[] {
  if (name.startsWith('on') || name === 'style' || name === 'srcdoc' || name.includes(planted))
    return [`an attribute ${name} of ${element}`]
  const fetched = followed.has(name) || (name === 'href' && element === 'link')
  return [...wrongText(value), ...(addresses.has(name) ? wrongAddress(`${name} of ${element}`, value, fetched) : [])]
}

/** Nothing is worked out, and nothing turns the reading around. */
export function wrongText(text: string): string[] {
  return [
    ...(/qzv[a-z0-9]{8}(?!\{\{7\*7\}\})[^{]{0,3}49/u.test(text) ? ['a template was worked out'] : []),
    ...(/[\u202A-\u202E\u2066-\u2069]/u.test(text) ? ['text that is turned around'] : []),
  ]
}

function wrongJson(text: string): string[] {
  try {
    const read: unknown = JSON.parse(text)
    const names: string[] = []
    const walk = (value: unknown) => {
      if (typeof value === 'string') names.push(...wrongText(value))
      if (typeof value === 'object' && value !== null)
        for (const [name, inner] of Object.entries(value)) {
          if (wordsIn(name).length > 0 || name.includes(planted)) names.push(`a name ${name}`)
          walk(inner)
        }
    }
    walk(read)
    return names
  } catch {
    return ['this is no JSON']
  }
}

const calendarNames = new Set('BEGIN END VERSION PRODID X-WR-CALNAME UID DTSTAMP DTSTART SUMMARY URL TRANSP'.split(' '))

export function wrongCalendar(text: string): string[] {
  const lines = text.replaceAll('\r\n ', '').split('\r\n').filter(Boolean)
  const names = lines.map(it => /^[^:;]*/u.exec(it)?.[0] ?? '')
  return [
    ...names.filter(it => !calendarNames.has(it)).map(it => `a line ${it}`),
    ...(lines.filter(it => it === 'END:VCALENDAR').length === 1 && lines.at(-1) === 'END:VCALENDAR'
      ? []
      : ['it ends twice']),
    ...(/[\r\n](?!\n|$)/u.test(text.replaceAll('\r\n', '')) ? ['a line end within a line'] : []),
  ]
}

/** A cell that a spreadsheet takes for a formula, quoted or not. */
export function wrongSheet(text: string): string[] {
  const cells = text.split(/[;,\n]|\r\n/u).map(it => it.replace(/^"/u, ''))
  return cells
    .filter(it => /^[=+\-@\t\r]/u.test(it))
    .map(it => `a cell that begins with ${JSON.stringify(it.slice(0, 1))}`)
}

const sheetOfTheme = /^:root\{(?:--[a-z0-9-]+:[\p{L}\d #.,%()'"/-]+;?)*\}\n$/u

export function wrongStyle(text: string): string[] {
  const plain = sheetOfTheme.test(text) && !/url|import|expression|@/iu.test(text)
  return plain ? [] : ['a style sheet that does more than colours']
}
