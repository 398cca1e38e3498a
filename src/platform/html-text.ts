/**
 * HTML of a mail as plain text to read: without styles and scripts, with a line for each block, and with the address
 * of each link after its words, so that it can be seen where it leads.
 *
 * By hand, in one pass: the converter that mailparser brings kept a core busy for 76 seconds on 2 MB of nested quotes.
 */
export function htmlToText(html: string): string {
  const output: string[] = []
  const links: string[] = []
  // Whether nothing has been written on this line yet.
  let fresh = true
  const write = (text: string) => {
    output.push(text)
    if (text.trim() !== '' || text.includes('\n')) fresh = text.endsWith('\n')
  }
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    write(decodeEntities(html.slice(at, open === -1 ? html.length : open).replace(/\s+/gu, ' ')))
    if (open === -1) break
    const tag = tagAt(html, open)
    at = tag.end
    if (!lines.has(tag.name)) write(textOfTag(tag, links))
    else if (!fresh) write('\n')
  }
  return tidy(output.join(''))
}

interface Tag {
  /** In lower case; empty for a comment or for a `<` that begins no tag. */
  name: string
  closing: boolean
  attributes: string
  /** What is to be shown for it as it stands: a `<` in a text. */
  literal: string
  /** Where the text goes on. */
  end: number
}

const notATag = (end: number, literal = ''): Tag => ({ name: '', closing: false, attributes: '', literal, end })

const endOf = (html: string, what: string, from: number): number => {
  const found = html.indexOf(what, from)
  return found === -1 ? html.length : found + what.length
}

const tagName = /\/?[a-z][a-z0-9]{0,30}/iy
const rawText = new Set(['style', 'script', 'title', 'template', 'noscript', 'textarea'])

function tagAt(html: string, open: number): Tag {
  if (html.startsWith('<!--', open)) return notATag(endOf(html, '-->', open + 4))
  if (html[open + 1] === '!' || html[open + 1] === '?') return notATag(endOf(html, '>', open))
  tagName.lastIndex = open + 1
  const found = tagName.exec(html)?.[0]
  if (found === undefined) return notATag(open + 1, '<')
  const end = endOf(html, '>', open)
  const name = found.replace('/', '').toLowerCase()
  const closing = found.startsWith('/')
  if (!closing && rawText.has(name)) return notATag(endOfRawText(html, name, end))
  const attributes = name === 'a' && !closing ? html.slice(open + 2, Math.min(end, open + longestAttributes)) : ''
  return { name, closing, attributes, literal: '', end }
}

const longestAttributes = 4000

/** Where a style or script ends. Without an end nothing is left to show. */
function endOfRawText(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\b`, 'gi')
  closing.lastIndex = from
  const found = closing.exec(html)
  return found ? endOf(html, '>', found.index) : html.length
}

const paragraphs = new Set('p blockquote table ul ol pre h1 h2 h3 h4 h5 h6 hr article section'.split(' '))
const lines = new Set('div tr dt dd header footer center address figure form fieldset'.split(' '))

function textOfTag({ name, closing, attributes, literal }: Tag, links: string[]): string {
  if (literal !== '') return literal
  if (name === 'a') return closing ? shownLink(links.pop() ?? '') : startLink(attributes, links)
  if (name === 'li') return closing ? '' : '\n- '
  if (name === 'td' || name === 'th') return closing ? ' ' : ''
  if (name === 'br') return '\n'
  return paragraphs.has(name) ? '\n\n' : ''
}

const mostOpenLinks = 100

function startLink(attributes: string, links: string[]): string {
  const [, quote, single, bare] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes) ?? []
  if (links.length < mostOpenLinks) links.push(decodeEntities(quote ?? single ?? bare ?? ''))
  return ''
}

const shownLink = (address: string) => (/^(?:https?|ftp|tel):/i.test(address) ? ` [${address.replace(/\s/g, '')}]` : '')

// The entities of Latin-1 in their order from U+00A0, and the others that mail programs write.
const latin =
  `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute
  micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
  Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute
  Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute
  icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`.split(
    /\s+/,
  )
const others = `amp=& lt=< gt=> quot=" apos=' euro=€ lsquo=‘ rsquo=’ sbquo=‚ ldquo=“ rdquo=” bdquo=„ ndash=– mdash=—
  hellip=… bull=• trade=™ rarr=→ larr=← check=✓ OElig=Œ oelig=œ Scaron=Š scaron=š zwnj= zwj= ensp= emsp= thinsp=`
const entities = new Map([
  ...latin.map((name, index): [string, string] => [name, String.fromCodePoint(0xa0 + index)]),
  ...others
    .split(/\s+/)
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1) || ' ']),
])

const decodeEntities = (text: string) =>
  text.includes('&') ? text.replace(/&(?:#\d{1,20}|#x[0-9a-f]{1,20}|[a-z][a-z0-9]{1,10});?/gi, decodeEntity) : text

function decodeEntity(entity: string): string {
  const name = entity.slice(1).replace(';', '')
  if (!name.startsWith('#')) return entities.get(name) ?? entity
  return character(/^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1)))
}

const character = (code: number) => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD')

/** No space at the ends of lines, and no more than one empty line at a time. */
const tidy = (text: string) =>
  text
    .split('\n')
    .map(line => line.replaceAll('\u00A0', ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
